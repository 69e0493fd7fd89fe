"""What a row of the official export may say, and what becomes of what it says. Pure.

Source: the regulator's download of all apprenticeship standards, one row a version. A row without a usable identity
is rejected with its reason; a cell that cannot be read says nothing, with a note. No silence, and nothing is erased.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from occupations import standards_csv as cell
from occupations.enums import StandardStatus
from occupations.rules.results import Export, Rejected, Remark, StandardRow
from portal.text import normalise, refuse_controls, single_line

REFERENCE = re.compile(r"[A-Z]{2,4}[0-9]{4}[A-Z]?")
WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)
VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}", re.ASCII)
LEVELS = {str(level): level for level in range(2, 9)}
STATUSES = {label.casefold(): value for value, label in StandardStatus.choices}
STATUSES["decommissioned"] = StandardStatus.RETIRED.value  # as lists before 2019 said it
FORMER_ROUTES = {  # names before 2019, under which older exports list the same routes
    "construction": "construction and the built environment",
    "childcare and education": "education and early years",
    "education and childcare": "education and early years",
    "legal financial and accounting": "legal finance and accounting",
    "social care": "care services",
}
LONG = cell.limited_text(20_000, lines=True)
# field of StandardVersion: column of the export, and how to read a cell that is not empty
COLUMNS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "programme_type": ("Apprenticeship Type", cell.programme_type),
    "proposal_approved": ("Proposal Approved", cell.yes_or_no),
    "standard_approved": ("Standard Approved", cell.yes_or_no),
    "plan_approved": ("Assessment Plan Approved", cell.yes_or_no),
    "funding_approved": ("Funding Approved", cell.yes_or_no),
    "funding_band": ("Maximum Funding (£)", cell.number),
    "typical_months": ("Typical Duration", cell.number),
    "minimum_hours": ("Minimum Hours For Compliance", cell.number),
    "degree": ("Integrated Degree", cell.limited_text(50)),
    "integration": ("Integration", cell.limited_text(50)),
    "has_options": ("Core and options", cell.yes_or_no),
    "options": ("Options", LONG),
    "regulated": ("Regulated Standard", cell.yes_or_no),
    "lars_code": ("LARS code for providers only", cell.limited_text(10)),
    "subject_area": ("SSA2 code", cell.limited_text(100)),
    "eqa_provider": ("EQA Provider", cell.limited_text(200)),
    "professional_recognition": ("Professional recognition", LONG),
    "link": ("Link", cell.web_address),
    "job_titles": ("Job Titles", LONG),
    "overview": ("Overview of role", LONG),
    "banners": ("Banners", LONG),
}
DAYS = {
    "approved_on": "Approved for Delivery Date",
    "retired_on": "Retired date",
    "withdrawn_on": "Withdrawn date",
    "last_updated_on": "Last Updated",
}
IDENTITY = {"title": "Name", "status": "Status", "level": "Level", "routes": "Route"}
TITLES = {**IDENTITY, **{name: column for name, (column, _) in COLUMNS.items()}, **DAYS}
NUMBER = "Version Number"
NOTICES = {"banners"}  # of the day of the export: an empty cell takes them down
EMPTY = "The cell is empty"


class Row:
    """One record while it is read; collects what it says, what it leaves unsaid, and its notes."""

    def __init__(self, record: cell.Record) -> None:
        self.record = record
        self.notes: list[Remark] = []
        self.values: dict[str, Any] = {}
        self.unsaid: dict[str, str] = {}
        self.reference = single_line(self.text("Reference")).upper()

    def has(self, column: str) -> bool:
        return cell.column_key(column) in self.record.cells

    def text(self, column: str) -> str:
        return normalise(self.record.cells.get(cell.column_key(column), ""))

    def remark(self, column: str, reason: str) -> Remark:
        return Remark(self.record.row, cell.short(self.reference), column, reason, cell.short(self.text(column)))

    def note(self, column: str, reason: str) -> None:
        self.notes.append(self.remark(column, reason))

    def take(self, name: str, column: str, reader: Callable[[str], Any]) -> None:
        """The value of a column that a row can do without."""
        text = self.text(column)
        if not self.has(column):
            return
        try:
            if text or name in NOTICES:
                self.values[name] = reader(_printable(text)) if text else ""
            else:
                self.unsaid[name] = EMPTY
        except cell.NotGiven as reason:
            self.unsaid[name] = str(reason)
            self.note(column, str(reason))
        except cell.Unusable as reason:
            self.unsaid[name] = str(reason)
            self.note(column, f"{reason}: nothing was taken from this cell")


def _printable(text: str) -> str:
    if cell_problem := problem_of(text):
        raise cell.Unusable(cell_problem)
    return text


def problem_of(text: str) -> str:
    """Why the portal does not store the text, or ""."""
    try:
        refuse_controls(text, multiline=True)
    except ValidationError:
        return "Holds characters that cannot be printed"
    return ""


def version_key(version: str) -> tuple[int, ...]:
    """By which 1.10 is above 1.9, and a standard without a version below all."""
    return tuple(int(part) for part in version.split(".")) if version else ()


def highest(rows: Iterable[StandardRow]) -> dict[str, StandardRow]:
    """The row of each reference's highest version."""
    return {row.reference: row for row in sorted(rows, key=lambda row: version_key(row.version))}


