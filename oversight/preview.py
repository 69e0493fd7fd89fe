"""What another policy would change: each group judged under both, from one reading of its facts.

A finding is unmet when its status is `not_met`; a rule that a policy does not have is unmet of nobody. So a rule that
comes new counts only where it is not met, and one that falls away only where it was not met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import structlog

from guidance.assessment import AssessmentResult, assessment_of
from guidance.facts import every_group
from guidance.policies import Policy
from guidance.rules import Finding
from guidance.vocabulary import RiskLevel, Status

log = structlog.get_logger(__name__)
Counts = dict[str, Any]  # see `counts_of`


class Difference(NamedTuple):
    """One finding that is unmet under one of the policies alone; None where a policy has no such rule or finding."""

    rule: str
    subject: int | None
    before: Finding | None
    after: Finding | None


class RiskMove(NamedTuple):
    risk: str
    before: RiskLevel
    after: RiskLevel


class Change(NamedTuple):
    """What would change for one group. Gates and rules stand in the order of the policies."""

    group_id: int
    blocked: tuple[str, ...]  # gates that are ready, and would not be
    ready: tuple[str, ...]  # gates that are not ready, and would be
    unmet: tuple[Difference, ...]
    met: tuple[Difference, ...]
    risks: tuple[RiskMove, ...]
    risk_before: RiskLevel  # the group's level
    risk_after: RiskLevel

    @property
    def has_change(self) -> bool:
        """Whether anything changes at all."""
        return bool(self.blocked or self.ready or self.unmet or self.met or self.risks)


class PolicyDifference(NamedTuple):
    """Codes of rules that only the other policy has, that only the present one has, that bind otherwise."""

    added: list[str]
    dropped: list[str]
    severity: dict[str, tuple[str, str]]  # before, after


def compare(before: AssessmentResult, after: AssessmentResult) -> Change:
    """Two answers about one group on one day, the second under the other policy."""
    gates = [(str(code.value), gate.ready, after.gates[code].ready) for code, gate in before.gates.items()]
    differences = list(_differences(before.findings, after.findings))
    return Change(
        before.group_id,
        tuple(code for code, was, will in gates if was and not will),
        tuple(code for code, was, will in gates if will and not was),
        tuple(difference for difference in differences if _is_unmet(difference.after)),
        tuple(difference for difference in differences if _is_unmet(difference.before)),
        tuple(
            RiskMove(str(was.risk), was.level, will.level)
            for was, will in zip(before.risks, after.risks, strict=True)
            if was.level != will.level
        ),
        before.risk_level,
        after.risk_level,
    )


def _differences(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Difference]:
    """Findings that are unmet on one side alone, in the order of the other policy, then of the present one."""
    was, will = ({(finding.rule, finding.subject): finding for finding in findings} for findings in (before, after))
    for key in will | was:
        if _is_unmet(was.get(key)) != _is_unmet(will.get(key)):
            yield Difference(*key, was.get(key), will.get(key))


def _is_unmet(finding: Finding | None) -> bool:
    return finding is not None and finding.status == Status.NOT_MET


def changes(
    group_ids: Sequence[int] | range | None, on: date, *, policy: Policy, against: Policy
) -> Iterator[Change | None]:
    """Every group named (keys, a range of keys, None for all) in the order of their keys, also where nothing changes.

    `against` is the policy in force, `policy` the other. None stands for a group that could not be judged: it keeps
    none from the rest. One reading of the facts, constant memory.
    """
    for facts in every_group(group_ids, on=on):
        try:
            yield compare(assessment_of(facts, against, on), assessment_of(facts, policy, on))
        except Exception:  # the failure is this group's
            log.exception("preview failed", group_id=facts.group)
            yield None


def policy_difference(before: Policy, after: Policy) -> PolicyDifference:
    """What the policies ask differently, by rule; parameters differ besides."""
    was, will = ({rule.code: str(rule.severity.value) for rule in policy.rules} for policy in (before, after))
    return PolicyDifference(
        [code for code in will if code not in was],
        [code for code in was if code not in will],
        {code: (was[code], will[code]) for code in will if code in was and was[code] != will[code]},
    )


# --- counts ----------------------------------------------------------------------------------------------------------
def counts_of(changes: Sequence[Change | None]) -> Counts:
    """How many groups: `groups` compared, of these `failed` and `changing`; `gates` and `rules`, by what happens to
    them and their code; `risk_levels`, by the group's level before and after. A rule counts once a group.
    """
    changing = [change for change in changes if change and change.has_change]
    return {
        "groups": len(changes),
        "failed": sum(change is None for change in changes),
        "changing": len(changing),
        "gates": {
            "blocked": dict(Counter(code for change in changing for code in change.blocked)),
            "ready": dict(Counter(code for change in changing for code in change.ready)),
        },
        "rules": {
            "unmet": dict(Counter(rule for change in changing for rule in {each.rule for each in change.unmet})),
            "met": dict(Counter(rule for change in changing for rule in {each.rule for each in change.met})),
        },
        "risk_levels": _moves(changing),
    }


def _moves(changing: Sequence[Change]) -> dict[str, dict[str, int]]:
    moves: dict[str, dict[str, int]] = {}
    for change in changing:
        if change.risk_before != change.risk_after:
            row = moves.setdefault(str(change.risk_before.value), {})
            row[change.risk_after.value] = row.get(change.risk_after.value, 0) + 1
    return moves


def added(counts: Counts, other: Counts) -> Counts:
    """The counts of both together."""
    total = dict(counts)
    for name, value in other.items():
        total[name] = added(total.get(name, {}), value) if isinstance(value, dict) else total.get(name, 0) + value
    return total
