"""The template of a list of members, to download and fill in."""

import io
from functools import cache

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lists.rules.columns import COLUMNS, Key
from lists.rules.workbooks import MOST_ROWS

LIST, ALLOWED = "Members", "Allowed values"
WIDTH = 24
AS_TEXT = {Key.PHONE: "@", Key.DIVISION: "@"}  # or a spreadsheet takes the zero away from the front


@cache
def workbook() -> bytes:
    """An XLSX with the headings, lists to choose from, and a sheet that says what may stand in each column."""
    book = Workbook()
    sheet = book.active
    sheet.title = LIST
    allowed = book.create_sheet(ALLOWED)
    for place, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(place)
        _heading(sheet, place, column.title)
        _explain(allowed, place)
        for row in range(2, MOST_ROWS + 2) if column.key in AS_TEXT else ():
            sheet[f"{letter}{row}"].number_format = AS_TEXT[column.key]
        if column.choices and column.key not in (Key.SIZE, Key.REGION):  # these take a number and a postcode, too
            text = f"{quote_sheetname(ALLOWED)}!${letter}$4:${letter}${3 + len(column.choices)}"
            _choose(sheet, letter, text)
    sheet.freeze_panes = allowed.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _heading(sheet: Worksheet, place: int, text: str) -> None:
    cell = sheet.cell(1, place, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(place)].width = WIDTH


def _explain(sheet: Worksheet, place: int) -> None:
    """Below the heading whether it is needed, a note, and the words to choose from."""
    column = COLUMNS[place - 1]
    _heading(sheet, place, column.title)
    sheet.cell(2, place, "Needed" if column.is_required else "May be left empty")
    sheet.cell(3, place, column.note).alignment = Alignment(wrap_text=True, vertical="top")
    for row, word in enumerate(column.choices, 4):
        sheet.cell(row, place, word)


def _choose(sheet: Worksheet, letter: str, text: str) -> None:
    choice = DataValidation(type="list", formula1=f"={text}", allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
