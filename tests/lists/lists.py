"""Lists of members as people upload them."""

import csv
import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from lists.rules.columns import COLUMNS, TITLES, Key

HEADER = [column.title for column in COLUMNS]


def person(number: int = 1, **changed: str) -> dict[str, str]:
    """One row with something in every column, by the columns' keys."""
    row = {
        Key.EMAIL: f"ann{number}@example.org",
        Key.NAME: f"Ann Example {number}",
        Key.JOB_TITLE: "Director",
        Key.ROLE: "Employer member",
        Key.ADVISER_KIND: "",
        Key.ORGANISATION: f"Sample Works {number} Ltd",
        Key.TYPE: "Employer",
        Key.SECTOR: "C Manufacturing",
        Key.DIVISION: "25",
        Key.SIZE: "Small",
        Key.REGION: "London",
        Key.EMPLOYS: "Yes",
        Key.PHONE: "020 7946 0000",
        Key.JOB_DESCRIPTION: "Leads the works",
    }
    return {str(key): text for key, text in row.items()} | changed


def table(*people: dict[str, str], keys: Sequence[str] = ()) -> list[list[str]]:
    """Heading and rows; only these columns, where `keys` are given."""
    keys = keys or [str(column.key) for column in COLUMNS]
    return [[TITLES[Key(key)] for key in keys], *([row.get(key, "") for key in keys] for row in people)]


def csv_of(rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def book_of(rows: Sequence[Sequence[object]]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def bytes_of(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx_of(rows: Sequence[Sequence[object]]) -> bytes:
    return bytes_of(book_of(rows))


def as_upload(data: bytes, name: str = "members.csv") -> dict[str, SimpleUploadedFile]:
    """What the form sends."""
    return {"list": SimpleUploadedFile(name, data)}
