"""Facts of the group that meets every rule, to be spoilt in one place at a time, and of the one that meets none."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from guidance.assessment import AssessmentResult, assessment_of
from guidance.documents import DAYS, SubmissionDates
from guidance.facts import SHARE_UNITS, Facts
from guidance.policies import policy_called
from guidance.rules import Finding
from guidance.vocabulary import Dimension, Status, SubmissionKind
from tests.oversight.sample_group import (
    BEGAN,
    EVERY,
    FACTS,
    MEMBER,
    ON,
    POPULATION,
    UNMET_FACTS,
    UNMET_HELPER,
    UNMET_MEMBER,
)

__all__ = ["EVERY", "ON"]  # of the group, for whoever spoils it

EARLY = date(2020, 1, 6)
OLD, NEW = policy_called("ifate-2023-11"), policy_called("skills-england-2025-06")


@dataclass(frozen=True)
class Member:
    """One current membership; by default an employer member of whom every rule is met."""

    person: int
    kind: str = MEMBER["kind"]
    started_on: date = MEMBER["started_on"]
    plans_to_serve_until: date | None = MEMBER["plans_to_serve_until"]
    ended_on: date | None = None
    approval: str = MEMBER["approval"]
    experience: str = MEMBER["experience"]
    expertise: int = MEMBER["expertise"]
    statements: int = MEMBER["statements"]
    consents: int = MEMBER["consents"]
    details: int = MEMBER["details"]
    declared_on: date | None = MEMBER["declared_on"]
    organisation: int = 0
    size: str = MEMBER["size"]
    sector: str = MEMBER["sector"]
    region: str = MEMBER["region"]


def members(count: int, first: int = 1, **changes: Any) -> list[Member]:
    """So many members, each of an organisation of its own."""
    return [Member(person=key, **{"organisation": key, **changes}) for key in range(first, first + count)]


def facts(
    people: Iterable[Member] | None = None,
    *,
    population: dict[Dimension, dict[str, float]] = POPULATION,
    **changes: Any,
) -> Facts:
    """A group of twelve with one chair (person 1) that meets every rule on ON, but for `changes`.

    The employers agreed one submission of each kind; none is submitted yet.
    """
    people = sorted(members(12) if people is None else people, key=lambda member: member.person)
    shares = [(name, category, share) for name, row in population.items() for category, share in row.items()]
    values: dict[str, Any] = deepcopy(FACTS) | {
        "group": 7,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "population_dimensions": [str(name) for name, _, _ in shares],
        "population_categories": [category for _, category, _ in shares],
        "population_shares": [round(share * SHARE_UNITS) for _, _, share in shares],
        "people": [member.person for member in people],
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
    agreed = (SubmissionDates(kind, "", agreed_by_employers_on=BEGAN) for kind in SubmissionKind.values)
    values |= dated(*agreed) | _in_full(changes)
    for column in ("chairs_confirmed", "chairs_published"):
        values.setdefault(column, [True] * len(values["chairs"]))
    values.setdefault("concerns_opened_on", [EARLY] * len(values["concerns"]))
    values.setdefault("mitigations_accepted_on", [EARLY] * len(values["mitigations"]))
    values.setdefault("mitigations_until", [date.max] * len(values["mitigations"]))
    return Facts(**values)


def unmet_facts() -> Facts:
    """A group that meets no rule on ON: a chair of whom none is met, and a facilitator."""
    people = [Member(person=1, **UNMET_MEMBER), Member(person=2, **UNMET_HELPER)]
    return facts(people, **deepcopy(UNMET_FACTS), **submissions(("proposal", False, False, date(2026, 1, 1))))


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
