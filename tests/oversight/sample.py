"""A small dossier of the group that meets every rule on ON, to be spoilt in one place at a time."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from guidance.facts import EVIDENCE
from guidance.vocabulary import ConsentCode, EngagementKind, Expertise, StatementCode, SubmissionKind
from tests.oversight.sample_group import (
    BEGAN,
    GROUP,
    MEETING,
    MEMBERSHIP,
    OCCUPATION,
    ON,
    ORGANISATION,
    POPULATION,
    REQUESTED_MEMBER,
)

__all__ = ["ON"]  # of the group, for whoever spoils it

BEFORE, AFTER = "2026-02-28", "2026-03-02"
GIVEN_ON = BEGAN.isoformat()


def written(values: dict[str, Any]) -> dict[str, Any]:
    """The values as a dossier writes them: days as text, choices as their codes."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def membership(person: str, organisation: str = "o1", **changes: Any) -> dict[str, Any]:
    return {
        "person": person,
        "organisation": organisation,
        "job_title": "Site manager",
        **written(MEMBERSHIP),
        "statements": [{"code": code, "given_on": GIVEN_ON} for code in StatementCode.values],
        "consents": [{"code": code, "given_on": GIVEN_ON} for code in ConsentCode.values],
        "expertise": Expertise.values,
    } | changes


def organisation(name: str, **changes: Any) -> dict[str, Any]:
    told = {"id": name, "name": f"Employer {name}", "kind": "employer", "employs_in_occupation": True}
    return told | written(ORGANISATION) | changes


def person(name: str, **changes: Any) -> dict[str, Any]:
    return {"id": name, "name": f"Person {name}", "email": f"{name}@example.org"} | changes


def dossier(count: int = 10, **group: Any) -> dict[str, Any]:
    """So many employer members, p01 their chair; the employers agreed one submission of each kind, none is in."""
    names = [f"{number:02}" for number in range(1, count + 1)]
    told = {
        "reference": "TB9001",
        "name": "Example group",
        "occupation": {"title": "Example technician", "level": 3, "route": "Digital"} | OCCUPATION,
        **written(GROUP),
        "population": {"source": "Example survey"} | {str(name): dict(shares) for name, shares in POPULATION.items()},
    }
    return deepcopy(
        {
            "format": "trailblazer-dossier/1",
            "group": told | group,
            "organisations": [*(organisation(f"o{name}") for name in names), organisation("epao", kind="epao")],
            "people": [person(f"p{name}") for name in names],
            "memberships": [membership(f"p{name}", f"o{name}") for name in names],
            "chairs": [
                {
                    "person": "p01",
                    "started_on": GIVEN_ON,
                    "confirmed_no_interest_on": GIVEN_ON,
                    "publication_agreed_on": GIVEN_ON,
                }
            ],
            "declarations": [{"person": f"p{name}", "declared_on": GIVEN_ON, "interests": []} for name in names],
            "requested_members": [written(REQUESTED_MEMBER)],
            "engagements": [{"kind": kind, "held_on": GIVEN_ON} for kind in EngagementKind.values],
            "meetings": [written(MEETING)],
            "submissions": [{"kind": kind, "agreed_by_employers_on": GIVEN_ON} for kind in SubmissionKind.values],
            "evidence": {"epao_quotes": [{"organisation": "epao", "received_on": GIVEN_ON, "amount": 950}]}
            | {f"{name}_on": GIVEN_ON for name in EVIDENCE},
        }
    )
