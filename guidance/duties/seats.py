"""Who answers for a seat on a day: the first in its line who may and can, then whoever can fill the seat.

Rights are wider: both co-chairs act, and an absent official still may. This picks the one who is answerable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from guidance.duties.records import Absence, Chair, Group, Official, User
from guidance.duties.registry import Seat
from portal.calendar import add_days

MOST_COVERS = 5  # one who covers may be absent too, and covered
NOBODY = "admin"  # where no administrator is active
ROLES = {
    Seat.PRODUCT_MANAGER: ("product_manager", "group"),
    Seat.ROUTE_MANAGER: ("route_manager", "route"),
    Seat.ASSURANCE_MANAGER: ("assurance_manager", "route"),
}
ELSE = {
    Seat.CHAIRS: Seat.PRODUCT_MANAGER,
    Seat.PERSON: Seat.CHAIRS,
    Seat.PRODUCT_MANAGER: Seat.ROUTE_MANAGER,
    Seat.ROUTE_MANAGER: Seat.ADMINISTRATOR,
    Seat.ASSURANCE_MANAGER: Seat.ADMINISTRATOR,
    Seat.INTAKE: Seat.ROUTE_MANAGER,
    Seat.USER: Seat.ROUTE_MANAGER,
}


class Via(StrEnum):
    """How the holder came to a duty."""

    OWN = "own"
    COVER = "cover"
    BARRED = "barred"  # the first in line may not
    VACANT = "vacant"  # nobody holds the seat


class Holder(NamedTuple):
    name: str  # of a person or an account
    via: Via


class Candidate(NamedTuple):
    """What a place in a line comes to: who answers, if for somebody absent, and whether somebody barred was passed."""

    name: str | None = None
    covers: bool = False
    passed: bool = False


def holder(
    seat: Seat,
    group: Group,
    on: date,
    *,
    person: str | None = None,
    account: str | None = None,
    barred: frozenset[str] = frozenset(),
) -> Holder:
    """Who answers for the seat; `person` or `account` where the seat is one of somebody named."""
    line: Seat | None = seat
    passed = False
    while line is not None:
        for place in _line(line, group, on, person, account):
            candidate = _candidate(place, line, group, on, barred)
            passed = passed or candidate.passed
            if candidate.name is not None:
                return Holder(candidate.name, _via(passed, line != seat, candidate.covers))
        line = ELSE.get(line)
    administrators = list(_line(Seat.ADMINISTRATOR, group, on, None, None))
    name = administrators[0] if administrators else NOBODY
    return Holder(name, _via(passed, seat != Seat.ADMINISTRATOR, False))


def _via(passed: bool, elsewhere: bool, covers: bool) -> Via:
    if passed:
        return Via.BARRED
    if elsewhere:
        return Via.VACANT
    return Via.COVER if covers else Via.OWN


def addressees(
    seat: Seat,
    group: Group,
    on: date,
    *,
    person: str | None = None,
    account: str | None = None,
    barred: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Who hears of the duty: its holder, and of what the chairs hold both co-chairs; nobody where nobody can."""
    name = holder(seat, group, on, person=person, account=account, barred=barred).name
    if name == NOBODY:
        return ()
    if seat != Seat.PERSON or name != person:
        able = tuple(place for place in _chairs(group, on) if place not in barred and place in group.reachable)
        if name in able:
            return able
    return (name,)


def superior(
    seat: Seat,
    group: Group,
    on: date,
    *,
    person: str | None = None,
    account: str | None = None,
    barred: frozenset[str] = frozenset(),
) -> str | None:
    """Who answers for the seat that comes after the holder's: chairs, product manager, route manager, administrator.

    None where the holder is the last.
    """
    line: Seat | None = seat
    held: str | None = None
    while line is not None:
        places = _line(line, group, on, person, account)
        able = (_candidate(place, line, group, on, barred).name for place in places)
        name = next((name for name in able if name is not None and name != held), None)
        if name is not None and held is not None:
            return name
        held, line = held or name, ELSE.get(line)
    return None


