"""History with who and why: the one way by which actions save a row."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords as Records

T = TypeVar("T", bound=models.Model)
_after_write: list[Callable[[models.Model], None]] = []


def after_write(follow: Callable[[models.Model], None]) -> None:
    """Have this done with each row that is saved or deleted here, in its transaction; named in an app's `ready`."""
    if follow not in _after_write:
        _after_write.append(follow)


def follow_up(row: models.Model) -> None:
    """What is done with each row that is saved here, for a row without a history; in its transaction."""
    for follow in _after_write:
        follow(row)


class HistoricalRecords(Records):
    """simple-history's, whose class of managers is made once and not anew wherever a row's `history` is named."""

    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=_Manager, **options)


class _Manager(HistoryManager):
    @classmethod
    @cache
    def from_queryset(cls, *named: Any) -> type[HistoryManager]:
        return super().from_queryset(*named)


def save(row: T, *, by: Any, why: str, fields: Iterable[str] | None = None) -> T:
    """Save the row (only `fields`, when given) with a history row that tells who did it and why.

    `by` is the user, or None for what the portal does by itself. Returns the row.
    """
    row._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from the row
    row._change_reason = why[:100]  # type: ignore[attr-defined]  # likewise
    row.save(update_fields=list(fields) if fields is not None else None)
    follow_up(row)
    return row


def delete(row: models.Model, *, by: Any) -> None:
    """Delete the row, with a history row that tells who did it; `by` as in `save`."""
    row._history_user = by  # type: ignore[attr-defined]  # as in `save`
    follow_up(row)
    row.delete()


def record(row: T, *, by: Any, why: str, is_new: bool) -> T:
    """The history row of a row that a statement of its own has written, in the same transaction. Returns the row."""
    row.__class__.history.bulk_history_create(  # type: ignore[attr-defined]  # who calls this has a history
        [row], update=not is_new, default_user=by, default_change_reason=why[:100]
    )
    follow_up(row)
    return row
