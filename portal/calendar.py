"""Days as the rules count them."""

import calendar
from datetime import date

from django.utils import timezone


def today() -> date:
    """London's date."""
    return timezone.localdate()


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` calendar months later; the month's last day where there is none.

    31 August and six months give 28 February, or 29 in a leap year.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
