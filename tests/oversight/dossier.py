"""A group dossier put into the database, as far as there are models for its parts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from conflicts.models import Declaration, Handling, Interest
from groups.models import Concern, EmployerPopulation, Group, Justification, PopulationShare, WorkPlan
from meetings.models import Meeting
from members.models import (
    ChairAppointment,
    Consent,
    Engagement,
    Membership,
    Organisation,
    Person,
    RequestedMember,
    Statement,
)
from occupations.enums import OccupationStatus
from occupations.models import Occupation
from oversight.models import Mitigation
from proposals.models import EpaoQuote, FundingEvidence, Submission

TEXTS_OF_ORGANISATION = ("size", "sector", "region")


@dataclass
class Loaded:
    """The group, and the dossier's ids by the keys of people."""

    group: Group
    ids: dict[int, str] = field(default_factory=dict)


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text())


def load(dossier: dict[str, Any]) -> Loaded:
    """People get keys in the order of their ids, so that findings by person come in the dossier's order."""
    group = _group(dossier["group"])
    organisations = {row["id"]: _organisation(row) for row in dossier.get("organisations", [])}
    people = {row["id"]: _person(row) for row in sorted(dossier.get("people", []), key=lambda row: row["id"])}
    for row in dossier.get("memberships", []):
        _membership(group, row, people, organisations)
    for row in dossier.get("chairs", []):
        ChairAppointment.objects.create(group=group, **{**row, "person": people[row["person"]]})
    for row in dossier.get("declarations", []):
        _declaration(group, row, people, organisations)
    _rest(group, dossier, organisations)
    return Loaded(group, {person.pk: name for name, person in people.items()})


def _group(row: dict[str, Any]) -> Group:
    row = dict(row)
    told = row.pop("occupation")
    occupation = Occupation.objects.create(
        title=told["title"],
        level=told["level"],
        status=OccupationStatus.values[0],
        regulated=told.get("regulated", False),
        professional_status=told.get("professional_status", False),
    )
    population, justifications = row.pop("population", None), row.pop("justifications", [])
    plan, mitigations, concerns = (row.pop(name, None) for name in ("work_plan", "mitigations", "concerns"))
    group = Group.objects.create(occupation=occupation, **row)
    for justification in justifications:
        Justification.objects.create(group=group, **justification)
    if plan:
        WorkPlan.objects.create(group=group, **plan)
    for concern in concerns or []:
        Concern.objects.create(group=group, **concern)
    for mitigation in mitigations or []:
        Mitigation.objects.create(group=group, **mitigation)
    if population:
        _population(group, dict(population))
    return group


def _population(group: Group, row: dict[str, Any]) -> None:
    made = EmployerPopulation.objects.create(group=group, source=row.pop("source"), recorded_on=date(2024, 1, 1))
    for dimension, shares in row.items():
        for category, share in shares.items():
            PopulationShare.objects.create(population=made, dimension=dimension, category=category, share=str(share))


def _organisation(row: dict[str, Any]) -> Organisation:
    texts = {name: row.get(name) or "" for name in TEXTS_OF_ORGANISATION}
    return Organisation.objects.create(**{**{name: row[name] for name in row if name != "id"}, **texts})


def _person(row: dict[str, Any]) -> Person:
    return Person.objects.create(name=row["name"], email=row.get("email") or None, phone=row.get("phone") or "")


def _membership(group: Group, row: dict[str, Any], people: dict[str, Person], organisations: dict[str, Any]) -> None:
    row = dict(row)
    statements, consents = row.pop("statements", []), row.pop("consents", [])
    for name in ("job_title", "job_description", "adviser_kind", "occupation_experience"):
        row[name] = row.get(name) or ""
    row["person"], row["organisation"] = people[row["person"]], organisations[row["organisation"]]
    membership = Membership.objects.create(group=group, **row)
    Statement.objects.bulk_create(Statement(membership=membership, **entry) for entry in statements)
    Consent.objects.bulk_create(Consent(membership=membership, **entry) for entry in consents)


def _declaration(group: Group, row: dict[str, Any], people: dict[str, Person], organisations: dict[str, Any]) -> None:
    declaration = Declaration.objects.create(group=group, person=people[row["person"]], declared_on=row["declared_on"])
    for interest in row["interests"]:
        told = {name: value for name, value in interest.items() if name not in ("organisation", "handling")}
        named = organisations.get(interest.get("organisation"))
        made = Interest.objects.create(declaration=declaration, organisation=named, **told)
        if handling := interest.get("handling"):
            Handling.objects.create(interest=made, **{**handling, "reason": handling.get("reason") or ""})


def _rest(group: Group, dossier: dict[str, Any], organisations: dict[str, Any]) -> None:
    for row in dossier.get("engagements", []):
        named = organisations.get(row.get("organisation"))
        Engagement.objects.create(group=group, kind=row["kind"], held_on=row["held_on"], organisation=named)
    for row in dossier.get("meetings", []):
        Meeting.objects.create(group=group, **row)
    for row in dossier.get("requested_members", []):
        RequestedMember.objects.create(group=group, **row)
    for row in dossier.get("submissions", []):
        Submission.objects.create(group=group, **{**row, "outcome": row.get("outcome") or ""})
    if told := dict(dossier.get("evidence", {})):
        quotes = told.pop("epao_quotes", [])
        evidence = FundingEvidence.objects.create(group=group, **told)
        for row in quotes:
            EpaoQuote.objects.create(evidence=evidence, **{**row, "organisation": organisations[row["organisation"]]})
