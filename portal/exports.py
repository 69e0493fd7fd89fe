"""Downloads: files to save, never pages of the portal; no cell for a spreadsheet can start a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from openpyxl import Workbook

R = TypeVar("R", bound=HttpResponseBase)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class _Line:
    """What the csv writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def safe_cell(value: object) -> str:
    """The value as text; one that a spreadsheet might calculate gets an apostrophe in front."""
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" \"';,").startswith(DANGEROUS) or text.startswith(DANGEROUS) else text


def csv_download(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A CSV file (UTF-8 with a byte order mark, for Excel), streamed row by row."""
    writer = csv.writer(_Line())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(header)
        for row in rows:
            yield writer.writerow([safe_cell(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def attach(response: R, name: str) -> R:
    """The response as a file to save under that name, which no browser shows as a page of the portal or guesses at."""
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def xlsx_download(name: str, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> HttpResponse:
    """A workbook of sheets, each its title, header and rows; numbers stay numbers, texts can start no formula."""
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        sheet = book.create_sheet(title)
        for row in (header, *rows):
            sheet.append([cell if cell is None or isinstance(cell, int | float) else safe_cell(cell) for cell in row])
    buffer = BytesIO()
    book.save(buffer)
    response = HttpResponse(buffer.getvalue(), content_type=XLSX)
    return attach(response, f"{name}.xlsx")
