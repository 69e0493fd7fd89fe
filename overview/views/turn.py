"""Whose turn it is, and what is next due of each side, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guidance.duties import Answer
from guidance.duties.answer import NextDue
from guidance.messages.duties import duty_message


@dataclass(frozen=True, slots=True)
class NextRow:
    what: str
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """`turn` is group, regulator, both or nobody; what is next of each side, None where nothing has a day."""

    turn: str
    group: NextRow | None
    regulator: NextRow | None


def turn_row(answer: Answer) -> TurnRow:
    """Of the group as it is now."""
    return TurnRow(str(answer.turn), _next(answer.with_group), _next(answer.with_regulator))


def _next(due: NextDue | None) -> NextRow | None:
    return None if due is None else NextRow(duty_message(due.code).what, due.on, due.overdue)
