"""What the duties read of an assessment, with people by their names in the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from guidance.assessment import AssessmentResult
from guidance.clocks import Clock, proposal_clock, standard_clock
from guidance.documents import Documents
from guidance.rules import Finding
from guidance.rules.risks import Risk, RiskInput, loss_on, lost_since
from guidance.vocabulary import GateCode, RiskCode, RiskLevel, Status

DECLARED = "member.interests_declared"  # a duty of its own asks for it
CONFIRMATIONS = ("chair.confirmed_no_interest", "chair.publication_agreed")
UNDERTAKINGS = "group.adviser_undertakings"


class Assessed(NamedTuple):
    """`risks` are those above none. `missing` is what each person has yet to give: the codes of rules."""

    stage: str
    next_gate: GateCode | None
    blockers: frozenset[str]
    risks: Mapping[str, Risk]
    missing: Mapping[str, tuple[str, ...]]
    unconfirmed: frozenset[str]  # chairs who did not confirm, or do not agree to be published
    lost_since: date | None  # whence a loss of representation dates
    loss_on: date | None  # the day on which a loss that is ahead would come
    has_plan: bool  # a work plan is in force
    documents: Documents
    proposal: Clock | None  # None: it does not run
    standard: Clock | None


def not_assessed(on: date) -> Assessed:
    """Of no group: nothing is asked, and nothing is at risk."""
    nothing: frozenset[str] = frozenset()
    return Assessed("", None, nothing, {}, {}, nothing, None, None, False, Documents((), on), None, None)


def assessed_of(result: AssessmentResult, people: Mapping[int, str]) -> Assessed:
    """The assessment of the same group and day, with the names of its people by their keys."""
    parameters = result.policy.parameters
    return Assessed(
        stage=str(result.stage.value),
        next_gate=result.next_gate,
        blockers=frozenset(result.blockers),
        risks={str(risk.risk): risk for risk in result.risks if risk.level != RiskLevel.NONE},
        missing=_missing(result.findings, people),
        unconfirmed=frozenset(people[key] for key in _subjects(result.findings, CONFIRMATIONS)),
        lost_since=lost_since(result.facts),
        loss_on=_loss_on(result),
        has_plan=result.facts.plan_agreed_on is not None,
        documents=result.documents,
        proposal=proposal_clock(result.facts, result.documents, parameters),
        standard=standard_clock(result.facts, result.documents, parameters),
    )


def _subjects(findings: tuple[Finding, ...], rules: tuple[str, ...]) -> set[int]:
    """The people of whom one of those rules is not met."""
    unmet = (finding for finding in findings if finding.rule in rules and finding.status == Status.NOT_MET)
    return {finding.subject for finding in unmet if finding.subject is not None}


def _missing(findings: tuple[Finding, ...], people: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
    missing: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for finding in findings:
        if finding.status != Status.NOT_MET or finding.rule == DECLARED:
            continue
        if finding.rule == UNDERTAKINGS:
            for person in finding.args["people"]:
                missing[people[person]] += (finding.rule,)
        elif finding.rule.startswith("member.") and finding.subject is not None:
            missing[people[finding.subject]] += (finding.rule,)
    return dict(missing)


def _loss_on(result: AssessmentResult) -> date | None:
    risk = next(risk for risk in result.risks if risk.risk == RiskCode.REPRESENTATION_LOST)
    if risk.level != RiskLevel.WATCH:
        return None
    return loss_on(RiskInput(result.facts, result.policy, result.on, result.findings, result.documents))
