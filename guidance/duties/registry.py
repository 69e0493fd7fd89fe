"""Which duties there are: whose each is, how urgent, where it is done, and where the guidance asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from guidance.duties.case import Case
from guidance.duties.row import Row


class Seat(StrEnum):
    """The role that owes a duty."""

    CHAIRS = "chairs"
    PERSON = "person"
    PRODUCT_MANAGER = "pm"
    ROUTE_MANAGER = "rm"
    ASSURANCE_MANAGER = "aam"
    INTAKE = "intake"
    USER = "user"
    ADMINISTRATOR = "admin"


GROUP_SEATS = {Seat.CHAIRS, Seat.PERSON}  # the group's side; the others are the regulator's


class Urgency(StrEnum):
    """How a duty is told: at once, with what is due soon, long ahead, or in lists alone."""

    URGENT = "U"
    NORMAL = "N"
    LONG = "L"
    QUIET = "Q"


class Source(NamedTuple):
    """The document, and in it a heading or a sentence; the portal's own has no heading."""

    document: str
    heading: str = ""


OWN = Source("the portal’s own")


def skills_england(heading: str) -> Source:
    return Source("Skills England, June 2025", heading)


def institute(heading: str) -> Source:
    return Source("Institute for Apprenticeships and Technical Education, November 2023", heading)


class Duty(NamedTuple):
    """`advisable`: who owes it may advise that it takes longer. `dated`: each row begins and ends by its subject's
    own days; without it, the duty is open exactly while its condition holds. `of_group`: ends with the support."""

    code: str
    rows: Callable[[Case], Iterable[Row]]
    seat: Seat
    urgency: Urgency
    where: str  # the name of the page on which it is done; empty where there is none yet
    source: Source
    progress: bool
    advisable: bool
    dated: bool
    of_group: bool


DUTIES: dict[str, Duty] = {}


def duty(
    code: str,
    rows: Callable[[Case], Iterable[Row]],
    seat: Seat,
    urgency: Urgency,
    where: str,
    source: Source,
    *,
    progress: bool = False,
    advisable: bool = False,
    dated: bool = True,
    of_group: bool = True,
) -> None:
    """Declare a duty; ValueError where there is one of that code."""
    if code in DUTIES:
        raise ValueError(f"There are two duties {code!r}")
    DUTIES[code] = Duty(code, rows, seat, urgency, where, source, progress, advisable, dated, of_group)
