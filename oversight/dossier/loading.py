"""A dossier into the database: beside all that is there, to be assessed and rolled back, or to stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from conflicts.models import Declaration, Handling, Interest
from groups.actions import mark_changed
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
from oversight.dossier import joining, rows
from oversight.dossier.kept import check_kept
from oversight.dossier.replacing import clear
from oversight.models import Mitigation
from portal.calendar import today
from proposals.models import EpaoQuote, FundingEvidence, Submission

Row = dict[str, Any]
REASON = "Imported from a dossier"
BATCH = 2_000  # rows a statement, so that a long dossier makes no endless one


@dataclass
class Loaded:
    """The group, and the dossier's ids by the keys of its people."""

    group: Group
    subjects: dict[int, str]


@dataclass
class Loading:
    """A dossier on its way in; with `by`, every row gets its history by that user."""

    dossier: Row
    by: User | None = None
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def list(self, name: str) -> Sequence[Row]:
        return self.dossier.get(name) or []

    def add(self, model: type[models.Model], made: Sequence[Any]) -> Sequence[Any]:
        """Keep the rows, in this order."""
        if self.by is None:
            return model._default_manager.bulk_create(made, batch_size=BATCH)
        if not made:
            return []
        return bulk_create_with_history(
            made, model, batch_size=BATCH, default_user=self.by, default_change_reason=REASON
        )

    def named(self, row: Row) -> Organisation | None:
        return self.organisations[row["organisation"]] if row.get("organisation") else None


@transaction.atomic
def load_aside(dossier: Row) -> Loaded:
    """Under a fresh reference and fresh addresses, joined to nothing that is there; without history.

    For a transaction that the caller rolls back.
    """
    loading, content = Loading(dossier), dossier["group"]
    occupation = Occupation.objects.create(
        **rows.fields(content["occupation"], rows.OCCUPATION), status=OccupationStatus.IN_DEVELOPMENT
    )
    group = Group.objects.create(
        reference=joining.fresh_reference(), occupation=occupation, **rows.fields(content, rows.GROUP)
    )
    made = [Organisation(**rows.fields(row, rows.ORGANISATION)) for row in loading.list("organisations")]
    loading.organisations = _by_id(loading.list("organisations"), loading.add(Organisation, made))
    people = sorted(loading.list("people"), key=lambda row: row["id"])  # so that keys come in the order of ids
    space = uuid4().hex
    loading.people = _by_id(
        people,
        loading.add(Person, [_person(row, f"{place}@{space}.invalid") for place, row in enumerate(people)]),
    )
    return _load_parts(loading, group)


@transaction.atomic
def load_into(dossier: Row, *, replace: bool = False) -> Loaded:
    """To stay, with history by the account `import`.

    Joins the people (by address), organisations and occupation that are there alike. Raises DossierError where it says
    what no table keeps yet, where the group is there already and `replace` is false, where it cannot be replaced, where
    two people have one address, or where the dossier says otherwise of an occupation than the map.
    """
    check_kept(dossier)
    loading, content = Loading(dossier, by=importer()), dossier["group"]
    occupation = joining.occupation(content["occupation"], loading.by)
    values = rows.fields(content, rows.GROUP) | {"occupation": occupation}
    group = joining.group(content["reference"], values, by=loading.by, replace=replace)
    clear(group)
    loading.organisations = joining.organisations(loading.list("organisations"), loading.add)
    loading.people = joining.people(loading.list("people"), loading.add, loading.by)
    loaded = _load_parts(loading, group)
    mark_changed(group, timezone.now())
    return loaded


