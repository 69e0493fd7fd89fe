"""Members whom the regulator asks for, and who was added."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import requesting
from members.enums import Approval
from portal.calendar import today
from portal.exceptions import Conflict
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    MembershipFactory,
    OfficialFactory,
    RequestedMemberFactory,
    eligible_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(membership_approved_on=today())


def meet(group, membership, requested=None):
    requested = requested or RequestedMemberFactory(group=group)
    return requesting.meet(requested=requested, membership=membership, by=OfficialFactory(), now=timezone.now())


def test_added_member_is_approved_and_the_request_met(group):
    membership = MembershipFactory(group=group)

    requested = meet(group, membership)

    membership.refresh_from_db()
    assert (requested.met_on, requested.membership) == (today(), membership)
    assert membership.approval == Approval.APPROVED
    with pytest.raises(Conflict):
        meet(group, membership, requested)


@pytest.mark.parametrize("fields", [{"kind": "adviser"}, {"ended_on": today()}, {"approval": Approval.DECLINED}])
def test_only_a_serving_employer_member_meets_a_request(group, fields):
    with pytest.raises(Conflict):
        meet(group, MembershipFactory(group=group, **fields))


def test_member_of_another_group_meets_nothing(group):
    with pytest.raises(Conflict):
        requested = RequestedMemberFactory(group=group)
        meet(group, MembershipFactory(), requested)
    requested.refresh_from_db()
    assert requested.met_on is None


def test_nobody_is_approved_alone_before_the_group_is():
    membership = MembershipFactory()
    with pytest.raises(Conflict):
        requesting.approve(membership=membership, by=OfficialFactory(), now=timezone.now())


def test_product_manager_approves_a_late_joiner_on_the_members_page(client, group):
    manager, membership = OfficialFactory(), eligible_member(group=group, approval="draft")
    GroupOfficialFactory(group=group, user=manager)
    sign_in_official(client, manager)
    assert f"Approve {membership.person.name}" in client.get(membership.get_absolute_url()).content.decode()

    client.post(reverse("members:approve", args=[group.pk, membership.pk]))

    membership.refresh_from_db()
    assert membership.approval == Approval.APPROVED
    assert "joined after the membership was approved" not in client.get(membership.get_absolute_url()).content.decode()
