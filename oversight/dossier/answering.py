"""An assessment told as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guidance import messages
from guidance.assessment import AssessmentResult
from guidance.policies import Source
from guidance.rules import Finding, Risk


def answer(result: AssessmentResult, *, reference: str, subjects: Mapping[int, str]) -> dict[str, Any]:
    """The answer with the group's reference and the subjects' names (by the keys of people) as the reader knows them.

    Findings come in the order of the policy's rules, then by subject.
    """
    order = {rule.code: place for place, rule in enumerate(result.policy.rules)}
    findings = [_finding(finding, result.policy.rule(finding.rule).source, subjects) for finding in result.findings]
    return {
        "group": reference,
        "policy": result.policy.code,
        "as_of": result.on.isoformat(),
        "findings": sorted(findings, key=lambda risk: (order[risk["rule"]], risk["subject"] or "")),
        "gates": {
            str(code.value): {"ready": gate.ready, "blockers": list(gate.blockers)}
            for code, gate in result.gates.items()
        },
        "risks": [_risk(risk, result.on) for risk in result.risks],
        "risk_level": str(result.risk_level.value),
    }


def _finding(finding: Finding, source: Source, subjects: Mapping[int, str]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity.value),
        "status": str(finding.status.value),
        "subject": None if finding.subject is None else subjects[finding.subject],
        "detail": messages.detail(finding.rule, finding.status, finding.args),
        "source": f"{source.document}, “{source.heading}”",
    }


def _risk(risk: Risk, on: date) -> dict[str, Any]:
    return {
        "risk": str(risk.risk),
        "level": str(risk.level.value),
        "due_on": risk.due_on and risk.due_on.isoformat(),
        "detail": messages.risk_detail(risk.due_on, risk.args, on=on),
    }
