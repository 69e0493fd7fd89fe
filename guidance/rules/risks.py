"""The guidance's reasons for withdrawing support, as clocks and conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from guidance.facts import Facts
from guidance.policies import Parameters, Policy
from guidance.rules.case import Args, Case, Finding
from guidance.rules.coverage import population_of
from guidance.rules.forecast import forecast
from guidance.rules.registry import RULES, Subject
from guidance.rules.submissions import is_submitted, owes_standard, proposal_agreed_on
from guidance.vocabulary import ConcernKind, Dimension, RiskCode, RiskLevel, Severity, Status, SubmissionKind
from portal.calendar import add_months

NO_RISK, WATCH, AT_RISK = RiskLevel.NONE, RiskLevel.WATCH, RiskLevel.AT_RISK
SIZE = "group.size"
REPRESENTS = {"group.represents_size": Dimension.SIZE, "group.represents_sector": Dimension.SECTOR}


class Risk(NamedTuple):
    """`due_on` is the last day that still keeps the clock, where the risk applies and has one.

    `args` is what the words need beside it, plain JSON that stays the same while nothing changes: it is stored.
    """

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


def risks_of(judged: Judged) -> tuple[Risk, ...]:
    """Every risk, in the order of RiskCode; an accepted mitigation moves a risk from `at_risk` and nothing else."""
    held = judged.facts.mitigations
    risks = [risk(judged) for risk in RISKS]
    return tuple(
        item._replace(level=RiskLevel.MITIGATED) if item.level == AT_RISK and item.risk in held else item
        for item in risks
    )


# --- clocks ----------------------------------------------------------------------------------------------------------
def _proposal_late(judged: Judged) -> Risk:
    """No occupation proposal within six months of first contact."""
    if is_submitted(judged.facts, SubmissionKind.PROPOSAL):
        return Risk(RiskCode.PROPOSAL_LATE, NO_RISK, None, {})
    return _clock(judged, RiskCode.PROPOSAL_LATE, judged.policy.proposal_due_on(judged.facts.first_contact_on))


def _standard_late(judged: Judged) -> Risk:
    """No standard and EPA plan in time after the proposal was agreed; without a work plan there is no time to keep."""
    if not owes_standard(judged.facts):
        return Risk(RiskCode.STANDARD_LATE, NO_RISK, None, {})
    due = _standard_due_on(judged.facts, judged.policy.parameters)
    if due is None:
        return Risk(RiskCode.STANDARD_LATE, WATCH, None, {"no_plan": True})
    return _clock(judged, RiskCode.STANDARD_LATE, due)


def _standard_due_on(facts: Facts, parameters: Parameters) -> date | None:
    agreed_on = proposal_agreed_on(facts)
    if parameters.standard_due_months is None or agreed_on is None:
        return facts.plan_due_on
    return add_months(agreed_on, parameters.standard_due_months)


def _clock(judged: Judged, code: str, due: date) -> Risk:
    """The due day itself still keeps it."""
    left = (due - judged.on).days
    watched = left <= judged.policy.parameters.watch_days
    return Risk(code, AT_RISK if left < 0 else WATCH if watched else NO_RISK, due, {})


# --- conditions ------------------------------------------------------------------------------------------------------
def _representation_lost(judged: Judged) -> Risk:
    """An approved membership that no longer has the support of a representative cross-section of employers."""
    code = RiskCode.REPRESENTATION_LOST
    if not judged.facts.membership_approved:
        return Risk(code, NO_RISK, None, {})
    if lost := _lost(judged.facts, judged.policy, judged.findings):
        return Risk(code, AT_RISK, None, {"rules": lost})
    on = judged.on + timedelta(days=judged.policy.parameters.forecast_days)
    left = forecast(judged.facts, on)
    if left is judged.facts:
        return Risk(code, NO_RISK, None, {})
    lost = _lost(left, judged.policy, _representation(left, judged.policy, on))
    within = judged.policy.parameters.forecast_days
    return Risk(code, WATCH if lost else NO_RISK, None, {"rules": lost, "within_days": within} if lost else {})


def _representation(facts: Facts, policy: Policy, on: date) -> list[Finding]:
    """The rules that the forecast asks about, in the policy's order."""
    case = Case(facts, policy.parameters, on)
    results = []
    for rule in policy.rules:
        if rule.code != SIZE and rule.code not in REPRESENTS:
            continue
        args = RULES[rule.code].check(case)
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


def _policy_noncompliance(judged: Judged) -> Risk:
    """An open concern, or a standing `must` rule of the group that is not met."""
    concern = _concern(RiskCode.POLICY_NONCOMPLIANCE, ConcernKind.POLICY_NONCOMPLIANCE, judged)
    if concern.level != NO_RISK:
        return concern
    ungated_codes = {
        rule.code for rule in judged.policy.rules if not rule.gates and RULES[rule.code].subject is Subject.GROUP
    }
    unmet = [
        finding.rule
        for finding in judged.findings
        if finding.rule in ungated_codes and finding.severity == Severity.MUST and finding.status == Status.NOT_MET
    ]
    return concern._replace(level=WATCH, args={"rules": unmet}) if unmet else concern


def _concern(code: RiskCode, kind: ConcernKind, judged: Judged) -> Risk:
    """At risk while a concern of that kind is open."""
    is_open = kind in judged.facts.concerns
    return Risk(code, AT_RISK if is_open else NO_RISK, None, {"concern": True} if is_open else {})


RISKS: tuple[Callable[[Judged], Risk], ...] = (
    _proposal_late,
    _standard_late,
    _representation_lost,
    _policy_noncompliance,
    partial(_concern, RiskCode.QUALITY, ConcernKind.QUALITY),
    partial(_concern, RiskCode.REFUSES_COLLABORATION, ConcernKind.REFUSES_COLLABORATION),
    partial(_concern, RiskCode.ALTERNATIVE_APPRENTICESHIP, ConcernKind.ALTERNATIVE_APPRENTICESHIP),
)
