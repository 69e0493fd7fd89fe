"""By which day documents are due: each return, decline and withdrawal, and the day before and after each edge."""

from datetime import date, timedelta

import pytest

from guidance.clocks import proposal_clock, standard_clock
from guidance.documents import SubmissionDates
from guidance.vocabulary import GateCode, RiskLevel
from tests.oversight.made import NEW, OLD, assessed, dated, facts

DAY = timedelta(days=1)
CONTACT = date(2026, 1, 5)  # due on 5 July
FIRST = SubmissionDates("proposal", "returned", submitted_on=date(2026, 3, 2), decided_on=date(2026, 4, 13))
AGREED = SubmissionDates("proposal", "agreed", submitted_on=date(2025, 6, 2), decided_on=date(2025, 7, 1))
NEXT_TRY = SubmissionDates("proposal", "")


def returned(submitted_on, decided_on, kind="proposal", **more):
    return SubmissionDates(kind, "returned", submitted_on=submitted_on, decided_on=decided_on, **more)


def of_proposal(*made, on, first_contact_on=CONTACT, policy=NEW):
    return assessed(facts(**dated(*made), first_contact_on=first_contact_on, membership_approved=True), policy, on)


def told(result, place=0):
    risk = result.risks[place]
    return risk.level, risk.due_on, risk.since


# --- the proposal ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("made", "due"),
    [
        ([], date(2026, 7, 5)),
        ([FIRST], date(2026, 8, 16)),  # 125 days were left
        ([returned(date(2026, 7, 1), date(2026, 8, 3))], date(2026, 8, 31)),  # 4 days, so 28
        ([returned(date(2026, 6, 7), date(2026, 8, 3))], date(2026, 8, 31)),  # 28 days
        ([returned(date(2026, 6, 6), date(2026, 8, 3))], date(2026, 9, 1)),  # 29 days
        ([returned(date(2026, 7, 5), date(2026, 8, 3))], date(2026, 8, 31)),  # on the last day
        ([returned(date(2026, 7, 6), date(2026, 8, 3))], date(2026, 7, 5)),  # late: nothing extra
        ([returned(date(2026, 7, 6), date(2026, 8, 3), resubmit_by=date(2026, 9, 9))], date(2026, 9, 9)),
        ([returned(None, date(2026, 8, 3))], date(2026, 7, 5)),
        ([returned(None, date(2026, 8, 3), resubmit_by=date(2026, 9, 9))], date(2026, 9, 9)),
        ([returned(date(2026, 3, 2), date(2026, 4, 13), resubmit_by=date(2026, 8, 1))], date(2026, 8, 16)),
        ([FIRST, returned(date(2026, 8, 10), date(2026, 9, 7))], date(2026, 10, 5)),
        ([FIRST, returned(date(2026, 8, 16), date(2026, 9, 7))], date(2026, 10, 5)),
        ([FIRST, returned(date(2026, 8, 17), date(2026, 9, 7))], date(2026, 8, 16)),
        (
            [FIRST, returned(date(2026, 4, 12), date(2026, 9, 7))],
            date(2026, 11, 30),
        ),  # before the first came back: 84 left
        ([FIRST, returned(date(2026, 4, 13), date(2026, 9, 7))], date(2027, 1, 10)),  # on that day: 125 left
        ([FIRST._replace(outcome="", withdrawn_on=date(2026, 4, 13), decided_on=None)], date(2026, 7, 5)),
        ([FIRST._replace(outcome="declined"), NEXT_TRY], date(2026, 10, 13)),
        ([FIRST, FIRST._replace(outcome="declined"), NEXT_TRY], date(2026, 10, 13)),  # moved no more by what was before
        ([FIRST._replace(outcome="declined"), returned(date(2026, 10, 1), date(2026, 10, 20))], date(2026, 11, 17)),
    ],
)
def test_the_proposal_is_due(made, due):
    known = facts(**dated(*made), first_contact_on=CONTACT)
    clock = proposal_clock(known, known.documents(date(2026, 12, 1)), NEW.parameters)
    assert clock is not None and clock.due_on == due


