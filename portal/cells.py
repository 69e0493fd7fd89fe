"""One cell of somebody's table, as spreadsheets and people write days, amounts and yes or no. Pure.

Every function takes the cell's text and raises Unreadable where it says no such thing.
"""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from portal.dates import refuse_year
from portal.text import plain_dashes, single_line

NAMES_OF_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})
WHOLE_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)
NAMED_MONTH = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})\.?,?[- ](\d{4}|\d{2})", re.ASCII)
MIDNIGHT = re.compile(r"[t ]0?0:00(:00(\.0+)?)?( ?[ap]m|z)?$")
SERIAL = re.compile(
    r"[34567]\d{4}(\.0+)?", re.ASCII
)  # days since the end of 1899, as a cell without a format shows a date
SERIAL_BEGINS = date(1899, 12, 30)
AMOUNT = re.compile(r"(?:£|gbp)? ?(\d{1,3}(?:[, ]\d{3})+|\d{1,12})(?:\.0*)?", re.ASCII)


class Unreadable(ValueError):
    """The cell says nothing of the kind; the message is a phrase without its stop."""


def read_day(text: str, *, on: date) -> date:
    """The day of 2025-06-01, 1/6/2025, 01-06-25, 1 June 2025 or the serial number 45809.

    The day of the month comes first. `on` is the day of reading, from which `portal.dates.refuse_year` counts. A time
    of midnight behind the date is left out.
    """
    plain = MIDNIGHT.sub("", single_line(plain_dashes(text)).casefold())
    try:
        day = _day(plain)
        refuse_year(day, on=on)
    except ValidationError as problem:
        raise Unreadable(problem.messages[0]) from problem
    except ValueError as problem:
        raise Unreadable("Not a date like 25-05-2025") from problem
    return day


def _day(plain: str) -> date:
    if SERIAL.fullmatch(plain):
        return SERIAL_BEGINS + timedelta(days=int(plain[:5]))
    if match := WHOLE_DATE.fullmatch(plain):
        return date(*map(int, match.groups()))
    if match := DAY_FIRST.fullmatch(plain):
        day, month, year = match.groups()
        return date(_year(year), int(month), int(day))
    if match := NAMED_MONTH.fullmatch(plain):
        return date(_year(match[3]), _month(match[2]), int(match[1]))
    raise ValueError(plain)


def _month(name: str) -> int:
    """6 for jun and june. 0 where it is no month."""
    return next((number for number, month in enumerate(NAMES_OF_MONTHS, 1) if month.startswith(name)), 0)


def _year(digits: str) -> int:
    """Two digits are a year of this century: nothing that the portal knows is older than 1990."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 90 else 2000)


def read_amount(text: str, *, largest: int) -> int:
    """The whole number of 6000, 6,000, £6,000.00 or 6000.0, at most `largest`."""
    match = AMOUNT.fullmatch(single_line(text).casefold())
    number = int(re.sub(r"\D", "", match[1])) if match else None
    if number is None or number > largest:
        raise Unreadable("Not a whole number in reach")
    return number


def read_yes(text: str) -> bool:
    """Yes, Y, TRUE and 1, or No, N, FALSE and 0, in any capitals."""
    plain = single_line(text).casefold()
    if plain not in YES | NO:
        raise Unreadable("Neither Yes nor No")
    return plain in YES
