"""By which day a group's documents are due: what a return moves, and what a decline begins anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from guidance.documents import GIVEN_BACK, PACKAGE, PROPOSAL, Documents, Submission, SubmissionState
from guidance.facts import Facts
from guidance.policies import Parameters
from portal.calendar import add_days, add_months


def is_overdue(due_on: date | None, on: date, excused_until: date | None = None) -> bool:
    """Whether it is past the due day, which is still kept on that day, and past a day until which it is excused.

    Nothing else may compare a due day with a day (tests/structure/test_one_source.py).
    """
    return due_on is not None and on > max(due_on, excused_until or due_on)


def extended(due_on: date, advised: Iterable[date | None]) -> date:
    """The due day of what takes longer: the latest of its first one and of every day that was advised."""
    return max([due_on, *(until for until in advised if until is not None)])


def days_left(due_on: date | None, on: date) -> int | None:
    """How many days there are until the due day; None for what has none, and for what is overdue."""
    return None if due_on is None or is_overdue(due_on, on) else (due_on - on).days


class Move(NamedTuple):
    """A return, by its day, allows until another."""

    on: date
    until: date


class Clock(NamedTuple):
    """The time for documents that are owed; without a `base` there is no day by which they are due.

    `began_on` is the day from which it counts, `given_back_on` that on which the newest of what is owed came back.
    """

    began_on: date
    base: date | None
    moves: tuple[Move, ...]
    given_back_on: date | None

    @property
    def due_on(self) -> date | None:
        """The last day that still keeps it; it never gets earlier by a return."""
        return self.base and max((self.base, *(move.until for move in self.moves)))


def proposal_clock(facts: Facts, documents: Documents, parameters: Parameters) -> Clock | None:
    """From first contact, or from the decline where another is begun; None while no proposal is owed."""
    if not documents.owes_proposal:
        return None
    decline = _decline(documents, (PROPOSAL,))
    began_on = facts.first_contact_on if decline is None else _day(decline)
    base = add_months(began_on, parameters.proposal_due_months)
    return _clock(documents, (PROPOSAL,), began_on, base, _returns(documents, (PROPOSAL,)), parameters)


def standard_clock(facts: Facts, documents: Documents, parameters: Parameters) -> Clock | None:
    """From the agreement of a proposal: so many months, or to the day in the work plan in force; None while neither
    the standard nor the EPA plan is owed."""
    agreed_on = documents.proposal_agreed_on
    if agreed_on is None or not documents.owes_standard:
        return None
    returns = _returns(documents, PACKAGE)
    if parameters.standard_due_months is None:
        planned_on = facts.plan_agreed_on
        if planned_on is None:
            return Clock(agreed_on, None, (), None)
        returns = [row for row in returns if _day(row) >= planned_on]
        return _clock(documents, PACKAGE, planned_on, facts.plan_due_on, returns, parameters)
    decline = _decline(documents, PACKAGE)
    began_on = agreed_on if decline is None else _day(decline)
    base = add_months(began_on, parameters.standard_due_months)
    return _clock(documents, PACKAGE, began_on, base, returns, parameters)


def _day(submission: Submission) -> date:
    """On which its state began; what was decided or withdrawn has one."""
    assert submission.since is not None
    return submission.since


def _decline(documents: Documents, kinds: Sequence[str]) -> Submission | None:
    """The last one that is declined and of an owed kind: another of that kind follows it."""
    owed = documents.of(*(kind for kind in kinds if kind in documents.owed))
    return next((row for row in reversed(owed) if row.state == SubmissionState.DECLINED), None)


def _returns(documents: Documents, kinds: Sequence[str]) -> list[Submission]:
    """Those that were returned, after the decline if there is one, in the order of their decisions."""
    submissions = documents.of(*kinds)
    decline = _decline(documents, kinds)
    if decline is not None:
        submissions = submissions[_place(submissions, decline) + 1 :]
    return sorted((row for row in submissions if row.state == SubmissionState.RETURNED), key=_day)


def _place(submissions: Sequence[Submission], sought: Submission) -> int:
    """Of two alike, each is another submission."""
    return next(place for place, row in enumerate(submissions) if row is sought)


def _clock(
    documents: Documents,
    kinds: Sequence[str],
    began_on: date,
    base: date | None,
    returns: Sequence[Submission],
    parameters: Parameters,
) -> Clock:
    owed = documents.of(*(kind for kind in kinds if kind in documents.owed))
    given_back_on = max((_day(row) for row in owed if row.state in GIVEN_BACK), default=None)
    moves = _moves(base, returns, documents.on, parameters.resubmit_days) if base else ()
    return Clock(began_on, base, moves, given_back_on)


def _moves(base: date, returns: Sequence[Submission], on: date, resubmit_days: int) -> tuple[Move, ...]:
    """Each return in turn. What came in time gets back the days that were left, and never under `resubmit_days`; the
    decision itself may name a day."""
    moves: list[Move] = []
    for row in returns:
        decided_on, submitted_on = _day(row), row.dates.submitted_on
        if submitted_on is not None and submitted_on <= on:
            due_on = max([base, *(move.until for move in moves if move.on <= submitted_on)])
            left = (due_on - submitted_on).days
            allowed = [add_days(decided_on, max(resubmit_days, left))] if left >= 0 else []
        else:
            allowed = []
        if row.dates.resubmit_by is not None:
            allowed.append(row.dates.resubmit_by)
        if allowed:
            moves.append(Move(decided_on, max(allowed)))
    return tuple(moves)
