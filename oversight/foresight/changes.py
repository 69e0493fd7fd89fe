"""What differs between a group on one day and on a later one: risks, gates, the next step, and rules."""

from __future__ import annotations

from datetime import date
from enum import StrEnum, auto
from functools import cached_property
from typing import Any, NamedTuple

from guidance.assessment import AssessmentResult, assessment_of
from guidance.documents import DAYS
from guidance.facts import Facts
from guidance.policies import Policy
from guidance.vocabulary import RiskLevel

NEVER = date.max  # on which something was begun that is not yet


class Part(StrEnum):
    """Of an answer, in the order in which they are told."""

    RISK = auto()
    STEP = auto()
    GATE = auto()
    RULE = auto()


class Key(NamedTuple):
    """What may change: a risk, the next step, a gate, or a rule (of one person, or of the group)."""

    part: Part
    code: str = ""
    subject: int | None = None


class Change(NamedTuple):
    """Two values that differ; None where the answer of that day says nothing of it."""

    key: Key
    before: Any
    after: Any


class Moment:
    """A group on a day under a policy, and what the engine says of it."""

    def __init__(self, facts: Facts, policy: Policy, on: date) -> None:
        self.facts, self.policy, self.on = as_at(facts, on), policy, on

    @cached_property
    def result(self) -> AssessmentResult:
        return assessment_of(self.facts, self.policy, self.on)

    @cached_property
    def answers(self) -> dict[Key, Any]:
        return answers_of(self.result)


def answers_of(result: AssessmentResult) -> dict[Key, Any]:
    """All that may change between two days, each with its value.

    A risk by its level, and by its last day while it stands; a gate by whether it is open; a rule by its status.
    """
    answers: dict[Key, Any] = {
        Key(Part.RISK, risk.risk): (risk.level, risk.due_on if risk.level != RiskLevel.NONE else None)
        for risk in result.risks
    }
    answers[Key(Part.STEP)] = result.next_gate
    answers |= {Key(Part.GATE, code): gate.ready for code, gate in result.gates.items()}
    answers |= {Key(Part.RULE, finding.rule, finding.subject): finding.status for finding in result.findings}
    return answers


def changes(before: Moment, after: Moment) -> list[Change]:
    """In the order of the later answer; what only the earlier one has comes last."""
    keys = dict.fromkeys([*after.answers, *before.answers])
    every = [Change(key, before.answers.get(key), after.answers.get(key)) for key in keys]
    changed = [change for change in every if change.before != change.after]
    return sorted(changed, key=lambda change: _PLACE[change.key.part])


_PLACE = {part: place for place, part in enumerate(Part)}


def as_at(facts: Facts, on: date) -> Facts:
    """The facts without what is to come: submissions are read with all their days, so that duties can count with them.

    Days for which something is only named (the end of a plan, of a mitigation, of a membership) are known beforehand.
    """
    rows = zip(facts.submission_outcomes, facts.submission_days, strict=True)
    cut = [_cut(outcome, dict(zip(DAYS, days, strict=True)), on) for outcome, days in rows]
    return facts._replace(
        submission_outcomes=[outcome for outcome, _ in cut], submission_days=[days for _, days in cut]
    )


def _cut(outcome: str, days: dict[str, date | None], on: date) -> tuple[str, list[date | None]]:
    """A submission as it stood on the day: an outcome, and the day it names, come with the decision."""
    decided_on = days["decided_on"]
    is_to_come = decided_on is not None and decided_on > on
    reached = {name: day if day is not None and day <= on else None for name, day in days.items()}
    begun_on = days["begun_on"]
    reached["begun_on"] = NEVER if begun_on is not None and begun_on > on else begun_on
    reached["resubmit_by"] = None if is_to_come else days["resubmit_by"]
    return "" if is_to_come else outcome, [reached[name] for name in DAYS]
