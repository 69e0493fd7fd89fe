"""Who leads a group for the regulator: a product manager allocated, changed, ended, or taking a vacant group on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.actions import mark_changed
from groups.actions.recipients import leaders
from groups.actions.registering import lock
from groups.emails.allocation import allocated, allocation_page, leads_new_group, no_longer_leads
from groups.models import Group, GroupOfficial
from occupations.models import RouteOfficial
from portal import history
from portal.calendar import add_months
from portal.exceptions import Conflict

MONTHS_AHEAD = 12  # how long before its first day an allocation may be recorded
MOST_AT_ONCE = 500


def may_allocate(by: User, group: Group, on: date) -> bool:
    """Whether the group is one of `allocatable`."""
    return allocatable(by, on).filter(pk=group.pk).exists()


def allocatable(by: User, on: date) -> QuerySet[Group]:
    """Groups whose product manager this official may change: all for administrators; for route managers, and who covers
    for them, those of their routes."""
    if by.is_administrator:
        return Group.objects.all()
    if by.official_role != OfficialRole.ROUTE_MANAGER:
        return Group.objects.none()
    return Group.objects.filter(occupation__route__in=RouteOfficial.objects.acted_for(by, on).values("route"))


def may_take_on(by: User, group: Group, on: date) -> bool:
    """Any product manager, while nobody leads the group."""
    is_manager = by.official_role == OfficialRole.PRODUCT_MANAGER
    return is_manager and not GroupOfficial.objects.at_hand(on).filter(group=group).exists()


@transaction.atomic
def allocate(
    *, group: Group, user: User, started_on: date, note: str, seen: int | None, by: User, now: datetime
) -> GroupOfficial:
    """The product manager who leads the group from `started_on` on; whoever led it until then ends that day.

    `seen` is the key of the allocation in force as the form showed it (None: nobody). New and former holder and the
    group's chairs are told. Raises PermissionDenied, ValidationError for a day or a person that cannot be, and Conflict
    where somebody else allocated in between or support was withdrawn.
    """
    on = timezone.localdate(now)
    group = lock(group)
    if not may_allocate(by, group, on):
        _refuse_to_take_on(group, user, by, on)
    rows = list(_not_over(group, on).select_related("user"))
    current = next((row for row in rows if row.started_on <= on), None)
    if (current.pk if current else None) != seen:
        raise changed_meanwhile(group, current)
    if current and current.user == user and current.ended_on is None:
        raise changed_meanwhile(group, current)
    row = hand_on(group, user, rows=rows, started_on=started_on, note=note, end_note=note, by=by, on=on)
    former = current.user if current and current.user != user else None
    allocated(row, former=former, leaders=leaders(group, on), by=by, now=now)
    mark_changed(group, now)
    return row


def hand_on(
    group: Group,
    user: User,
    *,
    rows: Sequence[GroupOfficial],
    started_on: date,
    note: str,
    end_note: str,
    by: User,
    on: date,
) -> GroupOfficial:
    """End what holds and what is planned of the locked group, `rows` by first day, and begin the user's time."""
    current = next((row for row in rows if row.started_on <= on), None)
    _check(group, user, current, started_on, on)
    for row in rows:
        _end(row, max(started_on, row.started_on), end_note, by=by)
    return _begin(group, user, started_on, note, by=by)


def _refuse_to_take_on(group: Group, user: User, by: User, on: date) -> None:
    if user != by or by.official_role != OfficialRole.PRODUCT_MANAGER:
        raise PermissionDenied("An administrator, or the manager of the group’s route, allocates its product manager.")
    holder = GroupOfficial.objects.current(on).filter(group=group).select_related("user").first()
    if holder is not None and holder.is_at_hand:
        raise changed_meanwhile(group, holder)


def begin(*, group: Group, user: User, started_on: date, note: str, by: User) -> GroupOfficial:
    """The first one, of a group that is made in the same transaction; the enquirer hears with the decision."""
    row = _begin(group, user, started_on, note, by=by)
    leads_new_group(row, by=by)
    return row