@pytest.mark.parametrize(
    ("on", "level", "since"),
    [
        (date(2026, 7, 18), RiskLevel.NONE, None),
        (date(2026, 7, 19), RiskLevel.WATCH, date(2026, 7, 19)),
        (date(2026, 8, 16), RiskLevel.WATCH, date(2026, 7, 19)),
        (date(2026, 8, 17), RiskLevel.AT_RISK, date(2026, 8, 17)),
        (date(2026, 9, 17), RiskLevel.AT_RISK, date(2026, 8, 17)),
    ],
)
def test_levels_after_a_return_in_time(on, level, since):
    result = of_proposal(FIRST, on=on)
    assert told(result) == (level, date(2026, 8, 16), since)
    assert result.next_gate == GateCode.PROPOSAL


def test_a_level_is_no_older_than_the_return():
    late = of_proposal(FIRST, returned(date(2026, 9, 1), date(2026, 9, 29)), on=date(2026, 9, 30))
    assert told(late) == (RiskLevel.AT_RISK, date(2026, 8, 16), date(2026, 9, 29))


def test_a_try_that_came_years_late_gains_nothing_but_the_day_that_is_named():
    made = returned(date(2026, 11, 19), date(2026, 11, 25))
    late = of_proposal(made, on=date(2026, 11, 29), first_contact_on=date(2024, 11, 1))
    assert told(late) == (RiskLevel.AT_RISK, date(2025, 5, 1), date(2026, 11, 25))
    named = made._replace(resubmit_by=date(2026, 12, 31))
    for on, level in ((date(2026, 12, 2), RiskLevel.NONE), (date(2026, 12, 3), RiskLevel.WATCH)):
        found = of_proposal(named, on=on, first_contact_on=date(2024, 11, 1))
        assert told(found)[:2] == (level, date(2026, 12, 31))


def test_a_declined_proposal_is_owed_no_more_until_another_is_begun():
    declined = FIRST._replace(outcome="declined")
    assert told(of_proposal(declined, on=date(2026, 9, 1))) == (RiskLevel.NONE, None, None)
    again = of_proposal(declined, NEXT_TRY._replace(begun_on=date(2026, 9, 2)), on=date(2026, 9, 1))
    assert told(again) == (RiskLevel.NONE, None, None)
    began = of_proposal(declined, NEXT_TRY._replace(begun_on=date(2026, 9, 1)), on=date(2026, 9, 1))
    assert told(began) == (RiskLevel.NONE, date(2026, 10, 13), None)


def test_an_agreed_proposal_needs_no_day_of_submission():
    assert told(of_proposal(AGREED._replace(submitted_on=None), on=date(2026, 12, 1)))[0] == RiskLevel.NONE


# --- the standard and its plan ---------------------------------------------------------------------------------------
PLAN = {"plan_agreed_on": date(2026, 1, 10), "plan_due_on": date(2026, 7, 1)}
STANDARD = returned(date(2026, 5, 1), date(2026, 6, 1), "standard")
EPA_PLAN = returned(date(2026, 5, 1), date(2026, 6, 10), "epa_plan")
IN_REVIEW = SubmissionDates("standard", "", submitted_on=date(2026, 5, 1))


def due_of_standard(*made, policy=NEW, on=date(2026, 12, 1), **more):
    known = facts(**dated(AGREED, *made), **more)
    clock = standard_clock(known, known.documents(on), policy.parameters)
    return clock and clock.due_on


@pytest.mark.parametrize(
    ("made", "due"),
    [
        ([], date(2026, 7, 1)),
        ([IN_REVIEW, EPA_PLAN], date(2026, 8, 10)),  # 61 days were left
        ([STANDARD, EPA_PLAN], date(2026, 8, 10)),
        ([STANDARD], date(2026, 8, 1)),
        ([returned(date(2025, 12, 1), date(2026, 1, 9), "standard")], date(2026, 7, 1)),  # before the plan was agreed
        ([returned(date(2025, 12, 1), date(2026, 1, 10), "standard")], date(2026, 8, 10)),
        ([STANDARD._replace(outcome="declined"), SubmissionDates("standard", "")], date(2026, 7, 1)),  # the plan's day
        ([IN_REVIEW, EPA_PLAN._replace(outcome="declined")], None),
        ([IN_REVIEW, IN_REVIEW._replace(kind="epa_plan")], None),
    ],
)
def test_the_standard_is_due_by_the_plan(made, due):
    assert due_of_standard(*made, **PLAN) == due


