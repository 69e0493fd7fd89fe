"""The clocks of a group's documents on a day: what began and moved them, and by when they are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from guidance.clocks import Clock
from guidance.documents import IN, PACKAGE, PROPOSAL, Submission
from guidance.duties.case import Case
from guidance.vocabulary import RiskCode


class Status(StrEnum):
    RUNNING = "running"
    WATCH = "watch"
    AT_RISK = "at_risk"
    MITIGATED = "mitigated"
    STOPPED = "stopped"
    MET = "met"


class Event(NamedTuple):
    on: date
    event: str  # started, moved, met, stopped
    until: date | None = None


class ClockOn(NamedTuple):
    clock: str
    due_on: date | None
    status: Status
    events: tuple[Event, ...]


def clocks_of(case: Case) -> list[ClockOn]:
    """The proposal's from first contact on, the standard's from the agreement of a proposal on."""
    assessed = case.assessed
    clocks = []
    if case.group.first_contact_on <= case.on:
        clocks.append(_clock(case, "proposal", (PROPOSAL,), assessed.proposal, RiskCode.PROPOSAL_LATE))
    if case.documents.proposal_agreed_on is not None:
        clocks.append(_clock(case, "standard", PACKAGE, assessed.standard, RiskCode.STANDARD_LATE))
    return clocks


def _clock(case: Case, name: str, kinds: Sequence[str], clock: Clock | None, risk: str) -> ClockOn:
    withdrawn_on = case.group.support_withdrawn_on
    if withdrawn_on is not None:
        return ClockOn(name, None, Status.STOPPED, (Event(withdrawn_on, "stopped"),))
    if all(case.documents.is_in(kind) for kind in kinds):
        met_on = max(_in_on(case, kind) for kind in kinds)
        return ClockOn(name, None, Status.MET, (Event(met_on, "met"),))
    if clock is None:
        newest = [case.documents.newest(kind) for kind in kinds if not case.documents.is_in(kind)]
        stopped_on = max(document.since for document in newest if document is not None and document.since is not None)
        return ClockOn(name, None, Status.STOPPED, (Event(stopped_on, "stopped"),))
    level = case.assessed.risks.get(risk)
    status = Status.RUNNING if level is None else Status(level.level.value)
    return ClockOn(name, clock.due_on, status, tuple(_events(clock)))


def _in_on(case: Case, kind: str) -> date:
    """The first day on which one of that kind was submitted, of those that are in."""
    return min(_submitted_on(document, case.on) for document in case.documents.of(kind) if document.state in IN)


def _submitted_on(document: Submission, on: date) -> date:
    dates = document.dates
    if dates.submitted_on is not None and dates.submitted_on <= on:
        return dates.submitted_on
    assert dates.decided_on is not None  # it is agreed
    return dates.decided_on


def _events(clock: Clock) -> list[Event]:
    """The start, then each return that moved the due day."""
    events, due_on = [Event(clock.began_on, "started", clock.base)], clock.base
    for move in clock.moves:
        if due_on is not None and move.until > due_on:
            events.append(Event(move.on, "moved", move.until))
            due_on = move.until
    return events