@transaction.atomic
def allocate_all(*, groups: Sequence[Group], user: User, note: str, by: User, now: datetime) -> int:
    """Give several groups that nobody leads to one product manager, from today; all of them or none, and how many.

    Raises as `allocate` does; Conflict also where somebody leads one of them meanwhile.
    """
    on = timezone.localdate(now)
    for group in sorted(groups, key=lambda group: group.pk)[:MOST_AT_ONCE]:
        locked = lock(group)
        holder = GroupOfficial.objects.current(on).filter(group=group).select_related("user").first()
        if holder and holder.is_at_hand:
            raise changed_meanwhile(locked, holder)
        allocate(group=group, user=user, started_on=on, note=note, seen=holder.pk if holder else None, by=by, now=now)
    return len(groups)


@transaction.atomic
def end(*, appointment: GroupOfficial, ended_on: date, note: str, by: User, now: datetime) -> GroupOfficial:
    """Nobody leads the group from `ended_on` on, until somebody is allocated; those who led and the chairs are told.

    Raises PermissionDenied, ValidationError for a day before the start, Conflict where it has ended already.
    """
    on = timezone.localdate(now)
    group = lock(appointment.group)
    if not may_allocate(by, group, on):
        raise PermissionDenied("An administrator, or the manager of the group’s route, ends it.")
    row = GroupOfficial.objects.select_for_update(of=("self",)).select_related("user", "group").get(pk=appointment.pk)
    if row.ended_on is not None and row.ended_on <= on:
        raise changed_meanwhile(group, None)
    if ended_on < row.started_on or ended_on > add_months(on, MONTHS_AHEAD):
        raise ValidationError({"ended_on": f"The day must be {row.started_on:%-d %B %Y} or later, within a year"})
    _end(row, ended_on, note, by=by)
    no_longer_leads(row, leaders=leaders(group, on), by=by, now=now)
    mark_changed(group, now)
    return row


def _not_over(group: Group, on: date) -> QuerySet[GroupOfficial]:
    return GroupOfficial.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), group=group).order_by("started_on", "pk")


def _check(group: Group, user: User, current: GroupOfficial | None, started_on: date, on: date) -> None:
    if not user.is_active or user.official_role != OfficialRole.PRODUCT_MANAGER:
        raise ValidationError({"user": f"{user.name} is no product manager with an open account"})
    first = current.started_on if current else group.first_contact_on
    if started_on < first:
        what = f"{current.user.name} began" if current else "the regulator was first contacted"
        raise ValidationError({"started_on": f"The day must be {first:%-d %B %Y}, when {what}, or later"})
    if started_on > add_months(on, MONTHS_AHEAD):
        raise ValidationError({"started_on": "The day must be within a year from today"})


def _end(row: GroupOfficial, ended_on: date, note: str, *, by: User) -> None:
    if row.ended_on is not None and row.ended_on <= ended_on and row.started_on < ended_on:
        return
    row.ended_on, row.end_note = ended_on, note
    history.save(row, by=by, why=note or "Ended", fields=["ended_on", "end_note"])


def _begin(group: Group, user: User, started_on: date, note: str, *, by: User) -> GroupOfficial:
    row = GroupOfficial(group=group, user=user, started_on=started_on, note=note)
    try:
        with transaction.atomic():
            return history.save(row, by=by, why=note or "Allocated")
    except IntegrityError as problem:  # a product manager leads in part of that time
        raise changed_meanwhile(group, None) from problem


def changed_meanwhile(group: Group, current: GroupOfficial | None) -> Conflict:
    return Conflict(
        "Who leads this group has been changed, or is as you want it already.",
        state=f"{current.user.name} leads {group.reference}" if current else f"Nobody leads {group.reference}",
        by=_who_did(current) if current else "",
        next_href=allocation_page(group),
        next_text="See who leads the group",
    )


def _who_did(row: GroupOfficial) -> str:
    done = GroupOfficial.history.filter(id=row.pk).select_related("history_user").order_by("-history_date").first()
    return str(done.history_user or "") if done else ""
