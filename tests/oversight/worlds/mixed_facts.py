"""What is known of the group that has one of each kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from guidance.documents import DAYS
from guidance.facts import (
    CONSENT_BITS,
    DETAIL_BITS,
    ENGAGEMENT_BITS,
    EVIDENCE_BITS,
    EXPERTISE_BITS,
    INTEREST_BITS,
    SHARE_UNITS,
    STATEMENT_BITS,
)
from tests.oversight.sample_group import EVERY, GROUP, MEMBER, ON, ORGANISATION
from tests.oversight.worlds.world import LATER, LONG_AGO, flags

MISSING = ("email", "name", "job_title", "organisation", "kind", "sector", "size", "region")  # p01 lacks the first
EARLY = date.fromisoformat(LONG_AGO)

PEOPLE: dict[str, Any] = {
    "people": [f"p{place:02}" for place in range(1, 12) if place != 9],
    "kinds": [*["employer"] * 8, "adviser", "facilitator"],
    "started_on": [MEMBER["started_on"]] * 10,
    "plans_to_serve_until": [None, *[MEMBER["plans_to_serve_until"]] * 9],
    "ended_on": [None] * 10,
    "approvals": ["approved", "draft", "submitted", *[MEMBER["approval"]] * 7],
    "experience": ["current", "recent", "none", *[""] * 5, *[MEMBER["experience"]] * 2],
    "expertise": [*EXPERTISE_BITS.values(), 0, 0, 0, *[EVERY["expertise"]] * 2],
    "statements": [*(sum(list(STATEMENT_BITS.values())[place::8]) for place in range(8)), 0, 0],
    "consents": [*CONSENT_BITS.values(), *[0] * (10 - len(CONSENT_BITS))],
    "details": [*(EVERY["details"] - DETAIL_BITS[name] for name in MISSING), *[EVERY["details"]] * 2],
    "declared_on": [date(2026, 1, 15), *[date(2025, 12, 1)] * 2, *[None] * 5, *[date(2025, 12, 1)] * 2],
    "organisations": [f"o{place:02}" for place in range(1, 12) if place != 9],
    "sizes": [*[ORGANISATION["size"]] * 6, "", *[ORGANISATION["size"]] * 3],
    "sectors": [*[ORGANISATION["sector"]] * 5, "", *[ORGANISATION["sector"]] * 4],
    "regions": [*[ORGANISATION["region"]] * 7, "", *[ORGANISATION["region"]] * 2],
    "chairs": ["p01", "p01", "p03"],
    "chairs_confirmed": [True, False, True],
    "chairs_published": [False, True, True],
    "interest_people": [*["p01"] * 6, "p03"],
    "interests": [
        flags(INTEREST_BITS, "financial by_employment organisation delivers employs"),
        flags(INTEREST_BITS, "directorship organisation delivers"),
        flags(INTEREST_BITS, "organisation delivers"),
        flags(INTEREST_BITS, "organisation may_profit"),
        flags(INTEREST_BITS, "organisation delivers employs"),
        flags(INTEREST_BITS, "organisation employs"),
        flags(INTEREST_BITS, "directorship"),
    ],
    "unhandled": ["p01", "p02", "p10"],
}
WORK: dict[str, Any] = {
    "first_contact_on": GROUP["first_contact_on"],
    "charges_fee": GROUP["charges_fee"],
    "justified_rules": ["group.capacity_limit", "group.size"],
    "population_dimensions": ["region", "region", "sector", "size", "size"],
    "population_categories": ["london", "north_east", "F", "large", "small"],
    "population_shares": [round(share * SHARE_UNITS) for share in (0.6, 0.4, 1, 0.25, 0.75)],
    "regulated": False,
    "professional_status": False,
    "requested_members": 3,
    "requested_members_met": 1,
    "engagements": flags(ENGAGEMENT_BITS, "epao apprentices"),
    "submissions": ["proposal", "standard", "proposal", "epa_plan"],
    "submission_outcomes": ["agreed", "", "returned", ""],
    "submission_days": [
        [date(2026, 1, 10) if name == "decided_on" else None for name in DAYS],
        [EARLY if name == "submitted_on" else None for name in DAYS],
        [date(2026, 1, 5) if name == "decided_on" else None for name in DAYS],
        [EARLY if name == "agreed_by_employers_on" else None for name in DAYS],
    ],
    "plan_agreed_on": ON,
    "plan_due_on": date(2026, 12, 2),
    "quotes": 2,
    "evidence": EVIDENCE_BITS["consumable_costs"],
    "last_meeting_on": date(2026, 2, 28),
    "last_meeting_competition": True,
    "meetings_this_year": 3,
    "meetings_unchecked": 2,
    "meeting_unchecked_on": ON - timedelta(days=365),
    "concerns": ["policy_noncompliance", "quality"],
    "concerns_opened_on": [EARLY] * 2,
    "mitigations": ["risk.quality", "risk.quality", "risk.standard_late"],
    "mitigations_accepted_on": [EARLY] * 3,
    "mitigations_until": [date.fromisoformat(LATER)] * 3,
}
