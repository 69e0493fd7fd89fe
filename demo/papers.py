"""What sample groups wrote, submitted and had decided: a document at every state."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from demo.draft import Draft
from demo.pdf import single_page
from guidance.vocabulary import OrganisationKind, SubmissionKind
from members.models import Organisation, RequestedMember
from proposals.enums import DecisionOutcome, EvidencePart, Scheme, Step, SubmissionOutcome
from proposals.models import (
    Decision,
    EpaoQuote,
    FundingDocument,
    FundingEvidence,
    ReviewComment,
    Submission,
    Version,
)
from proposals.rules.evidence import Copy, copied
from proposals.rules.progress import DECIDERS
from proposals.rules.sections import NEEDS_DOCUMENT, sections_of
from proposals.rules.versions import digest, fingerprint

PROPOSAL = SubmissionKind.PROPOSAL
STATES = ("draft", "frozen", "by_employers", "in_review", "recommended", "on_condition", "returned", "agreed")
FIRST_SECTIONS = 7  # of a proposal that is still being written
TEXTS = {
    "job_titles": "Apprentice {title}\nAssistant {title}\n{title}",
    "duties": "Plans the day’s work, prepares material and tools, does the work to the agreed quality, and hands it"
    " over. Keeps records, works safely and helps newer colleagues.",
    "training": "Somebody new to the work needs about 18 months before they are competent, with a day a week off the"
    " job.",
    "demand": "The members alone would take on 60 apprentices in the first year and 90 in the second. Our survey of 140"
    " employers found 400 vacancies a year.",
    "workplaces": "Large and small employers in every region perform it, in workshops, on site and in offices.",
    "overlap": "It shares about a quarter of its duties with one other occupation; we asked that group, and they"
    " agree.",
    "links": "People move on to supervisory work after three to five years.",
    "requirements": "None",
    "entry": "Most enter after school or from other work. A driving licence helps and is not needed.",
    "support": "We asked 32 employers outside the group; 29 support the proposal. Three would rather have a"
    " higher level.",
    "summary": "Written in four workshops with employers, and read by two training providers.",
    "assessment_model": "epa_plan",
    "changes": "Two duties are brought up to date.",
}
RETURNED = (
    "Please show where the demand comes from, and how many of the 400 vacancies are new. The overlap needs a sentence"
    " from the other group itself."
)
FAVOURABLE = "A clear need, well shown. Small employers of one region are missing."
COMPLETE = "It says what the proposal promised, and every duty can be assessed."
REMARKS: dict[str, tuple[str, str]] = {
    PROPOSAL: ("demand", "Which employers answered the survey? A table by region would help."),
    SubmissionKind.STANDARD: ("summary", "Which employers took part in the workshops?"),
    SubmissionKind.EPA_PLAN: ("summary", "How long does the assessment of one apprentice take?"),
}
PRICE = Decimal("1150.00")  # of assessing one apprentice, in pounds
ASKED_FOR = "A small employer in the North East"


class Shelf(NamedTuple):
    """How far the documents after an agreed proposal are, which was agreed so many days earlier."""

    standard: str
    epa_plan: str
    earlier: int


SHELVES = {
    "agreed": Shelf("by_employers", "frozen", 30),
    "standard_submitted": Shelf("recommended", "in_review", 200),
    "delivered": Shelf("agreed", "agreed", 200),
}


def write_papers(draft: Draft) -> None:
    """As the plan says: the state of the proposal, or of the documents that follow an agreed one."""
    shelf = SHELVES.get(draft.plan.paper)
    if shelf is None:
        if draft.plan.paper:
            _write(draft, PROPOSAL, draft.plan.paper)
        return
    draft.earlier = shelf.earlier
    _write(draft, PROPOSAL, "agreed")
    draft.earlier = 0
    held = _funding(draft)
    _write(draft, SubmissionKind.STANDARD, shelf.standard, held)
    _write(draft, SubmissionKind.EPA_PLAN, shelf.epa_plan)


def _write(draft: Draft, kind: SubmissionKind, state: str, held: Copy | None = None) -> None:
    """`held`: the funding evidence that is fixed with it."""
    submission, version = _begun(draft, kind, draft.ago(28))
    reached = STATES.index(state)
    if not reached:
        version.content = dict(list(version.content.items())[:FIRST_SECTIONS])
        return
    _finalise(draft, version, draft.ago(15), held)
    if reached >= STATES.index("by_employers"):
        _agree(draft, submission, version, draft.ago(11))
    if reached >= STATES.index("in_review"):
        _submit(draft, submission, draft.ago(10, hour=16))
        _comment(draft, submission)
    if reached >= STATES.index("recommended"):
        _judge(draft, submission, state)
    if state == "returned":
        _begun(draft, kind, draft.ago(2), number=2)


def _begun(draft: Draft, kind: SubmissionKind, at: datetime, number: int = 1) -> tuple[Submission, Version]:
    by, occupation = _chair(draft), draft.group.occupation
    submission = Submission(group=draft.group, kind=kind, begun_on=timezone.localdate(at))
    draft.keep(submission, at=at, by=by, why=f"{kind.label}: begun")
    version = Version(submission=submission, number=number, started_at=at, started_by=by)
    content = {"title": occupation.title, "level": str(occupation.level or 3)}
    texts = content | {key: text.format(title=occupation.title) for key, text in TEXTS.items()}
    version.content = {section.key: texts[section.key] for section in sections_of(kind)}
    if kind in NEEDS_DOCUMENT:
        _attach(version, f"{kind.label} of {occupation.title}")
    draft.keep(version, at=at, by=by, why=f"Version {number} begun")
    return submission, version


def _attach(row: Version | FundingDocument, title: str) -> None:
    data = single_page(title)
    row.document_name, row.document_digest, row.document_bytes = f"{title}.pdf", digest(data), len(data)
    row.document.save("document.pdf", ContentFile(data), save=False)


def _finalise(draft: Draft, version: Version, at: datetime, held: Copy | None) -> None:
    version.frozen_at, version.frozen_by = at, _chair(draft)
    kind = version.submission.kind
    if held is not None:
        version.evidence, version.evidence_on, version.scheme = held, timezone.localdate(at), Scheme.WITH_EVIDENCE
    version.fingerprint = fingerprint(kind, version.content, version.document_digest, version.evidence)
    draft.keep(version, at=at, by=_chair(draft), why="Fixed")
    version.submission.frozen_on = timezone.localdate(at)
    _tell(draft, version.submission, f"version {version.number} fixed", at, _chair(draft))


def _agree(draft: Draft, submission: Submission, version: Version, at: datetime) -> None:
    submission.agreed_by_employers_on = timezone.localdate(at)
    _tell(draft, submission, f"version {version.number} agreed by the employers", at, _chair(draft))


def _submit(draft: Draft, submission: Submission, at: datetime) -> None:
    submission.submitted_on, submission.submitted_by = timezone.localdate(at), _chair(draft)
    _tell(draft, submission, "submitted", at, _chair(draft))


def _comment(draft: Draft, submission: Submission) -> None:
    at = draft.ago(8)
    section, text = REMARKS[submission.kind]
    remark = ReviewComment(submission=submission, section=section, written_at=at, written_by=draft.manager, text=text)
    draft.keep(remark, at=at, by=draft.manager, why="Comment")


def _judge(draft: Draft, submission: Submission, state: str) -> None:
    outcome = {"returned": DecisionOutcome.RETURNED, "on_condition": DecisionOutcome.ON_CONDITION}.get(
        state, DecisionOutcome.AGREED
    )
    favourable = FAVOURABLE if submission.kind == PROPOSAL else COMPLETE
    reasons = RETURNED if state == "returned" else favourable
    _decision(draft, submission, Step.RECOMMENDATION, outcome, reasons, draft.ago(6), draft.manager)
    submission.recommended_on = timezone.localdate(draft.ago(6))
    _tell(draft, submission, "recommended on", draft.ago(6), draft.manager)
    if state == "recommended":
        return
    at, decider = draft.ago(4), draft.scene.accounts[DECIDERS[submission.kind].value]
    _decision(draft, submission, Step.DECISION, outcome, reasons, at, decider)
    if state == "on_condition":
        _ask_for_a_member(draft, at, decider)
        submission.condition_on = timezone.localdate(at)
        _tell(draft, submission, "agreed on a condition", at, decider)
        return
    submission.outcome = SubmissionOutcome(outcome.value)
    submission.decided_on, submission.decided_by = timezone.localdate(at), decider
    _tell(draft, submission, submission.get_outcome_display().lower(), at, decider)


def _decision(
    draft: Draft, submission: Submission, step: Step, outcome: DecisionOutcome, reasons: str, at: datetime, by: User
) -> None:
    row = Decision(submission=submission, step=step, outcome=outcome, reasons=reasons, made_at=at, made_by=by)
    draft.keep(row, at=at, by=by, why="Recommended" if step == Step.RECOMMENDATION else "Decided")


def _ask_for_a_member(draft: Draft, at: datetime, by: User) -> None:
    asked = RequestedMember(group=draft.group, description=ASKED_FOR, requested_on=timezone.localdate(at))
    asked.requested_by = by
    draft.keep(asked, at=at, by=by, why="Member asked for")


def _funding(draft: Draft) -> Copy:
    at, by = draft.ago(30), _chair(draft)
    evidence = FundingEvidence(group=draft.group, delivery_methods_on=timezone.localdate(at))
    evidence.delivery_methods = "A day a week in college for 18 months; the rest is learned at work."
    draft.keep(evidence, at=at, by=by, why="Funding evidence saved")
    assessor = Organisation(name="Example Assessment Partners", kind=OrganisationKind.EPAO)
    draft.keep(assessor, at=at, by=by, why="Gave a quote")
    quote = EpaoQuote(evidence=evidence, organisation=assessor, received_on=timezone.localdate(at), amount=PRICE)
    draft.keep(quote, at=at, by=by, why="Quote recorded")
    row = FundingDocument(evidence=evidence, part=EvidencePart.QUOTE, added_at=at, added_by=by)
    _attach(row, "Quote of Example Assessment Partners")
    draft.keep(row, at=at, by=by, why=f"Document {row.document_name}")
    return copied(evidence, [quote], [row])


def _tell(draft: Draft, submission: Submission, what: str, at: datetime, by: User) -> None:
    draft.keep(submission, at=at, by=by, why=f"{submission.get_kind_display()}: {what}")


def _chair(draft: Draft) -> User:
    return draft.place(draft.plan.chairs[0]).user
