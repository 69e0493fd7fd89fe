"""Whole dossiers with the answers expected: our own, and those of the design where its folder is at hand.

`make examples` writes our own anew, to be read as a difference: a rule more is a line more.
"""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from groups.models import Group
from tests.oversight.dossier import read

OWN = Path(__file__).parent / "examples"
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "next" / "examples"
pytestmark = pytest.mark.django_db


def _dossiers(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("path", _dossiers(OWN), ids=lambda path: path.stem)
def test_own_example(path: Path) -> None:
    if os.environ.get("WRITE_EXAMPLES"):
        path.with_name(f"{path.stem}.expected.json").write_text(_text(_answers(path)[0]))
    _compare(path)


@pytest.mark.parametrize(
    "path",
    _dossiers(DESIGN)
    or [pytest.param(None, marks=pytest.mark.skip(reason="the design's examples are not beside this checkout"))],
    ids=lambda path: path.stem if path else "none",
)
def test_example_of_the_design(path: Path) -> None:
    _compare(path)


def _compare(path: Path) -> None:
    answer, expected = _answers(path)
    assert answer == expected
    assert not Group.objects.exists()


def _answers(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the dossier gives, of what is expected, and what is expected."""
    expected = read(path.with_name(f"{path.stem}.expected.json"))
    out = StringIO()
    call_command("assess", path, as_of=expected["as_of"], policy=expected["policy"], stdout=out)
    answer = json.loads(out.getvalue())

    for row in [*answer["findings"], *answer["risks"]]:
        assert row.pop("detail")
    for row in answer["findings"]:
        assert row.pop("source")
    return {name: answer[name] for name in expected}, expected


def _text(answer: dict[str, Any]) -> str:
    """As the files are kept: each finding, gate and risk on a line."""
    findings, risks = (",\n".join(f"  {_line(row)}" for row in answer[name]) for name in ("findings", "risks"))
    gates = ",\n".join(f"  {_line(code)}: {_line(gate)}" for code, gate in answer["gates"].items())
    head = (
        f' "policy": {_line(answer["policy"])}, "as_of": {_line(answer["as_of"])},\n "findings": [\n{findings}\n ],\n'
    )
    foot = f' "risks": [\n{risks}\n ],\n "risk_level": {_line(answer["risk_level"])}\n'
    return f'{{\n{head} "gates": {{\n{gates}\n }},\n{foot}}}\n'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
