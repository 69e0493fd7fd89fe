"""The two groups that tests of rules begin with: one that meets every rule on ON, one that meets none.

Said here once: `made` makes facts of them, `sample` a dossier, and `worlds` expects what stands here. A new rule is met
by the first and not by the second; where that takes another value, or the value of a new fact, it is entered here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from guidance.facts import (
    CONSENT_BITS,
    DETAIL_BITS,
    ENGAGEMENT_BITS,
    EVIDENCE_BITS,
    EXPERTISE_BITS,
    STATEMENT_BITS,
)
from guidance.vocabulary import Approval, Dimension, Experience, MembershipKind, Region, Sector, SizeBand

ON = date(2026, 3, 1)
BEGAN = date(2025, 12, 1)  # whatever began, was given, or was confirmed
EVERY = {
    name: sum(values.values())
    for name, values in {
        "statements": STATEMENT_BITS,
        "consents": CONSENT_BITS,
        "details": DETAIL_BITS,
        "expertise": EXPERTISE_BITS,
        "engagements": ENGAGEMENT_BITS,
        "evidence": EVIDENCE_BITS,
    }.items()
}

# --- every rule is met: as a dossier says it, for facts and dossiers -------------------------------------------------
GROUP: dict[str, Any] = {
    "first_contact_on": date(2025, 11, 1),
    "charges_fee": False,
    "capacity_confirmed_on": BEGAN,
    "drafting_responsibility_confirmed_on": BEGAN,
    "details_confirmed_on": BEGAN,
    "apprenticeship_count": 1,
}
OCCUPATION: dict[str, Any] = {"regulated": True, "professional_status": True}
REQUESTED_MEMBER: dict[str, Any] = {"description": "A small employer", "requested_on": BEGAN, "met_on": BEGAN}
ORGANISATION: dict[str, Any] = {"size": SizeBand.SMALL, "sector": Sector.F, "region": Region.LONDON}
MEMBERSHIP: dict[str, Any] = {
    "kind": MembershipKind.EMPLOYER,
    "started_on": BEGAN,
    "plans_to_serve_until": date(2028, 12, 1),
    "approval": Approval.APPROVED,
    "occupation_experience": Experience.CURRENT,
}
MEETING: dict[str, Any] = {"held_on": date(2026, 2, 1), "declarations_checked": True, "competition_statement": True}
POPULATION: dict[Dimension, dict[str, float]] = {name: {ORGANISATION[name]: 1} for name in sorted(Dimension)}

# --- and as facts say it ---------------------------------------------------------------------------------------------
MEMBER: dict[str, Any] = {
    **{name: MEMBERSHIP[name] for name in ("kind", "started_on", "plans_to_serve_until", "approval")},
    "experience": MEMBERSHIP["occupation_experience"],
    **{name: EVERY[name] for name in ("expertise", "statements", "consents", "details")},
    "declared_on": BEGAN,
    **ORGANISATION,
}
FACTS: dict[str, Any] = {
    "first_contact_on": GROUP["first_contact_on"],
    "support_withdrawn_on": None,
    "membership_approved_on": None,
    "membership_submission": "",
    "charges_fee": GROUP["charges_fee"],
    "capacity_confirmed": True,
    "drafting_responsibility_confirmed": True,
    "details_confirmed_on": GROUP["details_confirmed_on"],
    "apprenticeship_count": GROUP["apprenticeship_count"],
    "justified_rules": [],
    "employer_left_on": None,
    "chairs": [1],
    "interest_people": [],
    "interests": [],
    "unhandled": [],
    **OCCUPATION,
    "requested_members": 1,
    "requested_members_met": 1,
    "engagements": EVERY["engagements"],
    "plan_agreed_on": None,
    "plan_due_on": None,
    "plan_ended_on": None,
    "quotes": 1,
    "evidence": EVERY["evidence"],
    "last_meeting_on": MEETING["held_on"],
    "last_meeting_competition": MEETING["competition_statement"],
    "meetings_this_year": 1,
    "meetings_unchecked": 0,
    "meeting_unchecked_on": None,
    "concerns": [],
    "mitigations": [],
}

# --- no rule is met: what is otherwise -------------------------------------------------------------------------------
UNMET_MEMBER: dict[str, Any] = {
    "experience": "",
    "expertise": 0,
    "statements": 0,
    "consents": 0,
    "details": 0,
    "declared_on": None,
    "plans_to_serve_until": None,
    "size": "",
    "approval": Approval.DRAFT,
}
UNMET_HELPER: dict[str, Any] = {"kind": MembershipKind.FACILITATOR, "statements": 0}
UNMET_FACTS: dict[str, Any] = {
    "chairs": [1, 8, 9],
    "chairs_confirmed": [False] * 3,
    "chairs_published": [False] * 3,
    "interest_people": [1],
    "interests": [127 - 4],
    "charges_fee": True,
    "capacity_confirmed": False,
    "drafting_responsibility_confirmed": False,
    "details_confirmed_on": None,
    "apprenticeship_count": 6,
    "population": {},
    "unhandled": [1],
    "requested_members": 2,
    "requested_members_met": 1,
    "engagements": 0,
    "quotes": 0,
    "evidence": 0,
    "last_meeting_on": date(2025, 11, 1),
    "last_meeting_competition": False,
    "meetings_unchecked": 1,
}
