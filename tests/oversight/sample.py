"""A small dossier that meets every rule of a group on ON, to be spoilt in one place at a time."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from guidance.facts import EVIDENCE
from guidance.vocabulary import ConsentCode, EngagementKind, Expertise, StatementCode, SubmissionKind

ON = date(2026, 3, 1)
BEFORE, AFTER = "2026-02-28", "2026-03-02"


def membership(person: str, organisation: str = "o1", **changes: Any) -> dict[str, Any]:
    return {
        "person": person,
        "organisation": organisation,
        "kind": "employer",
        "job_title": "Site manager",
        "started_on": "2025-12-01",
        "plans_to_serve_until": "2028-12-01",
        "approval": "approved",
        "occupation_experience": "current",
        "statements": [{"code": code, "given_on": "2025-12-01"} for code in StatementCode.values],
        "consents": [{"code": code, "given_on": "2025-12-01"} for code in ConsentCode.values],
        "expertise": Expertise.values,
    } | changes


def organisation(name: str, **changes: Any) -> dict[str, Any]:
    told = {"id": name, "name": f"Employer {name}", "kind": "employer", "size": "small", "sector": "F"}
    return told | {"region": "london", "employs_in_occupation": True} | changes


def person(name: str, **changes: Any) -> dict[str, Any]:
    return {"id": name, "name": f"Person {name}", "email": f"{name}@example.org"} | changes


def dossier(count: int = 10, **group: Any) -> dict[str, Any]:
    """So many employer members, p01 their chair; the employers agreed one submission of each kind, none is in."""
    names = [f"{number:02}" for number in range(1, count + 1)]
    whole = {"source": "Example survey", "size": {"small": 1}, "sector": {"F": 1}, "region": {"london": 1}}
    told = {
        "reference": "TB9001",
        "name": "Example group",
        "occupation": {"title": "Example technician", "level": 3, "route": "Digital"},
        "first_contact_on": "2025-11-01",
        "charges_fee": False,
        "capacity_confirmed_on": "2025-12-01",
        "drafting_responsibility_confirmed_on": "2025-12-01",
        "details_confirmed_on": "2025-12-01",
        "population": whole,
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
                    "started_on": "2025-12-01",
                    "confirmed_no_interest_on": "2025-12-01",
                    "publication_agreed_on": "2025-12-01",
                }
            ],
            "declarations": [{"person": f"p{name}", "declared_on": "2025-12-01", "interests": []} for name in names],
            "engagements": [{"kind": kind, "held_on": "2025-12-01"} for kind in EngagementKind.values],
            "meetings": [{"held_on": "2026-02-01", "declarations_checked": True, "competition_statement": True}],
            "submissions": [{"kind": kind, "agreed_by_employers_on": "2025-12-01"} for kind in SubmissionKind.values],
            "evidence": {"epao_quotes": [{"organisation": "epao", "received_on": "2025-12-01", "amount": 950}]}
            | {f"{name}_on": "2025-12-01" for name in EVIDENCE},
        }
    )
