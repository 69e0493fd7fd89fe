"""Workbooks (XLSX): looked at before they are opened, and refused where a cell is not what it shows."""

import io
import re
import warnings
import zipfile
from collections import Counter
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

MOST_ROWS = 1_000  # below the heading
MOST_COLUMNS = 60
MOST_UNPACKED = 30 * 1024 * 1024  # a small archive that unpacks to more is meant to harm
MOST_PARTS = 500
MOST_CELLS = 200_000
LAST_ROW = 50_000  # a list with a row below this one holds more than members
SHEET = "members"  # the sheet to read where there are several; else the first
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, and of a workbook with a password
STRICT = b"purl.oclc.org/ooxml"  # the name space of Excel's “Strict Open XML Spreadsheet”, which we do not read
OTHERS = (  # what an archive is instead, by one of its parts
    ("xl/workbook.bin", "The workbook is of the binary kind (XLSB). Save it as XLSX and upload that"),
    ("word/document.xml", "The selected file is a text document (DOCX). Save the list as XLSX or CSV and upload that"),
    ("Index/Document.iwa", "The selected file is of Apple Numbers. Export it as Excel (XLSX) or CSV and upload that"),
    ("content.xml", "The selected file is an OpenDocument file. Save the list as XLSX or CSV and upload that"),
)
ZEROS = re.compile("0{2,}")  # a number's format that keeps zeros in front
STRANGE = re.compile(b"<!DOCTYPE|<!ENTITY|\0", re.IGNORECASE)  # zeros: UTF-16, in which the others could hide
NAMED = 5  # how many cells a refusal names
Row = tuple[int, list[str]]


class NotReadable(Exception):
    """The file is refused as a whole; the text says why and what to do."""


def is_workbook(data: bytes) -> bool:
    return data.startswith((b"PK", OLD))


