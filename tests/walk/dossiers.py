"""A group that lived elsewhere is brought in from its dossier, with what no page would have let happen."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from tests.walk.frame import Walk

BEGAN = "2025-11-03"


def are_imported(walk: Walk) -> None:
    """Its figures by region add up to less than a whole, a member's details are not complete, and its chair has
    confirmed nothing and serves no longer. Then it is written out again."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "group.json"
        file.write_text(json.dumps(_dossier()))
        call_command("import_group", str(file), stdout=io.StringIO())
        call_command("export_group", "TB9001", "--output", str(file))
        assert json.loads(file.read_text())["chairs"]
    walk.worker()


def _dossier() -> dict[str, Any]:
    people = [
        {"id": f"p{number}", "name": f"Old Hand {number}", "email": f"p{number}@example.org"} for number in (1, 2)
    ]
    population = {"source": "Sample survey", "size": {"small": 1}, "sector": {"F": 1}, "region": {"london": 0.88}}
    return {
        "format": "trailblazer-dossier/1",
        "group": {
            "reference": "TB9001",
            "name": "Oil lamp keeper",
            "occupation": {"title": "Oil lamp keeper", "level": 3, "route": "Digital"},
            "first_contact_on": BEGAN,
            "population": population,
        },
        "organisations": [{"id": "o1", "name": "Oil Works Ltd", "kind": "employer"}],
        "people": people,
        "memberships": [
            _membership("p1", ended_on="2026-01-05"),
            _membership("p2", job_title=""),
        ],
        "chairs": [{"person": "p1", "started_on": BEGAN}],
        "declarations": [],
    }


def _membership(person: str, **more: str) -> dict[str, Any]:
    usual = {"kind": "employer", "job_title": "Owner", "started_on": BEGAN, "approval": "draft"}
    return usual | {"person": person, "organisation": "o1", "statements": [], "consents": []} | more
