"""Where the facts of two days differ: by unit, and within a unit by row and field; and facts that are set back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from guidance.documents import DAYS
from guidance.facts import Facts
from oversight.foresight.units import CHAIRS, MEMBERS, PARALLEL, SUBMISSIONS, UNITS

GROUP = "group"  # its key, and when it was last written: not what is judged
# By which of its fields a row is known again; by its place alone where none is named.
IDENTIFIED_BY: dict[str, int] = dict.fromkeys(PARALLEL, 1) | {"population": 2, "mitigations": 2, SUBMISSIONS: 0}
DECIDED_ON, RESUBMIT_BY = "decided_on", "resubmit_by"  # an outcome, and a day that it names, come with the decision
Row = tuple[Any, ...]


class Difference(NamedTuple):
    """A unit that differs, or one row of it.

    `field` is that of a member or chair who serves on both days, or a day of a submission that is there on both.
    """

    unit: str
    row: Row = ()
    field: str = ""

    @property
    def person(self) -> int | None:
        """Whom it is about, of a unit whose rows are people."""
        return self.row[0] if self.row and UNITS[self.unit][0] in {"people", "chairs", "interest_people"} else None


def differing_units(before: Facts, after: Facts) -> list[str]:
    return [
        unit
        for unit, fields in UNITS.items()
        if unit != GROUP and any(getattr(before, name) != getattr(after, name) for name in fields)
    ]


def within(unit: str, before: Facts, after: Facts) -> list[Difference]:
    """A unit's differences one by one: rows that came, went or changed; of people and submissions by field."""
    if unit not in PARALLEL:
        return [Difference(unit)]
    old, new = _rows(unit, before), _rows(unit, after)
    differences: list[Difference] = []
    for key in sorted({*old, *new}):
        if old.get(key) == new.get(key):
            continue
        fields = _fields(unit, old[key], new[key]) if key in old and key in new else []
        differences += [Difference(unit, key, field) for field in fields or [""]]
    return differences


def _fields(unit: str, old: Row, new: Row) -> list[str]:
    """Which fields of a row differ, where they are told apart: of a submission its days, with what came with them."""
    if unit in {MEMBERS, CHAIRS}:
        return [name for name, was, now in zip(PARALLEL[unit], old, new, strict=True) if was != now]
    if unit != SUBMISSIONS or old[0] != new[0]:
        return []
    days = [name for name, was, now in zip(DAYS, old[2], new[2], strict=True) if was != now]
    decided = [DECIDED_ON] if old[1] != new[1] or {DECIDED_ON, RESUBMIT_BY} & set(days) else []
    return [name for name in days if name not in {DECIDED_ON, RESUBMIT_BY}] + decided


def unit_set_back(unit: str, before: Facts, after: Facts) -> Facts:
    """The later facts with that one unit as it was."""
    return after._replace(**{name: getattr(before, name) for name in UNITS[unit]})


def set_back(differences: Iterable[Difference], before: Facts, after: Facts) -> Facts:
    """The later facts with these differences taken out."""
    by_unit: dict[str, list[Difference]] = {}
    for difference in differences:
        by_unit.setdefault(difference.unit, []).append(difference)
    values: dict[str, Any] = {}
    for unit, own in by_unit.items():
        if unit in PARALLEL:
            values |= _rows_set_back(unit, own, before, after)
        else:
            values |= {name: getattr(before, name) for name in UNITS[unit]}
    return after._replace(**values)


def _rows_set_back(unit: str, differences: Iterable[Difference], before: Facts, after: Facts) -> dict[str, Any]:
    names, old, rows = PARALLEL[unit], _rows(unit, before), _rows(unit, after)
    for _, key, field in differences:
        if field:
            rows[key] = _field_set_back(unit, field, old[key], rows[key])
        elif key in old:
            rows[key] = old[key]
        else:
            del rows[key]
    ordered = [rows[key] for key in sorted(rows)]
    return {name: [row[place] for row in ordered] for place, name in enumerate(names)}


def _field_set_back(unit: str, field: str, old: Row, new: Row) -> Row:
    if unit == SUBMISSIONS:
        kind, outcome, days = new
        back = (DECIDED_ON, RESUBMIT_BY) if field == DECIDED_ON else (field,)
        days = [was if name in back else now for name, was, now in zip(DAYS, old[2], days, strict=True)]
        return kind, old[1] if field == DECIDED_ON else outcome, days
    place = PARALLEL[unit].index(field)
    return (*new[:place], old[place], *new[place + 1 :])


def _rows(unit: str, facts: Facts) -> dict[Row, Row]:
    """A unit's rows in their order, each by what it is known again by; of several alike the first is 0."""
    seen: Counter[Row] = Counter()
    rows: dict[Row, Row] = {}
    for row in zip(*(getattr(facts, name) for name in PARALLEL[unit]), strict=True):
        start = row[: IDENTIFIED_BY[unit]]
        rows[*start, seen[start]] = row
        seen[start] += 1
    return rows
