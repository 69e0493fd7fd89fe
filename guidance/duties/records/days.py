"""How a day is read, and a record as it was on one."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar, get_type_hints

from guidance.documents import SubmissionDates

BEGINS, HAPPENED = "begins", "happened"
Begins = Annotated[date, BEGINS]
MayBegin = Annotated[date | None, BEGINS]  # without a day it always was
Happened = Annotated[date | None, HAPPENED]
Record = TypeVar("Record", bound=tuple[Any, ...])


def as_of(record: Record, on: date) -> Record:
    """The record without what has not happened by that day, in itself and in the records that it holds."""
    values: Any = record
    kind: Hashable = values.__class__
    changes: dict[str, Any] = {}
    for name in _happened(kind):
        day = getattr(values, name)
        if day is not None and day > on:
            changes[name] = None
    for name in values._fields:
        value = getattr(values, name)
        if _is_record(value):
            changes[name] = as_of(value, on) if _is_there(value, on) else None
        elif isinstance(value, tuple) and value and _is_record(value[0]):
            changes[name] = tuple(as_of(part, on) for part in value if _is_there(part, on))
    return values._replace(**changes) if changes else values


def _is_record(value: Any) -> bool:
    return hasattr(value, "_fields") and not isinstance(value, SubmissionDates)


def _is_there(record: Any, on: date) -> bool:
    days = (getattr(record, name) for name in _begins(record.__class__))
    return all(day is None or day <= on for day in days)


@cache
def _begins(kind: Hashable) -> tuple[str, ...]:
    return _marked(kind, BEGINS)


@cache
def _happened(kind: Hashable) -> tuple[str, ...]:
    return _marked(kind, HAPPENED)


def _marked(kind: Any, mark: str) -> tuple[str, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name, hint in hints.items() if mark in getattr(hint, "__metadata__", ()))
