"""The guidance's reasons for withdrawing support, as clocks and conditions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from oversight.enums import RiskLevel
from oversight.facts import Facts
from oversight.policies import Parameters
from oversight.rules.case import Args
from portal.calendar import add_months


class Risk(NamedTuple):
    """`due_on` is the last day that still keeps the clock, where the risk has one."""

    risk: str
    level: RiskLevel
    due_on: date | None
    args: Args


def proposal_due_on(facts: Facts, parameters: Parameters) -> date:
    """The last day for the occupation proposal (“Withdrawing support”)."""
    return add_months(facts.first_contact_on, parameters.proposal_due_months)


def _proposal_late(facts: Facts, parameters: Parameters, on: date) -> Risk:
    """No occupation proposal within six months of first contact; the due day itself still keeps it."""
    due = proposal_due_on(facts, parameters)
    if on > due:
        level = RiskLevel.AT_RISK
    elif on >= due - timedelta(days=parameters.watch_days):
        level = RiskLevel.WATCH
    else:
        level = RiskLevel.NONE
    return Risk("risk.proposal_late", level, due, {"days_left": (due - on).days})


RISKS: tuple[Callable[[Facts, Parameters, date], Risk], ...] = (_proposal_late,)
