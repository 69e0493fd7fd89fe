"""The guidance's rules as pure functions of the facts.

A rule answers None where it is met, NOT_APPLICABLE where it does not apply, else a dict with what the words need (plain
JSON: it is stored with the finding; days and keys, never an age, so that it stays the same while nothing changes).
Adding a rule is a check with its declaration in a module here, and its line in each policy that has it.
"""

from __future__ import annotations

from datetime import date

from guidance.facts import Facts
from guidance.policies import Policy, Rule
from guidance.rules import chairs, development, eligibility, employers, evidence, members, running  # noqa: F401
from guidance.rules.coverage import Coverage, coverage
from guidance.rules.forecast import forecast, leaving
from guidance.rules.registry import RULES, DeclaredRule, GroupCheck, PersonCheck, Subject
from guidance.rules.risks import Risk, RiskInput, risks_of
from guidance.rules.rule_input import NOT_APPLICABLE, Args, Finding, RuleInput
from guidance.vocabulary import Severity, Status

__all__ = [
    "RULES",
    "Coverage",
    "DeclaredRule",
    "Finding",
    "Risk",
    "RiskInput",
    "Subject",
    "coverage",
    "evaluate",
    "forecast",
    "leaving",
    "risks_of",
]

MET, NOT_MET = Status.MET, Status.NOT_MET  # an enum's members are slow to look up
MEMBER, CHAIR = Subject.MEMBER, Subject.CHAIR
NOTHING: Args = {}


def evaluate(facts: Facts, policy: Policy, on: date) -> list[Finding]:
    """Every finding of the policy's rules on that day, in the policy's order, then by person.

    A policy lists its member rules first, then those of chairs, then those of the group: each builds on those before.
    """
    inputs = RuleInput(facts, policy.parameters, on)
    findings: list[Finding] = []
    for rule in policy.rules:
        declared = RULES[rule.code]
        if declared.subject is MEMBER:
            findings += _of_members(inputs, rule, declared.check)
        elif declared.subject is CHAIR:
            findings += _of_chairs(inputs, rule, declared.check)
        else:
            findings.append(_of_group(inputs, rule, declared.check))
    return findings


def _of_members(inputs: RuleInput, rule: Rule, check: PersonCheck) -> list[Finding]:
    """Written out for speed: most findings of a sweep are made here."""
    people = inputs.facts.people
    code, severity, results = rule.code, rule.severity, []
    for place in inputs.employers:
        args = check(inputs, place)
        if args is None:
            results.append(Finding(code, severity, MET, people[place], NOTHING))
        else:
            results.append(Finding(code, severity, NOT_MET, people[place], args))
            if severity == Severity.MUST:
                inputs.unmet_members.add(people[place])
                inputs.unmet_rules[code] = inputs.unmet_rules.get(code, 0) + 1
    return results


def _of_chairs(inputs: RuleInput, rule: Rule, check: PersonCheck) -> list[Finding]:
    findings = [_finding(rule, check(inputs, place), person) for place, person in enumerate(inputs.facts.chairs)]
    inputs.unmet_chairs.update(
        inputs.facts.chairs[place] for place, finding in enumerate(findings) if finding.status != MET
    )
    return findings


def _of_group(inputs: RuleInput, rule: Rule, check: GroupCheck) -> Finding:
    finding = _finding(rule, check(inputs), None)
    is_justified = rule.severity == Severity.EXPECTED and rule.code in inputs.facts.justified_rules
    if finding.status == NOT_MET and is_justified:
        return finding._replace(status=Status.JUSTIFIED)
    return finding


def _finding(rule: Rule, args: Args | None, subject: int | None) -> Finding:
    if args is None:
        return Finding(rule.code, rule.severity, MET, subject, NOTHING)
    status = Status.NOT_APPLICABLE if args is NOT_APPLICABLE else NOT_MET
    return Finding(rule.code, rule.severity, status, subject, args)
