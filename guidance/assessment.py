"""The one answer about a group on a day: findings, gates, risks. Pages, actions, sweeps and commands all ask here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from guidance import rules
from guidance.clocks import days_left, proposal_clock
from guidance.documents import Documents
from guidance.facts import Facts, every_group, single_group
from guidance.policies import Policy, policy_for
from guidance.rules import Coverage, Finding, Risk, RiskInput
from guidance.stage import Stage, progress_of
from guidance.vocabulary import Dimension, GateCode, RiskCode, RiskLevel, Severity, Status

PASSES = {Status.MET, Status.NOT_APPLICABLE, Status.JUSTIFIED}
BLOCKING = {Severity.MUST, Severity.EXPECTED}  # advised rules are shown and never block
EXCEPTIONS = {Status.NOT_MET, Status.JUSTIFIED}
LEVELS = list(RiskLevel)  # from the least to the worst


class UnknownGroup(LookupError):
    """No group has the key that was asked about."""


class Gate(NamedTuple):
    ready: bool
    blockers: tuple[str, ...]  # codes of rules, sorted


class Forecast(NamedTuple):
    """A later day: people with the day on which they leave, and what is not met then that is met, or better, today."""

    until: date
    leaving: list[tuple[int, date]]
    unmet: list[Finding]


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """One group assessed on one day under one policy.

    `findings` come in the order of the policy's rules, then by the person's key; `rules_met` of `rules_counted` counts
    the rules that can block the next gate, less those that do not apply; without a next gate nothing is asked.
    `changed_at` is the state of the group that was assessed: an answer about an earlier state must not be stored over a
    later one.
    """

    group_id: int
    on: date
    policy: Policy
    facts: Facts
    findings: tuple[Finding, ...]
    gates: dict[GateCode, Gate]
    documents: Documents = field(compare=False)
    stage: Stage
    next_gate: GateCode | None
    rules_met: int
    rules_counted: int
    risks: tuple[Risk, ...]
    risk_level: RiskLevel

    @property
    def changed_at(self) -> datetime:
        return self.facts.changed_at

    @property
    def blockers(self) -> tuple[str, ...]:
        """Codes of the rules that keep the group from its next gate."""
        return self.gates[self.next_gate].blockers if self.next_gate else ()

    @property
    def exceptions(self) -> list[Finding]:
        """What is not met, or was justified."""
        return [finding for finding in self.findings if finding.status in EXCEPTIONS]

    @property
    def active_risks(self) -> list[Risk]:
        """The risks that stand at any level above none."""
        return [risk for risk in self.risks if risk.level != RiskLevel.NONE]

    @property
    def proposal_due_on(self) -> date | None:
        """The last day for the occupation proposal; None while none is owed, and once support was withdrawn."""
        if self.stage == Stage.WITHDRAWN:
            return None
        clock = proposal_clock(self.facts, self.documents, self.policy.parameters)
        return clock and clock.due_on

    @property
    def is_proposal_overdue(self) -> bool:
        """The last day for the occupation proposal is past, and no accepted mitigation excuses it."""
        return any((risk.risk, risk.level) == (RiskCode.PROPOSAL_LATE, RiskLevel.AT_RISK) for risk in self.risks)

    @property
    def days_left(self) -> int | None:
        """Until the last day for the occupation proposal; None while none is owed, and once that day is past."""
        return days_left(self.proposal_due_on, self.on)

    def coverage(self, dimension: Dimension) -> Coverage:
        """The occupation's employers beside the group's, for the page that compares them."""
        return rules.coverage(self.facts, dimension, self.policy.parameters)

    def forecast(self, until: date) -> Forecast:
        """Who leaves by that day as far as is known, and what the group would then lack; rules.md, “Risks”.

        Nothing else is taken to change: nobody joins, and no declaration grows old.
        """
        left = rules.forecast(self.facts, until)
        then = rules.evaluate(left, self.policy, self.on)
        today = {finding.rule: finding for finding in self.findings if finding.subject is None}
        findings = [finding for finding in then if finding.subject is None and _is_worse(finding, today[finding.rule])]
        return Forecast(until, rules.leaving(self.facts, until), findings)

    def of_person(self, person_id: int) -> list[Finding]:
        """Every finding about one person, met or not."""
        return [finding for finding in self.findings if finding.subject == person_id]

    def fingerprint(self) -> str:
        """The same for two answers that would be stored alike."""
        content: list[Any] = [self.policy.code, self.stage, self.next_gate, self.rules_met, self.rules_counted]
        content += [self.blockers, self.risk_level, _plain(self.proposal_due_on)]
        content += [[finding.rule, finding.status, finding.subject, finding.args] for finding in self.exceptions]
        content += [
            [risk.risk, risk.level, _plain(risk.due_on), risk.args, _plain(risk.since)] for risk in self.active_risks
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _is_worse(then: Finding, now: Finding) -> bool:
    """Not met later, and met today, or today not met of fewer people or in another measure."""
    if then.status != Status.NOT_MET or now.status != Status.NOT_MET:
        return then.status == Status.NOT_MET
    if "people" in then.args:
        return not set(then.args["people"]) <= set(now.args.get("people", ()))
    return then.args != now.args


def assess(group_id: int, on: date, *, policy: Policy | None = None) -> AssessmentResult:
    """The group as at the day, in one statement, under the policy in force then (or the one given).

    Raises UnknownGroup, or NoPolicy for a day before the first policy.
    """
    policy = policy or policy_for(on)
    facts = single_group(group_id, on)
    if facts is None:
        raise UnknownGroup(f"There is no group {group_id}")
    return assessment_of(facts, policy, on)


def assess_many(
    group_ids: Sequence[int] | range | None, on: date, *, policy: Policy | None = None
) -> Iterator[AssessmentResult]:
    """Each group named (keys, a range of keys, None for all), in the order of their keys; constant memory."""
    policy = policy or policy_for(on)
    for facts in every_group(group_ids, on=on):
        yield assessment_of(facts, policy, on)


def gate(group_id: int, code: GateCode, on: date) -> Gate:
    """Whether the group may take that step on the day, live; for an action to ask under its lock."""
    return assess(group_id, on).gates[code]


def assessment_of(facts: Facts, policy: Policy, on: date) -> AssessmentResult:
    """Facts to answer: pure, no database."""
    findings = tuple(rules.evaluate(facts, policy, on))
    documents = facts.documents(on)
    stage, next_gate = progress_of(facts, documents)
    met, counted = _counted(findings, policy, next_gate)
    risks = rules.risks_of(RiskInput(facts, policy, on, findings, documents))
    return AssessmentResult(
        group_id=facts.group,
        on=on,
        policy=policy,
        facts=facts,
        findings=findings,
        gates=gates_of(findings, policy),
        documents=documents,
        stage=stage,
        next_gate=next_gate,
        rules_met=met,
        rules_counted=counted,
        risks=risks,
        risk_level=max((risk.level for risk in risks), key=LEVELS.index),
    )


def gates_of(findings: Sequence[Finding], policy: Policy) -> dict[GateCode, Gate]:
    """A gate is ready when none of its `must` rules is unmet, nor an `expected` one without an accepted reason."""
    unmet = {finding.rule for finding in findings if finding.status not in PASSES and finding.severity in BLOCKING}
    blockers = {gate: tuple(code for code in codes if code in unmet) for gate, codes in policy.codes_at.items()}
    return {gate: Gate(not codes, codes) for gate, codes in blockers.items()}


def _counted(findings: Sequence[Finding], policy: Policy, gate: GateCode | None) -> tuple[int, int]:
    if gate is None:
        return 0, 0
    gating = {code for code in policy.codes_at[gate] if policy.rule(code).severity in BLOCKING}
    counted = [
        finding.status for finding in findings if finding.rule in gating and finding.status != Status.NOT_APPLICABLE
    ]
    return sum(status in PASSES for status in counted), len(counted)
