"""The words of the risks: the guidance's reasons for withdrawing support, as they come up."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guidance.rules.rule_input import Args
from guidance.sentences import counted, day
from guidance.vocabulary import RiskCode, RiskLevel

ANSWER = "Tell your product manager what the group will do about the concern."


class RiskMessage(NamedTuple):
    """What has come up at each level, and what the group does about it."""

    watch: str
    at_risk: str
    step: str


RISKS: dict[str, RiskMessage] = {
    RiskCode.PROPOSAL_LATE: RiskMessage(
        "the occupation proposal is due soon",
        "the occupation proposal is late",
        "Have the employers agree the occupation proposal, and submit it. If you cannot in time, tell your product"
        " manager why.",
    ),
    RiskCode.STANDARD_LATE: RiskMessage(
        "the standard and the EPA plan are due soon",
        "the standard and the EPA plan are late",
        "Have the employers agree the standard and the EPA plan, and submit them. If you cannot in time, tell your"
        " product manager why.",
    ),
    RiskCode.REPRESENTATION_LOST: RiskMessage(
        "members will leave, and the group may no longer represent employers",
        "the group no longer represents employers in the occupation",
        "Invite employers of the kind that is missing, and ask members whose time ends whether they can stay.",
    ),
    RiskCode.POLICY_NONCOMPLIANCE: RiskMessage(
        "a standing requirement is not met", "a concern about compliance with policy is open", ANSWER
    ),
    RiskCode.QUALITY: RiskMessage("quality is watched", "a concern about quality is open", ANSWER),
    RiskCode.REFUSES_COLLABORATION: RiskMessage(
        "work with other employers is watched", "a concern about work with other employers is open", ANSWER
    ),
    RiskCode.ALTERNATIVE_APPRENTICESHIP: RiskMessage(
        "another apprenticeship may meet the need",
        "a concern is open: another apprenticeship may meet the need",
        ANSWER,
    ),
}


def risk_title(risk: str) -> str:
    return str(RiskCode(risk).label)


def risk_summary(risk: str, level: str, args: Args) -> str:
    """What has come up, in words that begin within a sentence; what is mitigated has come up all the same."""
    if args.get("no_plan"):
        return "no work plan is agreed for the standard and the EPA plan"
    texts = RISKS[risk]
    return texts.watch if level == RiskLevel.WATCH else texts.at_risk


def risk_step(risk: str, args: Args) -> str:
    """What whoever leads the group does about it."""
    if args.get("no_plan"):
        return "Agree a development work plan with your product manager."
    if "rules" in args and risk == RiskCode.POLICY_NONCOMPLIANCE:
        return "Put it right, or tell your product manager by when you will."
    return RISKS[risk].step


def clock(due_on: date, on: date) -> str:
    """A last day as seen from a day."""
    left = (due_on - on).days
    if left < 0:
        return f"Was due on {day(due_on)}, {counted(-left, 'day')} ago"
    return f"Due on {day(due_on)}, " + (f"{counted(left, 'day')} left" if left else "today")
