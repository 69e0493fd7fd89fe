"""The group writes: begins a submission, saves its sections, adds the document, fixes a version, begins the next."""

from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.documents import GIVEN_BACK, WITH_THE_GROUP, SubmissionState
from guidance.vocabulary import SubmissionKind
from portal import history
from portal.documents import kind_of, safe_name
from portal.edits import form_digest
from portal.exceptions import NotReady, StaleForm
from proposals.actions import at_the_list, kind_text, locked, out_of_order
from proposals.actions.funding import copy_of
from proposals.enums import Scheme
from proposals.models import Submission, Version
from proposals.rules.evidence import CARRIERS
from proposals.rules.sections import Section
from proposals.rules.versions import digest, fingerprint, unmet_requirements

NEEDS_AGREED = {  # what must have been agreed before one of that kind begins
    SubmissionKind.STANDARD: SubmissionKind.PROPOSAL,
    SubmissionKind.EPA_PLAN: SubmissionKind.PROPOSAL,
    SubmissionKind.REVISION: SubmissionKind.STANDARD,
}
FIXED = ["fingerprint", "frozen_at", "frozen_by", "evidence", "evidence_on", "scheme"]


@transaction.atomic
def start(*, group: Group, kind: SubmissionKind, by: User, now: datetime) -> Submission:
    """Begin a submission of that kind with an empty draft, or go on from the one that was returned or withdrawn.

    Raises Conflict while one of that kind is under way, where one was agreed already (a revision may follow another),
    and before what must come first is agreed.
    """
    group = lock(group)
    earlier = list(Submission.objects.filter(group=group, kind=kind).with_story())
    _refuse_start(group, kind, earlier, timezone.localdate(now))
    begun = Submission(group=group, kind=kind, begun_on=timezone.localdate(now))
    submission = history.save(begun, by=by, why=f"{kind.label}: begun")
    last = earlier[-1].newest if earlier else None
    version = _next_version(submission, last, by=by, now=now)
    if last is None and kind == SubmissionKind.PROPOSAL:
        occupation = group.occupation
        version.content = {"title": occupation.title} | ({"level": str(occupation.level)} if occupation.level else {})
    history.save(version, by=by, why=f"Version {version.number} begun")
    mark_changed(group, now)
    return submission


def may_start(kind: SubmissionKind, submissions: list[Submission], on: date) -> str:
    """Why one of that kind cannot begin now, or "" when it can. `submissions`: all of the group's, oldest first."""
    agreed = {submission.kind for submission in submissions if submission.state_on(on) == SubmissionState.AGREED}
    first = NEEDS_AGREED.get(kind)
    own = [submission for submission in submissions if submission.kind == kind]
    if first and first not in agreed:
        return f"The {first.label.lower()} must be agreed first."
    if own and own[-1].state_on(on) not in {SubmissionState.AGREED, *GIVEN_BACK}:
        return "There is one under way already."
    if kind in agreed and kind != SubmissionKind.REVISION:
        return "It is agreed already; what changes from now on is a revision."
    return ""


def _refuse_start(group: Group, kind: SubmissionKind, earlier: list[Submission], on: date) -> None:
    others = Submission.objects.filter(group=group).exclude(kind=kind)
    if why := may_start(kind, [*others, *earlier], on):
        raise at_the_list(group, f"{kind.label}: this cannot be begun now. {why}", "Not begun")


def _next_version(submission: Submission, last: Version | None, *, by: User, now: datetime) -> Version:
    """A draft with the words (and the document) of the last version; numbers go on through all of that kind."""
    same_kind = Version.objects.filter(submission__group=submission.group, submission__kind=submission.kind)
    number = (same_kind.aggregate(highest=Max("number"))["highest"] or 0) + 1
    version = Version(submission=submission, number=number, started_at=now, started_by=by)
    if last is not None:
        version.content = dict(last.content)
        for field in ("document", "document_name", "document_digest", "document_bytes"):
            setattr(version, field, getattr(last, field))
    return version


