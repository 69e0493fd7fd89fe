"""How far a group's documents are on a day: the state of each, which kinds are in, and which are owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db import models

from guidance.vocabulary import SubmissionKind

PROPOSAL, REVISION = SubmissionKind.PROPOSAL, SubmissionKind.REVISION
PACKAGE = (SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN)  # what follows an agreed proposal, together


class SubmissionState(models.TextChoices):
    """Where a submission is; computed from the days of what happened to it, never stored."""

    DRAFTING = "drafting", "Draft"
    FOR_AGREEMENT = "for_agreement", "Fixed, for the employers’ agreement"
    AGREED_BY_EMPLOYERS = "agreed_by_employers", "Agreed by the employers"
    IN_REVIEW = "in_review", "Submitted, in review"
    TO_DECIDE = "to_decide", "Reviewed, to be decided"
    ON_CONDITION = "on_condition", "Agreed on a condition"
    AGREED = "agreed", "Agreed"
    RETURNED = "returned", "Returned with comments"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn by the group"


# The group still writes, or may take the fixed version back to change it.
WITH_THE_GROUP = {SubmissionState.DRAFTING, SubmissionState.FOR_AGREEMENT, SubmissionState.AGREED_BY_EMPLOYERS}
WITH_THE_REGULATOR = {SubmissionState.IN_REVIEW, SubmissionState.TO_DECIDE, SubmissionState.ON_CONDITION}
# What stays so: the next try is a new submission of the kind.
GIVEN_BACK = {SubmissionState.RETURNED, SubmissionState.WITHDRAWN, SubmissionState.DECLINED}
IN = WITH_THE_REGULATOR | {SubmissionState.AGREED}
OUTCOMES = {
    "agreed": SubmissionState.AGREED,
    "declined": SubmissionState.DECLINED,
    "returned": SubmissionState.RETURNED,
}


class SubmissionDates(NamedTuple):
    """What the state of a submission follows from. `resubmit_by` is a day that a return names, and may be to come."""

    kind: str
    outcome: str
    begun_on: date | None = None
    frozen_on: date | None = None
    agreed_by_employers_on: date | None = None
    submitted_on: date | None = None
    recommended_on: date | None = None
    condition_on: date | None = None
    decided_on: date | None = None
    withdrawn_on: date | None = None
    resubmit_by: date | None = None


DAYS = SubmissionDates._fields[2:]


class Submission(NamedTuple):
    """A submission on a day: its dates, its state, and the day named by that state (a draft's may not be recorded)."""

    dates: SubmissionDates
    state: SubmissionState
    since: date | None


def exists(dates: SubmissionDates, on: date) -> bool:
    """Whether it is begun by that day; without a day on which it was begun it always was."""
    return dates.begun_on is None or dates.begun_on <= on


def state_on(dates: SubmissionDates, on: date) -> tuple[SubmissionState, date | None]:
    """The state on that day and since when it holds; what is dated later has not happened yet.

    An outcome without a day, or a day without an outcome, decides nothing. Asks nothing about `exists`.
    """
    if dates.outcome in OUTCOMES and _has_come(dates.decided_on, on):
        return OUTCOMES[dates.outcome], dates.decided_on
    if _has_come(dates.withdrawn_on, on):
        return SubmissionState.WITHDRAWN, dates.withdrawn_on
    later, first = _LATER if _has_come(dates.submitted_on, on) else _EARLIER
    for name, state in later:
        if _has_come(day := getattr(dates, name), on):
            return state, day
    name, state = first
    return state, getattr(dates, name)


# Of what was submitted, and of what was not: a day and the state from then on, the first that has come; else the last.
_LATER = (
    (("condition_on", SubmissionState.ON_CONDITION), ("recommended_on", SubmissionState.TO_DECIDE)),
    ("submitted_on", SubmissionState.IN_REVIEW),
)
_EARLIER = (
    (
        ("agreed_by_employers_on", SubmissionState.AGREED_BY_EMPLOYERS),
        ("frozen_on", SubmissionState.FOR_AGREEMENT),
    ),
    ("begun_on", SubmissionState.DRAFTING),
)


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and day <= on


class Documents:
    """All of a group's submissions that exist on a day, in the order in which they were made."""

    def __init__(self, submissions: Iterable[SubmissionDates], on: date) -> None:
        self.on = on
        self.submissions = [Submission(dates, *state_on(dates, on)) for dates in submissions if exists(dates, on)]

    def of(self, *kinds: str) -> Sequence[Submission]:
        return [row for row in self.submissions if row.dates.kind in kinds]

    def newest(self, kind: str) -> Submission | None:
        """The one made last, whether or not anything happened to it."""
        return next((row for row in reversed(self.submissions) if row.dates.kind == kind), None)

    def newest_is(self, kind: str, *states: SubmissionState) -> bool:
        newest = self.newest(kind)
        return newest is not None and newest.state in states

    def is_in(self, kind: str) -> bool:
        """Any of that kind is with the regulator, or agreed."""
        return any(row.state in IN for row in self.of(kind))

    def is_agreed(self, kind: str) -> bool:
        return any(row.state == SubmissionState.AGREED for row in self.of(kind))

    @cached_property
    def proposal_agreed_on(self) -> date | None:
        """The day on which the regulator first agreed an occupation proposal."""
        days = [row.since for row in self.of(PROPOSAL) if row.state == SubmissionState.AGREED and row.since]
        return min(days, default=None)

    @cached_property
    def owed(self) -> tuple[SubmissionKind, ...]:
        """The kinds that the group has yet to hand in; nothing follows by itself on one that is declined."""
        asked = (PROPOSAL, *PACKAGE) if self.proposal_agreed_on else (PROPOSAL,)
        return tuple(
            kind for kind in asked if not self.is_in(kind) and not self.newest_is(kind, SubmissionState.DECLINED)
        )

    @property
    def owes_proposal(self) -> bool:
        return PROPOSAL in self.owed

    @property
    def owes_standard(self) -> bool:
        """The standard, or its EPA plan."""
        return any(kind in self.owed for kind in PACKAGE)

    def agreed_by_employers(self, kind: str) -> bool:
        """The employers agreed the newest one of that kind, and it was not given back."""
        newest = self.newest(kind)
        if newest is None or newest.state in GIVEN_BACK:
            return False
        return _has_come(newest.dates.agreed_by_employers_on, self.on)
