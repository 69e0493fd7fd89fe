"""Days as the rules count them."""

import calendar
from bisect import bisect_right
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from govuk_bank_holidays.bank_holidays import BankHolidays

WEEK, WORKING_WEEK = 7, 5
SATURDAY = 5  # as date.weekday() counts
# What the package brings along: about two years ahead of its release. Later ones come with its next release.
_HOLIDAYS = sorted(
    holiday["date"]
    for holiday in BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    if holiday["date"].weekday() < SATURDAY
)


def today() -> date:
    """London's date."""
    return timezone.localdate()


def day_of(moment: datetime) -> date:
    """London's date at that moment; on the first and the last day that there are, the moment's own."""
    try:
        return timezone.localdate(moment)
    except OverflowError:
        return moment.date()


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` calendar months later; the month's last day where there is none.

    31 August and six months give 28 February, or 29 in a leap year. Beyond the first and the last year that there are
    it is the first or the last day that there is.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def weeks_until(on: date, count: int) -> list[date]:
    """So many days a week apart, the oldest first, `on` the last."""
    return [on - timedelta(weeks=number) for number in reversed(range(count))]


def add_days(day: date, days: int) -> date:
    """So many days later, or earlier where below zero; never beyond the first and the last day that there are."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def is_working_day(day: date) -> bool:
    """Monday to Friday, bank holidays in England left out."""
    return day.weekday() < SATURDAY and day not in _HOLIDAYS


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start`, up to and including `end`; below zero when `end` is the earlier.

    From a Friday to the Monday after it is 1, from a day to itself 0.
    """
    return _working_days_to(end) - _working_days_to(start)


def _working_days_to(day: date) -> int:
    """Working days from the first Monday of year 1 up to and including `day`."""
    weeks, weekday = divmod(day.toordinal() - 1, WEEK)
    return weeks * WORKING_WEEK + min(weekday + 1, WORKING_WEEK) - bisect_right(_HOLIDAYS, day)


@lru_cache(maxsize=10_000)
def add_working_days(start: date, days: int) -> date:
    """The working day that comes `days` working days after `start` (at least 0); with 0 the next one from `start` on.

    One working day after a Friday, a Saturday or a Sunday is the Monday. Never beyond the last day that there is.
    """
    day = add_days(start, WEEK * max(0, days // WORKING_WEEK - 1))  # so many weeks hold fewer
    while day < date.max and (working_days_between(start, day) < days or not is_working_day(day)):
        day += timedelta(days=1)
    return day


def subtract_working_days(end: date, days: int) -> date:
    """The last working day after which `days` working days (at least 0) come up to and with `end`.

    One working day before a Monday is the Friday, before a Saturday the Thursday; with 0 it is the last working day up
    to `end`. Never before the first day that there is.
    """
    day = end
    while day > date.min and (working_days_between(day, end) < days or not is_working_day(day)):
        day -= timedelta(days=1)
    return day
