"""The guidance's rules as pure functions of the facts.

A rule answers None where it is met, NOT_APPLICABLE where it does not apply, else a dict with what the words need (plain
JSON: it is stored with the finding; days and keys, never an age, so that it stays the same while nothing changes).
Adding a rule is a function in a module here, its code in that module's table, its words, and its line in each policy.
"""

from __future__ import annotations

from datetime import date

from guidance.facts import Facts
from guidance.policies import Policy, Rule
from guidance.rules.case import NOT_APPLICABLE, Args, Case, Finding
from guidance.rules.chairs import CHAIR_RULES
from guidance.rules.coverage import Coverage, coverage
from guidance.rules.forecast import forecast, leaving
from guidance.rules.group import GROUP_RULES
from guidance.rules.members import MEMBER_RULES
from guidance.rules.risks import Judged, Risk, risks_of
from guidance.rules.submissions import is_submitted, owes_standard, proposal_agreed_on
from guidance.vocabulary import Severity, Status

__all__ = [
    "CHAIR_RULES",
    "GROUP_RULES",
    "MEMBER_RULES",
    "Coverage",
    "Finding",
    "Judged",
    "Risk",
    "coverage",
    "evaluate",
    "forecast",
    "is_submitted",
    "leaving",
    "owes_standard",
    "proposal_agreed_on",
    "risks_of",
]

MET, NOT_MET = Status.MET, Status.NOT_MET  # an enum's members are slow to look up
NOTHING: Args = {}


def evaluate(facts: Facts, policy: Policy, on: date) -> list[Finding]:
    """Every finding of the policy's rules on that day, in the policy's order, then by person.

    A policy lists its member rules first, then those of chairs, then those of the group: each builds on those before.
    """
    case = Case(facts, policy.parameters, on)
    findings: list[Finding] = []
    for rule in policy.rules:
        if rule.code in MEMBER_RULES:
            findings += _of_members(case, rule)
        elif rule.code in CHAIR_RULES:
            findings += _of_chairs(case, rule)
        else:
            findings.append(_of_group(case, rule))
    return findings


def _of_members(case: Case, rule: Rule) -> list[Finding]:
    """Written out for speed: most findings of a sweep are made here."""
    check, people = MEMBER_RULES[rule.code], case.facts.people
    code, severity, found = rule.code, rule.severity, []
    for place in case.employers:
        args = check(case, place)
        if args is None:
            found.append(Finding(code, severity, MET, people[place], NOTHING))
        else:
            found.append(Finding(code, severity, NOT_MET, people[place], args))
            if severity == Severity.MUST:
                case.unmet_members.add(people[place])
                case.unmet_rules[code] = case.unmet_rules.get(code, 0) + 1
    return found


def _of_chairs(case: Case, rule: Rule) -> list[Finding]:
    check = CHAIR_RULES[rule.code]
    found = [_finding(rule, check(case, place), person) for place, person in enumerate(case.facts.chairs)]
    case.unmet_chairs.update(case.facts.chairs[place] for place, one in enumerate(found) if one.status != MET)
    return found


def _of_group(case: Case, rule: Rule) -> Finding:
    finding = _finding(rule, GROUP_RULES[rule.code](case), None)
    is_justified = rule.severity == Severity.EXPECTED and rule.code in case.facts.justified_rules
    if finding.status == NOT_MET and is_justified:
        return finding._replace(status=Status.JUSTIFIED)
    return finding


def _finding(rule: Rule, args: Args | None, subject: int | None) -> Finding:
    if args is None:
        return Finding(rule.code, rule.severity, MET, subject, NOTHING)
    status = Status.NOT_APPLICABLE if args is NOT_APPLICABLE else NOT_MET
    return Finding(rule.code, rule.severity, status, subject, args)