def importer() -> User:
    """The account that imported events are by; nobody signs in with it."""
    user, created = User.objects.get_or_create(
        email="import@portal.invalid", defaults={"name": "import", "is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _person(row: Row, address: str) -> Person:
    return Person(name=row["name"], phone=row.get("phone") or "", email=address if row.get("email") else None)


def _by_id(entries: Sequence[Row], made: Sequence[Any]) -> dict[str, Any]:
    return {row["id"]: made_row for row, made_row in zip(entries, made, strict=True)}


# --- the parts of a group --------------------------------------------------------------------------------------------
def _load_parts(loading: Loading, group: Group) -> Loaded:
    _load_group_rows(loading, group)
    _load_memberships(loading, group)
    _load_declarations(loading, group)
    _load_work(loading, group)
    _load_evidence(loading, group)
    return Loaded(group, {person.pk: name for name, person in loading.people.items()})


def _load_group_rows(loading: Loading, group: Group) -> None:
    content = loading.dossier["group"]
    plans = [plan for plan in (content.get("work_plan"), *(content.get("work_plans") or [])) if plan is not None]
    loading.add(WorkPlan, [WorkPlan(group=group, **rows.fields(plan, rows.ANY_PLAN)) for plan in plans])
    parts: list[tuple[str, type[models.Model], Row]] = [
        ("justifications", Justification, rows.JUSTIFICATION),
        ("mitigations", Mitigation, rows.MITIGATION),
        ("concerns", Concern, rows.CONCERN),
    ]
    for name, model, part in parts:
        loading.add(model, [model(group=group, **rows.fields(row, part)) for row in content.get(name) or []])
    if population := content.get("population"):
        kept = EmployerPopulation(group=group, source=population["source"], recorded_on=today())
        loading.add(EmployerPopulation, [kept])
        shares = [
            PopulationShare(population=kept, dimension=dimension, category=category, share=rows.exact(share))
            for dimension in ("size", "sector", "region")
            for category, share in (population.get(dimension) or {}).items()
        ]
        loading.add(PopulationShare, shares)


def _load_memberships(loading: Loading, group: Group) -> None:
    sources = loading.list("memberships")
    made = [
        Membership(
            group=group,
            person=loading.people[row["person"]],
            organisation=loading.named(row),
            **rows.fields(row, rows.MEMBERSHIP),
        )
        for row in sources
    ]
    kept = loading.add(Membership, made)
    ledgers: list[tuple[str, type[models.Model]]] = [("statements", Statement), ("consents", Consent)]
    for name, model in ledgers:
        entries = [
            model(membership=membership, **rows.fields(entry, rows.LEDGER))
            for row, membership in zip(sources, kept, strict=True)
            for entry in row.get(name) or []
        ]
        loading.add(model, entries)
    chairs = [
        ChairAppointment(group=group, person=loading.people[row["person"]], **rows.fields(row, rows.CHAIR))
        for row in loading.list("chairs")
    ]
    loading.add(ChairAppointment, chairs)


def _load_declarations(loading: Loading, group: Group) -> None:
    given = loading.list("declarations")
    made = [
        Declaration(group=group, person=loading.people[row["person"]], declared_on=row["declared_on"]) for row in given
    ]
    kept = loading.add(Declaration, made)
    pairs = [(entry, declaration) for row, declaration in zip(given, kept, strict=True) for entry in row["interests"]]
    interests = loading.add(
        Interest,
        [
            Interest(declaration=declaration, organisation=loading.named(entry), **rows.fields(entry, rows.INTEREST))
            for entry, declaration in pairs
        ],
    )
    handlings = [
        Handling(interest=interest, **rows.fields(entry["handling"], rows.HANDLING))
        for (entry, _), interest in zip(pairs, interests, strict=True)
        if entry.get("handling")
    ]
    loading.add(Handling, handlings)


def _load_work(loading: Loading, group: Group) -> None:
    engagements = [
        Engagement(group=group, organisation=loading.named(row), **rows.fields(row, rows.ENGAGEMENT))
        for row in loading.list("engagements")
    ]
    loading.add(Engagement, engagements)
    parts: list[tuple[str, type[models.Model], Row]] = [
        ("meetings", Meeting, rows.MEETING),
        ("requested_members", RequestedMember, rows.REQUESTED),
        ("submissions", Submission, rows.SUBMISSION),
    ]
    for name, model, part in parts:
        made = [row for row in loading.list(name) if model is not Meeting or row.get("held_on")]
        loading.add(model, [model(group=group, **rows.fields(row, part)) for row in made])


def _load_evidence(loading: Loading, group: Group) -> None:
    content = loading.dossier.get("evidence")
    if not content:
        return
    evidence = FundingEvidence(group=group, **rows.fields(content, rows.EVIDENCE))
    loading.add(FundingEvidence, [evidence])
    quotes = [
        EpaoQuote(
            evidence=evidence,
            organisation=loading.named(row),
            received_on=row["received_on"],
            amount=None if row.get("amount") is None else rows.exact(row["amount"]),
        )
        for row in content.get("epao_quotes") or []
    ]
    loading.add(EpaoQuote, quotes)
