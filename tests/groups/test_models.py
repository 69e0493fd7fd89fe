"""At which stage a group of the database is; the states of its documents in SQL are those of its facts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.enums import PUBLIC_NEXT, STAGE_COLOURS, Outcome
from groups.models import Group, MembershipSubmission
from guidance.documents import DAYS, SubmissionState
from guidance.facts import single_group
from guidance.stage import Stage, progress_of
from guidance.vocabulary import SubmissionKind
from proposals.enums import STATE_COLOURS, SubmissionOutcome
from proposals.models import Submission
from tests.factories import GroupFactory, MembershipSubmissionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)
DAY = timedelta(days=1)
AROUND = st.none() | st.sampled_from([ON - DAY, ON, ON + DAY])


def stage_of(group, on=ON):
    known = single_group(group.pk, on)
    return progress_of(known, known.documents(on)).stage


def test_every_stage_and_state_has_words_and_a_colour():
    assert all(stage.label for stage in Stage) and set(STAGE_COLOURS) == set(Stage)
    assert all(state.label for state in SubmissionState) and set(STATE_COLOURS) == set(SubmissionState)
    before = {Stage.REGISTERING, Stage.MEMBERSHIP_SUBMITTED, Stage.MEMBERSHIP_RETURNED}
    assert set(PUBLIC_NEXT) == set(Stage) - before - {Stage.WITHDRAWN}


def test_stages_before_the_approval():
    at = datetime(2026, 2, 1, 12, tzinfo=UTC)
    group = GroupFactory()
    assert stage_of(group) == Stage.REGISTERING
    MembershipSubmissionFactory(group=group, submitted_at=at, decided=True, decided_at=at + 3 * DAY)
    assert stage_of(group) == Stage.MEMBERSHIP_RETURNED
    assert stage_of(group, at.date() + 2 * DAY) == Stage.MEMBERSHIP_SUBMITTED
    assert stage_of(group, at.date() - DAY) == Stage.REGISTERING
    MembershipSubmissionFactory(group=group, submitted_at=at + 9 * DAY)
    assert stage_of(group) == Stage.MEMBERSHIP_SUBMITTED
    decided = {"decided_at": at + 9 * DAY, "outcome": Outcome.APPROVED}
    MembershipSubmission.objects.filter(decided_at=None).update(
        **decided, decided_by=group.membership_submissions.first().decided_by
    )
    assert stage_of(group) == Stage.REGISTERING  # the group's own day says whether it is approved
    Group.objects.update(membership_approved_on=ON)
    assert stage_of(group) == Stage.APPROVED


@pytest.mark.parametrize(
    ("made", "stage"),
    [
        ([], Stage.APPROVED),
        ([("proposal", "agreed")], Stage.DEVELOPING),
        ([("proposal", "agreed"), ("standard", "agreed")], Stage.DEVELOPING),
        ([("standard", "agreed"), ("epa_plan", "agreed")], Stage.DELIVERED),
        ([("standard", "agreed"), ("epa_plan", "agreed"), ("revision", "agreed")], Stage.DELIVERED),
        ([("standard", "agreed"), ("epa_plan", "agreed"), ("revision", "returned")], Stage.REVISING),
        ([("standard", "agreed"), ("epa_plan", "agreed"), ("revision", "")], Stage.REVISING),
        ([("proposal", "agreed"), ("standard", "agreed"), ("epa_plan", "returned")], Stage.STANDARD_RETURNED),
        ([("proposal", "agreed"), ("standard", "declined"), ("epa_plan", "returned")], Stage.STANDARD_RETURNED),
        ([("proposal", "agreed"), ("standard", "declined"), ("epa_plan", "agreed")], Stage.STANDARD_DECLINED),
        ([("proposal", "agreed"), ("standard", "declined"), ("standard", "")], Stage.DEVELOPING),
        ([("proposal", "returned")], Stage.PROPOSAL_RETURNED),
        ([("proposal", "returned"), ("proposal", "")], Stage.APPROVED),
        ([("proposal", ""), ("proposal", "declined")], Stage.PROPOSAL_DECLINED),
    ],
)
def test_stage_follows_what_the_regulator_decided(made, stage):
    group = GroupFactory(membership_approved_on=date(2026, 1, 5))
    for kind, outcome in made:
        SubmissionFactory(group=group, kind=kind, decided_on=ON if outcome else None, outcome=outcome)
    assert stage_of(group) == stage


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"submitted_on": ON}, Stage.PROPOSAL_IN_REVIEW),
        ({"submitted_on": ON, "recommended_on": ON}, Stage.PROPOSAL_IN_REVIEW),
        ({"submitted_on": ON, "condition_on": ON}, Stage.PROPOSAL_ON_CONDITION),
        ({"submitted_on": ON, "withdrawn_on": ON}, Stage.APPROVED),
        ({"submitted_on": ON + DAY}, Stage.APPROVED),
        ({"submitted_on": ON, "begun_on": ON + DAY}, Stage.APPROVED),
    ],
)
def test_stage_follows_the_days_of_the_proposal(changes, stage):
    group = GroupFactory(membership_approved_on=date(2026, 1, 5))
    SubmissionFactory(group=group, kind="proposal", **changes)
    assert stage_of(group) == stage
    Group.objects.update(support_withdrawn_on=ON)
    assert stage_of(group) == Stage.WITHDRAWN
    assert stage_of(group, ON - DAY) != Stage.WITHDRAWN


rows = st.fixed_dictionaries(
    {"kind": st.sampled_from(SubmissionKind.values), "outcome": st.sampled_from(["", *SubmissionOutcome.values])},
    optional=dict.fromkeys((name for name in DAYS if name != "resubmit_by"), AROUND),
)


@settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(made=st.lists(rows, max_size=5))
def test_states_in_sql_are_those_of_the_facts(made):
    with transaction.atomic():
        group = GroupFactory()
        Submission.objects.bulk_create(Submission(group=group, **row) for row in made)
        documents = single_group(group.pk, ON).documents(ON)
        told = list(Submission.objects.with_state(ON).order_by("pk").values_list("kind", "state_code"))
        transaction.set_rollback(True)
    assert told == [(one.dates.kind, one.state.value) for one in documents.submissions]
