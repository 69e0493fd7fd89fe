"""A year of one group, day by day: each day's change has a cause."""

from __future__ import annotations

from collections import Counter

import pytest

from guidance.facts import single_group
from guidance.policies import policy_for
from oversight.foresight.causes import Explanation, Reason
from oversight.foresight.changes import Moment
from tests.duties.life import FIRST, LAST, Life

pytestmark = pytest.mark.django_db


def test_each_day_of_a_life_is_explained():
    """Each day from the day before, and all of it from the first day on; what one day says, the next begins with."""
    life, seen = Life(), Counter[Reason]()
    first = before = None
    for on in life.days(FIRST, LAST, sweep=lambda: None):
        facts = single_group(life.entering.group.pk, on)
        assert facts is not None
        now = Moment(facts, policy_for(on), on)
        first, before = first or now, before or now
        for change, cause in Explanation(before, now).changes:
            assert cause.differences or cause.reason in {Reason.TIME, Reason.POLICY}, change
            seen[cause.reason] += 1
        before = now
    assert seen[Reason.FACT] > 20 and seen[Reason.TIME] > 1
    assert first is not None and before is not None
    assert all(cause.differences or cause.reason == Reason.TIME for _, cause in Explanation(first, before).changes)
