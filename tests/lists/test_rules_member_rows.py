"""Rows of lists: what each cell means, and what is wrong with it."""

import pytest

from guidance.vocabulary import Region
from lists.rules.columns import Key
from lists.rules.member_rows import MemberRow, read_members
from lists.rules.workbooks import NotReadable
from members.rules.activities import DIVISIONS, division_choices, section_of
from members.rules.regions import REGION_OF_AREA, region_of
from tests.lists.lists import csv_of, person, table


def read(*people: dict[str, str]) -> list[MemberRow]:
    return read_members(csv_of(table(*people)))


def refusal(data: bytes) -> str:
    with pytest.raises(NotReadable) as refused:
        read_members(data)
    return str(refused.value)


def test_row_is_kept_as_the_portal_keeps_it():
    (row,) = read(person(1, email="Ann@Example.org"))
    assert row.wrong == []
    assert row.answers == {
        "email": "ann@example.org",
        "name": "Ann Example 1",
        "job_title": "Director",
        "kind": "employer",
        "organisation": "Sample Works 1 Ltd",
        "organisation_kind": "employer",
        "sector": "C",
        "division": "25",
        "size": "small",
        "region": "london",
        "employs_in_occupation": True,
        "phone": "020 7946 0000",
        "job_description": "Leads the works",
    }


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        (Key.SECTOR, "c", "C"),
        (Key.SECTOR, "manufacturing", "C"),
        (Key.SECTOR, "A Agriculture, forestry and fishing", "A"),
        (Key.SIZE, "9", "micro"),
        (Key.SIZE, "1,200", "large"),
        (Key.SIZE, "10 to 49", "small"),
        (Key.SIZE, "Medium: 50 to 249 employees", "medium"),
        (Key.REGION, "north west england", "north_west"),
        (Key.REGION, "East of England", "east_of_england"),
        (Key.REGION, "sw1a 1aa", "london"),
        (Key.REGION, "EH1", "outside_england"),
        (Key.ROLE, "Advisers", "adviser"),
        (Key.EMPLOYS, "no", False),
        (Key.PHONE, "'+44 808 157 0192", "+44 808 157 0192"),
        (Key.NAME, "'=Ann", "=Ann"),
    ],
)
def test_cell_is_understood(key, text, kept):
    (row,) = read(person(1, **{"division": "", "sector": "", str(key): text}))
    assert row.answers[key] == kept


@pytest.mark.parametrize(("text", "kept"), [("25", "25"), ("1", "01"), ("62012", "62"), ("25 Manufacture of", "25")])
def test_division_is_understood_and_gives_the_section(text, kept):
    (row,) = read(person(1, sector="", division=text))
    assert (row.answers["division"], row.answers["sector"]) == (kept, section_of(kept))


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        (Key.EMAIL, "ann at example", "correct format"),
        (Key.EMAIL, "", "needed of everybody"),
        (Key.NAME, "x" * 201, "200 characters or fewer; it has 201"),
        (Key.NAME, "Ann\nExample", "on one line"),
        (Key.NAME, "Ann \u202egnp", "hidden marks"),
        (Key.NAME, "=HYPERLINK(1)", "looks like a formula"),
        (Key.ROLE, "Sponsor", "not a role that we know"),
        (Key.SECTOR, "Farming", "not a section of SIC 2007"),
        (Key.DIVISION, "04", "not a division of SIC 2007"),
        (Key.DIVISION, "²⁵", "not a division of SIC 2007"),
        (Key.DIVISION, "62", "Division 62 belongs to section J, not C"),
        (Key.SIZE, "0", "nobody in it"),
        (Key.SIZE, "many", "not a size"),
        (Key.REGION, "Wessex", "not a region or a postcode"),
        (Key.EMPLOYS, "perhaps", "Enter Yes or No"),
        (Key.PHONE, "call me", "Enter a telephone number"),
    ],
)
def test_what_is_wrong_names_column_and_reason(key, text, reason):
    (row,) = read(person(1, **{str(key): text}))
    ((title, told),) = row.wrong
    assert title == dict(zip([str(k) for k in Key], table()[0], strict=True))[str(key)] and reason in told


