"""Whole dossiers with the answers expected: our own, and those of the design where its folder is at hand."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from groups.models import Group
from tests.oversight.dossier import read

OWN = Path(__file__).parent / "examples"
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "examples"
pytestmark = pytest.mark.django_db


def _dossiers(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("path", _dossiers(OWN), ids=lambda path: path.stem)
def test_own_example(path: Path) -> None:
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
    expected = read(path.with_name(f"{path.stem}.expected.json"))
    out = StringIO()
    call_command("assess", path, as_of=expected["as_of"], policy=expected["policy"], stdout=out)
    answer = json.loads(out.getvalue())

    for row in [*answer["findings"], *answer["risks"]]:
        assert row.pop("detail")
    for row in answer["findings"]:
        assert row.pop("source")
    assert {name: answer[name] for name in expected} == expected
    assert not Group.objects.exists()
