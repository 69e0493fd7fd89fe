"""What a group would lack once those leave of whom it is known: what is news, and what was so already."""

from datetime import date

import pytest

from guidance import policies
from guidance.assessment import _is_worse
from guidance.policies import policy_called, proposal_due_on
from guidance.rules import Finding
from guidance.vocabulary import Approval, Severity, Status
from tests.oversight.made import NEW, OLD, ON, Member, assessed, facts, finding, members, status

UNTIL = date(2027, 3, 1)


def found(state: Status, **args: object) -> Finding:
    return Finding("group.size", Severity.MUST, state, None, args)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (found(Status.NOT_MET), found(Status.MET), True),
        (found(Status.MET), found(Status.NOT_MET), False),
        (found(Status.MET), found(Status.MET), False),
        (found(Status.NOT_MET), found(Status.JUSTIFIED), True),
        (found(Status.JUSTIFIED), found(Status.MET), False),
        (found(Status.NOT_MET, count=8), found(Status.NOT_MET, count=9), True),
        (found(Status.NOT_MET, count=9), found(Status.NOT_MET, count=9), False),
        (found(Status.NOT_MET, people=[1, 2]), found(Status.NOT_MET, people=[1]), True),
        (found(Status.NOT_MET, people=[1]), found(Status.NOT_MET, people=[1]), False),
        (found(Status.NOT_MET, people=[1]), found(Status.NOT_MET, people=[1, 2]), False),  # one of them left
        (found(Status.NOT_MET, people=[]), found(Status.NOT_MET), False),
        (found(Status.NOT_MET, people=[1]), found(Status.NOT_MET), True),
    ],
)
def test_worse_is_what_was_not_so_or_not_of_these_people(then, now, expected):
    assert _is_worse(then, now) is expected


def test_nobody_leaves_and_nothing_is_lacking():
    forecast = assessed(facts()).forecast(UNTIL)
    assert (forecast.until, forecast.leaving, forecast.unmet) == (UNTIL, [], [])


def test_what_is_not_met_today_is_no_news_where_nobody_leaves():
    known = facts(charges_fee=True)
    assert status("group.no_fee", known) == Status.NOT_MET
    assert assessed(known).forecast(UNTIL).unmet == []


def test_group_lacks_what_those_who_leave_take_along():
    leaves = [Member(1, ended_on=date(2027, 1, 4)), *members(11, first=2)]
    before = facts(charges_fee=True, people=leaves)
    forecast = assessed(before).forecast(UNTIL)
    assert forecast.leaving == [(1, date(2027, 1, 4))]
    told = {one.rule: one for one in forecast.unmet}
    assert "group.chairs_eligible" in told or "group.chair_selected" in told
    assert "group.no_fee" not in told  # as today
    assert all((one.subject, one.status) == (None, Status.NOT_MET) for one in forecast.unmet)
    assert all(finding(rule, before).status != Status.NOT_MET for rule in told)


def test_outlook_judges_by_the_policy_and_the_day_of_the_answer():
    spoilt = [Member(1, approval=Approval.DRAFT), *members(9, first=2), Member(11, ended_on=date(2027, 1, 4))]
    today = assessed(facts(people=spoilt), policy_called("ifate-2023-11"))
    later = today.forecast(UNTIL)
    expected = assessed(facts(people=spoilt[:-1]), policy_called("ifate-2023-11"))
    lacking = {one.rule for one in expected.findings if one.subject is None and one.status == Status.NOT_MET}
    assert {one.rule for one in later.unmet} <= lacking
    assert today.on == ON


def test_newest_policy_that_limits_apprenticeships_says_so(monkeypatch):
    """Of these two; one to come may limit them again."""
    monkeypatch.setattr(policies, "every_policy", lambda: (OLD, NEW))
    assert policies.capacity_limit() == (5, policy_called("ifate-2023-11"))


def test_proposal_is_due_as_the_policy_in_force_counts():
    assert proposal_due_on(date(2025, 8, 31), ON) == date(2026, 2, 28)
    assert proposal_due_on(date(2025, 3, 1), date(2025, 3, 2)) == date(2025, 9, 1)
