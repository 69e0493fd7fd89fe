"""Whole dossiers with all that is due of their groups: 27 mixed ones on a day each, and a life, day by day."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from groups.models import Group
from tests.oversight.dossier import read

EXAMPLES = Path(__file__).parent / "examples"
MIXED = sorted(path for path in EXAMPLES.glob("[0-9]*.json") if not path.name.endswith(".expected.json"))
LIFE = read(EXAMPLES / "life.expected.json")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", MIXED, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    expected = read(path.with_name(f"{path.stem}.expected.json"))
    assert _answer(path, expected) == expected
    assert not Group.objects.exists()


@pytest.mark.parametrize("expected", LIFE, ids=lambda expected: expected["as_of"])
def test_day_of_a_life(expected: dict[str, Any]) -> None:
    assert _answer(EXAMPLES / "life.json", expected) == expected


def _answer(path: Path, expected: dict[str, Any]) -> dict[str, Any]:
    out = StringIO()
    call_command("duties", path, as_of=expected["as_of"], policy=expected["policy"], all=True, stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer
