"""What holds of every group on every day: one who answers, an end by a fact alone, and a turn that says the truth."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guidance.documents import DAYS, SubmissionDates
from guidance.duties import Group
from guidance.duties import records as kept
from guidance.duties.answer import Due, Turn
from guidance.duties.registry import GROUP_SEATS, Seat
from guidance.duties.seats import NOBODY, Via, holder
from tests.guidance.duties.made import START, answered, group

DAY = timedelta(days=1)
LAST = 60
days = st.integers(0, LAST).map(lambda number: START + timedelta(days=number))
maybe_day = st.none() | days
people = st.sampled_from(["chair", "p1", "p2", "p9"])
accounts = st.sampled_from(["pm", "pm2", "rm", "aam", "admin1", "gone"])
maybe = st.none()
roles = st.sampled_from(["product_manager", "route_manager", "assurance_manager"])
BEGIN = ("started_on", "submitted_on", "declared_on", "raised_on")
USERS = [
    *(("pm", "product_manager"), ("pm2", "product_manager"), ("rm", "route_manager")),
    *(("aam", "assurance_manager"), ("admin1", "administrator"), ("admin2", "administrator")),
]


def listed(name: str, kind: Any, /, **fields: Any) -> Any:
    """Up to three records, whose subjects are their places."""
    rows = st.lists(st.fixed_dictionaries(fields), max_size=3)
    return rows.map(
        lambda made: tuple(kind(subject=f"{name}/{place}", **_in_order(row)) for place, row in enumerate(made))
    )


def _in_order(row: dict[str, Any]) -> dict[str, Any]:
    """Nothing happens to a row before it begins."""
    first = next((row[name] for name in BEGIN if name in row), None)
    if first is None:
        return row
    return {name: max(first, value) if isinstance(value, date) else value for name, value in row.items()}


def _first(dates: SubmissionDates) -> date | None:
    """Drafting begins before all that happens to a document; some day nobody knows."""
    happened = [day for day in dates[2:-1] if day is not None]
    return min(happened) if happened and dates.begun_on else None


users = st.tuples(*(maybe_day for _ in USERS)).map(
    lambda ends: tuple(kept.User(*user, end) for user, end in zip(USERS, ends, strict=True))
)
officials = st.lists(
    st.builds(
        kept.Official,
        account=accounts,
        role=roles,
        scope=st.sampled_from(["group", "route"]),
        started_on=days,
        ended_on=maybe_day,
    ),
    max_size=5,
).map(tuple)
absences = listed(
    "absences",
    kept.Absence,
    account=accounts,
    first_day=days,
    last_day=days,
    cover=maybe | accounts,
    recorded_on=maybe_day,
)
PARTS: dict[str, Any] = {
    "users": users,
    "officials": officials,
    "absences": absences,
    "support_withdrawn_on": maybe_day,
    "approved_on": maybe_day,
    "enquiry": maybe
    | st.builds(
        kept.Enquiry,
        subject=st.just("enquiry"),
        official=maybe | accounts,
        enquirer=maybe | people,
        received_on=days,
        decided_on=maybe_day,
    ),
    "chairs": listed("chairs", kept.Chair, person=people, started_on=days, ended_on=maybe_day),
    "membership_submissions": listed(
        "group/membership_submissions",
        kept.MembershipSubmission,
        submitted_on=days,
        decided_on=maybe_day,
        outcome=st.sampled_from(["", "returned", "approved"]),
    ),
    "memberships": listed(
        "memberships",
        kept.Membership,
        person=people,
        kind=st.sampled_from(["employer", "adviser"]),
        approval=st.sampled_from(["draft", "approved", "declined"]),
        started_on=days,
        ended_on=maybe_day,
        returned_on=maybe_day,
        corrected_on=maybe_day,
    ),
    "interests": listed(
        "declarations/0/interests",
        kept.Interest,
        person=people,
        declared_on=days,
        ended_on=maybe_day,
        handled_on=maybe_day,
    ),
    "queries": listed(
        "queries",
        kept.Query,
        side=st.sampled_from(["group", "regulator"]),
        due_on=maybe_day,
        asked_on=days,
        answered_on=maybe_day,
        closed_on=maybe_day,
    ),
    "mitigations": listed(
        "group/mitigations",
        kept.Mitigation,
        risk=st.just("risk.quality"),
        until=days,
        asked_by=maybe | accounts,
        asked_on=maybe_day,
        accepted_on=maybe_day,
        declined_on=maybe_day,
    ),
    "cases": listed(
        "cases",
        kept.WithdrawalCase,
        raised_by=maybe | accounts,
        outcome=st.sampled_from(["", "withdraw"]),
        raised_on=days,
        discussed_on=maybe_day,
        decided_on=maybe_day,
    ),
    "submissions": listed(
        "submissions",
        kept.Submission,
        dates=st.builds(
            SubmissionDates,
            kind=st.sampled_from(["proposal", "standard", "epa_plan", "revision"]),
            outcome=st.sampled_from(["", "agreed", "returned"]),
            **dict.fromkeys(DAYS, maybe_day),
        ).map(lambda dates: dates._replace(begun_on=_first(dates))),
        begun_on=maybe,
        published_on=maybe,
        recommended_by=maybe | accounts,
    ),
}
groups = st.fixed_dictionaries(PARTS).map(lambda parts: group(**parts))
# What happens later may show that these never were, or begin on another day.
NEVER_WERE = {"interest.handle", "meeting.record", "invitation.renew", "concern.judge"}


@given(groups, days)
def test_every_open_duty_has_one_holder_who_can_act(made: Group, on: date) -> None:
    active = {user.account for user in made.users if user.active_until is None or user.active_until >= on}
    answers = answered(made, on)
    for due in answers.duties:
        holder = answers.holder(due)
        assert (holder is None) == (due.ended_on is not None)
        if holder is not None:
            assert holder.name in active | made.reachable | {NOBODY}


@given(
    groups, days, st.sampled_from(Seat), st.frozensets(accounts | people, max_size=4), maybe | people, maybe | accounts
)
def test_whoever_is_barred_does_not_hold_it(
    made: Group, on: date, seat: Seat, barred: frozenset[str], person: str | None, account: str | None
) -> None:
    """But for the first administrator, where nobody is left."""
    answers = holder(seat, kept.as_of(made, on), on, person=person, account=account, barred=barred)
    assert answers.name not in barred or (answers.name.startswith("admin") and answers.via == Via.BARRED)


@given(groups, days)
def test_a_duty_ends_by_its_fact_alone(made: Group, on: date) -> None:
    """What is open on a day is open on the next, or ended on it; and as it began, so it stays."""
    now, then = (_rows(made, day) for day in (on, on + DAY))
    for key, due in now.items():
        if due.duty.dated and due.duty.code not in NEVER_WERE:
            assert key in then
            assert then[key].ended_on == due.ended_on or (due.is_open and then[key].ended_on == on + DAY)
    for key, due in then.items():
        if due.duty.dated and due.duty.code not in NEVER_WERE and key not in now:
            assert due.since == on + DAY


def _rows(made: Group, on: date) -> dict[tuple[str, str | None, date], Due]:
    return {(due.duty.code, due.subject, due.since): due for due in answered(made, on).duties}


@given(groups, days)
def test_it_is_somebodys_turn_while_a_step_is_open(made: Group, on: date) -> None:
    answer = answered(made, on)
    sides = {due.seat in GROUP_SEATS for due in answer.open_duties if due.progress}
    expected = {
        frozenset(): Turn.NOBODY,
        frozenset((True,)): Turn.GROUP,
        frozenset((False,)): Turn.REGULATOR,
    }
    assert answer.turn == expected.get(frozenset(sides), Turn.BOTH)


@given(groups, days)
def test_nothing_of_the_group_is_open_once_support_was_withdrawn(made: Group, on: date) -> None:
    if made.support_withdrawn_on is not None and made.support_withdrawn_on <= on:
        assert all(not due.duty.of_group for due in answered(made, on).open_duties)


@given(groups, days)
def test_whose_turn_it_is_does_not_tell_what_is_to_come(made: Group, on: date) -> None:
    assert answered(kept.as_of(made, on), on).turn == answered(made, on).turn
