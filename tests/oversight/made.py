"""Facts made by hand: a group that meets every rule, to be spoilt in one place at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from guidance.assessment import AssessmentResult, judge
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
        "membership_approved": False,
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
        "chairs": [1],
        "interest_people": [],
        "interests": [],
        "unhandled": [],
        "regulated": True,
        "professional_status": True,
        "requested_members": 1,
        "requested_members_met": 1,
        "engagements": EVERY["engagements"],
        "submissions": SubmissionKind.values,
        "plan_due_on": None,
        "quotes": 1,
        "evidence": EVERY["evidence"],
        "last_meeting_on": date(2026, 2, 1),
        "last_meeting_competition": True,
        "meetings_this_year": 1,
        "meetings_unchecked": 0,
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
    values |= changes
    for column in ("chairs_confirmed", "chairs_published"):
        values.setdefault(column, [True] * len(values["chairs"]))
    for column, value in {"agreed_by_employers": True, "submitted": False, "agreed_on": None}.items():
        values.setdefault(f"submissions_{column}", [value] * len(values["submissions"]))
    return Facts(**values)


def assessed(known: Facts, policy: Any = NEW, on: date = ON) -> AssessmentResult:
    return judge(known, policy, on)


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


def submissions(*made):
    """Each as kind, agreed by employers, submitted, agreed by the regulator on."""
    columns = zip(*made, strict=True) if made else [[]] * 4
    names = ("", "_agreed_by_employers", "_submitted", "_agreed_on")
    return {f"submissions{name}": list(column) for name, column in zip(names, columns, strict=True)}
