"""What a row of the official export may say, and what becomes of what it says. Pure.

Source: the regulator's download of all apprenticeship standards, one row a version. A row without a usable identity
is rejected with its reason; any other value that cannot be read is kept as unknown with a note. No silence.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from occupations import standards_csv as cell
from occupations.enums import StandardStatus

REFERENCE = re.compile(r"[A-Z]{2,4}[0-9]{4}[A-Z]?")
VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}", re.ASCII)
LEVELS = {str(level): level for level in range(2, 9)}
STATUSES = {label.casefold(): value for value, label in StandardStatus.choices}
FORMER_ROUTES = {  # names before 2019, under which older exports list the same routes
    "construction": "construction and the built environment",
    "childcare and education": "education and early years",
    "education and childcare": "education and early years",
    "legal, financial and accounting": "legal, finance and accounting",
    "social care": "care services",
}
LONG = cell.words(20_000, lines=True)
# field of StandardVersion: column of the export, how to read it, what stands where it is unknown
COLUMNS: dict[str, tuple[str, Callable[[str], Any], Any]] = {
    "programme_type": ("Apprenticeship Type", cell.programme_type, ""),
    "proposal_approved": ("Proposal Approved", cell.yes_or_no, None),
    "standard_approved": ("Standard Approved", cell.yes_or_no, None),
    "plan_approved": ("Assessment Plan Approved", cell.yes_or_no, None),
    "funding_approved": ("Funding Approved", cell.yes_or_no, None),
    "approved_on": ("Approved for Delivery Date", cell.day, None),
    "retired_on": ("Retired date", cell.day, None),
    "withdrawn_on": ("Withdrawn date", cell.day, None),
    "last_updated_on": ("Last Updated", cell.day, None),
    "funding_band": ("Maximum Funding (£)", cell.number, None),
    "typical_months": ("Typical Duration", cell.number, None),
    "minimum_hours": ("Minimum Hours For Compliance", cell.number, None),
    "degree": ("Integrated Degree", cell.words(50), ""),
    "integration": ("Integration", cell.words(50), ""),
    "has_options": ("Core and options", cell.yes_or_no, None),
    "options": ("Options", LONG, ""),
    "regulated": ("Regulated Standard", cell.yes_or_no, None),
    "lars_code": ("LARS code for providers only", cell.words(10), ""),
    "subject_area": ("SSA2 code", cell.words(100), ""),
    "eqa_provider": ("EQA Provider", cell.words(200), ""),
    "professional_recognition": ("Professional recognition", LONG, ""),
    "link": ("Link", cell.web_address, ""),
    "job_titles": ("Job Titles", LONG, ""),
    "overview": ("Overview of role", LONG, ""),
    "banners": ("Banners", LONG, ""),
}


class Rejected(ValueError):
    """The row cannot be used."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about one cell: `reason` in words, `value` as it stood, `row` as a spreadsheet counts."""

    row: int
    reference: str
    column: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One usable row: `values` are fields of StandardVersion; `route` is the first route's name, or empty."""

    row: int
    reference: str
    version: str
    route: str
    values: dict[str, Any]


@dataclass(slots=True)
class Export:
    read: int = 0
    rows: list[StandardRow] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


class Row:
    """One record while it is read; collects its notes."""

    def __init__(self, record: cell.Record) -> None:
        self.record = record
        self.notes: list[Remark] = []
        self.reference = cell.single_line(self.text("Reference")).upper()

    def text(self, column: str) -> str:
        return self.record.cells.get(cell.column_key(column), "").strip()

    def remark(self, column: str, reason: str) -> Remark:
        return Remark(self.record.row, cell.short(self.reference), column, reason, cell.short(self.text(column)))

    def note(self, column: str, reason: str) -> None:
        self.notes.append(self.remark(column, reason))

    def read(self, column: str, reader: Callable[[str], Any], unknown: Any) -> Any:
        """The value of a column that a row can do without."""
        try:
            return reader(self.text(column))
        except cell.NotYetKnown as reason:
            self.note(column, str(reason))
        except cell.Unusable as reason:
            self.note(column, f"{reason}: kept as unknown")
        return unknown


def version_key(version: str) -> tuple[int, ...]:
    """By which 1.10 is above 1.9, and a standard without a version below all."""
    return tuple(int(part) for part in version.split(".")) if version else ()


def highest(rows: Iterable[StandardRow]) -> dict[str, StandardRow]:
    """The row of each reference's highest version."""
    return {row.reference: row for row in sorted(rows, key=lambda row: version_key(row.version))}


def check(records: Iterable[cell.Record], *, routes: Collection[str], on: date) -> Export:
    """The records as usable rows, rejections and notes; `routes` are the known names, `on` is the day of reading."""
    export, seen = Export(), dict[tuple[str, str], int]()
    known = {name.casefold(): name for name in routes}
    for record in records:
        export.read += 1
        row = Row(record)
        try:
            usable = _usable(row, known, on)
            _refuse_repeat(usable, seen)
        except Rejected as problem:
            export.rejected.append(row.remark(problem.column, str(problem)))
        else:
            export.rows.append(usable)
            export.notes += row.notes
    return export


def _usable(row: Row, routes: dict[str, str], on: date) -> StandardRow:
    if row.record.problem:
        raise Rejected("", row.record.problem)
    if not REFERENCE.fullmatch(row.reference):
        raise Rejected("Reference", "Not a reference like ST0001 or FA0001")
    version = _version(row)
    named = _routes(row, routes)
    values: dict[str, Any] = {
        "title": _title(row),
        "status": _status(row),
        "level": _level(row),
        "routes": ";".join(named),
    }
    values |= {name: row.read(*column) for name, column in COLUMNS.items()}
    if values["last_updated_on"] and values["last_updated_on"] > on:
        row.note("Last Updated", "A date in the future: kept as it stands")
    return StandardRow(row.record.row, row.reference, version, named[0] if named else "", values)


def _refuse_repeat(usable: StandardRow, seen: dict[tuple[str, str], int]) -> None:
    first = seen.setdefault((usable.reference, usable.version), usable.row)
    if first != usable.row:
        raise Rejected("Version Number", f"The same reference and version stand in row {first}")


def _title(row: Row) -> str:
    title = cell.single_line(row.text("Name"))
    if not title or len(title) > 200:
        raise Rejected("Name", "A name of 1 to 200 characters is needed")
    return title


def _version(row: Row) -> str:
    version = row.text("Version Number")
    if not version:
        row.note("Version Number", "No version yet")
    elif not VERSION.fullmatch(version):
        raise Rejected("Version Number", "Not a version like 1.0")
    return version


def _status(row: Row) -> str:
    status = cell.single_line(row.text("Status")).casefold()
    if status not in STATUSES:
        raise Rejected("Status", "Not one of the statuses of the export")
    return STATUSES[status]


def _level(row: Row) -> int | None:
    level = row.text("Level")
    if level in LEVELS:
        return LEVELS[level]
    if level and level.casefold() != cell.TO_BE_CONFIRMED:
        raise Rejected("Level", "Not a level from 2 to 8")
    row.note("Level", "Not known yet")
    return None


def _routes(row: Row, routes: dict[str, str]) -> list[str]:
    parts = [cell.single_line(part).casefold() for part in row.text("Route").split(";")]
    named = [FORMER_ROUTES.get(part, part) for part in parts if part and part != cell.TO_BE_CONFIRMED]
    if any(part not in routes for part in named):
        raise Rejected("Route", "Not one of the routes of the occupational map")
    if len(named) != 1:
        row.note("Route", "More than one route: the first is used" if named else "Not known yet")
    return [routes[part] for part in named]
