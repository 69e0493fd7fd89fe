"""The stage of a group: computed, and asked for, in the same words."""

import pytest

from groups.enums import Outcome, Stage
from groups.models import Group
from portal.calendar import today
from tests.factories import GroupFactory, MembershipSubmissionFactory

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
