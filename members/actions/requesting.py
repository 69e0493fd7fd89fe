"""Members whom the regulator asks a group to add, and members who joined after the membership was approved."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import touch
from groups.actions.registering import lock
from groups.models import Group
from members.enums import Approval, MembershipKind
from members.models import Membership, RequestedMember
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def ask(*, group: Group, description: str, by: User, now: datetime) -> RequestedMember:
    """Ask for a member of that description, as a condition of agreeing the proposal."""
    group = lock(group)
    requested = RequestedMember(group=group, description=description, requested_on=timezone.localdate(now))
    requested.requested_by = by
    history.save(requested, by=by, why="Member asked for")
    touch(group, now)
    return requested


@transaction.atomic
def meet(*, requested: RequestedMember, membership: Membership, by: User, now: datetime) -> RequestedMember:
    """This employer member is the one who was asked for; the same act approves the membership where it was not yet.

    Raises Conflict when the request is met already, or when that person serves no longer or is no employer member.
    """
    group = lock(requested.group)
    requested = RequestedMember.objects.select_for_update().get(pk=requested.pk)
    if requested.met_on is not None:
        raise _refused(group, "This member was added already.")
    if membership.group_id != group.pk:
        raise _refused(group, "This person is no member of the group.")
    membership = approve(membership=membership, by=by, now=now)
    requested.met_on, requested.membership = timezone.localdate(now), membership
    history.save(requested, by=by, why="Member who was asked for added", fields=["met_on", "membership"])
    touch(group, now)
    return requested


@transaction.atomic
def approve(*, membership: Membership, by: User, now: datetime) -> Membership:
    """Approve somebody who joined after the group's membership was approved; doing it again changes nothing.

    Raises Conflict for somebody who serves no longer or is no employer member, and before the group is approved.
    """
    group = lock(membership.group)
    current = Membership.objects.current(timezone.localdate(now)).select_for_update()
    found = current.filter(pk=membership.pk, group=group, kind=MembershipKind.EMPLOYER).first()
    if found is None or group.membership_approved_on is None:
        raise _refused(group, "Only a serving employer member of an approved group is approved here.")
    if found.approval != Approval.APPROVED:
        found.approval = Approval.APPROVED
        history.save(found, by=by, why="Approved", fields=["approval"])
        touch(group, now)
    return found


def _refused(group: Group, message: str) -> Conflict:
    return Conflict(message, next_href=reverse("members:list", args=[group.pk]), next_text="See the members")
