"""Whole dossiers with the answers expected: our own, and those of the design where its folder is at hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from oversight.assessment import AssessmentResult, assess
from oversight.policies import policy_called
from tests.oversight.dossier import load, read

OWN = Path(__file__).parent / "examples"
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "examples"


def _dossiers(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(".expected.json"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", _dossiers(OWN), ids=lambda path: path.stem)
def test_own_example(path: Path) -> None:
    _compare(path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    _dossiers(DESIGN)
    or [pytest.param(None, marks=pytest.mark.skip(reason="the design's examples are not beside this checkout"))],
    ids=lambda path: path.stem if path else "none",
)
def test_example_of_the_design(path: Path) -> None:
    expected = read(path.with_name(f"{path.stem}.expected.json"))
    spoken_of = {finding["rule"] for finding in expected["findings"]}
    assert {one.rule for one in _compare(path).findings} <= spoken_of


def _compare(path: Path) -> AssessmentResult:
    """Compare every rule that the answer speaks of; our own answers are silent about rules still to come."""
    expected = read(path.with_name(f"{path.stem}.expected.json"))
    loaded = load(read(path))
    result = assess(loaded.group.pk, date.fromisoformat(expected["as_of"]), policy=policy_called(expected["policy"]))
    named = {finding["rule"] for finding in expected["findings"]}
    known = {rule.code for rule in result.policy.rules}

    assert [one for one in _findings(result, loaded.ids) if one["rule"] in named] == [
        one for one in expected["findings"] if one["rule"] in known
    ]
    for code, gate in expected["gates"].items():
        assert named.intersection(result.gates[code].blockers) == known.intersection(gate["blockers"])
    _compare_risks(result, expected)
    return result


def _findings(result: AssessmentResult, ids: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "rule": found.rule,
            "severity": found.severity,
            "status": found.status,
            "subject": found.subject and ids[found.subject],
        }
        for found in result.findings
    ]


def _compare_risks(result: AssessmentResult, expected: dict[str, Any]) -> None:
    """Where the risk applies (no proposal submitted) and no mitigation was accepted."""
    told = {risk["risk"]: risk for risk in expected["risks"]}
    for risk in result.risks:
        if told[risk.risk]["due_on"] and told[risk.risk]["level"] != "mitigated":
            assert (risk.level, risk.due_on.isoformat()) == (told[risk.risk]["level"], told[risk.risk]["due_on"])
