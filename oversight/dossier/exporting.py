"""A group out of the database as a dossier: people by their addresses, organisations by numbers of their own."""

from __future__ import annotations

from typing import Any

from conflicts.models import Declaration, Interest
from groups.models import EmployerPopulation, Group, WorkPlan
from members.models import Membership, Organisation, Person
from oversight.dossier import rows
from oversight.dossier.errors import DossierError
from proposals.models import FundingEvidence

Row = dict[str, Any]
FORMAT = "trailblazer-dossier/1"


class _Ids:
    """The dossier's ids of the people and organisations that it speaks of."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.organisations: dict[int, Organisation] = {}

    def person(self, person: Person) -> str:
        self.people[person.pk] = person
        return person.email or f"person-{person.pk}"

    def organisation(self, organisation: Organisation | None) -> str | None:
        if organisation is None:
            return None
        self.organisations[organisation.pk] = organisation
        return f"organisation-{organisation.pk}"


def subjects_of(group: Group) -> dict[int, str]:
    """The ids of the people of a group, as its dossier has them, by their keys."""
    ids = _Ids()
    for part in (_memberships, _chairs, _declarations):
        part(group, ids)
    return {pk: ids.person(person) for pk, person in ids.people.items()}


def export(group: Group) -> Row:
    """The group as a dossier. What a dossier has no place for (invitations, queries, mail) stays behind.

    Raises DossierError where the occupation has no level yet: a dossier has one.
    """
    if group.occupation.level is None:
        raise DossierError("$.group.occupation.level", "expected a level, and the map has none yet")
    ids = _Ids()
    parts = {
        "memberships": _memberships(group, ids),
        "chairs": _chairs(group, ids),
        "declarations": _declarations(group, ids),
        "engagements": [
            {**rows.exported(row, rows.ENGAGEMENT), "organisation": ids.organisation(row.organisation)}
            for row in group.engagements.select_related("organisation")
        ],
        "meetings": [
            _without_unsaid(rows.exported(row, rows.MEETING)) for row in group.meetings.filter(held_on__isnull=False)
        ],
        "requested_members": [rows.exported(row, rows.REQUESTED) for row in group.requested_members.all()],
        "evidence": _evidence(group, ids),
        "submissions": [rows.exported(row, rows.SUBMISSION) for row in group.submissions.order_by("pk")],
    }
    organisations = [
        {"id": f"organisation-{pk}", **_without_unsaid(rows.exported(row, rows.ORGANISATION))}
        for pk, row in ids.organisations.items()
    ]
    people = [
        {"id": ids.person(row), "name": row.name, "email": row.email, "phone": row.phone or None}
        for row in list(ids.people.values())
    ]
    return {"format": FORMAT, "group": _group(group), "organisations": organisations, "people": people, **parts}


def _group(group: Group) -> Row:
    occupation = group.occupation
    plans = list(WorkPlan.objects.filter(group=group).order_by("pk"))
    first = plans[0] if plans and plans[0].is_agreed else None
    others = [plan for plan in plans if plan is not first]
    return {
        "reference": group.reference,
        "occupation": {
            **_without_unsaid(rows.exported(occupation, rows.OCCUPATION)),
            "reference": occupation.reference,
            "route": occupation.route.name if occupation.route else rows.NO_ROUTE,
        },
        **rows.exported(group, rows.GROUP),
        "work_plan": first and rows.exported(first, rows.PLAN),
        **({"work_plans": [rows.exported(plan, rows.ANY_PLAN) for plan in others]} if others else {}),
        "population": _population(group),
        "justifications": [rows.exported(row, rows.JUSTIFICATION) for row in group.justifications.all()],
        "mitigations": [rows.exported(row, rows.MITIGATION) for row in group.mitigations.all()],
        "concerns": [rows.exported(row, rows.CONCERN) for row in group.concerns.all()],
    }


def _without_unsaid(row: Row) -> Row:
    """Without what nobody has said: a dossier has no word for it, and takes it for a no."""
    return {name: value for name, value in row.items() if name not in rows.LEFT_OUT_UNSAID or value is not None}


def _population(group: Group) -> Row | None:
    population = EmployerPopulation.objects.filter(group=group).first()
    if population is None:
        return None
    content: Row = {"source": population.source}
    for row in population.shares.order_by("dimension", "category"):
        content.setdefault(row.dimension, {})[row.category] = rows.number(row.share)
    return content


def _memberships(group: Group, ids: _Ids) -> list[Row]:
    memberships = Membership.objects.filter(group=group).select_related("person", "organisation").order_by("pk")
    return [
        {
            "person": ids.person(row.person),
            "organisation": ids.organisation(row.organisation),
            **rows.exported(row, rows.MEMBERSHIP),
            "statements": [rows.exported(entry, rows.LEDGER) for entry in row.statements.all()],
            "consents": [rows.exported(entry, rows.LEDGER) for entry in row.consents.all()],
        }
        for row in memberships.prefetch_related("statements", "consents")
    ]


def _chairs(group: Group, ids: _Ids) -> list[Row]:
    return [
        {"person": ids.person(row.person), **rows.exported(row, rows.CHAIR)}
        for row in group.chairs.select_related("person").order_by("pk")
    ]


def _declarations(group: Group, ids: _Ids) -> list[Row]:
    declarations = Declaration.objects.filter(group=group).select_related("person").order_by("pk")
    return [
        {
            "person": ids.person(row.person),
            "declared_on": row.declared_on.isoformat(),
            "interests": [_interest(entry, ids) for entry in row.interests.all()],
        }
        for row in declarations.prefetch_related("interests__organisation", "interests__handlings")
    ]


def _interest(interest: Interest, ids: _Ids) -> Row:
    handlings = list(interest.handlings.all())
    return {
        **rows.exported(interest, rows.INTEREST),
        "organisation": ids.organisation(interest.organisation),
        "handling": rows.exported(handlings[-1], rows.HANDLING) if handlings else None,
    }


def _evidence(group: Group, ids: _Ids) -> Row:
    evidence = FundingEvidence.objects.filter(group=group).first()
    if evidence is None:
        return {}
    quotes = [
        {
            "organisation": ids.organisation(row.organisation),
            "received_on": row.received_on.isoformat(),
            "amount": rows.number(row.amount),
        }
        for row in evidence.quotes.select_related("organisation")
    ]
    return {"epao_quotes": quotes, **rows.exported(evidence, rows.EVIDENCE)}
