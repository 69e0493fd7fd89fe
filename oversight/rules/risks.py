"""The guidance's reasons for withdrawing support, as clocks and conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from oversight.enums import RiskLevel
from oversight.facts import Facts
from oversight.policies import Parameters, Policy
from oversight.rules.case import Args, Finding
from portal.calendar import add_months


class Risk(NamedTuple):
    """`due_on` is the last day that still keeps the clock, where the risk has one."""

    risk: str
    level: RiskLevel
    due_on: date | None
    args: Args


class Judged(NamedTuple):
    """What risks work on: the group on a day, and what its rules found."""

    facts: Facts
    policy: Policy
    on: date
    findings: Sequence[Finding]


def proposal_due_on(facts: Facts, parameters: Parameters) -> date:
    """The last day for the occupation proposal (“Withdrawing support”)."""
    return add_months(facts.first_contact_on, parameters.proposal_due_months)


def _proposal_late(judged: Judged) -> Risk:
    """No occupation proposal within six months of first contact; the due day itself still keeps it."""
    parameters = judged.policy.parameters
    due = proposal_due_on(judged.facts, parameters)
    left = (due - judged.on).days
    return Risk("risk.proposal_late", _clock(left, parameters.watch_days), due, {"days_left": left})


def _clock(days_left: int, watch_days: int) -> RiskLevel:
    """Where a clock stands with so many days left: none on the due day itself, fewer after it."""
    if days_left < 0:
        return RiskLevel.AT_RISK
    return RiskLevel.WATCH if days_left <= watch_days else RiskLevel.NONE


RISKS: tuple[Callable[[Judged], Risk], ...] = (_proposal_late,)
