"""A person declares interests, renews the declaration and ends what is over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts import emails
from conflicts.models import Declaration, Interest
from groups.actions import touch
from groups.actions.registering import lock
from members.actions.declaring import write_declaration
from members.models import ChairAppointment, Membership
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def declare(*, membership: Membership, interests: Sequence[Mapping[str, Any]], by: User, now: datetime) -> Declaration:
    """A new declaration, with the interests to add; without any it says that nothing (more) is to be declared.

    Interests declared before stay on the register until they are ended. The same declaration sent twice on one day is
    written once. Tells the chairs. `interests` as `write_declaration` takes them.
    """
    group, on = lock(membership.group), timezone.localdate(now)
    same = _same_today(membership, interests, on)
    if same is not None:
        return same
    declaration = write_declaration(group=group, person=membership.person, interests=interests, by=by, on=on)
    if interests:
        _tell_chairs(declaration, on)
    touch(group, now)
    return declaration


def _same_today(membership: Membership, interests: Sequence[Mapping[str, Any]], on: date) -> Declaration | None:
    """The day's newest declaration, if it says just the same."""
    today = Declaration.objects.filter(group=membership.group, person=membership.person, declared_on=on)
    last = today.prefetch_related("interests__organisation").first()
    if last is None:
        return None
    known = sorted(
        (i.nature, i.description, i.organisation.name if i.organisation else "") for i in last.interests.all()
    )
    return last if known == sorted((i["nature"], i["description"], i["organisation"]) for i in interests) else None


def _tell_chairs(declaration: Declaration, on: date) -> None:
    """Each chair but the person who declares hears of it at once."""
    chairs = ChairAppointment.objects.current(on).filter(group=declaration.group).exclude(person=declaration.person)
    for address, name in chairs.exclude(person__email=None).values_list("person__email", "person__name"):
        emails.interest_declared(declaration, to=address, name=name)


@transaction.atomic
def end_interest(*, interest: Interest, ended_on: date, by: User, now: datetime) -> Interest:
    """The person does not have the interest any more since `ended_on`; it stays on record. Raises Conflict if ended."""
    group = lock(interest.declaration.group)
    interest = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    if interest.ended_on == ended_on:
        return interest
    if interest.ended_on is not None:
        raise Conflict(
            "This interest has been ended already.",
            state=f"Ended on {interest.ended_on:%-d %B %Y}",
            next_href=reverse("members:mine", args=[group.pk]),
            next_text="See your membership",
        )
    interest.ended_on = ended_on
    history.save(interest, by=by, why="Ended by the person", fields=["ended_on"])
    touch(group, now)
    return interest