@pytest.mark.parametrize(
    ("made", "due"),
    [
        ([], date(2026, 4, 1)),
        ([STANDARD], date(2026, 4, 1)),  # came late
        ([returned(date(2026, 3, 1), date(2026, 3, 20), "standard")], date(2026, 4, 20)),
        ([STANDARD._replace(outcome="declined"), SubmissionDates("standard", "")], date(2027, 3, 1)),
    ],
)
def test_2023_the_standard_is_due_nine_months_after_agreement_or_decline(made, due):
    assert due_of_standard(*made, policy=OLD) == due


@pytest.mark.parametrize(
    ("ended_on", "since"),
    [(None, date(2025, 7, 1)), (date(2025, 6, 1), date(2025, 7, 1)), (date(2026, 2, 1), date(2026, 2, 1))],
)
def test_without_a_plan_it_is_watched_since_the_agreement_or_the_end_of_the_last_plan(ended_on, since):
    result = assessed(facts(**dated(AGREED), plan_ended_on=ended_on), NEW, date(2026, 3, 1))
    assert told(result, 1) == (RiskLevel.WATCH, None, since)
    assert told(result, 3) == (RiskLevel.WATCH, None, since)  # and no plan is a rule not kept


def test_a_plan_in_force_without_a_day_is_a_plan():
    result = assessed(facts(**dated(AGREED), plan_agreed_on=date(2026, 1, 10)), NEW, date(2026, 3, 1))
    assert told(result, 1) == told(result, 3) == (RiskLevel.NONE, None, None)


@pytest.mark.parametrize(
    ("due", "since"), [(date(2026, 2, 1), date(2026, 1, 10)), (date(2026, 2, 8), date(2026, 1, 11))]
)
def test_a_level_is_no_older_than_the_plan(due, since):
    result = assessed(facts(**dated(AGREED), plan_agreed_on=date(2026, 1, 10), plan_due_on=due), NEW, date(2026, 1, 20))
    assert told(result, 1) == (RiskLevel.WATCH, due, since)


# --- since: mitigations, concerns, loss -------------------------------------------------------------------------------
def mitigated(*rows):
    return {
        "mitigations": ["risk.proposal_late"] * len(rows),
        "mitigations_accepted_on": [accepted_on for accepted_on, _ in rows],
        "mitigations_until": [until for _, until in rows],
    }


@pytest.mark.parametrize(
    ("rows", "level", "since"),
    [
        ([(date(2026, 7, 10), date(2026, 8, 1))], RiskLevel.MITIGATED, date(2026, 7, 10)),
        ([(date(2026, 6, 1), date(2026, 8, 1))], RiskLevel.MITIGATED, date(2026, 7, 6)),
        ([(date(2026, 7, 10), date(2026, 7, 31))], RiskLevel.AT_RISK, date(2026, 8, 1)),
        ([(date(2026, 6, 1), date(2026, 7, 1))], RiskLevel.AT_RISK, date(2026, 7, 6)),
        ([(date(2026, 7, 30), date(2026, 7, 20))], RiskLevel.AT_RISK, date(2026, 7, 6)),  # accepted after its end
        (
            [(date(2026, 7, 12), date(2026, 8, 9)), (date(2026, 7, 8), date(2026, 8, 9))],
            RiskLevel.MITIGATED,
            date(2026, 7, 8),
        ),
    ],
)
def test_mitigations_move_the_first_day_of_a_level(rows, level, since):
    result = assessed(facts(**dated(), **mitigated(*rows), first_contact_on=CONTACT), NEW, date(2026, 8, 1))
    assert told(result) == (level, date(2026, 7, 5), since)


def test_a_concern_holds_since_it_was_opened_and_a_check_is_missing_since_its_meeting():
    known = facts(
        concerns=["quality"], concerns_opened_on=[date(2026, 2, 3)], meetings_unchecked=1,
        meeting_unchecked_on=date(2026, 2, 1),
    )  # fmt: skip
    result = assessed(known)
    assert told(result, 4) == (RiskLevel.AT_RISK, None, date(2026, 2, 3))
    assert told(result, 3) == (RiskLevel.WATCH, None, date(2026, 2, 1))
