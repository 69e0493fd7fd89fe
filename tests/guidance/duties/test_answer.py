"""What all duties share: longer by advice, excused for a time, lapsed with the support, and in order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.clocks import Clock, proposal_clock
from guidance.documents import Documents, SubmissionDates
from guidance.duties.answer import NextDue, Turn
from guidance.duties.records import Briefing, Extension, Membership, Mitigation, Query, TravelClaim
from tests.guidance.duties.made import LONG_AGO, NEW, START, answered, day, due, group, submission
from tests.oversight.made import facts

QUERY = Query("queries/0", "group", None, START)
REQUEST = Query("queries/1", "regulator", None, START)


def longer(code: str, subject: str, until: int, advised: int = 1) -> Extension:
    return Extension(code, subject, day(until), day(advised))


@pytest.mark.parametrize(
    "extensions, expected",
    [
        ([], 7),
        ([longer("query.answer", "queries/0", 11)], 11),
        ([longer("query.answer", "queries/0", 11), longer("query.answer", "queries/0", 9, 3)], 11),
        ([longer("query.answer", "queries/1", 11)], 7),
        ([longer("request.answer", "queries/0", 11)], 7),
        ([longer("query.answer", "queries/0", 11, 6)], 7),
    ],
)
def test_longer_as_was_advised_by_the_day(extensions: list[Extension], expected: int) -> None:
    row = due("query.answer", group(queries=(QUERY,), extensions=tuple(extensions)), day(5))
    assert row is not None and (row.first_due_on, row.due_on) == (day(7), day(expected))


def test_what_was_advised_after_the_end_does_not_count() -> None:
    made = group(
        queries=(QUERY._replace(answered_on=day(3)),), extensions=(longer("query.answer", "queries/0", 11, 3),)
    )
    row = due("query.answer", made, day(5))
    assert row is not None and row.due_on == day(7)


def test_no_longer_where_nobody_may_advise_it() -> None:
    member = Membership("memberships/0", "p1", "employer", "approved", LONG_AGO, returned_on=START)
    made = group(memberships=(member,), extensions=(longer("member.mend", "memberships/0", 30),))
    row = due("member.mend", made, day(5))
    assert row is not None and row.due_on == day(14)


@pytest.mark.parametrize("risk, on, overdue", [("risk.proposal_late", 9, False), ("risk.proposal_late", 10, True)])
def test_excused_until_the_mitigation_ends(risk: str, on: int, overdue: bool) -> None:
    made = group(
        approved_on=LONG_AGO,
        mitigations=(Mitigation("group/mitigations/0", risk, day(9), None, None, START),),
    )
    row = due("proposal.submit", made, day(on), proposal=Clock(LONG_AGO, START, (), None))
    assert row is not None and row.overdue is overdue


def test_lapsed_with_the_support() -> None:
    made = group(
        support_withdrawn_on=day(2),
        queries=(QUERY, REQUEST._replace(answered_on=day(2)), QUERY._replace(subject="queries/2", asked_on=day(2))),
        travel_claims=(TravelClaim("travel_claims/0", "", START),),
    )
    rows = {row.subject: (row.ended_on, row.ended_by) for row in answered(made, day(3)).duties if row.subject}
    assert rows["queries/0"] == (day(2), "lapsed")
    assert rows["queries/1"] == (day(2), "done")
    assert "queries/2" not in rows
    assert rows["travel_claims/0"] == (None, None)


def test_in_the_order_of_places() -> None:
    subjects = ["queries/10", "queries/2", "queries/x"]
    made = group(queries=tuple(QUERY._replace(subject=subject) for subject in subjects))
    rows = [row.subject for row in answered(made, START).duties if row.duty.code == "query.answer"]
    assert rows == ["queries/2", "queries/10", "queries/x"]


def test_turn_and_what_is_next_due_by_side() -> None:
    briefing = Briefing("chair", LONG_AGO)
    made = group(queries=(QUERY, REQUEST), approved_on=START, details_confirmed_on=START, briefings=(briefing,))
    answer = answered(made, day(1))
    assert answer.turn == Turn.GROUP  # the proposal is owed
    assert answer.next_due == answer.with_regulator == NextDue(day(7), "query.answer", overdue=False)
    assert answer.with_group == NextDue(day(14), "request.answer", overdue=False)


# --- clocks ----------------------------------------------------------------------------------------------------------
numbers = st.integers(0, 400)


@given(st.lists(st.tuples(numbers, numbers, st.none() | numbers), max_size=4), numbers)
def test_a_return_never_makes_the_proposal_due_earlier(returns: list[tuple[int, int, int | None]], on: int) -> None:
    made = [
        SubmissionDates(
            "proposal",
            "returned",
            submitted_on=day(submitted),
            decided_on=day(submitted + later),
            resubmit_by=None if named is None else day(named),
        )
        for submitted, later, named in returns
    ]
    last = day(on + max((submitted + later for submitted, later, _ in returns), default=0))
    assert _due_on(made, last) >= max(_due_on(made[:count], last) for count in range(len(made) + 1))


def _due_on(made: list[Any], on: date) -> date:
    documents = Documents(made, on)
    clock = proposal_clock(facts()._replace(first_contact_on=START), documents, NEW.parameters)
    return date.min if clock is None or clock.due_on is None else clock.due_on


def test_documents_that_do_not_exist_yet_are_not_shown() -> None:
    made = group(submissions=(submission("proposal", begun_on=day(1)),))
    assert answered(made, START).documents == ()
    [document] = answered(made, day(1)).documents
    assert (document.state.value, document.since) == ("drafting", day(1))