def read(data: bytes) -> list[Row]:
    """The rows of the sheet that hold anything, as text, with their numbers. Raises NotReadable."""
    if data.startswith(OLD):
        raise NotReadable("The workbook has a password or is of an old kind. Save it as XLSX without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out of a workbook is nothing we read
            _refuse_harmful(archive)
            return _read(data, archive)
    except NotReadable:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part makes the code below it raise
        raise NotReadable("The workbook is damaged. Open it, save it as XLSX again and upload that") from error


def _refuse_harmful(archive: zipfile.ZipFile) -> None:
    """By what the archive says of itself, before anything of it is unpacked; then for what XML must not hold."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotReadable("The workbook holds macros. Save it as XLSX without macros")
    if other := next((text for part, text in OTHERS if part in names), ""):
        raise NotReadable(other)
    if "xl/workbook.xml" not in names:
        raise NotReadable("The selected file must be a list in XLSX or CSV. Start from the template")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotReadable("The workbook unpacks to too much. Copy the list into the template")
    if any(part.flag_bits & 1 for part in parts):
        raise NotReadable("The workbook has a password. Save it without one")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) and STRANGE.search(archive.read(part)):
            raise NotReadable("The workbook holds what no spreadsheet program writes. Copy the list into the template")
    if STRICT in archive.read("xl/workbook.xml"):
        raise NotReadable("The workbook is a “Strict Open XML Spreadsheet”. Save it as “Excel Workbook (XLSX)” instead")


def _read(data: bytes, archive: zipfile.ZipFile) -> list[Row]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        hidden = [name for name in book.sheetnames if book[name].sheet_state != "visible"]
        if hidden:
            raise NotReadable(f"The sheet {_quoted(hidden[0])} is hidden. Show it or remove it, so that all is seen")
        sheet = next(
            (worksheet for worksheet in book.worksheets if worksheet.title.casefold() == SHEET), book.worksheets[0]
        )
        scan = _Scan()
        scan.look(archive.read(sheet._worksheet_path))
        return _rows(sheet, scan.last, scan.widest)
    finally:
        book.close()


def _rows(sheet: Any, last: int, widest: int) -> list[Row]:
    """As far as the sheet holds anything: its own word on its size is not to be had, or to be trusted."""
    rows: list[Row] = []
    if not last:
        return rows
    for number, cells in enumerate(sheet.iter_rows(max_row=last, max_col=widest), 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            rows.append((number, texts))
        if len(rows) > MOST_ROWS + 1:
            break  # one row too many says enough
    return rows


def _text(cell: Any) -> str:
    """The cell as a person reads it: whole numbers without a point, days as 2025-06-02."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise NotReadable(f"The cell {cell.coordinate} shows an error ({value}). Put it right, or empty it")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float) and value == int(value):
        return _whole(int(value), cell.number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value).strip()


def _whole(number: int, number_format: str) -> str:
    """With the zeros in front that the cell shows, as in a telephone number or a code."""
    return str(number).zfill(len(number_format)) if ZEROS.fullmatch(number_format or "") else str(number)


class _Scan:
    """Reads the XML of a sheet for what openpyxl passes over when it reads row by row."""

    def __init__(self) -> None:
        self.cell, self.cells, self.is_within = "", 0, False
        self.row = self.column = 0  # where it is
        self.last = self.widest = 0  # the last row and column that hold anything
        self.formulas: list[str] = []
        self.merged: list[str] = []
        self.beyond: list[str] = []
        self.is_hidden_row = False
        self.hidden_columns: list[range] = []
        self.hidden_rows: list[str] = []  # that hold something
        self.held: Counter[int] = Counter()  # cells that hold something, by column

    def look(self, xml: bytes) -> None:
        """Raises NotReadable for formulas, merged cells, what is hidden, cells far to the right, and too many cells."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.Parse(xml, True)
        for cells, wrong in (
            (self.formulas, "hold formulas, whose results may change. Copy them and paste them as values"),
            (self.merged, "are merged. Unmerge them, so that every row says all of its own"),
            (self.beyond, "stand far to the right of the list. Empty them, or start from the template"),
        ):
            if cells:
                more = f" and {len(cells) - NAMED} more" if len(cells) > NAMED else ""
                raise NotReadable(f"The cells {', '.join(cells[:NAMED])}{more} {wrong}")
        self._refuse_hidden()

    def _refuse_hidden(self) -> None:
        """A column with nothing below its heading may be hidden: nothing of it is taken."""
        columns = [
            get_column_letter(column)
            for column in sorted(self.held)
            if self.held[column] > 1 and any(column in hidden for hidden in self.hidden_columns)
        ]
        for kind, names in (("Row", self.hidden_rows), ("Column", columns)):
            if names:
                more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
                many = f"{kind}s {', '.join(names[:NAMED])}{more} are"
                what, it = (f"{kind} {names[0]} is", "it") if len(names) == 1 else (many, "them")
                how = f"hidden, by a filter or by hand. Show {it} or remove {it}, so that all is seen"
                raise NotReadable(f"{what} {how}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """A row or a cell that does not say where it is follows the one before it."""
        local = name.rpartition(" ")[2]
        if local == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            self.is_hidden_row = _is_hidden(attributes, "ht")
        elif local == "col" and _is_hidden(attributes, "width"):
            self.hidden_columns.append(range(int(attributes["min"]), int(attributes["max"]) + 1))
        elif local == "c":
            self.cell, self.cells = attributes.get("r", ""), self.cells + 1
            self.column, self.is_within = _column(self.cell) or self.column + 1, True
            if self.cells > MOST_CELLS:
                raise NotReadable("The sheet has too many cells. Copy the list into the template")
        elif local == "f" and self.is_within:  # elsewhere it is a list to choose from, or a colour
            self.formulas.append(self.cell)
        elif local == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif local in ("v", "is") and self.is_within:
            self._holds_something()

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "c":
            self.is_within = False

    def _holds_something(self) -> None:
        self.held[self.column] += 1
        if self.is_hidden_row and str(self.row) not in self.hidden_rows[-1:]:
            self.hidden_rows.append(str(self.row))
        self.last, self.widest = max(self.last, self.row), max(self.widest, self.column)
        if self.last > LAST_ROW:
            raise NotReadable(f"The cell {self.cell} stands far below the list. Empty it, or start from the template")
        if self.column > MOST_COLUMNS:
            self.beyond.append(self.cell)


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """A row or a column that is not shown, or is shown without any height or width."""
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _column(reference: str) -> int:
    """The number of a cell's column: 1 for A5, 28 for AB5; 0 where it does not say."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _quoted(name: str) -> str:
    return f"“{name}”"
