"""What the employers agreed in a meeting holds while nobody whose vote was recorded contradicts what carried it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.documents import SubmissionState
from meetings.actions import answering, motions, votes
from meetings.enums import Answer, Choice, Threshold
from meetings.models import Vote
from portal.calendar import today
from portal.exceptions import Conflict, NotReady
from proposals.actions import agreeing, deciding, drafting, reviewing, submitting
from proposals.enums import DecisionOutcome
from proposals.models import Submission
from tests.accounts.helpers import sign_in_official
from tests.factories import eligible_member
from tests.meetings.helpers import held, user_of
from tests.members.helpers import text_of
from tests.proposals import helpers
from tests.races import DONE, abreast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def group():
    group = helpers.approved_group()
    for _ in range(4):
        eligible_member(group=group, approval="approved")
    return group


@pytest.fixture
def members(group):
    chair = helpers.chair(group)
    serving = group.memberships.filter(kind="employer").select_related("person__user")
    return sorted(serving, key=lambda one: one.person.user != chair)


def carried(group, members) -> Submission:
    """The version put to the vote in a meeting: the chair votes for it, and records one vote for and one against."""
    submission, chair = helpers.frozen(group), helpers.chair(group)
    meeting = held(group, members)
    quorum = motions.least_quorum(group=group, subject="proposal", meeting=meeting, on=today())
    terms = {"threshold": Threshold.MAJORITY, "quorum": quorum, "meeting": meeting, "closes_on": None}
    motion = agreeing.ask(submission=submission, terms=terms, by=chair, now=timezone.now())
    choices = {one.person_id: Choice.FOR for one in members[:2]}
    choices |= {one.person_id: Choice.AGAINST for one in members[2:3]}
    votes.record(motion=motion, choices=choices, by=chair, now=timezone.now())
    motions.close(motion=motion, by=chair, now=timezone.now())
    return helpers.fresh(submission)


def says(member, answer, submission, days=0):
    known = Vote.objects.select_related("motion__group", "motion__meeting")
    row = known.get(motion=submission.newest.motion, person=member.person)
    now = timezone.now() + days * DAY
    answering.answer(row=row, answer=answer, text="", by=user_of(member), now=now)
    return helpers.fresh(submission)


def submits(submission, days=0):
    by, now = helpers.chair(submission.group), timezone.now() + days * DAY
    submitting.submit(group=submission.group, kind=submission.kind, by=by, now=now)
    Submission.objects.filter(pk=submission.pk).update(submitted_on=today())  # pages show what is so today
    return helpers.fresh(submission)


def test_agreement_that_turns_is_taken_back_and_given_back(group, members):
    submission = carried(group, members)
    assert submission.agreed_by_employers_on == today()

    submission = says(members[1], Answer.NO, submission)

    assert (submission.agreed_by_employers_on, submission.state) == (None, SubmissionState.FOR_AGREEMENT)
    assert submission.history.latest().history_change_reason.endswith("agreement is disputed")
    with pytest.raises(NotReady):
        submits(submission, days=9)
    submission = says(members[1], Answer.YES, submission)
    assert submission.state == SubmissionState.AGREED_BY_EMPLOYERS


def test_disputed_version_is_put_to_the_vote_again_or_changed(group, members):
    submission = says(members[1], Answer.NO, carried(group, members))
    again = helpers.asked(submission)
    helpers.vote(again)
    motions.close(motion=again, by=helpers.chair(group), now=timezone.now())
    submission = helpers.fresh(submission)
    assert submission.state == SubmissionState.AGREED_BY_EMPLOYERS
    drafting.reopen(submission=submission, by=helpers.chair(group), now=timezone.now())
    assert helpers.fresh(submission).state == SubmissionState.DRAFTING


def test_withdrawn_motion_leaves_the_version_to_be_asked_again_or_changed(group):
    submission, chair = helpers.frozen(group), helpers.chair(group)
    motion = helpers.asked(submission)
    with pytest.raises(Conflict, match="voting on this version already"):
        helpers.asked(helpers.fresh(submission))
    motions.withdraw(motion=motion, reason="A figure is wrong.", by=chair, now=timezone.now())
    submission = helpers.fresh(submission)
    assert submission.state == SubmissionState.FOR_AGREEMENT
    again = helpers.asked(submission)
    assert again.is_open
    motions.withdraw(motion=again, reason="Again.", by=chair, now=timezone.now())
    assert drafting.reopen(submission=submission, by=chair, now=timezone.now()).number == 2


def test_chair_alone_submits_nothing_before_the_others_could_contradict(client, group, members):
    submission = carried(group, members)
    with pytest.raises(Conflict, match="The agreement rests on what was recorded for"):
        submits(submission, days=5)
    client.force_login(helpers.chair(group))
    page = text_of(client.get(reverse("proposals:submit", args=[group.pk, submission.kind])))
    assert "it can be submitted after that day" in page and "have a few days to say whether it is so" in page
    assert submits(submission, days=6).state == SubmissionState.IN_REVIEW


def test_nothing_is_agreed_while_the_employers_agreement_is_disputed(client, group, members):
    submission, by = submits(carried(group, members), days=6), helpers.official(group)
    agreed = {"outcome": DecisionOutcome.AGREED, "reasons": ""}
    reviewing.recommend(submission=submission, **agreed, by=helpers.manager(group), now=timezone.now())

    submission = says(members[1], Answer.NO, submission, days=7)

    assert (submission.state, submission.agreed_by_employers_on) == (SubmissionState.TO_DECIDE, None)
    with pytest.raises(Conflict, match="agreement is disputed"):
        deciding.decide(submission=submission, **agreed, by=by, now=timezone.now() + 7 * DAY)
    sign_in_official(client, by)
    address = reverse("proposals:decide", args=[group.pk, submission.pk])
    page, name = text_of(client.get(address)), members[1].person.name
    assert f"{helpers.chair(group)} recorded in the meeting how these people voted" in page
    assert f"{name} says that this is not how they voted." in page and "Agreement disputed" in page
    assert "the motion would not be carried: nothing can rest on it" in page
    refused = client.post(address, {"outcome": "agreed", "reasons": "As discussed"})
    assert refused.status_code == 422 and "while the employers’ agreement is disputed" in text_of(refused)


def test_what_is_decided_stays_decided(group, members):
    submission, by = submits(carried(group, members), days=6), helpers.official(group)
    agreed = {"outcome": DecisionOutcome.AGREED, "reasons": ""}
    reviewing.recommend(submission=submission, **agreed, by=helpers.manager(group), now=timezone.now())
    says(members[1], Answer.NO, submission, days=7)
    assert says(members[1], Answer.YES, submission, days=7).agreed_by_employers_on == today()
    deciding.decide(submission=submission, **agreed, by=by, now=timezone.now() + 7 * DAY)
    assert says(members[1], Answer.NO, submission, days=8).agreed_by_employers_on == today()


@pytest.mark.django_db(transaction=True)
def test_contradiction_and_submission_at_once_leave_no_agreement_that_turned():
    group = helpers.approved_group()
    for _ in range(4):
        eligible_member(group=group, approval="approved")
    chair = helpers.chair(group)
    serving = group.memberships.filter(kind="employer").select_related("person__user")
    submission = carried(group, members := sorted(serving, key=lambda one: one.person.user != chair))

    said, submitted = abreast(
        lambda: says(members[1], Answer.NO, submission, days=7), lambda: submits(submission, days=7)
    )

    submission = helpers.fresh(submission)
    assert (said, submission.agreed_by_employers_on) == (DONE, None)
    assert (submitted == DONE) == (submission.submitted_on is not None)