def check(records: Sequence[cell.Record], *, routes: Collection[str], on: date) -> Export:
    """The records as usable rows, rejections and notes; `routes` are the known names, `on` is the day of reading."""
    export, seen = Export(), dict[tuple[str, str], int]()
    header = dict.fromkeys(key for record in records for key in record.cells)
    columns = {cell.column_key(title): title for title in ("Reference", NUMBER, *TITLES.values())}
    export.absent = [title for key, title in columns.items() if key not in header]
    export.unread = [key for key in header if key and key not in columns]
    named = {route_key(name): name for name in routes}
    for record in records:
        export.read += 1
        row = Row(record)
        try:
            usable = _usable(row, named, on)
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
    for column in ("Reference", NUMBER, *IDENTITY.values()):
        if problem := problem_of(row.text(column)):
            raise Rejected(column, problem)
    if not REFERENCE.fullmatch(row.reference):
        raise Rejected("Reference", "Not a reference like ST0001 or FA0001")
    version = _version(row)
    row.values |= {"title": _title(row), "status": _status(row)}
    _take_level(row)
    named = _take_routes(row, routes)
    for name, (column, reader) in COLUMNS.items():
        row.take(name, column, reader)
    for name, column in DAYS.items():
        row.take(name, column, partial(cell.day, on=on))
    if (updated := row.values.get("last_updated_on")) and updated > on:
        row.note("Last Updated", "A date in the future: kept as it stands")
    route = named[0] if named else ""
    return StandardRow(row.record.row, row.reference, version, route, row.values, row.unsaid, row.has(NUMBER))


def _refuse_repeat(usable: StandardRow, seen: dict[tuple[str, str], int]) -> None:
    first = seen.setdefault((usable.reference, usable.version), usable.row)
    if first != usable.row:
        raise Rejected("Version Number", f"The same reference and version stand in row {first}")


def _title(row: Row) -> str:
    title = single_line(row.text("Name"))
    if not title or len(title) > 200:
        raise Rejected("Name", "A name of 1 to 200 characters is needed")
    return title


def _version(row: Row) -> str:
    """The version's number; a spreadsheet that saved the file may have made 1 of 1.0."""
    version = row.text(NUMBER)
    if not version and row.has(NUMBER):
        row.note(NUMBER, "No version yet")
    if WHOLE.fullmatch(version):
        version += ".0"
    if version and not VERSION.fullmatch(version):
        raise Rejected(NUMBER, "Not a version like 1.0")
    return version


def _status(row: Row) -> str:
    status = single_line(row.text("Status")).casefold()
    if status not in STATUSES:
        raise Rejected("Status", "Not one of the statuses of the export")
    return STATUSES[status]


def _take_level(row: Row) -> None:
    level = row.text("Level").removesuffix(".0")
    if level in LEVELS:
        row.values["level"] = LEVELS[level]
        return
    if level and level.casefold() != cell.TO_BE_CONFIRMED:
        raise Rejected("Level", "Not a level from 2 to 8")
    row.unsaid["level"] = "Not known yet"
    row.note("Level", "Not known yet")


def route_key(name: str) -> str:
    """A route's name as compared: in the export of 2018 a comma became two spaces, and some lists write "&"."""
    return " ".join(name.casefold().replace(",", " ").replace("&", " and ").split())


def current_route(name: str) -> str:
    """The key of the route that a list names, also by its name before 2019."""
    key = route_key(name)
    return FORMER_ROUTES.get(key, key)


def _take_routes(row: Row, routes: dict[str, str]) -> list[str]:
    parts = [current_route(part) for part in row.text("Route").split(";")]
    named = [part for part in parts if part and part != cell.TO_BE_CONFIRMED]
    if any(part not in routes for part in named):
        raise Rejected("Route", "Not one of the routes of the occupational map")
    if len(named) != 1:
        row.note("Route", "More than one route: the first is used" if named else "Not known yet")
    if named:
        row.values["routes"] = ";".join(routes[part] for part in named)
    else:
        row.unsaid["routes"] = "Not known yet"
    return [routes[part] for part in named]
