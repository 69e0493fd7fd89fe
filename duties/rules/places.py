"""Where a duty is done, and where those read of it who do not do it themselves."""

from __future__ import annotations

from functools import cache

from django.urls import NoReverseMatch, reverse

from accounts.enums import OfficialRole
from duties.models import Duty
from duties.rules.readers import Reader
from guidance.duties.registry import Seat
from guidance.duties.subjects import Subject, kind_and_key

# The role that has the seat; chairs and people have none. Others hear where it is vacant, barred or overdue for long.
ROLES = {
    Seat.CHAIRS: "",
    Seat.PERSON: "",
    Seat.PRODUCT_MANAGER: OfficialRole.PRODUCT_MANAGER,
    Seat.ROUTE_MANAGER: OfficialRole.ROUTE_MANAGER,
    Seat.ASSURANCE_MANAGER: OfficialRole.ASSURANCE_MANAGER,
    Seat.INTAKE: OfficialRole.PRODUCT_MANAGER,
    Seat.ADMINISTRATOR: OfficialRole.ADMINISTRATOR,
}
READ_BY_BOTH = {"groups:query", "meetings:action", "meetings:detail"}  # by the side that waits, too


def page_for(reader: Reader, duty: Duty, subject: Subject | None) -> str:
    """Where it is done, for whoever has the seat's role; else what is due of the group, or of oneself."""
    is_theirs = duty.seat == Seat.USER or reader.role == ROLES[Seat(duty.seat)]
    if is_theirs:
        return address(duty, subject) or own_list(reader.role)
    return _list_of(duty, reader.role)


def page_beside(duty: Duty, subject: Subject | None) -> str:
    """Where the side that waits for it reads of it."""
    return address(duty, subject) if duty.declared.where in READ_BY_BOTH else _list_of(duty)


def own_list(role: str) -> str:
    """Everything that is due from an official, or from somebody else."""
    return reverse("duties:work") if role else reverse("home")


def _list_of(duty: Duty, role: str = "") -> str:
    return reverse("duties:group", args=[duty.group_id]) if duty.group_id else own_list(role)


def address(duty: Duty, subject: Subject | None) -> str:
    """The page on which it is done; empty where there is none yet."""
    _, key = kind_and_key(duty.subject)
    parent = None if subject is None else subject.parent
    keys = tuple(str(part) for part in (duty.group_id, parent, key) if part is not None)
    return _reversed(duty.declared.where, keys) if duty.declared.where else ""


@cache
def _ways(where: str, number: int) -> int:
    """How many of so many keys (group, row above, row) the page of that name is asked with, from the first."""
    for taken in range(number, -1, -1):
        try:
            reverse(where, args=["1"] * taken)
        except NoReverseMatch:
            continue
        return taken
    raise NoReverseMatch(f"{where} takes none of the keys of a duty")


def _reversed(where: str, keys: tuple[str, ...]) -> str:
    return reverse(where, args=keys[: _ways(where, len(keys))])
