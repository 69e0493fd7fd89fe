"""Files of lists: what is read, in whichever encoding, and what is refused with which words."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from lists.rules.tables import read_table
from lists.rules.templates import workbook
from lists.rules.workbooks import MOST_ROWS, NotReadable
from tests.lists.lists import HEADER, book_of, bytes_of, csv_of, xlsx_of

ROWS = [["Full name", "Job title"], ["Zoë Ångström – “Z”", "Director"]]
READ = [(1, ROWS[0]), (2, ROWS[1])]


def refusal(data: bytes) -> str:
    with pytest.raises(NotReadable) as refused:
        read_table(data)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_csv_is_read_in_every_usual_encoding(encoding):
    assert read_table(csv_of(ROWS, encoding)) == READ


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_whatever_parts_its_cells(delimiter):
    assert read_table(csv_of(ROWS, delimiter=delimiter)) == READ


def test_csv_may_say_what_parts_its_cells():
    assert read_table(b"sep=;\r\n" + csv_of(ROWS, delimiter=";")) == [(2, ROWS[0]), (3, ROWS[1])]


def test_blank_rows_are_passed_over_and_counted():
    assert read_table(csv_of([["", ""], ROWS[0], [" ", ""], ROWS[1], [""]])) == [(2, ROWS[0]), (4, ROWS[1])]


def test_workbook_is_read_as_people_see_it():
    read = read_table(xlsx_of([ROWS[0], [], ["Ann", 7.0], [True, 12345]]))
    assert [(number, cells[:2]) for number, cells in read] == [
        (1, ROWS[0]),
        (3, ["Ann", "7"]),
        (4, ["Yes", "12345"]),
    ]


def test_template_can_be_filled_in_and_read():
    assert read_table(workbook()) == [(1, HEADER)]


def test_sheet_of_members_is_read_wherever_it_stands():
    book = Workbook()
    book.active.append(["Notes"])
    book.create_sheet("Members").append(["Full name"])
    assert read_table(bytes_of(book)) == [(1, ["Full name"])]


def test_cells_that_hide_something_are_refused_by_their_places():
    book = book_of(ROWS)
    book.active["B2"] = "=1+1"
    assert "The cells B2 hold formulas" in refusal(bytes_of(book))
    book = book_of(ROWS)
    book.active.merge_cells("A2:B2")
    assert "The cells A2:B2 are merged" in refusal(bytes_of(book))
    book = book_of(ROWS)
    book.active["CZ2"] = "x"
    assert "The cells CZ2 stand far to the right" in refusal(bytes_of(book))
    book = book_of(ROWS)
    book.active["A60000"] = "x"
    assert "The cell A60000 stands far below" in refusal(bytes_of(book))
    book = book_of(ROWS)
    book.active["A2"] = "#REF!"
    book.active["A2"].data_type = "e"
    assert "The cell A2 shows an error (#REF!)" in refusal(bytes_of(book))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_refused(state):
    book = book_of(ROWS)
    book.create_sheet("Secret").sheet_state = state
    assert "The sheet “Secret” is hidden" in refusal(bytes_of(book))


def test_too_many_rows_are_refused():
    many = [["Full name"], *([f"Person {n}"] for n in range(MOST_ROWS + 1))]
    assert refusal(csv_of(many)) == refusal(xlsx_of(many)) == "The list has more than 1,000 rows. Upload it in parts"
    assert len(read_table(csv_of(many[:-1]))) == len(read_table(xlsx_of(many[:-1]))) == MOST_ROWS + 1


def with_part(name: str, data: bytes, *, instead: bool = False) -> bytes:
    """A sound workbook with one part more, or with other data in a part."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_of(ROWS))) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "has a password or is of an old kind"),
        (b"PK\x03\x04 no archive", "is damaged"),
        (bytes(range(256)), "must be a list in XLSX or CSV"),
        (b"\xff\xfea", "must be a list in XLSX or CSV"),
        (b'a,b\n"1' + b"x" * 140_000, "cannot be read"),
        (b",".join([b"a"] * 70), "more than 60 columns"),
    ],
    ids=["nothing", "blank", "pdf", "png", "jpeg", "ole", "zip", "bytes", "half", "quote", "wide"],
)
def test_what_is_no_list_is_refused(data, words):
    assert words in refusal(data)


def test_workbooks_that_could_harm_are_refused():
    assert "holds macros" in refusal(with_part("xl/vbaProject.bin", b"x"))
    assert "unpacks to too much" in refusal(with_part("xl/media/image1.bin", bytes(31 * 1024 * 1024)))
    bomb = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><worksheet/>'
    assert "no spreadsheet program writes" in refusal(with_part("xl/worksheets/sheet1.xml", bomb))
    assert "no spreadsheet program writes" in refusal(with_part("xl/styles.xml", bomb.decode().encode("utf-16")))
    assert "is damaged" in refusal(with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"))
    assert "is damaged" in refusal(xlsx_of(ROWS)[:-200])


def test_documents_that_are_archives_too_are_refused():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "text document (DOCX). Save the list as XLSX or CSV" in refusal(written.getvalue())


def hiding(*rows: int, columns: str = "") -> bytes:
    book = book_of([*ROWS, ["Bea Example", "Manager"], ["Cy Example", "Manager"]])
    for row in rows:
        book.active.row_dimensions[row].hidden = True
    for column in columns:
        book.active.column_dimensions[column].hidden = True
    return bytes_of(book)


def test_hidden_rows_and_columns_are_refused_like_hidden_sheets():
    assert refusal(hiding(3)).startswith("Row 3 is hidden, by a filter or by hand. Show it")
    assert refusal(hiding(2, 4)).startswith("Rows 2, 4 are hidden")
    assert refusal(hiding(columns="B")).startswith("Column B is hidden")


def test_a_row_without_height_is_hidden_too():
    row, flat = b'<row r="3"', b'<row r="3" ht="0" customHeight="1"'
    data = xlsx_of([*ROWS, ["Bea Example", "Manager"]])
    data = repacked(data, lambda name, content: (name, content.replace(row, flat)))
    assert refusal(data).startswith("Row 3 is hidden")


def test_what_is_hidden_and_empty_is_passed_over():
    book = book_of([["Full name", "Job title", "Telephone"], ["Ann Example", "Director"]])
    book.active.row_dimensions[9].hidden = True
    book.active.column_dimensions["C"].hidden = True
    assert read_table(bytes_of(book))[1] == (2, ["Ann Example", "Director", ""])


def test_numbers_keep_the_zeros_that_their_format_shows():
    book = book_of([["Telephone"], [2079460001]])
    book.active["A2"].number_format = "00000000000"
    assert read_table(bytes_of(book)) == [(1, ["Telephone"]), (2, ["02079460001"])]


def repacked(data: bytes, change) -> bytes:
    """The archive with each part's name and content changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            name, content = change(part, old.read(part))
            new.writestr(name, content)
    return written.getvalue()


def test_strict_open_xml_is_refused_by_its_name():
    transitional, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006",
        b"http://purl.oclc.org/ooxml/spreadsheetml",
    )
    data = repacked(xlsx_of(ROWS), lambda name, content: (name, content.replace(transitional, strict)))
    assert "Strict Open XML Spreadsheet" in refusal(data)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/workbook.bin", "binary kind (XLSB)"),
        ("word/document.xml", "text document (DOCX)"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_other_archives_are_refused_by_their_names(part, words):
    data = repacked(xlsx_of(ROWS), lambda name, content: (part if name == "xl/workbook.xml" else name, content))
    assert words in refusal(data)
