"""Members whom the regulator asks a group to add."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed, recipients
from groups.actions.registering import lock
from groups.models import Group
from members.actions.deciding import ensure_approved
from members.emails import deciding as emails
from members.emails.requested import met, struck
from members.models import Membership, RequestedMember
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def ask(
    *,
    group: Group,
    description: str,
    by: User,
    now: datetime,
    due_on: date | None = None,
    is_notified: bool = False,
) -> RequestedMember:
    """Ask for a member of that description, as a condition of agreeing the proposal; it stands until it is met.

    `is_notified`: whether the chairs hear of it by a message of its own (a decision on a proposal tells it itself).
    """
    group = lock(group)
    requested = add(group=group, description=description, by=by, now=now, due_on=due_on)
    if is_notified:
        for address, name in recipients.leaders(group, requested.requested_on).items():
            emails.member_requested(requested, to=address, name=name)
    mark_changed(group, now)
    return requested


@transaction.atomic
def meet(*, requested: RequestedMember, membership: Membership, by: User, now: datetime) -> RequestedMember:
    """This employer member is the one who was asked for; the same act approves the membership where it was not yet.

    The chairs and the product manager hear, and after the last one the route manager, who can agree the proposal now.

    Raises Conflict when the request is met already, or when that person serves no longer, is no employer member or
    lacks what the guidance asks of members.
    """
    group = lock(requested.group)
    requested = RequestedMember.objects.select_for_update().get(pk=requested.pk)
    requested.group = group
    refuse_met(requested)
    if membership.group_id != group.pk:
        raise _refused(group, "This person is no member of the group.")
    membership = ensure_approved(membership=membership, by=by, now=now)
    requested.met_on, requested.membership = timezone.localdate(now), membership
    history.save(requested, by=by, why="Member who was asked for added", fields=["met_on", "membership"])
    met(requested, by=by)
    mark_changed(group, now)
    return requested


@transaction.atomic
def strike(*, requested: RequestedMember, reason: str, by: User, now: datetime) -> RequestedMember:
    """Nobody is asked for any more, for that reason; who hears of a member who is added hears of it.

    Raises Conflict once a member is added, or asked for no more.
    """
    group = lock(requested.group)
    requested = RequestedMember.objects.select_for_update().get(pk=requested.pk)
    requested.group = group
    refuse_met(requested)
    requested.struck_on, requested.struck_by, requested.strike_reason = timezone.localdate(now), by, reason
    why = "Member asked for no more"
    history.save(requested, by=by, why=why, fields=["struck_on", "struck_by", "strike_reason"])
    struck(requested, by=by)
    mark_changed(group, now)
    return requested


def refuse_met(requested: RequestedMember) -> None:
    """Raise Conflict once the member is added, or asked for no more."""
    if requested.met_on is not None:
        raise _refused(requested.group, "This member was added already.")
    if requested.struck_on is not None:
        raise _refused(requested.group, "This member is asked for no more.")


def _refused(group: Group, message: str) -> Conflict:
    return Conflict(message, next_href=reverse("overview:members", args=[group.pk]), next_text="See the members")


def add(*, group: Group, description: str, by: User, now: datetime, due_on: date | None = None) -> RequestedMember:
    """Keep the request, for the group that the caller has locked; who hears of it is the caller's to say."""
    requested = RequestedMember(group=group, description=description, requested_on=timezone.localdate(now))
    requested.requested_by, requested.due_on = by, due_on
    return history.save(requested, by=by, why="Member asked for")
