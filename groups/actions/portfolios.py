"""Groups of one product manager given to others: first who would get what, then all of it or nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.actions import mark_changed, workload
from groups.actions.allocating import MOST_AT_ONCE, allocatable, changed_meanwhile, hand_on
from groups.actions.recipients import leaders
from groups.actions.registering import refuse_withdrawn
from groups.emails.allocation import allocated, portfolio_moved
from groups.models import Group, GroupOfficial
from groups.rules.balancing import Dealt, Taker, balanced, counted
from occupations.models import RouteOfficial
from portal.exceptions import Conflict


@dataclass(frozen=True, slots=True)
class Move:
    """Who would get which group."""

    group: Group
    to: User
    duties: int = 0  # urgent and normal ones that are open to its product manager, and go along


def portfolio(user: User, by: User, on: date) -> Sequence[Group]:
    """Supported groups that the user leads on that day and whose product manager `by` may change, by reference."""
    led = GroupOfficial.objects.current(on).filter(user=user).values("group")
    groups = allocatable(by, on).filter(pk__in=led, support_withdrawn_on=None)
    return list(groups.select_related("occupation__route").order_by("reference", "pk")[:MOST_AT_ONCE])


def plan(groups: Sequence[Group], *, former: User, to: User | None, on: date) -> list[Move]:
    """Who would get each group: `to`, or where it is None the product managers whose work is even then, counted by
    what is due from them and then by the groups that they lead. A fixed number of statements.

    ValidationError where there is nobody to give them to.
    """
    if to == former:
        raise ValidationError({"to": f"{former.name} leads them already"})
    duties = workload.of_groups([group.pk for group in groups], on)
    if to is not None:
        return [Move(group, to, duties.get(group.pk, 0)) for group in groups]
    users = {user.pk: user for user in managers().exclude(pk=former.pk)}
    if not users:
        raise ValidationError({"to": "There is no other product manager"})
    dealt = balanced(
        [Dealt(group.pk, group.reference, group.occupation.route_id, duties.get(group.pk, 0)) for group in groups],
        counted(_takers(users, on), workload.of_managers(users, on)),
    )
    return [Move(group, users[dealt[group.pk]], duties.get(group.pk, 0)) for group in groups]


def managers() -> QuerySet[User]:
    """Product managers with an open account."""
    return User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)


def _takers(users: Mapping[int, User], on: date) -> list[Taker]:
    led = workload.groups_led(users, on)
    routes: dict[int, set[int]] = {}
    for key, route in RouteOfficial.objects.current(on).filter(user__in=users).values_list("user", "route"):
        routes.setdefault(key, set()).add(route)
    return [Taker(key, led.get(key, 0), frozenset(routes.get(key, ()))) for key in users]


def digest(moves: Sequence[Move]) -> str:
    """Another digest later means that somebody changed something since the preview."""
    text = "|".join(f"{move.group.pk}:{move.to.pk}" for move in moves)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def reassign(
    *,
    former: User,
    groups: Sequence[Group],
    to: User | None,
    started_on: date,
    reason: str,
    hand_over: str,
    notes: Mapping[int, str],
    seen: str,
    by: User,
    now: datetime,
) -> list[GroupOfficial]:
    """Give up to 500 groups that `former` leads to `to`, or evenly to others (None), from `started_on`; all or none.

    `hand_over` is what whoever follows needs to know of all, `notes` of single groups by their keys. `seen` is the
    digest of the preview. The former and each new product manager get one message, the chairs of each
    group one. Raises PermissionDenied, ValidationError, and Conflict where it would not come out as the preview said.
    """
    on = timezone.localdate(now)
    locked = _lock(groups, by, on)
    rows = _led_by(former, locked, on)
    takers = managers().exclude(pk=former.pk)
    list(takers.select_for_update(no_key=True).order_by("pk"))  # none of them is closed meanwhile
    moves = plan(locked, former=former, to=to and User.objects.get(pk=to.pk), on=on)
    if digest(moves) != seen:
        raise _unlike_the_preview(former)
    why: dict[str, Any] = {"note": reason, "started_on": started_on, "by": by, "now": now}
    moved = [
        _move(move, rows[move.group.pk], former, end_note=_end_note(reason, hand_over, notes.get(move.group.pk)), **why)
        for move in moves
    ]
    portfolio_moved(moved, former=former, reason=reason, hand_over=hand_over, notes=notes, by=by, now=now)
    return moved


def _end_note(reason: str, *hand_over: str | None) -> str:
    """Kept with the time of who led until then."""
    said = " ".join(filter(None, hand_over))
    return f"{reason}\n\nTo hand over: {said}" if said else reason


def _move(
    move: Move, rows: Sequence[GroupOfficial], former: User, *, by: User, now: datetime, **why: Any
) -> GroupOfficial:
    on = timezone.localdate(now)
    row = hand_on(move.group, move.to, rows=rows, by=by, on=on, **why)
    allocated(row, former=former, leaders=leaders(move.group, on), by=by, now=now, to_managers=False)
    mark_changed(move.group, now)
    return row


def _lock(groups: Sequence[Group], by: User, on: date) -> list[Group]:
    """The groups under their locks, taken in order of key as every action takes them; by reference."""
    keys = [group.pk for group in groups[:MOST_AT_ONCE]]
    rows = Group.objects.select_related("occupation").filter(pk__in=keys)
    locked = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if allocatable(by, on).filter(pk__in=keys).count() != len(locked) or not locked:
        raise PermissionDenied("An administrator, or the manager of the groups’ route, reassigns them.")
    for group in locked:
        refuse_withdrawn(group)
    return sorted(locked, key=lambda group: (group.reference, group.pk))


def _unlike_the_preview(former: User) -> Conflict:
    return Conflict(
        "Who would get what has changed since the preview.",
        state="Nothing was reassigned",
        next_href=reverse("officials:portfolio", args=[former.pk]),
        next_text="See the groups as they are",
    )


def _led_by(former: User, groups: Sequence[Group], on: date) -> dict[int, list[GroupOfficial]]:
    """What holds and what is planned of each group, by first day; Conflict unless `former` leads each."""
    held = GroupOfficial.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), group__in=groups)
    rows: dict[int, list[GroupOfficial]] = {group.pk: [] for group in groups}
    for row in held.select_related("user").order_by("started_on", "pk"):
        rows[row.group_id].append(row)
    for group in groups:
        current = next((row for row in rows[group.pk] if row.started_on <= on), None)
        if current is None or current.user != former:
            raise changed_meanwhile(group, current)
    return rows
