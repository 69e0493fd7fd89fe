"""How the records of a kind are read: rows as JSON arrays, one aggregate a kind and group, and back into records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

Decode = Callable[[list[Any]], Any]


class Table(NamedTuple):
    """Rows as records of a type, `columns` in the order of its fields; `g` is the group's row in `rows`, which is all
    from FROM on. A column may be a table of its own, of the rows that belong to one."""

    record: Any
    columns: tuple[str | Table, ...]
    rows: str
    order: str
    make: Decode | None = None  # where a record is not just its columns

    @property
    def select(self) -> str:
        """The rows as one JSON array of arrays; NULL where there is none."""
        columns = ", ".join(_column(column) for column in self.columns)
        return f"(SELECT json_agg(json_build_array({columns}) ORDER BY {self.order}) {self.rows})"

    def decode(self, rows: Sequence[list[Any]] | None) -> tuple[Any, ...]:
        """The records of what `select` gave."""
        return tuple(map(_decoder(self), rows)) if rows else ()


def _column(column: str | Table) -> str:
    return column if isinstance(column, str) else column.select


def day(moment: str) -> str:
    """The day in London of a moment."""
    return f"({moment} AT TIME ZONE 'Europe/London')::date"


def person(key: str) -> str:
    """A person as a text that no account has."""
    return f"'p' || {key}"


def account(key: str) -> str:
    return f"'u' || {key}"


def subject(kind: str, key: str) -> str:
    """A row as the subject of a duty: its kind and key."""
    return f"'{kind}/' || {key}"


@cache
def _decoder(table: Table) -> Decode:
    """Turns a row's values into a record: texts of days into days, arrays into records or sets."""
    if table.make is not None:
        return table.make
    hints = get_type_hints(table.record)
    conversions = []
    for place, (name, column) in enumerate(zip(table.record._fields, table.columns, strict=True)):
        conversion = column.decode if isinstance(column, Table) else _conversion(hints[name])
        if conversion is not None:
            conversions.append((place, conversion))
    make = table.record._make

    def decode(values: list[Any]) -> Any:
        for place, convert in conversions:
            values[place] = convert(values[place])
        return make(values)

    return decode


def day_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _days(texts: list[str] | None) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts)) if texts else ()


def _set(texts: list[str] | None) -> frozenset[str]:
    return frozenset(texts or ())


def _conversion(hint: Any) -> Callable[[Any], Any] | None:
    """How a value of that type is made of JSON's; None where it is one already."""
    if get_origin(hint) is frozenset:
        return _set
    if get_origin(hint) is tuple:
        return _days
    return day_of if hint is date or date in get_args(hint) else None
