"""Who leaves by a later day, and from which day."""

from datetime import date, timedelta

import pytest

from guidance.rules.forecast import leaving
from tests.oversight.made import Member, facts

BY = date(2027, 3, 1)
BEFORE, AFTER = BY - timedelta(days=1), BY + timedelta(days=1)
FAR = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("until", "ended_on", "leaves_on"),
    [
        (BEFORE, None, BEFORE),
        (BY, None, None),  # serves on the day itself
        (AFTER, None, None),
        (None, BEFORE, BEFORE),
        (None, BY, BY),  # the first day no longer served
        (None, AFTER, None),
        (None, None, None),
        (BEFORE, BEFORE - timedelta(days=1), BEFORE - timedelta(days=1)),
        (BEFORE - timedelta(days=1), BEFORE, BEFORE - timedelta(days=1)),
        (FAR, BEFORE, BEFORE),
        (BEFORE, FAR, BEFORE),
        (BY, BY, BY),
    ],
)
def test_leaves_by_the_earlier_of_what_is_recorded(until, ended_on, leaves_on):
    known = facts(people=[Member(1), Member(7, plans_to_serve_until=until, ended_on=ended_on)])
    assert leaving(known, BY) == ([(7, leaves_on)] if leaves_on else [])
