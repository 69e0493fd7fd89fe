"""The words of what another policy would change for a group, from what is stored of the change."""

from __future__ import annotations

from typing import Any, NamedTuple

from guidance.messages import requirement, risk_title, sentence, title
from guidance.policies import Policy
from guidance.sentences import counted
from guidance.vocabulary import GateCode, RiskLevel, Status


class ChangeTexts(NamedTuple):
    blocked: list[str]  # names of steps
    ready: list[str]
    unmet: list[str]  # what would not be met, or not any more
    met: list[str]
    risks: list[str]


def change_texts(change: Any, *, policy: Policy) -> ChangeTexts:
    """A `PreviewChange` in words; `policy` is the other one."""
    details, asked = change.details, {rule.code for rule in policy.rules}
    return ChangeTexts(
        [str(GateCode(code).label) for code in change.blocked],
        [str(GateCode(code).label) for code in change.ready],
        [_unmet(rule, details["args"].get(rule, {}), details["unmet_people"].get(rule, 0)) for rule in change.unmet],
        [_met(rule, details["met_people"].get(rule, 0), rule in asked) for rule in change.met],
        [
            f"{risk_title(risk)}: {_level(before)} becomes {_level(after)}"
            for risk, before, after in change.details["risks"]
        ],
    )


def _unmet(rule: str, args: dict[str, Any], people: int) -> str:
    if not people:
        return sentence(rule, Status.NOT_MET, args)
    return f"{title(rule, Status.NOT_MET, args)}: {_people(rule, people)}"


def _met(rule: str, people: int, is_asked: bool) -> str:
    results = "met" if is_asked else "no longer asked"
    text = f"{requirement(rule)}: {results}"
    return f"{text} for {_people(rule, people)}" if people else text


def _people(rule: str, number: int) -> str:
    return counted(number, "chair" if rule.startswith("chair.") else "member")


def _level(level: str) -> str:
    return str(RiskLevel(level).label).lower()
