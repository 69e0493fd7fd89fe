"""Facts made by hand: a group that meets every rule, to be spoilt in one place at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from guidance.assessment import AssessmentResult, assessment_of
from guidance.documents import DAYS, SubmissionDates
from guidance.facts import (
    CONSENT_BITS,
    DETAIL_BITS,
    ENGAGEMENT_BITS,
    EVIDENCE_BITS,
    EXPERTISE_BITS,
    SHARE_UNITS,
    STATEMENT_BITS,
    Facts,
)
from guidance.policies import policy_called
from guidance.rules import Finding
from guidance.vocabulary import (
    Approval,
    Dimension,
    Experience,
    MembershipKind,
    Region,
    Sector,
    SizeBand,
    Status,
    SubmissionKind,
)

ON = date(2026, 3, 1)
EARLY = date(2020, 1, 6)
OLD, NEW = policy_called("ifate-2023-11"), policy_called("skills-england-2025-06")
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


@dataclass(frozen=True)
class Member:
    """One current membership; by default an employer member of whom every rule is met."""

    person: int
    kind: str = MembershipKind.EMPLOYER
    started_on: date = date(2025, 12, 1)
    plans_to_serve_until: date | None = date(2028, 12, 1)
    ended_on: date | None = None
    approval: str = Approval.APPROVED
    experience: str = Experience.CURRENT
    expertise: int = EVERY["expertise"]
    statements: int = EVERY["statements"]
    consents: int = EVERY["consents"]
    details: int = EVERY["details"]
    declared_on: date | None = date(2025, 12, 1)
    organisation: int = 0
    size: str = SizeBand.SMALL
    sector: str = Sector.F
    region: str = Region.LONDON


def members(count: int, first: int = 1, **changes: Any) -> list[Member]:
    """So many members, each of an organisation of its own."""
    return [Member(person=key, **{"organisation": key, **changes}) for key in range(first, first + count)]


WHOLE = {Dimension.SIZE: {"small": 1}, Dimension.SECTOR: {"F": 1}, Dimension.REGION: {"london": 1}}


def facts(
    people: Iterable[Member] | None = None,
    *,
    population: dict[Dimension, dict[str, float]] = WHOLE,
    **changes: Any,
) -> Facts:
    """A group of twelve with one chair (person 1) that meets every rule on ON, but for `changes`.

    The employers agreed one submission of each kind; none is submitted yet.
    """
    people = sorted(members(12) if people is None else people, key=lambda member: member.person)
    shares = [(name, category, share) for name, row in population.items() for category, share in row.items()]
    values: dict[str, Any] = {
        "group": 7,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "first_contact_on": date(2025, 11, 1),
        "support_withdrawn_on": None,
        "membership_approved_on": None,
        "membership_submission": "",
        "charges_fee": False,
        "capacity_confirmed": True,
        "drafting_responsibility_confirmed": True,
        "details_confirmed_on": date(2026, 1, 1),
        "apprenticeship_count": 1,
        "justified_rules": [],
        "population_dimensions": [str(name) for name, _, _ in shares],
        "population_categories": [category for _, category, _ in shares],
        "population_shares": [round(share * SHARE_UNITS) for _, _, share in shares],
        "people": [member.person for member in people],
        "employer_left_on": None,
        "chairs": [1],
        "interest_people": [],
        "interests": [],
        "unhandled": [],
        "regulated": True,
        "professional_status": True,
        "requested_members": 1,
        "requested_members_met": 1,
        "engagements": EVERY["engagements"],
        "plan_agreed_on": None,
        "plan_due_on": None,
        "plan_ended_on": None,
        "quotes": 1,
        "evidence": EVERY["evidence"],
        "last_meeting_on": date(2026, 2, 1),
        "last_meeting_competition": True,
        "meetings_this_year": 1,
        "meetings_unchecked": 0,
        "meeting_unchecked_on": None,
        "concerns": [],
        "mitigations": [],
    }
    columns = {
        "kinds": "kind",
        "started_on": "started_on",
        "plans_to_serve_until": "plans_to_serve_until",
        "ended_on": "ended_on",
        "approvals": "approval",
        "experience": "experience",
        "expertise": "expertise",
        "statements": "statements",
        "consents": "consents",
        "details": "details",
        "declared_on": "declared_on",
        "organisations": "organisation",
        "sizes": "size",
        "sectors": "sector",
        "regions": "region",
    }
    values |= {column: [getattr(member, name) for member in people] for column, name in columns.items()}
    values |= submissions(*((kind, True, False, None) for kind in SubmissionKind.values)) | _in_full(changes)
    for column in ("chairs_confirmed", "chairs_published"):
        values.setdefault(column, [True] * len(values["chairs"]))
    values.setdefault("concerns_opened_on", [EARLY] * len(values["concerns"]))
    values.setdefault("mitigations_accepted_on", [EARLY] * len(values["mitigations"]))
    values.setdefault("mitigations_until", [date.max] * len(values["mitigations"]))
    return Facts(**values)


def _in_full(changes: dict[str, Any]) -> dict[str, Any]:
    """A membership that is approved was so early; a work plan with a day is agreed early."""
    told = dict(changes)
    if "membership_approved" in told:
        told["membership_approved_on"] = EARLY if told.pop("membership_approved") else None
    if told.get("plan_due_on"):
        told.setdefault("plan_agreed_on", EARLY)
    return told


def assessed(known: Facts, policy: Any = NEW, on: date = ON) -> AssessmentResult:
    return assessment_of(known, policy, on)


def finding(rule: str, known: Facts, policy: Any = NEW, on: date = ON, subject: int | None = None) -> Finding:
    """The one finding of that rule (about that person)."""
    (found,) = (
        one
        for one in assessed(known, policy, on).findings
        if one.rule == rule and (subject is None or one.subject == subject)
    )
    return found


def status(rule: str, known: Facts, policy: Any = NEW, on: date = ON, subject: int | None = None) -> Status:
    return finding(rule, known, policy, on, subject).status


def without(values: dict[str, int], *names: str) -> int:
    """A mask of everything but these."""
    return sum(bit for name, bit in values.items() if name not in names)


def submissions(*made: tuple[str, bool, bool, date | None]) -> dict[str, Any]:
    """Each as kind, agreed by employers, submitted, agreed by the regulator on."""
    return dated(
        *(
            SubmissionDates(
                kind,
                "agreed" if agreed_on else "",
                agreed_by_employers_on=EARLY if by_employers else None,
                submitted_on=EARLY if submitted else None,
                decided_on=agreed_on,
            )
            for kind, by_employers, submitted, agreed_on in made
        )
    )


def dated(*made: SubmissionDates) -> dict[str, Any]:
    """These submissions, as the facts have them."""
    return {
        "submissions": [str(one.kind) for one in made],
        "submission_outcomes": [one.outcome for one in made],
        "submission_days": [[getattr(one, name) for name in DAYS] for one in made],
    }
