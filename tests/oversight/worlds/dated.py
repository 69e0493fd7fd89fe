"""Groups in which whatever can begin or end does so on one day: the day before, on it, after, or never."""

from __future__ import annotations

from datetime import date
from typing import Any

from guidance.documents import DAYS
from guidance.facts import EVIDENCE_BITS, INTEREST_BITS
from guidance.vocabulary import EngagementKind, SubmissionKind
from tests.oversight.sample import dossier, membership
from tests.oversight.sample_group import EVERY
from tests.oversight.worlds.world import AGREED, INTEREST, LATER, LONG_AGO, STATED, TODAY, Told, World, ledgers

HAPPENED = ("agreed_by_employers_on", "submitted_on", "decided_on")


def dated(day: str | None) -> World:
    """Whatever can begin or end does so on that day (never: None): p01 states and declares, p02 comes, p03 goes,
    p04 withdraws, an interest of p05 is handled.
    """
    return World(_dated_told(day), _dated_facts(day))


def _dated_told(day: str | None) -> Told:
    told = dossier(
        5,
        charges_fee=None if day is None else day == TODAY,
        apprenticeship_count=3,
        justifications=[{"rule": "group.size", "reason": "A small sector", "accepted_on": day}],
        mitigations=[
            {"risk": "risk.quality", "reason": "Illness", "accepted_on": day, "until": LATER},
            {"risk": "risk.proposal_late", "reason": "Illness", "accepted_on": LONG_AGO, "until": day or LATER},
        ],
        concerns=[{"kind": "refuses_collaboration", "reason": "No", "opened_on": LONG_AGO, "closed_on": day}]
        + [{"kind": "quality", "reason": "Two occupations in one", "opened_on": day}] * (day is not None),
        work_plan=day and {"agreed_on": day, "standard_due_on": "2026-09-01"},
        **dict.fromkeys(("membership_approved_on", "capacity_confirmed_on"), day),
        **dict.fromkeys(("drafting_responsibility_confirmed_on", "details_confirmed_on"), day),
    )
    told["group"]["occupation"] |= {"regulated": day is None, "professional_status": day is not None}
    return told | _dated_people(day) | _dated_work(day)


def _dated_people(day: str | None) -> Told:
    memberships = [
        membership("p01", "o01", **ledgers(day)),
        *([membership("p02", "o02", started_on=day)] if day else []),
        membership("p03", "o03", ended_on=day),
        membership("p04", "o04", **ledgers(LONG_AGO, day)),
        membership("p05", "o05"),
    ]
    chair = {"started_on": LONG_AGO, "confirmed_no_interest_on": day, "publication_agreed_on": LONG_AGO}
    chairs = [
        chair | {"person": "p01", "publication_agreed_on": day},
        *([chair | {"person": "p02", "started_on": day}] if day else []),
        chair | {"person": "p03", "ended_on": day},
        chair | {"person": "p04", "publication_withdrawn_on": day},
    ]
    handled = INTEREST | {"handling": day and {"measure": "none", "recorded_on": day}}
    declarations = [
        *([{"person": "p01", "declared_on": day, "interests": [INTEREST | {"nature": "financial"}]}] if day else []),
        {"person": "p04", "declared_on": LONG_AGO, "interests": [INTEREST | {"ended_on": day}]},
        {"person": "p05", "declared_on": LONG_AGO, "interests": [handled]},
    ]
    return {"memberships": memberships[::-1], "chairs": chairs[::-1], "declarations": declarations[::-1]}


def _dated_work(day: str | None) -> Told:
    of_day = [day] if day else []
    outcome = {"decided_on": day, "outcome": day and "agreed"}
    return {
        "requested_members": [
            {"description": "A small employer", "requested_on": LONG_AGO, "met_on": day},
            *({"description": "A large employer", "requested_on": one} for one in of_day),
        ],
        "engagements": [{"kind": kind, "held_on": one} for kind in EngagementKind.values for one in of_day],
        "meetings": [{"held_on": one, "competition_statement": True} for one in of_day],
        "submissions": [
            {"kind": kind, "agreed_by_employers_on": day, "submitted_on": day} | outcome
            for kind in SubmissionKind.values
        ],
        "evidence": dict.fromkeys((f"{name}_on" for name in EVIDENCE_BITS), day)
        | {"epao_quotes": [{"organisation": "epao", "received_on": one} for one in of_day]},
    }


def _dated_facts(day: str | None) -> dict[str, Any]:
    has_come = day is not None and day <= TODAY  # which is also: has gone
    on = date.fromisoformat(day) if day and has_come else None
    came, stays = [has_come] * has_come, [True] * (not has_come)
    people = ["p01", *["p02"] * has_come, *["p03"] * (not has_come)]
    return {
        "charges_fee": None if day is None else day == TODAY,
        "apprenticeship_count": 3,
        **dict.fromkeys(("capacity_confirmed", "drafting_responsibility_confirmed"), has_come),
        **dict.fromkeys(("details_confirmed_on", "membership_approved_on", "employer_left_on"), on),
        "justified_rules": ["group.size"] * has_come,
        "people": [*people, "p04", "p05"],
        "ended_on": [None, *[None] * has_come, *[day and date.fromisoformat(day)] * (not has_come), None, None],
        "statements": [STATED * has_come, STATED, STATED * (not has_come), STATED],
        "consents": [AGREED * has_come, AGREED, AGREED * (not has_come), AGREED],
        "declared_on": [on, None, _said(LONG_AGO), _said(LONG_AGO)],
        "chairs": [*people, "p04"],
        "chairs_confirmed": [has_come] * 3,
        "chairs_published": [has_come, *came, *stays, not has_come],
        "interest_people": ["p01"] if has_come else ["p04"],
        "interests": [INTEREST_BITS["financial"] * has_come],
        "unhandled": ["p01"] if has_come else ["p04", "p05"],
        "regulated": day is None,
        "professional_status": day is not None,
        **_dated_facts_of_work(day, has_come, on),
    }


def _dated_facts_of_work(day: str | None, has_come: bool, on: date | None) -> dict[str, Any]:
    return {
        "requested_members": 1 + has_come,
        "requested_members_met": int(has_come),
        "engagements": EVERY["engagements"] * has_come,
        "submissions": SubmissionKind.values,
        "submission_outcomes": ["agreed" if day else ""] * 4,
        "submission_days": [[_said(day) if name in HAPPENED else None for name in DAYS]] * 4,
        "plan_agreed_on": on,
        "plan_due_on": date(2026, 9, 1) if has_come else None,
        "quotes": int(has_come),
        "evidence": EVERY["evidence"] * has_come,
        "last_meeting_on": on,
        "last_meeting_competition": has_come,
        "meetings_this_year": int(has_come),
        "meetings_unchecked": int(has_come),
        "meeting_unchecked_on": on,
        "concerns": ["quality"] if has_come else ["refuses_collaboration"],
        "concerns_opened_on": [on or _said(LONG_AGO)],
        "mitigations": ["risk.proposal_late", *["risk.quality"] * has_come],
        "mitigations_accepted_on": [_said(LONG_AGO), *[on] * has_come],
        "mitigations_until": [_said(day or LATER), *[_said(LATER)] * has_come],
    }


def _said(day: str | None) -> date | None:
    return day and date.fromisoformat(day)
