"""Duties and what will be said of them, before they are stored: light, for a night makes millions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from guidance.duties.registry import DUTIES, Duty


@dataclass(slots=True)
class DutyValues:
    """What stands in a `Duty`, by the same names; `pk` once it is to be stored."""

    group_id: int | None
    route_id: int | None
    code: str
    subject: str
    seat: str
    person_id: int | None
    user_id: int | None
    barred: list[str]
    urgency: str
    is_progress: bool
    since: date
    first_due_on: date | None
    due_on: date | None
    excused_until: date | None
    ended_on: date | None
    ended_by: str
    stored_at: datetime
    args: dict[str, object] = field(default_factory=dict)
    pk: int = 0

    @property
    def declared(self) -> Duty:
        return DUTIES[self.code]


@dataclass(slots=True)
class ReminderValues:
    """What stands in a `Reminder`, by the same names."""

    duty_id: int
    step: str
    due_on: date | None
    due_at: datetime
    outcome: str = ""
