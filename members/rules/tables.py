"""Tables that people upload: CSV in any usual encoding, or XLSX. Read as text, judged by what they hold."""

import codecs
import csv
import io
import re
from collections.abc import Sequence

from members.rules import workbooks
from members.rules.workbooks import MOST_COLUMNS, MOST_ROWS, NotReadable, Row

MOST_BYTES = 5 * 1024 * 1024  # a thousand full rows take a tenth of that
DELIMITERS = ",;\t|"
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own way to say which
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHERS = ((b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"{\\rtf", "a text document"))


def read_table(data: bytes) -> list[Row]:
    """The rows that hold anything, each with its number as a spreadsheet counts; the first is the heading.

    Raises NotReadable, with what to do about it, for what is no such table, for one that hides something, and for one
    of more than MOST_ROWS rows below the heading.
    """
    for begins, kind in OTHERS:
        if data.startswith(begins):
            raise NotReadable(f"The selected file is {kind}. Save the list as XLSX or CSV and upload that")
    rows = workbooks.read(data) if workbooks.is_one(data) else _read_csv(data)
    if not rows:
        raise NotReadable("The selected file is empty")
    if len(rows) > MOST_ROWS + 1:
        raise NotReadable(f"The list has more than {MOST_ROWS:,} rows. Upload it in parts")
    return rows


def _read_csv(data: bytes) -> list[Row]:
    text = _decoded(data)
    said = SEPARATOR_LINE.match(text)
    shift = 1 if said else 0
    delimiter = said[1] if said else _delimiter(text)
    rows = []
    try:
        lines = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(lines, 1 + shift):
            if any(cell.strip() for cell in cells):
                rows.append((number, [cell.strip() for cell in cells]))
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise NotReadable("The CSV file cannot be read: a quotation mark or a line break is out of place") from error
    if any(len(cells) > MOST_COLUMNS for _, cells in rows):
        raise NotReadable(f"The list has more than {MOST_COLUMNS} columns. Start from the template")
    return rows


def _delimiter(text: str) -> str:
    """What the first line that says anything holds most of; a comma where it holds none."""
    first = next((line for line in text.splitlines() if line.strip(f'{DELIMITERS} "')), "")
    return max(DELIMITERS, key=first.count)


def _decoded(data: bytes) -> str:
    """The text, whichever of the usual encodings it is in: by its mark, by where zeros stand, or by trying."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            break
        return text
    raise NotReadable("The selected file must be a list in XLSX or CSV. Start from the template")


def _candidates(data: bytes) -> Sequence[str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return [encoding]
    sample = data[:2_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):  # half of each pair, or nearly: letters of the Latin alphabet
        return ["utf-16-be" if even > odd else "utf-16-le"]
    return ["utf-8", "cp1252"]
