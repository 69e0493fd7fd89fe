from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.standards_csv import (
    NotAnExport,
    NotGiven,
    Unusable,
    day,
    limited_text,
    number,
    read_records,
    web_address,
)
from tests.occupations.exports import COLUMNS, export


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_in_use_reads_the_same(encoding):
    (record,) = read_records(export({"Name": "Café manager"}, encoding=encoding))
    assert (record.row, record.problem) == (2, "")
    assert record.cells["name"] == "Café manager"
    assert record.cells["maximum funding (£)"] == "6000"


def test_an_older_export_has_a_title_line_and_spaces_before_its_columns():
    spaced = [f" {column}" for column in COLUMNS if column != "Banners"]
    content = export({}, columns=spaced, title="All apprenticeships", encoding="utf-16-le")
    (record,) = read_records(content)
    assert record.row == 3
    assert record.cells["reference"] == "ST9001"


def test_a_newer_export_renames_its_first_column_and_adds_hours():
    newer = ["Programme Type", *COLUMNS[1:], "Minimum Hours For Compliance"]
    content = export({"Programme Type": "Foundation apprenticeship"}, columns=newer)
    assert read_records(content)[0].cells["apprenticeship type"] == "Foundation apprenticeship"


def test_padding_of_nul_bytes_line_breaks_in_fields_and_empty_lines_are_no_rows():
    content = export({"Banners": "One line\r\nand another"}, {"Reference": "ST9002"}) + b"\r\n,,,\r\n" + b"\x00" * 5000
    records = read_records(content)
    assert [record.cells["reference"] for record in records] == ["ST9001", "ST9002"]
    assert records[0].cells["banners"] == "One line\r\nand another"


def test_a_row_of_the_wrong_length_says_so():
    content = export({}) + b"Apprenticeship standard,Lantern maker\r\n" + b"," * 40 + b"stray\r\n"
    assert [record.problem for record in read_records(content)] == [
        "",
        "The row has 2 cells, the header 33",
        "The row has 41 cells, the header 33",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty"),
        (b"\x00" * 100, "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\x81\x8d\x8f", "The file is not text"),
        (b'{"standards": []}', "The file has no header with: Name, Reference, Status"),
        (b"Name,Reference,Status\nA,ST0001,Retired\n", "The file has no header with: Route, Level"),
        (export(), "The file has a header but no rows"),
        (export({}, columns=[*COLUMNS, "Level"]), "The file has these columns twice: level"),
        (export({"Banners": "x" * 200_000}), "The file is not CSV"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_that_says_what_was_expected(content, problem):
    with pytest.raises(NotAnExport) as refusal:
        read_records(content)
    assert str(refusal.value).startswith(problem)
    assert "expected the regulator's list of apprenticeship standards" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@given(st.binary(max_size=2000) | st.text(max_size=2000).map(lambda text: text.encode("utf-8", "ignore")))
def test_no_bytes_raise_anything_but_the_refusal(content):
    for whole in (content, export({}) + content, content + export({})):
        try:
            records = read_records(whole)
        except NotAnExport:
            continue
        assert all(record.row > 0 for record in records)


@pytest.mark.parametrize("text", ["TBC", "tbc", "01-01-0001"])
def test_a_date_that_the_export_does_not_know(text):
    with pytest.raises(NotGiven):
        day(text, on=date(2025, 5, 25))


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (partial(day, on=date(2025, 5, 25)), "31-02-2025"),
        (number, "-5"),
        (number, "6,00"),
        (number, "٣"),
        (number, "9" * 5000),
        (web_address, "javascript:alert(1)"),
        (limited_text(5), "longer"),
    ],
)
def test_a_value_that_cannot_be_read(reader, text):
    with pytest.raises(Unusable):
        reader(text)


def test_words_are_one_line_unless_lines_are_kept():
    assert limited_text(50)(" Two\n words ") == "Two words"
    assert limited_text(50, lines=True)(" Two\r\nlines ") == "Two\nlines"