def vacant_since(seat: Seat, group: Group, needed_on: date, on: date) -> date | None:
    """The first day of those, up to and with `on`, on which nobody in the seat's own line could answer; None where
    somebody can."""
    if _is_filled(seat, group, on):
        return None
    changes = sorted((day for day in _changes(group) if needed_on < day <= on), reverse=True)
    return next((day for day in changes if _is_filled(seat, group, add_days(day, -1))), needed_on)


def _is_filled(seat: Seat, group: Group, on: date) -> bool:
    places = _line(seat, group, on, None, None)
    return any(_candidate(place, seat, group, on, frozenset()).name is not None for place in places)


def _changes(group: Group) -> Iterator[date]:
    """The days on which it may change who can answer."""
    for official in group.officials:
        yield from (day for day in (official.started_on, official.ended_on) if day is not None)
    for user in group.users:
        if user.active_until is not None:
            yield add_days(user.active_until, 1)
    for absence in group.absences:
        yield from (absence.first_day, add_days(absence.last_day, 1))


# --- lines -----------------------------------------------------------------------------------------------------------
def _line(seat: Seat, group: Group, on: date, person: str | None, account: str | None) -> Iterable[str]:
    """Who stands in line for the seat, the first to answer first."""
    match seat:
        case Seat.PERSON:
            return () if person is None else (person,)
        case Seat.INTAKE | Seat.USER:
            return () if account is None else (account,)
        case Seat.CHAIRS:
            return _chairs(group, on)
        case Seat.ADMINISTRATOR:
            return [user.account for user in group.users if user.role == "administrator" and _is_active(user, on)]
    role, scope = ROLES[seat]
    current = [row for row in group.officials if (row.role, row.scope) == (role, scope) and _is_current(row, on)]
    return [row.account for row in sorted(current, key=lambda row: row.started_on)]


def _chairs(group: Group, on: date) -> Iterable[str]:
    """The enquirer acts until a chair begins."""
    begun = [row for row in group.chairs if row.started_on <= on]
    if not begun:
        enquirer = group.enquiry and group.enquiry.enquirer
        return () if enquirer is None else (enquirer,)
    current = [row for row in begun if _is_current(row, on)]
    return [row.person for row in sorted(current, key=lambda row: row.started_on)]


def _is_current(row: Official | Chair, on: date) -> bool:
    return row.started_on <= on and (row.ended_on is None or row.ended_on > on)


def _is_active(user: User, on: date) -> bool:
    return user.active_until is None or user.active_until >= on


# --- places in a line ------------------------------------------------------------------------------------------------
def _candidate(place: str, line: Seat, group: Group, on: date, barred: frozenset[str]) -> Candidate:
    if line in (Seat.PERSON, Seat.CHAIRS):
        if place in barred:
            return Candidate(passed=True)
        return Candidate(place) if place in group.reachable else Candidate()
    user = _user(place, group)
    if user is None or not _is_active(user, on) or not _has_role(user, line):
        return Candidate()
    if place in barred:
        return Candidate(passed=True)
    present = _present(user, group, on)
    if present is None:
        return Candidate()
    if present in barred:
        return Candidate(passed=True)
    return Candidate(present, covers=present != place)


def _user(account: str, group: Group) -> User | None:
    return next((user for user in group.users if user.account == account), None)


def _has_role(user: User, line: Seat) -> bool:
    return line not in ROLES or user.role == ROLES[line][0]


def _present(user: User, group: Group, on: date) -> str | None:
    """The account itself, or the first present one of those who cover for it; None where none does."""
    account, seen = user.account, {user.account}
    for _ in range(MOST_COVERS + 1):
        absences = [row for row in group.absences if row.account == account and row.first_day <= on <= row.last_day]
        if not absences:
            return account
        cover = _covered_by(absences)
        other = None if cover is None or cover in seen else _user(cover, group)
        if other is None or not _is_active(other, on) or other.role != user.role:
            return None
        account = other.account
        seen.add(account)
    return None


def _covered_by(absences: Iterable[Absence]) -> str | None:
    """Of several absences on one day the first that names somebody."""
    return next((row.cover for row in absences if row.cover is not None), None)
