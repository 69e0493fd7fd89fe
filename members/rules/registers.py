"""A public register of training providers or of assessment organisations as a CSV file: what a row says. Pure.

Lists of bodies and lists of what each offers (one row a body and standard) are read alike: a body that stands in many
rows is one entry for each of its names. A file with one wrong row is not the register: all of it is refused.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from members.enums import RegisterKind
from members.rules.names import normalised, spellings
from portal.imports import NotText, csv_rows, decode
from portal.text import has_controls, single_line

HEADER_WITHIN = 5  # some exports have a title line above the header
SHOWN = 3  # wrong rows in the one line for a person
LONGEST = 300
NOT_IN_HEADINGS = re.compile(r"[\W_]+")
NAMES = (
    *("provider", "provider_name", "epao_name", "epa_organisation", "epa_organisation_name"),
    *("organisation", "organisation_name", "name", "trading_name", "legal_name"),
)
OTHER_NAMES = {"trading_name", "legal_name"}  # may be empty beside another name


@dataclass(frozen=True, slots=True)
class Format:
    """How one register names its column of reference numbers, ours first, and what these look like."""

    columns: tuple[str, ...]
    pattern: re.Pattern[str]
    example: str


EPAO_IDS = ("epao_id", "epa_organisation_identifier", "epa_organisation_id")  # the second in the official register
FORMATS = {
    RegisterKind.PROVIDER: Format(("ukprn",), re.compile(r"[1-9]\d{7}", re.ASCII), "10000020"),
    RegisterKind.EPAO: Format(EPAO_IDS, re.compile(r"EPA\d{4}", re.ASCII), "EPA0001"),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in one cell; `row` as a spreadsheet counts it, 0 for the file as a whole."""

    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        quoted = f" “{self.value}”" if self.value else ""
        return f"row {self.row}, {self.column}{quoted}: {self.reason}" if self.row else self.reason


class NotARegister(ValueError):
    """The file is refused, with every reason; as text it is one line for the person who chose it."""

    def __init__(self, wrong: list[Wrong], source: str = "") -> None:
        self.wrong = wrong
        more = len(wrong) - SHOWN
        said = "; ".join(str(fault) for fault in wrong[:SHOWN]) + (f"; and {more} more" if more > 0 else "")
        super().__init__(f"{source}: {said}" if source else said)


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of one body."""

    reference: str
    name: str
    normalised: str
    row: int = 0


def read(content: bytes, register: RegisterKind) -> tuple[int, list[Listed]]:
    """How many rows the file has, and its entries, each once, in the order of the file. Raises NotARegister."""
    form = FORMATS[register]
    numbered = _numbered(content)
    header = _header(numbered, register)
    entries: dict[tuple[str, str], Listed] = {}
    wrong: list[Wrong] = []
    rows = 0
    for number, cells in numbered:
        if any(cell.strip() for cell in cells):
            rows += 1
            wrong += _take(number, cells, header, form, entries)
    if not rows and not wrong:
        wrong = [Wrong(0, "", "", "The file has a header but no rows")]
    if wrong:
        raise NotARegister(wrong)
    return rows, list(entries.values())


def _numbered(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The records with the row in which each begins as a spreadsheet counts them."""
    try:
        yield from csv_rows(decode(content))
    except NotText as problem:
        raise NotARegister([Wrong(0, "", "", str(problem))]) from problem
    except csv.Error as error:
        raise NotARegister([Wrong(0, "", "", f"The file is not CSV ({error})")]) from error


def _header(numbered: Iterator[tuple[int, list[str]]], register: RegisterKind) -> list[str]:
    """The first line that has a column of references and one of names; the reader is left behind it."""
    form, other = FORMATS[register], _other(register)
    for row, cells in numbered:
        header = [NOT_IN_HEADINGS.sub("_", single_line(cell).casefold()).strip("_") for cell in cells]
        alien = next((name for name in other.columns if name in header), "")
        if alien and register == RegisterKind.PROVIDER:
            raise NotARegister([Wrong(row, alien, "", "a column of the other register")])
        if any(name in header for name in form.columns) and any(name in header for name in NAMES):
            return header
        if row >= HEADER_WITHIN:
            break
    raise NotARegister([Wrong(0, "", "", f"The file has no header with the columns {form.columns[0]} and a name")])


def _other(register: RegisterKind) -> Format:
    return next(form for kind, form in FORMATS.items() if kind != register)


def _take(
    row: int, cells: list[str], header: list[str], form: Format, entries: dict[tuple[str, str], Listed]
) -> list[Wrong]:
    """Add the row's names to the entries; what is wrong with the row otherwise."""
    if len(cells) != len(header):
        return [Wrong(row, header[min(len(cells), len(header)) - 1], "", _count(len(cells), len(header)))]
    values = {column: single_line(cell) for column, cell in zip(header, cells, strict=True)}
    identifier = next(column for column in form.columns if column in header)
    reference = values[identifier].upper()
    if not form.pattern.fullmatch(reference):
        return [Wrong(row, identifier, reference[:50], f"not a reference like {form.example}")]
    columns = [column for column in header if column in NAMES]
    wrong = [fault for column in columns if (fault := _wrong_name(row, column, values[column]))]
    for name in [] if wrong else [values[column] for column in columns if values[column]]:
        for key in spellings(name):
            entries.setdefault((reference, key), Listed(reference, name, key, row))
    return wrong


def _count(cells: int, header: int) -> str:
    return f"the row has {cells} cells, the header {header}"


def _wrong_name(row: int, column: str, name: str) -> Wrong | None:
    if not name and column not in OTHER_NAMES:
        return Wrong(row, column, "", "no name")
    if len(name) > LONGEST:
        return Wrong(row, column, name[:50] + "…", f"longer than {LONGEST} characters")
    if has_controls(name):
        return Wrong(row, column, "", "holds characters that cannot be printed")
    if name and not normalised(name):
        return Wrong(row, column, name[:50], "not a name")
    return None
