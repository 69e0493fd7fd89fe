"""The guidance's reasons for withdrawing support, as clocks and conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from guidance.clocks import Clock, proposal_clock, standard_clock
from guidance.documents import Documents
from guidance.facts import Facts
from guidance.policies import Policy
from guidance.rules.coverage import population_of
from guidance.rules.forecast import forecast, loss_days
from guidance.rules.registry import RULES, Subject
from guidance.rules.rule_input import Args, Finding, RuleInput
from guidance.vocabulary import ConcernKind, Dimension, RiskCode, RiskLevel, Severity, Status
from portal.calendar import add_days

NO_RISK, WATCH, AT_RISK = RiskLevel.NONE, RiskLevel.WATCH, RiskLevel.AT_RISK
SIZE = "group.size"
REPRESENTS = {"group.represents_size": Dimension.SIZE, "group.represents_sector": Dimension.SECTOR}


class Risk(NamedTuple):
    """`due_on` is the last day that still keeps the clock, where the risk applies and has one.

    `args` is what the words need beside it, plain JSON that stays the same while nothing changes: it is stored.
    `since` is the first day of a level above none.
    """

    risk: str
    level: RiskLevel
    due_on: date | None
    args: Args
    since: date | None = None


class RiskInput(NamedTuple):
    """What risks work on: the group on a day, and what its rules found."""

    facts: Facts
    policy: Policy
    on: date
    findings: Sequence[Finding]
    documents: Documents


def risks_of(inputs: RiskInput) -> tuple[Risk, ...]:
    """Every risk, in the order of RiskCode; an accepted mitigation moves a risk from `at_risk` and nothing else."""
    return tuple(_mitigated(risk(inputs), inputs) for risk in RISKS)


def _mitigated(risk: Risk, inputs: RiskInput) -> Risk:
    """What is at risk is mitigated until the mitigation ends, that day included, and at risk again from the next."""
    if risk.level != AT_RISK or risk.since is None:
        return risk
    facts = inputs.facts
    rows = zip(facts.mitigations, facts.mitigations_accepted_on, facts.mitigations_until, strict=True)
    own = [(accepted_on, until) for code, accepted_on, until in rows if code == risk.risk and accepted_on <= until]
    if held := [accepted_on for accepted_on, until in own if until >= inputs.on]:
        return risk._replace(level=RiskLevel.MITIGATED, since=max(risk.since, min(held)))
    ended = [add_days(until, 1) for _, until in own]
    return risk._replace(since=max([risk.since, *ended]))


# --- clocks ----------------------------------------------------------------------------------------------------------
def _proposal_late(inputs: RiskInput) -> Risk:
    """No occupation proposal within six months of first contact."""
    clock = proposal_clock(inputs.facts, inputs.documents, inputs.policy.parameters)
    return _by_clock(inputs, RiskCode.PROPOSAL_LATE, clock)


def _standard_late(inputs: RiskInput) -> Risk:
    """No standard and EPA plan in time after the proposal was agreed; without a work plan there is no time to keep."""
    clock = standard_clock(inputs.facts, inputs.documents, inputs.policy.parameters)
    if clock is not None and clock.base is None and inputs.facts.plan_agreed_on is None:
        return Risk(RiskCode.STANDARD_LATE, WATCH, None, {"no_plan": True}, _without_plan_since(inputs))
    return _by_clock(inputs, RiskCode.STANDARD_LATE, clock)


def _without_plan_since(inputs: RiskInput) -> date | None:
    """The agreement of the proposal, or the day on which the last work plan ended."""
    days = [inputs.documents.proposal_agreed_on, inputs.facts.plan_ended_on]
    return max((day for day in days if day is not None), default=None)


def _by_clock(inputs: RiskInput, code: str, clock: Clock | None) -> Risk:
    """The due day itself still keeps it."""
    if clock is None or clock.due_on is None:
        return Risk(code, NO_RISK, None, {})
    due, days = clock.due_on, inputs.policy.parameters.watch_days
    left = (due - inputs.on).days
    if left > days:
        return Risk(code, NO_RISK, due, {})
    first = add_days(due, 1) if left < 0 else add_days(due, -days)
    since = max(day for day in (first, clock.began_on, clock.given_back_on) if day is not None)
    return Risk(code, AT_RISK if left < 0 else WATCH, due, {}, since)


# --- conditions ------------------------------------------------------------------------------------------------------
def _representation_lost(inputs: RiskInput) -> Risk:
    """An approved membership that no longer has the support of a representative cross-section of employers."""
    code = RiskCode.REPRESENTATION_LOST
    facts, approved_on = inputs.facts, inputs.facts.membership_approved_on
    if approved_on is None:
        return Risk(code, NO_RISK, None, {})
    if lost := _lost(facts, inputs.policy, inputs.findings):
        return Risk(code, AT_RISK, None, {"rules": lost}, lost_since(facts))
    within = inputs.policy.parameters.forecast_days
    lost = _lost_by(inputs, add_days(inputs.on, within))
    if not lost:
        return Risk(code, NO_RISK, None, {})
    since = max(approved_on, add_days(loss_on(inputs), -within))
    return Risk(code, WATCH, None, {"rules": lost, "within_days": within}, since)


def lost_since(facts: Facts) -> date | None:
    """The approval of the membership, or the day on which an employer left it since."""
    days = (facts.membership_approved_on, facts.employer_left_on)
    return max((day for day in days if day is not None), default=None)


def _lost_by(inputs: RiskInput, on: date) -> list[str]:
    """The rules that show a loss once those have left who leave by that day."""
    left = forecast(inputs.facts, on)
    if left is inputs.facts:
        return []
    return _lost(left, inputs.policy, _representation(left, inputs.policy, on))


def loss_on(inputs: RiskInput) -> date:
    """The first day on which the forecast shows a loss; it does by the end of the time that is looked ahead."""
    last = add_days(inputs.on, inputs.policy.parameters.forecast_days)
    return next((day for day in loss_days(inputs.facts, inputs.on, last) if _lost_by(inputs, day)), last)


def _representation(facts: Facts, policy: Policy, on: date) -> list[Finding]:
    """The rules that the forecast asks about, in the policy's order."""
    inputs = RuleInput(facts, policy.parameters, on)
    results = []
    for rule in policy.rules:
        if rule.code != SIZE and rule.code not in REPRESENTS:
            continue
        args = RULES[rule.code].check(inputs)
        justified = rule.severity == Severity.EXPECTED and rule.code in facts.justified_rules
        status = Status.MET if args is None else Status.JUSTIFIED if justified else Status.NOT_MET
        results.append(Finding(rule.code, rule.severity, status, None, args or {}))
    return results


