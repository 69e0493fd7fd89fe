"""Duties as rows of a list: what, of which group and subject, by when, and where it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from duties.models import Duty
from duties.rules.places import address
from groups.models import Group
from guidance.duties.registry import Seat
from guidance.duties.subjects import Subject, kind_and_key, named
from guidance.messages import risk_title
from guidance.messages.duties import duty_message, duty_source
from guidance.vocabulary import SubmissionKind
from portal.calendar import working_days_between

SEAT_NAMES = {
    Seat.CHAIRS: "the chairs",
    Seat.PERSON: "the person",
    Seat.PRODUCT_MANAGER: "the product manager",
    Seat.ROUTE_MANAGER: "the route manager",
    Seat.ASSURANCE_MANAGER: "the assessment and assurance manager",
    Seat.INTAKE: "who takes in enquiries",
    Seat.USER: "the official",
    Seat.ADMINISTRATOR: "an administrator",
}
MISSING_SEATS = {
    "pm": "No product manager",
    "rm": "No route manager",
    "aam": "No assessment and assurance manager",
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in words. `href` is empty where nothing can be done on a page."""

    duty: Duty
    what: str
    about: str
    step: str
    href: str
    seat: str
    is_overdue: bool
    overdue_days: int  # working days
    source: str
    waits: int = 0  # where it is to appoint somebody: how much waits for the seat
    first_due_on: date | None = None  # of what waits
    escalated_to: str = ""  # who heard that it is overdue for long, where it was asked for, and when
    escalated_at: datetime | None = None
    like_it: int = 0  # how many of the same code come after it and are not shown

    @property
    def group(self) -> Group | None:
        return self.duty.group

    @property
    def overdue_text(self) -> str:
        """How late it is; nobody works on the days that are left out."""
        days = self.overdue_days
        return f"Overdue by {days} working day{'' if days == 1 else 's'}" if days else "Overdue"

    @property
    def is_excused(self) -> bool:
        return self.duty.is_excused

    @property
    def takes_longer(self) -> bool:
        """Somebody advised a later day."""
        return self.duty.first_due_on != self.duty.due_on

    @property
    def may_take_longer(self) -> bool:
        return self.duty.declared.advisable and self.duty.due_on is not None


def rows(duties: Iterable[Duty], on: date) -> list[DutyRow]:
    """In words, in the order given; bring them with their groups, and `with_escalation`. One statement: what each is
    about."""
    listed = list(duties)
    names = named(duty.subject for duty in listed)
    return [_row(duty, names.get(duty.subject), on) for duty in listed]


def shortened(listed: Sequence[DutyRow], at_most: int) -> list[DutyRow]:
    """So many of them at most, in their order. Where there are more, the first of each code, which says how many are
    like it: seven lines of one kind would hide the others."""
    if len(listed) <= at_most:
        return [*listed]
    numbers = Counter(row.duty.code for row in listed)
    first = {row.duty.code: row for row in reversed(listed)}
    kept = sorted(first.values(), key=listed.index)[:at_most]
    return [replace(row, like_it=numbers[row.duty.code] - 1) for row in kept]


def _row(duty: Duty, subject: Subject | None, on: date) -> DutyRow:
    message, is_overdue = duty_message(duty.code), duty.is_overdue(on)
    return DutyRow(
        duty=duty,
        what=message.what,
        about=_about(duty, subject),
        step=message.step,
        href=address(duty, subject),
        seat=SEAT_NAMES[Seat(duty.seat)],
        is_overdue=is_overdue,
        overdue_days=working_days_between(duty.due_on, on) if is_overdue and duty.due_on else 0,
        source=duty_source(duty.code),
        escalated_to=(getattr(duty, "escalated_to", None) or "") if is_overdue else "",
        escalated_at=getattr(duty, "escalated_at", None) if is_overdue else None,
    )


def _about(duty: Duty, subject: Subject | None) -> str:
    if duty.code == "seat.fill":
        return MISSING_SEATS[duty.subject]
    if duty.code == "risk.look":
        return risk_title(duty.subject)
    kind, _ = kind_and_key(duty.subject)
    name = subject.name if subject is not None else ""
    return str(SubmissionKind(name).label) if kind in ("submission", "handin") and name else name
