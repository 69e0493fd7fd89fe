from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cells import Unreadable, read_amount, read_day, read_yes

ON = date(2025, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-06-01", "2025/06/01", "2025-6-1", "2025-06-01T00:00:00", "2025-06-01 00:00:00"),
        *("1/6/2025", "01/06/2025", "01-06-2025", "1.6.2025", "01/06/25", "01/06/2025 00:00"),
        *("1 June 2025", "1 Jun 2025", "1-Jun-25", "01-Jun-2025", "1st June 2025", "Sunday, 1 June 2025"),
        *("45809", "45809.0"),
        *("1\u00a0June\u00a02025", "01\u201106\u20112025", "01\u201306\u20132025"),
    ],
)
def test_a_day_is_read_as_spreadsheets_and_people_write_it(text):
    assert read_day(text, on=ON) == date(2025, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "31-02-2025", "13/25/2025", "06/2025", "2025", "1 Foo 2025", "1 June", "12345", "\u0661/6/2025"),
        *("01-06-0026", "01-06-1066", "31-12-9999", "0001-01-01", "1/6/2025 14:30", "99999", "32000"),
    ],
)
def test_what_is_no_day_of_our_time_cannot_be_read(text):
    with pytest.raises(Unreadable):
        read_day(text, on=ON)


def test_a_year_out_of_reach_is_said_with_its_bounds():
    with pytest.raises(Unreadable, match="Year must be between 1990 and 2035"):
        read_day("01-06-2036", on=ON)


@pytest.mark.parametrize(
    "text", ["6000", "6,000", "£6,000", "£6,000.00", "6000.0", "6\u00a0000", "6\u202f000", "GBP 6,000", " £ 6000 "]
)
def test_an_amount_is_read_with_its_sign_and_its_separators(text):
    assert read_amount(text, largest=1_000_000) == 6000


@pytest.mark.parametrize("text", ["", "-5", "6,00", "6000.50", "6k", "\u0663", "1000001", "9" * 5000, "£"])
def test_what_is_no_amount_cannot_be_read(text):
    with pytest.raises(Unreadable):
        read_amount(text, largest=1_000_000)


@pytest.mark.parametrize(
    ("text", "said"), [("Yes", True), ("Y", True), ("TRUE", True), ("1", True), ("no", False), ("N", False)]
)
def test_yes_and_no_are_read_in_all_their_forms(text, said):
    assert read_yes(text) is said


@given(st.text(max_size=20))
def test_no_text_raises_anything_but_that_it_cannot_be_read(text):
    for read in (lambda: read_day(text, on=ON), lambda: read_amount(text, largest=10), lambda: read_yes(text)):
        try:
            read()
        except Unreadable as problem:
            assert str(problem)
