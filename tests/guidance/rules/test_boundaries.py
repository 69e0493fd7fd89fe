"""Each rule and risk that counts days: the day before its limit, the limit, the day after; both policies."""

from datetime import date, timedelta

import pytest

from guidance.vocabulary import RiskLevel, Status
from tests.oversight.made import NEW, OLD, Member, assessed, facts, members, status, submissions

DAY = timedelta(days=1)
EACH = pytest.mark.parametrize("policy", [OLD, NEW], ids=["old", "new"])
# the last day on which a year (365 days) or 90 days are not over yet
YEAR_ON = [
    (date(2025, 3, 1), date(2026, 3, 1)),
    (date(2025, 2, 28), date(2026, 2, 28)),
    (date(2024, 2, 29), date(2025, 2, 28)),
    (date(2024, 2, 28), date(2025, 2, 27)),  # the leap day is one of the 365
    (date(2027, 3, 1), date(2028, 2, 29)),
]
QUARTER_ON = [(date(2025, 12, 1), date(2026, 3, 1)), (date(2027, 12, 1), date(2028, 2, 29))]


def around(rule, known, last, policy):
    return [status(rule, known, policy, on) for on in (last - DAY, last, last + DAY)]


LASTS = [Status.MET, Status.MET, Status.NOT_MET]


@EACH
@pytest.mark.parametrize("day, last", YEAR_ON)
def test_a_declaration_holds_365_days(day, last, policy):
    known = facts([Member(person=1, declared_on=day)])
    assert around("member.interests_declared", known, last, policy) == LASTS
    assert around("group.interests_declared", known, last, policy) == LASTS


@EACH
@pytest.mark.parametrize("day, last", YEAR_ON)
def test_confirmed_details_hold_365_days(day, last, policy):
    assert around("group.details_current", facts(details_confirmed_on=day), last, policy) == LASTS


@EACH
@pytest.mark.parametrize("day, last", QUARTER_ON)
def test_a_meeting_or_the_first_contact_holds_90_days(day, last, policy):
    assert around("group.meets_regularly", facts(last_meeting_on=day), last, policy) == LASTS
    alone = facts(last_meeting_on=None, first_contact_on=day)
    assert around("group.meets_regularly", alone, last, policy) == LASTS
    recent = facts(last_meeting_on=day, first_contact_on=last)  # meetings count where there were any
    assert around("group.meets_regularly", recent, last, policy) == LASTS


@EACH
@pytest.mark.parametrize(
    "started_on, at_least",
    [
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2026, 3, 1), date(2028, 3, 1)),
        (date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_two_years(started_on, at_least, policy):
    found = [
        status("member.two_years", facts([Member(1, started_on=started_on, plans_to_serve_until=until)]), policy)
        for until in (at_least - DAY, at_least, at_least + DAY)
    ]
    assert found == [Status.NOT_MET, Status.MET, Status.MET]


# --- clocks ----------------------------------------------------------------------------------------------------------
def levels(risk, known, due, policy):
    """29, 28 and 0 days before it is due, and the day after."""
    days = (due - 29 * DAY, due - 28 * DAY, due, due + DAY)
    found = [next(one for one in assessed(known, policy, on).risks if one.risk == risk) for on in days]
    assert {one.due_on for one in found} == {due}
    return [one.level for one in found]


CLOCK = [RiskLevel.NONE, RiskLevel.WATCH, RiskLevel.WATCH, RiskLevel.AT_RISK]
SIX_MONTHS = [
    (date(2025, 8, 31), date(2026, 2, 28)),
    (date(2025, 8, 28), date(2026, 2, 28)),
    (date(2027, 8, 29), date(2028, 2, 29)),
    (date(2027, 8, 31), date(2028, 2, 29)),
    (date(2028, 2, 29), date(2028, 8, 29)),
    (date(2025, 3, 31), date(2025, 9, 30)),
    (date(2025, 7, 1), date(2026, 1, 1)),
]


@EACH
@pytest.mark.parametrize("first_contact_on, due", SIX_MONTHS)
def test_the_proposal_is_due_after_six_months(first_contact_on, due, policy):
    assert levels("risk.proposal_late", facts(first_contact_on=first_contact_on), due, policy) == CLOCK


@pytest.mark.parametrize(
    "agreed_on, due",
    [
        (date(2025, 5, 31), date(2026, 2, 28)),
        (date(2027, 5, 31), date(2028, 2, 29)),
        (date(2025, 4, 1), date(2026, 1, 1)),
    ],
)
def test_the_standard_was_due_after_nine_months(agreed_on, due):
    known = facts(**submissions(("proposal", True, True, agreed_on)), plan_due_on=date(2030, 1, 1))
    assert levels("risk.standard_late", known, due, OLD) == CLOCK


@pytest.mark.parametrize("due", [date(2026, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_the_standard_is_due_by_the_work_plan(due):
    known = facts(**submissions(("proposal", True, True, date(2025, 7, 1))), plan_due_on=due)
    assert levels("risk.standard_late", known, due, NEW) == CLOCK


@EACH
@pytest.mark.parametrize("risk", ["risk.proposal_late", "risk.standard_late"])
def test_a_mitigation_moves_the_days_after_and_no_other(risk, policy):
    agreed = ("proposal", True, True, date(2025, 8, 31))
    made = submissions(agreed) if risk == "risk.standard_late" else submissions()
    known = facts(**made, first_contact_on=date(2025, 11, 30), plan_due_on=date(2026, 5, 31), mitigations=[risk])
    assert levels(risk, known, date(2026, 5, 31) if made["submissions"] else date(2026, 5, 30), policy) == [
        *CLOCK[:3],
        RiskLevel.MITIGATED,
    ]


# --- the forecast ----------------------------------------------------------------------------------------------------
@EACH
@pytest.mark.parametrize("on, soon", [(date(2026, 3, 1), date(2026, 5, 30)), (date(2027, 12, 1), date(2028, 2, 29))])
@pytest.mark.parametrize(
    "column, expected",
    [
        ("ended_on", [RiskLevel.WATCH, RiskLevel.WATCH, RiskLevel.NONE]),
        ("plans_to_serve_until", [RiskLevel.WATCH, RiskLevel.NONE, RiskLevel.NONE]),
    ],
)
def test_the_forecast_looks_90_days_ahead(on, soon, column, expected, policy):
    found = []
    for day in (soon - DAY, soon, soon + DAY):
        leaving = Member(person=10, organisation=10, **{"plans_to_serve_until": None} | {column: day})
        known = facts([*members(9, plans_to_serve_until=None), leaving], membership_approved=True)
        found.append(assessed(known, policy, on).risks[2].level)
    assert found == expected


@EACH
@pytest.mark.parametrize("count, expected", [(9, RiskLevel.AT_RISK), (10, RiskLevel.NONE), (21, RiskLevel.NONE)])
def test_too_few_are_a_loss_and_too_many_are_none(count, expected, policy):
    assert assessed(facts(members(count), membership_approved=True), policy).risks[2].level == expected
