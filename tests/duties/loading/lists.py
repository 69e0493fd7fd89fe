"""Reading and changing the lists of a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]


def rows(dossier: Row, name: str) -> list[Row]:
    return dossier.get(name) or []


def days(row: Row, *names: str) -> list[str]:
    """Those that are named, as text: in the order of the calendar where they are sorted."""
    return [row[name] for name in names if row.get(name)]


def keep(dossier: Row, name: str, kept: Iterable[Row]) -> None:
    """Leave out the rest, where there is any."""
    if rows(dossier, name):
        dossier[name] = list(kept)


def first_of(entries: list[Row], *key: str, is_waiting: Any) -> Iterator[Row]:
    """Of those that wait with the same key the first alone."""
    seen = set()
    for row in entries:
        mine = tuple(row.get(name) for name in key)
        if is_waiting(row):
            if mine in seen:
                continue
            seen.add(mine)
        yield row
