"""The funding evidence belongs to the version that the employers agree: fixed, decided and changed with it."""

from collections.abc import Callable

import pytest

from groups.models import Group
from guidance.assessment import assess
from guidance.documents import SubmissionState
from guidance.vocabulary import SubmissionKind
from meetings.actions import motions
from portal.calendar import today
from portal.edits import form_digest
from portal.exceptions import Conflict, NotReady
from proposals.actions import attaching, deciding, drafting, funding, submitting
from proposals.enums import DecisionOutcome, EvidencePart, Scheme
from proposals.models import EpaoQuote, FundingDocument, FundingEvidence, Submission, Version
from tests.factories import SubmissionFactory
from tests.proposals import helpers
from tests.proposals.files import PDF
from tests.proposals.helpers import EPA_PLAN, STANDARD, chair, fresh, now

pytestmark = pytest.mark.django_db
Act = Callable[[Group], object]


@pytest.fixture
def group() -> Group:
    return helpers.developing_group()


def save(group: Group, **texts: str) -> None:
    there = funding.answers_of(group)
    funding.save(group=group, answers=there | texts, seen=form_digest(there), by=chair(group), now=now())


def quote(group: Group, quote: EpaoQuote | None = None, amount: str = "1.00") -> EpaoQuote:
    answers = {"organisation": "Example Assessors", "assesses": True, "received_on": today(), "amount": amount}
    return funding.quote(group=group, answers=answers, by=chair(group), now=now(), quote=quote)


def attach(group: Group) -> FundingDocument:
    part = EvidencePart.QUOTE
    return attaching.add(group=group, part=part, name="Quote.pdf", data=PDF, by=chair(group), now=now())


def detach(group: Group) -> None:
    attaching.remove(document=FundingDocument.objects.kept().get(), by=chair(group), now=now())


CHANGES: dict[str, Act] = {
    "text": lambda group: save(group, consumable_costs="Three hundred pounds"),
    "new quote": quote,
    "quote corrected": lambda group: quote(group, EpaoQuote.objects.get()),
    "document": lambda group: attaching.add(
        group=group, part=EvidencePart.CONSUMABLE_COSTS, name="Prices.pdf", data=PDF, by=chair(group), now=now()
    ),
    "document removed": detach,
}


def copy(submission: Submission) -> dict:
    held = fresh(submission).newest.evidence
    assert held is not None
    return held


# --- what is fixed ---------------------------------------------------------------------------------------------------
def test_fixed_standard_holds_the_evidence_and_its_plan_does_not(group):
    save(group, delivery_methods="A day a week in college")
    document = attach(group)

    standard, plan = helpers.frozen(group, STANDARD), helpers.frozen(group, EPA_PLAN)

    assert copy(standard) == {
        "format": 1,
        "parts": {
            "delivery_methods": {"text": "A day a week in college", "recorded_on": today().isoformat()},
        },
        "quotes": [
            {
                "organisation": EpaoQuote.objects.get().organisation.name,
                "assesses": True,
                "amount": "950.50",
                "received_on": EpaoQuote.objects.get().received_on.isoformat(),
            }
        ],
        "documents": [
            {"part": "quote", "name": "Quote.pdf", "sha256": document.document_digest, "bytes": len(PDF)},
        ],
    }
    assert (standard.newest.scheme, standard.newest.evidence_on) == (Scheme.WITH_EVIDENCE, today())
    assert (plan.newest.scheme, plan.newest.evidence) == (Scheme.TEXT, None)


def test_standard_with_other_evidence_has_another_fingerprint(group):
    standard = helpers.frozen(group, STANDARD)
    drafting.reopen(submission=standard, by=chair(group), now=now())
    save(group, qualification_fees="None")
    drafting.finalise(submission=fresh(standard), by=chair(group), now=now())

    first, second = Version.objects.filter(submission=standard).order_by("number")
    assert first.content == second.content
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize("name", CHANGES)
def test_evidence_of_a_fixed_standard_changes_only_in_a_new_version(group, name):
    attach(group)
    standard = helpers.frozen(group, STANDARD)
    before = copy(standard)

    with pytest.raises(Conflict, match="begin a new version"):
        CHANGES[name](group)
    assert funding.copy_of(group) == before

    drafting.reopen(submission=standard, by=chair(group), now=now())
    CHANGES[name](group)
    assert funding.copy_of(group) != before
    assert Version.objects.get(submission=standard, number=1).evidence == before


@pytest.mark.parametrize("name", CHANGES)
def test_evidence_with_the_regulator_is_read_only_until_it_is_returned(group, name):
    attach(group)
    standard = helpers.in_review(group)[STANDARD]
    before = copy(standard)

    with pytest.raises(Conflict, match="withdrawn or returned"):
        CHANGES[name](group)

    helpers.settle(standard, DecisionOutcome.RETURNED)
    CHANGES[name](group)
    again = drafting.start(group=group, kind=STANDARD, by=chair(group), now=now())
    drafting.finalise(submission=again, by=chair(group), now=now())
    assert copy(again) != before == copy(standard)
    assert again.agreed_by_employers_on is None


