"""The stage of a group: computed, and asked for, in the same words."""

from datetime import date

import pytest

from groups.enums import Outcome, Stage
from groups.models import Group
from portal.calendar import today
from tests.factories import GroupFactory, MembershipSubmissionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def test_every_group_is_at_the_stage_that_is_computed_for_it():
    GroupFactory()
    MembershipSubmissionFactory()
    returned = MembershipSubmissionFactory(decided=True).group
    MembershipSubmissionFactory(group=returned, decided=True)
    again = MembershipSubmissionFactory(decided=True).group
    MembershipSubmissionFactory(group=again)
    approved = MembershipSubmissionFactory(decided=True, outcome=Outcome.APPROVED).group
    Group.objects.filter(pk=approved.pk).update(membership_approved_on=today())

    computed = {group.pk: group.stage for group in Group.objects.with_stage()}

    assert sorted(computed.values()) == ["approved", "registering", "returned", "submitted", "submitted"]
    for stage in Stage:
        found = set(Group.objects.at_stage(stage).values_list("pk", flat=True))
        assert found == {pk for pk, is_at in computed.items() if is_at == stage}


@pytest.mark.parametrize(
    ("agreed", "stage"),
    [
        ([], Stage.APPROVED),
        (["proposal"], Stage.DEVELOPING),
        (["proposal", "standard"], Stage.DEVELOPING),
        (["proposal", "standard", "epa_plan"], Stage.DELIVERED),
    ],
)
def test_stage_follows_what_the_regulator_agreed(agreed, stage):
    group = GroupFactory(membership_approved_on=date(2026, 1, 5))
    for kind in agreed:
        SubmissionFactory(group=group, kind=kind, decided_on=date(2026, 2, 2), outcome="agreed")
    SubmissionFactory(group=group, kind="revision", decided_on=date(2026, 2, 2), outcome="returned")

    assert Group.objects.with_stage().get().stage == stage
    assert [one for one in Stage if Group.objects.at_stage(one).exists()] == [stage]
