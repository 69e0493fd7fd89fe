"""Rows and their history, gathered in memory and written in bulk: thousands of rows in a few statements."""

import copy
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db import models

from accounts.models import User

T = TypeVar("T", bound=models.Model)
BATCH = 1000


class Book:
    """Keeps each row once, and a copy of it for every time it was saved.

    Rows point at each other as objects: keys are known only when `write` has run.
    """

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self.saves: dict[type[models.Model], list[tuple[models.Model, models.Model, bool]]] = defaultdict(list)
        self._seen: set[int] = set()

    def keep(self, row: T, *, at: datetime, by: User | None, why: str) -> T:
        """As `portal.history.save`, but at a time in the past; the row itself is written with what it holds at the end.

        A row that is kept again was changed: its history gets another entry.
        """
        is_new = id(row) not in self._seen
        if is_new:
            self._seen.add(id(row))
            self.rows[type(row)].append(row)
        seen = copy.copy(row)
        seen._history_date, seen._history_user, seen._change_reason = at, by, why  # type: ignore[attr-defined]  # read by simple_history
        self.saves[type(row)].append((row, seen, is_new))
        return row

    def count(self, model: type[models.Model]) -> int:
        return len(self.rows[model])

    def write(self, order: Iterable[type[models.Model]]) -> None:
        """Write everything; `order` names each model after those that it points at."""
        order = list(order)
        if missing := set(self.rows) - set(order):
            raise ValueError(f"No place in the order for {sorted(model.__name__ for model in missing)}")
        for model in order:
            model._default_manager.bulk_create(self.rows[model], batch_size=BATCH)
        for model in order:
            for is_new in (True, False):
                self._write_history(model, is_new)

    def _write_history(self, model: type[models.Model], is_new: bool) -> None:
        entries = [(row, seen) for row, seen, first in self.saves[model] if first == is_new]
        for row, seen in entries:
            _take_keys(row, seen)
        copies = [seen for _, seen in entries]
        model.history.bulk_history_create(copies, batch_size=BATCH, update=not is_new)  # type: ignore[attr-defined]  # it has one


def _take_keys(row: models.Model, seen: models.Model) -> None:
    """The copy was taken before anything had a key."""
    seen.pk = row.pk
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(seen):
            setattr(seen, field.attname, getattr(field.get_cached_value(seen), "pk", None))