def test_rows_are_judged_against_each_other():
    rows = read(
        person(1), person(2, email="ANN1@example.org"), person(3, organisation="SAMPLE WORKS 1 LIMITED", size="Large")
    )
    assert rows[0].wrong == []
    assert [text for _, text in rows[1].wrong] == ["The same address stands in row 2"]
    assert "Row 2" in rows[2].wrong[0][1] and rows[2].wrong[0][0] == "Number of employees"


def test_cell_below_no_heading_is_wrong():
    rows = table(person(1))
    rows[1].append("stray")
    (row,) = read_members(csv_of(rows))
    assert row.wrong == [("Column 15", "This cell stands below no heading. Empty it")]


def test_headings_may_be_called_otherwise_and_stand_anywhere():
    header = ["Employer", "E-MAIL", "Name", "job  title"]
    (row,) = read_members(csv_of([header, ["Sample Ltd", "a@example.org", "Ann", "Director"]]))
    assert row.wrong == [] and row.answers["organisation"] == "Sample Ltd"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Alpha", "Beta"], ["1", "2"]], "must hold the headings"),
        ([table()[0][1:], ["x"]], "lacks the column “Email address”"),
        ([[*table()[0], "Shoe size"], ["x"]], "a column that we do not know: “Shoe size”"),
        ([[*table()[0], "E-mail"], ["x"]], "more than one column “Email address”"),
        (table(), "nobody below them"),
    ],
)
def test_headings_that_do_not_fit_are_refused(rows, words):
    assert words in refusal(csv_of(rows))


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("M1 1AA", Region.NORTH_WEST),
        ("m11aa", Region.NORTH_WEST),
        ("EC1A 1BB", Region.LONDON),
        ("BT1", Region.OUTSIDE_ENGLAND),
        ("AB10 1AB", Region.OUTSIDE_ENGLAND),
        ("ZZ1 1ZZ", None),
        ("London", None),
        ("", None),
    ],
)
def test_postcode_gives_the_region(postcode, region):
    assert region_of(postcode) == region


def test_areas_and_divisions_are_whole():
    assert len(REGION_OF_AREA) == 124 and set(REGION_OF_AREA.values()) == set(Region)
    assert len(DIVISIONS) == 88
    assert sum(len(divisions) for _, divisions in division_choices()) == 88


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        (Key.PHONE, "020\u00a07946\u00a00001", "020 7946 0001"),
        (Key.PHONE, "020\u20117946\u20130001", "020-7946-0001"),
        (Key.PHONE, "2079460001", "02079460001"),  # a spreadsheet took the number for a sum
        (Key.PHONE, "2079460001.0", "02079460001"),
        (Key.PHONE, "7700900123", "07700900123"),
        (Key.PHONE, "447700900123", "+447700900123"),
        (Key.PHONE, "02079460001", "02079460001"),
        (Key.PHONE, "353 1 234 5678", "353 1 234 5678"),
        (Key.REGION, "East\u00a0Midlands", "east_midlands"),
        (Key.SIZE, "1\u00a0200", "large"),
        (Key.SIZE, "1\u202f200.0", "large"),
        (Key.SECTOR, "J\u00a0Information and communication", "J"),
        (Key.SECTOR, "Agriculture, forestry & fishing", "A"),
        (Key.NAME, "Ann\u00a0Nine\u2011Example", "Ann Nine-Example"),
    ],
)
def test_cells_that_look_right_are_read(key, text, kept):
    (row,) = read(person(1, **{str(key): text, **({str(Key.DIVISION): ""} if key == Key.SECTOR else {})}))
    assert row.wrong == []
    assert row.answers[key] == kept


def test_a_number_that_a_spreadsheet_shortened_is_refused_with_what_to_do():
    (row,) = read(person(1, phone="2.08E+09"))
    [(title, reason)] = row.wrong
    assert title == "Telephone number (optional)"
    assert "Format the column as text" in reason
