"""Whose absences somebody may record, who may cover, and where a cover would not be there either."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from accounts.enums import OfficialRole
from accounts.models import Absence, User
from groups.models import GroupOfficial
from occupations.models import RouteOfficial
from portal.calendar import add_months

MONTHS_BACK, MONTHS_AHEAD = 12, 24  # of the first and the last day that can be recorded


def recordable(by: User, on: date) -> QuerySet[User]:
    """Officials whose absences `by` may record on that day: themselves; an administrator for every official, a route
    manager for those who look after one of the own routes or lead a group in it."""
    officials = User.objects.exclude(official_role="").filter(is_active=True)
    if by.official_role == OfficialRole.ADMINISTRATOR:
        return officials
    whose = Q(pk=by.pk)
    if by.official_role == OfficialRole.ROUTE_MANAGER:
        routes = RouteOfficial.objects.acted_for(by, on).values("route")
        whose |= Q(pk__in=RouteOfficial.objects.current(on).filter(route__in=routes).values("user"))
        led = GroupOfficial.objects.current(on).filter(group__occupation__route__in=routes)
        whose |= Q(pk__in=led.values("user"))
    return officials.filter(whose)


def may_change(by: User, absence: Absence, on: date) -> bool:
    return by.pk == absence.user_id or recordable(by, on).filter(pk=absence.user_id).exists()


def possible_covers(user: User) -> QuerySet[User]:
    """Officials of the same role, with accounts that work, by name."""
    others = User.objects.filter(official_role=user.official_role, is_active=True).exclude(pk=user.pk)
    return others.order_by("name", "pk")


def earliest(on: date) -> date:
    """The earliest first day that can be recorded on that day."""
    return add_months(on, -MONTHS_BACK)


def latest(on: date) -> date:
    """The latest last day that can be recorded on that day."""
    return add_months(on, MONTHS_AHEAD)


def with_warnings(absences: Iterable[Absence]) -> list[Absence]:
    """Each with `warnings`: why its cover would not be there on some of the days; one statement more, however many."""
    rows = list(absences)
    covers = {row.cover_id for row in rows if row.cover_id and not row.is_struck}
    away = list(Absence.objects.in_force().filter(user__in=covers).order_by("first_day", "pk")) if covers else []
    for row in rows:
        row.warnings = _warnings(row, [other for other in away if other.user_id == row.cover_id])
    return rows


def _warnings(absence: Absence, of_cover: list[Absence]) -> list[str]:
    cover = absence.cover
    if cover is None or absence.is_struck:
        return []
    if not cover.is_active:
        return [f"The account of {cover.name} is closed: nobody covers"]
    if cover.official_role != absence.user.official_role:
        return [f"{cover.name} has another role: nobody covers"]
    shared = [row for row in of_cover if row.first_day <= absence.last_day and row.last_day >= absence.first_day]
    return [f"{cover.name} is away too, {row.days}" for row in shared]
