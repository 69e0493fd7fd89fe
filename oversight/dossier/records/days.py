"""Days of a dossier, and where in it a row is."""

from __future__ import annotations

from datetime import date
from typing import Any

Row = dict[str, Any]


def day(row: Row, name: str) -> date | None:
    value = row.get(name)
    return None if value is None else date.fromisoformat(value)


def first_day(row: Row, name: str) -> date:
    return date.fromisoformat(row[name])


def days(row: Row, *names: str) -> list[date | None]:
    return [day(row, name) for name in names]


def placed(holder: Row, name: str, path: str = "") -> list[tuple[str, Row]]:
    return [(f"{path}{name}/{place}", row) for place, row in enumerate(holder.get(name) or [])]
