"""Everything that is due of a group on a day, and whose turn it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from guidance.clocks import extended, is_overdue
from guidance.duties.assessed import Assessed
from guidance.duties.case import Case, Document
from guidance.duties.clocks import ClockOn, clocks_of
from guidance.duties.order import IN_ORDER
from guidance.duties.records import Group, as_of
from guidance.duties.registry import GROUP_SEATS, Duty, Seat, Urgency
from guidance.duties.row import Row
from guidance.duties.seats import Holder, holder
from guidance.policies import Policy
from guidance.vocabulary import RiskCode
from portal.calendar import add_days

EXCUSED_BY = {
    "membership.submit": RiskCode.PROPOSAL_LATE,
    "proposal.submit": RiskCode.PROPOSAL_LATE,
    "standard.submit": RiskCode.STANDARD_LATE,
}
NEXT_SEATS = {Seat.CHAIRS, Seat.PRODUCT_MANAGER, Seat.ROUTE_MANAGER, Seat.ASSURANCE_MANAGER}
AHEAD_DAYS = 7  # how long ahead what time alone opens is answered
NEXT_URGENCIES = {Urgency.URGENT, Urgency.NORMAL, Urgency.LONG}


class Turn(StrEnum):
    GROUP = "group"
    REGULATOR = "regulator"
    BOTH = "both"
    NOBODY = "nobody"


class Due(NamedTuple):
    """A duty on a day. `first_due_on` is the day before anybody advised that it takes longer, `excused_until` the last
    one of a mitigation that was accepted; `person` and `account` are of a seat of somebody named, `barred` may not see
    to it."""

    duty: Duty
    subject: str | None
    seat: Seat
    person: str | None
    account: str | None
    barred: frozenset[str]
    since: date
    first_due_on: date | None
    due_on: date | None
    excused_until: date | None
    overdue: bool
    progress: bool
    ended_on: date | None
    ended_by: str | None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


class NextDue(NamedTuple):
    on: date
    code: str
    overdue: bool


class Answer(NamedTuple):
    """`duties` are in order, those that ended among them; `ahead` are those that time alone will open within
    AHEAD_DAYS. `with_group` and `with_regulator` are what is next due of each side."""

    group: Group
    on: date
    stage: str
    next_gate: str | None
    turn: Turn
    next_due: NextDue | None
    with_group: NextDue | None
    with_regulator: NextDue | None
    documents: tuple[Document, ...]
    clocks: tuple[ClockOn, ...]
    duties: tuple[Due, ...]
    ahead: tuple[Due, ...]

    def holder(self, due: Due) -> Holder | None:
        """Who answers for it; nobody for what ended."""
        if not due.is_open:
            return None
        return holder(due.seat, self.group, self.on, person=due.person, account=due.account, barred=due.barred)

    @property
    def open_duties(self) -> list[Due]:
        return [due for due in self.duties if due.is_open]


def answer(group: Group, assessed: Assessed, policy: Policy, on: date) -> Answer:
    """What is due of the group on that day, of which `assessed` is the assessment; pure, no database."""
    case = Case(as_of(group, on), assessed, policy.parameters, on)
    duties, ahead = list[Due](), list[Due]()
    for duty in IN_ORDER:
        rows = list(duty.rows(case))
        duties += sorted(_dues(duty, rows, case), key=place)
        ahead += _ahead(duty, rows, case)
    open_duties = [due for due in duties if due.is_open]
    ours = [due for due in open_duties if due.seat in GROUP_SEATS]
    theirs = [due for due in open_duties if due.seat not in GROUP_SEATS]
    return Answer(
        group=case.group,
        on=on,
        stage=assessed.stage,
        next_gate=assessed.next_gate and str(assessed.next_gate.value),
        turn=_turn(ours, theirs),
        next_due=_next_due(open_duties),
        with_group=_next_due(ours),
        with_regulator=_next_due(theirs),
        documents=tuple(case.submissions),
        clocks=tuple(clocks_of(case)),
        duties=tuple(duties),
        ahead=tuple(ahead),
    )


# --- rows ------------------------------------------------------------------------------------------------------------
def _dues(duty: Duty, rows: Iterable[Row], case: Case) -> Iterator[Due]:
    for made in rows:
        row = made.as_of(case.on)
        withdrawn_on = case.group.support_withdrawn_on
        if row is not None and duty.of_group and withdrawn_on is not None:
            row = row.lapsed_by(withdrawn_on)
        if row is not None and (duty.dated or row.ended_on is None):
            yield _due(duty, row, case)


def dues(duty: Duty, case: Case) -> Iterator[Due]:
    """What is due of that duty alone, ended ones among them."""
    yield from _dues(duty, duty.rows(case), case)


def _ahead(duty: Duty, rows: Iterable[Row], case: Case) -> Iterator[Due]:
    """What begins within the next days, unless a fact of these days comes before it."""
    if not duty.dated or (duty.of_group and case.group.support_withdrawn_on is not None):
        return
    last = add_days(case.on, AHEAD_DAYS)
    for row in rows:
        if case.on < row.since <= last and row.ended_on is None:
            yield _due(duty, row, case)


def _due(duty: Duty, row: Row, case: Case) -> Due:
    due_on, excused_until = _due_on(duty, row, case), _excused_until(duty, case)
    is_open = row.ended_on is None
    return Due(
        duty=duty,
        subject=row.subject,
        seat=Seat(row.seat or duty.seat),
        person=row.person,
        account=row.account,
        barred=row.barred,
        since=row.since,
        first_due_on=row.due_on,
        due_on=due_on,
        excused_until=excused_until,
        overdue=is_open and is_overdue(due_on, case.on, excused_until),
        progress=duty.progress if row.progress is None else row.progress,
        ended_on=row.ended_on,
        ended_by=row.ended_by,
    )


def _due_on(duty: Duty, row: Row, case: Case) -> date | None:
    """The latest of the first due day and of every day that somebody advised while it was open."""
    advisable = duty.advisable if row.advisable is None else row.advisable
    if row.due_on is None or not advisable:
        return row.due_on
    advised = [
        extension.until
        for extension in case.group.extensions
        if (extension.code, extension.subject) == (duty.code, row.subject)
        and (row.ended_on is None or extension.advised_on < row.ended_on)
    ]
    return extended(row.due_on, advised)


def _excused_until(duty: Duty, case: Case) -> date | None:
    risk = EXCUSED_BY.get(duty.code)
    if risk is None:
        return None
    accepted = (row.until for row in case.group.mitigations if row.risk == risk and row.accepted_on is not None)
    return max(accepted, default=None)


def place(due: Due) -> tuple[list[tuple[bool, int, str]], date]:
    """By subject, numbers by their value and before letters, then by the first day."""
    parts = re.split("[/,]", due.subject) if due.subject else []
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts], due.since


# --- turn ------------------------------------------------------------------------------------------------------------
def _turn(ours: Iterable[Due], theirs: Iterable[Due]) -> Turn:
    group, regulator = (any(due.progress for due in side) for side in (ours, theirs))
    if group and regulator:
        return Turn.BOTH
    return Turn.GROUP if group else Turn.REGULATOR if regulator else Turn.NOBODY


def _next_due(duties: Iterable[Due]) -> NextDue | None:
    """The first due day, of those that somebody plans by."""
    days = [
        NextDue(due.due_on, due.duty.code, due.overdue)
        for due in duties
        if due.due_on is not None and due.seat in NEXT_SEATS and due.duty.urgency in NEXT_URGENCIES
    ]
    return min(days, key=lambda due: due.on, default=None)
