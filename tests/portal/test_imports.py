"""Files from elsewhere as text and as rows, whoever wrote them."""

import pytest

from portal.imports import csv_rows, decode

TEXT = "Name,Reference\nCafé “Lantern”,ST9001\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("padding", [0, 5_000])
def test_text_is_read_in_every_usual_encoding_with_or_without_padding(encoding, padding):
    assert decode(TEXT.encode(encoding) + b"\x00" * padding) == TEXT


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_are_read_whatever_parts_their_cells(delimiter):
    text = f"Name{delimiter}Reference{delimiter}Job Titles\nLantern maker{delimiter}ST9001{delimiter}a b c\n"
    expected = [["Name", "Reference", "Job Titles"], ["Lantern maker", "ST9001", "a b c"]]
    assert list(csv_rows(text)) == [(1, expected[0]), (2, expected[1])]
    assert list(csv_rows(f"sep={delimiter}\r\n{text}")) == [(2, expected[0]), (3, expected[1])]


def test_a_title_line_does_not_say_what_parts_the_cells():
    rows = [cells for _, cells in csv_rows("Standards, July 2018\nName\tReference\tLevel\nA, B\tST9001\t3\n")]
    assert rows[1:] == [["Name", "Reference", "Level"], ["A, B", "ST9001", "3"]]


def test_job_titles_with_semicolons_do_not_part_the_cells_of_a_list_with_commas():
    rows = [cells for _, cells in csv_rows("Name,Reference,Job Titles\nA,ST9001,a;b;c;d;e;f\n")]
    assert rows[1] == ["A", "ST9001", "a;b;c;d;e;f"]


def test_one_column_and_no_text_are_rows_too():
    assert list(csv_rows("Name\nAnn\n")) == [(1, ["Name"]), (2, ["Ann"])]
    assert list(csv_rows("")) == []