@transaction.atomic
def save_section(*, submission: Submission, section: Section, text: str, seen: str, by: User, now: datetime) -> Version:
    """Keep one section's text in the draft. `seen` is `form_digest({key: text})` of what the form was shown with.

    Raises StaleForm when somebody changed that section since, Conflict when there is no draft.
    """
    submission = locked(submission)
    version = _draft(submission, timezone.localdate(now))
    there = version.content.get(section.key, "")
    if seen != form_digest({section.key: there}):
        raise StaleForm(
            "Somebody else has saved this section since you opened it. Nothing of yours was saved yet.",
            next_href=reverse("proposals:section", args=[submission.group_id, submission.pk, section.key]),
            next_text="Open the section again and make your change",
            theirs={"text": there},
            mine={"text": text},
        )
    if text != there:
        version.content = version.content | {section.key: text}
        history.save(version, by=by, why=f"{section.title} saved", fields=["content"])
        mark_changed(submission.group, now)
    return version


@transaction.atomic
def attach(*, submission: Submission, name: str, data: bytes, by: User, now: datetime) -> Version:
    """Keep a document (PDF, DOCX or ODT, judged by its content) in the draft, in place of the one there.

    Raises ValueError for anything else, Conflict when there is no draft.
    """
    kind = kind_of(data)
    if not kind:
        raise ValueError("The content is no PDF, DOCX or ODT document")
    submission = locked(submission)
    version = _draft(submission, timezone.localdate(now))
    version.document_name, version.document_digest = safe_name(name, kind), digest(data)
    version.document_bytes = len(data)
    version.document.save(f"document.{kind}", ContentFile(data), save=False)  # the file before stays with its version
    history.save(version, by=by, why=f"Document {version.document_name}")
    mark_changed(submission.group, now)
    return version


@transaction.atomic
def finalise(*, submission: Submission, by: User, now: datetime) -> Version:
    """Fix the draft, so that the employers can agree exactly these words.

    The funding evidence is fixed with a standard, and later with a revision: from now on it belongs to this version.
    Raises NotReady with what is missing (keys of sections, "document"), Conflict when there is no draft.
    """
    submission = locked(submission)
    version = _draft(submission, timezone.localdate(now))
    unmet = unmet_requirements(submission.kind, version.content, has_document=bool(version.document))
    if unmet:
        raise NotReady(unmet)
    if submission.kind in CARRIERS:
        version.evidence, version.evidence_on = copy_of(submission.group), timezone.localdate(now)
        version.scheme = Scheme.WITH_EVIDENCE
    version.fingerprint = fingerprint(submission.kind, version.content, version.document_digest, version.evidence)
    version.frozen_at, version.frozen_by = now, by
    history.save(version, by=by, why="Fixed", fields=FIXED)
    submission.frozen_on = timezone.localdate(now)
    _tell(submission, f"version {version.number} fixed", by)
    mark_changed(submission.group, now)
    return version


@transaction.atomic
def reopen(*, submission: Submission, by: User, now: datetime) -> Version:
    """Begin the next version of what is fixed or agreed by the employers; it needs their agreement again.

    What came from outside the portal without its words begins with an empty version 1. Raises Conflict when the
    submission is with the regulator or decided, and while its motion is open.
    """
    submission = locked(submission)
    last = submission.newest
    state = submission.state_on(timezone.localdate(now))
    if state not in WITH_THE_GROUP or (last is not None and not last.is_frozen):
        raise out_of_order(submission, "A new version cannot be begun now.")
    if last is not None and last.motion is not None and last.motion.is_open:
        raise out_of_order(
            submission, "The employers are voting on this version. Close the motion, or withdraw it, first."
        )
    submission.agreed_by_employers_on = submission.frozen_on = None
    version = _next_version(submission, last, by=by, now=now)
    _tell(submission, f"version {version.number} begun", by)
    history.save(version, by=by, why=f"Version {version.number} begun")
    mark_changed(submission.group, now)
    return version


def _draft(submission: Submission, on: date) -> Version:
    version = submission.newest
    if submission.state_on(on) not in WITH_THE_GROUP or version is None or version.is_frozen:
        raise out_of_order(submission, f"This {kind_text(submission)} is fixed and cannot be changed.")
    return version


def _tell(submission: Submission, what: str, by: User) -> None:
    """In the group's history, and the agreement as it now stands."""
    why = f"{submission.get_kind_display()}: {what}"
    history.save(submission, by=by, why=why, fields=["agreed_by_employers_on", "frozen_on"])