def _lost(facts: Facts, policy: Policy, findings: Sequence[Finding]) -> list[str]:
    """Too few employers, or a kind of employer missing where the figures are recorded."""
    return [
        finding.rule for finding in findings if finding.status == Status.NOT_MET and _shows_loss(finding, facts, policy)
    ]


def _shows_loss(unmet: Finding, facts: Facts, policy: Policy) -> bool:
    if unmet.rule == SIZE:
        return bool(unmet.args["count"] < policy.parameters.employers_min)
    return unmet.rule in REPRESENTS and bool(population_of(facts, REPRESENTS[unmet.rule]))


def _policy_noncompliance(inputs: RiskInput) -> Risk:
    """An open concern, or a standing `must` rule of the group that is not met."""
    concern = _concern(RiskCode.POLICY_NONCOMPLIANCE, ConcernKind.POLICY_NONCOMPLIANCE, inputs)
    if concern.level != NO_RISK:
        return concern
    ungated_codes = {
        rule.code for rule in inputs.policy.rules if not rule.gates and RULES[rule.code].subject is Subject.GROUP
    }
    unmet = [
        finding.rule
        for finding in inputs.findings
        if finding.rule in ungated_codes and finding.severity == Severity.MUST and finding.status == Status.NOT_MET
    ]
    if not unmet:
        return concern
    since = inputs.facts.meeting_unchecked_on or _without_plan_since(inputs)
    return concern._replace(level=WATCH, args={"rules": unmet}, since=since)


def _concern(code: RiskCode, kind: ConcernKind, inputs: RiskInput) -> Risk:
    """At risk while a concern of that kind is open."""
    opened_on = dict(zip(inputs.facts.concerns, inputs.facts.concerns_opened_on, strict=True))
    if kind not in opened_on:
        return Risk(code, NO_RISK, None, {})
    return Risk(code, AT_RISK, None, {"concern": True}, opened_on[kind])


RISKS: tuple[Callable[[RiskInput], Risk], ...] = (
    _proposal_late,
    _standard_late,
    _representation_lost,
    _policy_noncompliance,
    partial(_concern, RiskCode.QUALITY, ConcernKind.QUALITY),
    partial(_concern, RiskCode.REFUSES_COLLABORATION, ConcernKind.REFUSES_COLLABORATION),
    partial(_concern, RiskCode.ALTERNATIVE_APPRENTICESHIP, ConcernKind.ALTERNATIVE_APPRENTICESHIP),
)
