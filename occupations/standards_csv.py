"""The official export of apprenticeship standards as a file: encodings, title line, header, and how a cell reads. Pure.

Which columns count and what becomes of a row is in `occupations.rules`; nothing here touches the database.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from occupations.enums import ProgrammeType
from portal.cells import Unreadable, read_amount, read_day, read_yes
from portal.imports import NotText, csv_rows, decode
from portal.text import normalise, single_line

REQUIRED = ("Name", "Reference", "Status", "Route", "Level")
EXPECTED = (
    f"expected the regulator's list of apprenticeship standards: a CSV file with the columns {', '.join(REQUIRED)} …"
)
OTHER_NAMES = {  # of newer and older exports, and of those whose pound sign was lost
    "programme type": "apprenticeship type",
    "version": "version number",
    "lars code": "lars code for providers only",
    "max funding": "maximum funding (£)",
    "maximum funding": "maximum funding (£)",
}
LOST_SIGN = re.compile(r" \([^a-z]{0,3}\)$")  # behind "Maximum Funding"
TO_BE_CONFIRMED = "tbc"
NO_DATE = re.compile(r"0?1[-/]0?1[-/]0*1|0*1-0?1-0?1")
LARGEST = 1_000_000  # pounds, months, hours: beyond it is a slip
TYPES = {label.casefold(): value for value, label in ProgrammeType.choices}
HEADER_WITHIN = 5  # older exports have a title line above the header


class NotAnExport(ValueError):
    """The file as a whole cannot be read; the message is one line for the person who chose it."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}; {EXPECTED}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its row as a spreadsheet counts it, and its cells by normalised column name."""

    row: int
    cells: dict[str, str]
    problem: str = ""


def column_key(name: str) -> str:
    """The name as compared: single spaces, no case, older and newer names made one."""
    key = LOST_SIGN.sub("", single_line(name).casefold())
    return OTHER_NAMES.get(key, key)


def read_records(content: bytes) -> list[Record]:
    """All records of the file, in order, empty lines left out. Raises NotAnExport."""
    numbered = _numbered(_text(content))
    header = _find_header(numbered)
    records = [_record(row, header, cells) for row, cells in numbered if any(cell.strip() for cell in cells)]
    if not records:
        raise NotAnExport("The file has a header but no rows")
    return records


def _text(content: bytes) -> str:
    try:
        return decode(content)
    except NotText as problem:
        raise NotAnExport(str(problem)) from problem


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from csv_rows(text)
    except csv.Error as error:
        raise NotAnExport(f"The file is not CSV ({error})") from error


def _find_header(numbered: Iterable[tuple[int, list[str]]]) -> list[str]:
    """The first line that has the required columns; the reader is left behind it."""
    missing = list(REQUIRED)
    for row, cells in numbered:
        header = [column_key(cell) for cell in cells]
        absent = [name for name in REQUIRED if column_key(name) not in header]
        if not absent:
            return _without_repeats(header)
        missing = min(missing, absent, key=len)
        if row >= HEADER_WITHIN:
            break
    raise NotAnExport(f"The file has no header with: {', '.join(missing)}")


def _without_repeats(header: list[str]) -> list[str]:
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise NotAnExport(f"The file has these columns twice: {', '.join(repeated)[:200]}")
    return header


def _record(row: int, header: list[str], cells: list[str]) -> Record:
    problem = ""
    if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
        problem = f"The row has {len(cells)} cells, the header {len(header)}"
    return Record(row, dict(zip(header, cells, strict=False)), problem)


class Unusable(ValueError):
    """The value cannot be read."""


class NotGiven(Unusable):
    """The export itself says that there is no value."""


def short(text: str, limit: int = 50) -> str:
    """A cell as a reason may quote it."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def limited_text(limit: int, *, lines: bool = False) -> Callable[[str], str]:
    def read(text: str) -> str:
        clean = normalise(text) if lines else single_line(text)
        if clean.casefold() == TO_BE_CONFIRMED:
            raise NotGiven("Not known yet")
        if len(clean) > limit:
            raise Unusable(f"Longer than {limit} characters")
        return clean

    return read


def web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise Unusable("Not a web address")
    return limited_text(300)(text)


def number(text: str) -> int:
    """A positive whole number, also as £6,000.00; 0 and TBC are how the export says that there is none yet."""
    if text.casefold() == TO_BE_CONFIRMED:
        raise NotGiven("Not known yet")
    try:
        results = read_amount(text, largest=LARGEST)
    except Unreadable as problem:
        raise Unusable(str(problem)) from problem
    if not results:
        raise NotGiven("Not known yet")
    return results


def day(text: str, *, on: date) -> date:
    """A date, read on the day `on`; 01-01-0001 and TBC are how the export says that there is none."""
    if NO_DATE.fullmatch(text) or text.casefold() == TO_BE_CONFIRMED:
        raise NotGiven("Not known yet")
    try:
        return read_day(text, on=on)
    except Unreadable as problem:
        raise Unusable(str(problem)) from problem


def yes_or_no(text: str) -> bool:
    try:
        return read_yes(text)
    except Unreadable as problem:
        raise Unusable(str(problem)) from problem


def programme_type(text: str) -> str:
    if text.casefold() not in TYPES:
        raise Unusable("Not a known type")
    return TYPES[text.casefold()]
