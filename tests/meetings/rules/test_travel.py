from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.policies import policy_called
from meetings.rules.travel import Journey, latest_on, needs_reason, refusals, usual_until

FUND = policy_called("ifate-2023-11").parameters.travel
HELD = date(2024, 3, 1)
FITS = Journey(HELD, True, True, "Sample Ltd", "small", 0)


def test_the_policy_of_2023_pays_for_travel_and_that_of_2025_does_not():
    assert policy_called("skills-england-2025-06").parameters.travel is None
    assert (FUND.attendees_an_employer, FUND.usual_days, FUND.latest_days) == (2, 28, 90)
    assert "fewer than 50 employees" in FUND.source.sentence


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"held_on": None}, "has not been held"),
        ({"is_employer_member": False}, "Only employer members"),
        ({"came_in_person": False}, "in person"),
        ({"size": "medium"}, "fewer than 50 employees"),
        ({"size": ""}, "fewer than 50 employees"),
        ({"claimed_by_colleagues": 2}, "2 people of Sample Ltd have claimed"),
    ],
)
def test_each_condition_is_told_in_words(changed, words):
    [told] = refusals(FUND, replace(FITS, **changed), on=HELD)
    assert words in told


@pytest.mark.parametrize(
    ("days", "is_overdue", "is_taken"),
    [(0, False, True), (28, False, True), (29, True, True), (90, True, True), (91, True, False)],
)
def test_claim_in_28_days_without_a_reason_and_in_90_with_one(days, is_overdue, is_taken):
    on = HELD + timedelta(days=days)
    assert needs_reason(FUND, HELD, on=on) == is_overdue
    assert (refusals(FUND, FITS, on=on) == []) == is_taken
    assert (usual_until(FUND, HELD), latest_on(FUND, HELD)) == (date(2024, 3, 29), date(2024, 5, 30))


@given(
    st.booleans(),
    st.booleans(),
    st.sampled_from(["micro", "small", "medium", "large", ""]),
    st.integers(0, 5),
    st.integers(0, 200),
)
def test_claim_is_taken_just_when_every_condition_holds(came, is_member, size, colleagues, days):
    journey = Journey(HELD, came, is_member, "Sample Ltd", size, colleagues)
    holds = came and is_member and size in ("micro", "small") and colleagues < 2 and days <= 90
    assert (refusals(FUND, journey, on=HELD + timedelta(days=days)) == []) == holds
