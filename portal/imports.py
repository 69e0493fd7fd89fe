"""Files from elsewhere that a command or a page brings in: read within a limit, and as text whatever their encoding."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError

from portal.enums import LineKind

SAMPLE = 2_000  # bytes from which an encoding without a mark is told
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",;\t|"
SEPARATOR_LINE = re.compile(r'sep=([^"\r\n])\r?\n', re.IGNORECASE)  # Excel's own way to say which
HEADING_WITHIN, SAMPLE_OF_LINES = 5, 100_000
WIDTHS = {"utf-16": 2, "utf-16-le": 2, "utf-16-be": 2, "utf-32": 4}  # bytes of a letter


@dataclass(frozen=True, slots=True)
class Line:
    """What an import did with a row or one of its cells: `row` as a spreadsheet counts it, 0 where the file has none.

    `subject` is what the row is about, `column` the file's word for the cell, `before` and `after` are the values as
    text, `reason` a sentence without its stop.
    """

    kind: LineKind
    row: int
    subject: str
    column: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


class NotText(ValueError):
    """The content cannot be read as text; the message is a sentence without its stop."""


def content_of(path: Path, *, largest: int, what: str) -> bytes:
    """The file's bytes, for a command. Raises CommandError, in one line, where it cannot be read or has over `largest`
    bytes; `what` says what the file should be."""
    try:
        if path.stat().st_size > largest:
            raise CommandError(f"{path.name} is larger than {largest // 1024**2} MB: not {what}", returncode=2)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path} cannot be read: {single_line(problem)}", returncode=2) from problem


def single_line(problem: Exception) -> str:
    return " ".join(str(problem).split())


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32, with a mark or without, or in Windows-1252.

    NUL bytes, with which some exports are padded, are left out. Raises NotText.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise NotText("The file is empty")
    for encoding in _encodings(content):
        try:
            return _padded(content, encoding).decode(encoding).replace("\x00", "").removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise NotText("The file is not text")


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text, each with the row in which a spreadsheet counts it; whatever parts its cells.

    Excel saves Unicode text with tabs, and on the continent CSV with semicolons. Raises csv.Error.
    """
    said = SEPARATOR_LINE.match(text)
    body, delimiter = (text[said.end() :], said[1]) if said else (text, _delimiter(text))
    return enumerate(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter), 2 if said else 1)


def _delimiter(text: str) -> str:
    """What the heading holds most of: the first line that holds several, a title line being passed over, or one."""
    lines = text[:SAMPLE_OF_LINES].splitlines()[:HEADING_WITHIN]
    counts = [max((line.count(mark), -place) for place, mark in enumerate(DELIMITERS)) for line in lines]
    chosen = next((count for count in counts if count[0] > 1), next((count for count in counts if count[0]), (0, 0)))
    return DELIMITERS[-chosen[1]]


def _encodings(content: bytes) -> tuple[str, ...]:
    """By the file's mark, by where zeros stand among its first letters, or by trying."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding,)
    sample = content[:SAMPLE].rstrip(b"\x00") or content[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):  # half of each pair, or nearly: letters of the Latin alphabet
        return ("utf-16-be" if even > odd else "utf-16-le",)
    return ("utf-8", "cp1252")  # the second is what a British spreadsheet program saves


def _padded(content: bytes, encoding: str) -> bytes:
    """Without the zeros behind the end, but for those that belong to its last letter."""
    bare = content.rstrip(b"\x00")
    return content[: len(bare) + -len(bare) % WIDTHS.get(encoding, 1)]
