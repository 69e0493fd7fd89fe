"""History with who and why: the one way by which actions save a row."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

T = TypeVar("T", bound=models.Model)


def save(row: T, *, by: Any, why: str, fields: Iterable[str] | None = None) -> T:
    """Save the row (only `fields`, when given) with a history row that tells who did it and why.

    `by` is the user, or None for what the portal does by itself. Returns the row.
    """
    row._history_user = by  # type: ignore[attr-defined]
    row._change_reason = why[:100]  # type: ignore[attr-defined]
    row.save(update_fields=list(fields) if fields is not None else None)
    return row
