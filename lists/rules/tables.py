"""Tables that people upload: CSV in any usual encoding, or XLSX. Read as text, judged by what they hold."""

import csv
import re

from lists.rules import workbooks
from lists.rules.workbooks import MOST_COLUMNS, MOST_ROWS, NotReadable, Row
from portal.imports import NotText, csv_rows, decode

MOST_BYTES = 5 * 1024 * 1024  # a thousand full rows take a tenth of that
NO_LIST = "The selected file must be a list in XLSX or CSV. Start from the template"
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
OTHERS = ((b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"{\\rtf", "a text document"))


def read_table(data: bytes) -> list[Row]:
    """The rows that hold anything, each with its number as a spreadsheet counts; the first is the heading.

    Raises NotReadable, with what to do about it, for what is no such table, for one that hides something, and for one
    of more than MOST_ROWS rows below the heading.
    """
    for begins, kind in OTHERS:
        if data.startswith(begins):
            raise NotReadable(f"The selected file is {kind}. Save the list as XLSX or CSV and upload that")
    rows = workbooks.read(data) if workbooks.is_workbook(data) else _read_csv(data)
    if not rows:
        raise NotReadable("The selected file is empty")
    if len(rows) > MOST_ROWS + 1:
        raise NotReadable(f"The list has more than {MOST_ROWS:,} rows. Upload it in parts")
    return rows


def _read_csv(data: bytes) -> list[Row]:
    rows = []
    try:
        for number, cells in csv_rows(_decoded(data)):
            if any(cell.strip() for cell in cells):
                rows.append((number, [cell.strip() for cell in cells]))
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise NotReadable("The CSV file cannot be read: a quotation mark or a line break is out of place") from error
    if any(len(cells) > MOST_COLUMNS for _, cells in rows):
        raise NotReadable(f"The list has more than {MOST_COLUMNS} columns. Start from the template")
    return rows


def _decoded(data: bytes) -> str:
    if not data.strip():
        return ""
    try:
        text = decode(data)
    except NotText as problem:
        raise NotReadable(NO_LIST) from problem
    if CONTROL.search(text):
        raise NotReadable(NO_LIST)
    return text
