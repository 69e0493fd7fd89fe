"""When duties are spoken of: days by class, without a database."""

from datetime import date

import pytest
from django.utils import timezone

from duties.rules.steps import next_repeat, steps
from guidance.duties.registry import Urgency
from portal.calendar import subtract_working_days

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 27)  # Good Friday is 3 April, Easter Monday 6 April


@pytest.mark.parametrize(
    "urgency, expected",
    [
        ("U", [("opens", "2 Mar"), ("ahead", "26 Mar"), ("overdue", "28 Mar"), ("escalated", "7 Apr")]),
        ("N", [("opens", "2 Mar"), ("ahead", "20 Mar"), ("overdue", "28 Mar"), ("escalated", "14 Apr")]),
        ("L", [("opens", "2 Mar"), ("ahead", "20 Mar"), ("overdue", "28 Mar"), ("escalated", "14 Apr")]),
        ("Q", [("opens", "2 Mar")]),
    ],
)
def test_steps_by_class(urgency, expected):
    planned = steps(Urgency(urgency), MONDAY, FRIDAY)
    assert [(str(step), f"{timezone.localtime(at):%-d %b}") for step, at in planned] == expected


def test_what_takes_long_is_spoken_of_far_ahead():
    planned = steps(Urgency.LONG, MONDAY, date(2026, 7, 3))
    days = {str(step): timezone.localdate(at) for step, at in planned}
    assert (days["far ahead"], days["ahead"]) == (date(2026, 6, 5), date(2026, 6, 26))


def test_it_begins_at_midnight_and_the_rest_comes_in_the_morning():
    begins, *others = steps(Urgency.URGENT, MONDAY, FRIDAY)
    assert timezone.localtime(begins.at).hour == 0
    assert {timezone.localtime(step.at).hour for step in others} == {7}  # also after the clocks change


def test_without_a_day_it_only_begins():
    assert [str(step) for step, _ in steps(Urgency.LONG, MONDAY, None)] == ["opens"]


def test_what_begins_close_to_its_day_has_no_step_before_it():
    planned = [str(step) for step, _ in steps(Urgency.NORMAL, MONDAY, date(2026, 3, 9))]
    assert planned == ["opens", "overdue", "escalated"]


def test_it_is_repeated_each_so_many_working_days_after_the_first_day():
    day, times = FRIDAY, []
    for _ in range(3):
        planned = next_repeat(Urgency.URGENT, FRIDAY, day)
        day = timezone.localdate(planned.at)
        times.append((planned.step, day))
    expected = [date(2026, 4, 7), date(2026, 4, 14), date(2026, 4, 21)]  # Good Friday and Easter Monday left out
    assert times == [(f"overdue {number}", day) for number, day in enumerate(expected, 2)]


def test_after_a_gap_it_goes_on_where_it_would_be():
    without = next_repeat(Urgency.URGENT, FRIDAY, date(2026, 4, 20))
    assert without.step == "overdue 4"
    assert next_repeat(Urgency.QUIET, FRIDAY, FRIDAY) is None


@pytest.mark.parametrize(
    "end, days, expected",
    [
        (date(2026, 3, 9), 1, date(2026, 3, 6)),  # a Monday: the Friday
        (date(2026, 3, 7), 1, date(2026, 3, 5)),  # a Saturday: the Thursday
        (date(2026, 4, 7), 1, date(2026, 4, 2)),  # over Easter
        (date(2026, 3, 8), 0, date(2026, 3, 6)),
        (date(1, 1, 2), 5, date(1, 1, 1)),
    ],
)
def test_working_days_back(end, days, expected):
    assert subtract_working_days(end, days) == expected