def test_evidence_opens_when_the_standard_is_withdrawn(group):
    standard = helpers.in_review(group)[STANDARD]
    submitting.withdraw(submission=standard, by=chair(group), now=now())

    save(group, consumable_costs="None")

    assert FundingEvidence.objects.get().consumable_costs == "None"


def test_agreed_evidence_changes_with_a_revision(group):
    sent = helpers.in_review(group)
    for one in sent.values():
        helpers.settle(one)
    with pytest.raises(Conflict, match="next revision"):
        save(group, consumable_costs="None")

    revision = drafting.start(group=group, kind=SubmissionKind.REVISION, by=chair(group), now=now())
    save(group, consumable_costs="None")

    assert revision.state == SubmissionState.DRAFTING
    assert "consumable_costs" not in copy(sent[STANDARD])["parts"]


def test_plan_alone_holds_no_evidence(group):
    helpers.frozen(group, EPA_PLAN)

    save(group, consumable_costs="None")

    assert FundingEvidence.objects.get().consumable_costs == "None"


@pytest.mark.parametrize("kind", [STANDARD, EPA_PLAN, SubmissionKind.PROPOSAL])
def test_what_came_from_outside_can_be_begun_in_the_portal(group, kind):
    """Agreed by the employers in a dossier, without words: it can be neither submitted nor is it in anybody's way."""
    outside = SubmissionFactory(group=group, kind=kind, agreed_by_employers_on=today())

    version = drafting.reopen(submission=outside, by=chair(group), now=now())

    assert (version.is_frozen, fresh(outside).agreed_by_employers_on) == (False, None)
    save(group, consumable_costs="None")


# --- what is agreed, submitted and decided ---------------------------------------------------------------------------
def alter(submission: Submission) -> None:
    """Behind the portal's back."""
    held = copy(submission)
    Version.objects.filter(submission=submission).update(evidence=held | {"quotes": []})


def test_motion_names_the_evidence(group):
    motion = helpers.asked(helpers.frozen(group, STANDARD))

    assert "with its funding evidence: 1 quote, 0 documents" in motion.text


def test_vote_on_altered_evidence_marks_nothing(group):
    standard = helpers.frozen(group, STANDARD)
    motion = helpers.asked(standard)
    helpers.vote(motion)
    alter(standard)

    motions.close(motion=motion, by=chair(group), now=now())

    assert fresh(standard).agreed_by_employers_on is None


def test_altered_evidence_is_neither_submitted_nor_agreed(group):
    standard = helpers.package(group)[STANDARD]
    kept = copy(standard)
    alter(standard)
    with pytest.raises(Conflict, match="not the version that the employers agreed"):
        submitting.submit(group=group, kind=STANDARD, by=chair(group), now=now())

    Version.objects.filter(submission=standard).update(evidence=kept)
    submitting.submit(group=group, kind=STANDARD, by=chair(group), now=now())
    alter(helpers.judged(fresh(standard)))
    with pytest.raises(Conflict, match="not the version that the employers agreed"):
        helpers.settle(standard)
    assert helpers.settle(standard, DecisionOutcome.RETURNED).state == SubmissionState.RETURNED


@pytest.mark.parametrize("kind", [STANDARD, EPA_PLAN])
def test_standard_and_plan_are_agreed_through_their_gate(group, kind):
    """Between submitting and deciding the one member with experience of the occupation may have left."""
    one = helpers.in_review(group)[kind]
    group.memberships.update(occupation_experience="none")

    with pytest.raises(NotReady) as refused:
        helpers.settle(one)

    assert [finding.rule for finding in refused.value.findings] == ["group.occupation_experience"]
    assert fresh(one).state == SubmissionState.TO_DECIDE
    assert helpers.settle(one, DecisionOutcome.RETURNED).state == SubmissionState.RETURNED


def test_revision_is_agreed_through_its_gate(group):
    for one in helpers.in_review(group).values():
        helpers.settle(one)
    revision = helpers.agreed_by_employers(group, SubmissionKind.REVISION)
    submitting.submit(group=group, kind=SubmissionKind.REVISION, by=chair(group), now=now())
    helpers.judged(revision)
    group.engagements.filter(kind="apprentices").delete()

    with pytest.raises(NotReady) as refused:
        helpers.settle(revision)

    assert [finding.rule for finding in refused.value.findings] == ["group.advice_apprentices"]


def test_plan_that_is_written_anew_does_not_keep_the_standard(group):
    sent = helpers.in_review(group)
    helpers.settle(sent[EPA_PLAN], DecisionOutcome.RETURNED)
    drafting.start(group=group, kind=EPA_PLAN, by=chair(group), now=now())
    assert deciding.PACKAGE in assess(group.pk, today()).gates["standard"].blockers

    assert helpers.settle(sent[STANDARD]).state == SubmissionState.AGREED
