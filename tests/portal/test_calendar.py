from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar import (
    add_days,
    add_months,
    add_working_days,
    day_of,
    is_working_day,
    today,
    weeks_until,
    working_days_between,
)

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
FEW = st.integers(0, 60)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2025, 6, 2), date(2025, 6, 2), 0),
        (date(2025, 6, 6), date(2025, 6, 9), 1),  # Friday to Monday
        (date(2025, 6, 7), date(2025, 6, 8), 0),  # a weekend
        (date(2025, 12, 24), date(2025, 12, 29), 1),  # Christmas and Boxing Day are Thursday and Friday
        (date(2025, 4, 17), date(2025, 4, 22), 1),  # Good Friday and Easter Monday
        (date(2025, 6, 9), date(2025, 6, 6), -1),
    ],
)
def test_working_days_between(start: date, end: date, count: int) -> None:
    assert working_days_between(start, end) == count


@given(DAYS, st.integers(-90, 90))
def test_working_days_between_counts_each_working_day_once(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    low, high = min(start, end), max(start, end)
    counted = sum(is_working_day(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    assert abs(working_days_between(start, end)) == counted


@given(DAYS, FEW)
def test_add_working_days_lands_on_the_working_day_that_many_later(start: date, days: int) -> None:
    end = add_working_days(start, days)
    assert is_working_day(end)
    expected = days + (days == 0 and not is_working_day(start))
    assert working_days_between(start, end) == expected


def test_bank_holidays_are_those_of_england() -> None:
    assert not is_working_day(date(2025, 8, 25))  # Scotland's is three weeks earlier
    assert is_working_day(date(2025, 8, 4))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(9999, 6, 1), 6, date(9999, 12, 1)),
        (date(9999, 7, 1), 6, date.max),
        (date(1, 2, 5), -1, date(1, 1, 5)),
        (date(1, 1, 31), -1, date.min),
        (date(1, 1, 31), -600, date.min),
    ],
)
def test_add_months(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(DAYS, st.integers(-600, 600))
def test_add_months_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


@time_machine.travel("2025-06-30T23:30:00+00:00", tick=False)
def test_today_is_londons() -> None:
    assert today() == date(2025, 7, 1)


# --- at the ends of time ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2025, 2, 28), 1, date(2025, 3, 1)),
        (date(2025, 3, 1), -1, date(2025, 2, 28)),
        (date.max, 0, date.max),
        (date.max, 1, date.max),
        (date.min, -1, date.min),
        (date.min, 10**12, date.max),
    ],
)
def test_add_days_never_leaves_the_days_that_there_are(day: date, days: int, then: date) -> None:
    assert add_days(day, days) == then


def test_working_days_end_with_the_last_day_that_there_is() -> None:
    assert add_working_days(date(9999, 12, 29), 10) == date.max


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 6, 30, 23, 30, tzinfo=UTC), date(2025, 7, 1)),
        (datetime.min.replace(tzinfo=UTC), date.min),
        (datetime.max.replace(tzinfo=UTC), date.max),
    ],
)
def test_day_of_is_londons(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_weeks_end_with_the_day() -> None:
    days = weeks_until(date(2026, 3, 30), 12)
    assert (len(days), days[0], days[-1]) == (12, date(2026, 1, 12), date(2026, 3, 30))
    assert {later - day for day, later in pairwise(days)} == {timedelta(weeks=1)}
