from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations import rules
from occupations.standards_csv import NotAnExport, read_records
from tests.occupations.exports import COLUMNS, export

ROUTES = ["Creative and design", "Care services", "Health and science", "Construction and the built environment"]
ON = date(2025, 5, 25)


def check(*rows, **options):
    return rules.check(read_records(export(*rows, **options)), routes=ROUTES, on=ON)


def test_a_usual_row_is_read_whole():
    (row,) = check({}).rows
    assert (row.row, row.reference, row.version, row.route) == (2, "ST9001", "1.0", "Creative and design")
    assert row.values["status"] == "approved"
    assert row.values["approved_on"] == date(2025, 5, 16)
    assert (row.values["funding_band"], row.values["typical_months"]) == (6000, 18)
    assert row.values["regulated"] is False
    assert "has_options" not in row.values


def test_personal_addresses_are_not_read():
    (row,) = check({"Trailblazer Contact": "someone@example.org"}).rows
    assert "someone@example.org" not in repr(row)


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("Approved for Delivery Date", "TBC", "approved_on"),
        ("Last Updated", "01-01-0001", "last_updated_on"),
        ("Typical Duration", "0", "typical_months"),
        ("Maximum Funding (£)", "TBC", "funding_band"),
        ("LARS code for providers only", "TBC", "lars_code"),
        ("EQA Provider", "TBC", "eqa_provider"),
        ("Level", "TBC", "level"),
        ("Route", "", "routes"),
    ],
)
def test_what_the_export_does_not_know_is_left_unsaid_and_noted(column, value, name):
    found = check({column: value})
    assert found.rejected == []
    assert name not in found.rows[0].values
    assert [(note.column, note.value, note.reason) for note in found.notes] == [(column, value, "Not known yet")]


def test_a_value_out_of_shape_is_noted_and_the_row_kept():
    found = check({"Retired date": "31-31-2024", "Link": "ftp://example.org"})
    assert found.rows[0].unsaid["retired_on"] == "Not a date like 25-05-2025"
    assert [(note.column, note.reason) for note in found.notes] == [
        ("Link", "Not a web address: nothing was taken from this cell"),
        ("Retired date", "Not a date like 25-05-2025: nothing was taken from this cell"),
    ]


def test_trailing_spaces_go_a_future_date_stays_and_a_blank_version_is_noted():
    found = check(
        {"Name": "Lantern  maker ", "Reference": " st9001 ", "Last Updated": "01-08-2025", "Version Number": ""}
    )
    (row,) = found.rows
    assert (row.reference, row.version, row.values["title"]) == ("ST9001", "", "Lantern maker")
    assert row.values["last_updated_on"] == date(2025, 8, 1)
    assert [note.column for note in found.notes] == ["Version Number", "Last Updated"]


def test_two_routes_keep_both_names_and_stand_under_the_first():
    found = check({"Route": "Health and science;Care services"})
    assert found.rows[0].route == "Health and science"
    assert found.rows[0].values["routes"] == "Health and science;Care services"
    assert found.notes[0].reason == "More than one route: the first is used"


def test_a_former_name_of_a_route_is_understood():
    assert check({"Route": "Construction"}).rows[0].route == "Construction and the built environment"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Reference", "", "Not a reference"),
        ("Reference", "ST1", "Not a reference"),
        ("Name", " ", "A name of 1 to 200"),
        ("Name", "x" * 201, "A name of 1 to 200"),
        ("Version Number", "one", "Not a version"),
        ("Status", "Approved", "Not one of the statuses"),
        ("Level", "9", "Not a level"),
        ("Level", "three", "Not a level"),
        ("Route", "Alchemy", "Not one of the routes"),
        ("Route", "Care services;Alchemy", "Not one of the routes"),
    ],
)
def test_a_row_without_a_usable_identity_is_rejected_with_column_and_reason(column, value, reason):
    found = check({}, {"Reference": "ST9002", column: value})
    assert (found.read, len(found.rows)) == (2, 1)
    (rejected,) = found.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert rejected.reason.startswith(reason)


def test_a_rejected_row_leaves_no_notes():
    assert check({"Level": "9", "Maximum Funding (£)": "TBC"}).notes == []


def test_the_same_version_twice_keeps_the_first():
    found = check({"Name": "First"}, {"Name": "Second"})
    assert [row.values["title"] for row in found.rows] == ["First"]
    assert found.rejected[0].reason == "The same reference and version stand in row 2"


def test_highest_version_counts_numbers_and_puts_no_version_lowest():
    found = check({"Version Number": "1.10"}, {"Version Number": "1.9"}, {"Version Number": ""})
    assert rules.highest(found.rows)["ST9001"].version == "1.10"


CELL = st.text(max_size=30) | st.sampled_from(
    ["TBC", "01-01-0001", "0", "ST0001", "1.0", "Retired", "Digital", "2", ";"]
)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELL, max_size=6), min_size=1, max_size=4))
def test_whatever_the_cells_hold_each_row_is_used_or_rejected(rows):
    rows = [{name: value.encode("utf-8", "ignore").decode() for name, value in row.items()} for row in rows]
    try:
        found = check(*rows)
    except NotAnExport:
        return
    assert found.read == len(found.rows) + len(found.rejected)
    assert all(remark.reason for remark in found.rejected + found.notes)
    assert all("\x00" not in repr(row.values) for row in found.rows)
