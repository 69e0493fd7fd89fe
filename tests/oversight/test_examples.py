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
    _compare(path)


def _compare(path: Path) -> None:
    expected = read(path.with_name(f"{path.stem}.expected.json"))
    loaded = load(read(path))
    result = assess(loaded.group.pk, date.fromisoformat(expected["as_of"]), policy=policy_called(expected["policy"]))

    assert _findings(result, loaded.ids) == expected["findings"]
    assert {
        code: {"ready": gate.ready, "blockers": list(gate.blockers)} for code, gate in result.gates.items()
    } == expected["gates"]
    assert [
        {"risk": one.risk, "level": one.level, "due_on": one.due_on and one.due_on.isoformat()} for one in result.risks
    ] == expected["risks"]
    assert result.risk_level == expected["risk_level"]


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
