"""The funding evidence: how training is delivered, what it costs, and what assessment organisations quote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import touch
from groups.actions.registering import lock
from groups.models import Group
from groups.rules import describe, stamp
from members.actions import organisations
from members.enums import Delivers, OrganisationKind
from members.models import Organisation
from members.rules import same_name
from portal import history
from portal.exceptions import StaleForm
from proposals.models import EpaoQuote, FundingEvidence

PARTS = ("delivery_methods", "consumable_costs", "qualification_fees", "epao_in_principle")


def answers_of(group: Group) -> dict[str, Any]:
    """The text of each part; a part that came without its words counts as recorded and is shown empty."""
    evidence = FundingEvidence.objects.filter(group=group).first() or FundingEvidence(group=group)
    return {part: getattr(evidence, part) for part in PARTS}


@transaction.atomic
def save(*, group: Group, answers: Mapping[str, str], seen: str, by: User, now: datetime) -> FundingEvidence:
    """Keep the four texts; each part bears the day on which it was first recorded, and none once it is emptied.

    Raises StaleForm when somebody saved meanwhile (`seen` is `stamp(answers_of(group))`).
    """
    group = lock(group)
    there = answers_of(group)
    if seen != stamp(there):
        raise StaleForm(
            "Somebody else has saved this page since you opened it. Nothing of yours was saved yet.",
            next_href=reverse("proposals:funding", args=[group.pk]),
            next_text="Open the page again and make your change",
            theirs=describe(there),
            mine=describe(answers),
        )
    evidence = FundingEvidence.objects.filter(group=group).first() or FundingEvidence(group=group)
    for part in PARTS:
        if answers[part] != there[part]:
            setattr(evidence, part, answers[part])
            recorded = getattr(evidence, f"{part}_on") or timezone.localdate(now)
            setattr(evidence, f"{part}_on", recorded if answers[part] else None)
    history.save(evidence, by=by, why="Funding evidence saved")
    touch(group, now)
    return evidence


@transaction.atomic
def quote(
    *, group: Group, answers: Mapping[str, Any], by: User, now: datetime, quote: EpaoQuote | None = None
) -> EpaoQuote:
    """Record a quote, or correct one: `organisation` (its name), `assesses`, `received_on`, `amount` (pounds).

    The group's row of that organisation says from now on whether it delivers end-point assessment, as `assesses` does.
    """
    group = lock(group)
    evidence = evidence_of(group, by)
    row = EpaoQuote.objects.select_for_update().get(pk=quote.pk) if quote else EpaoQuote(evidence=evidence)
    row.organisation = _quoting(group, answers["organisation"], assesses=answers["assesses"], by=by)
    row.received_on, row.amount = answers["received_on"], answers["amount"]
    history.save(row, by=by, why="Quote corrected" if quote else "Quote recorded")
    touch(group, now)
    return row


def evidence_of(group: Group, by: User) -> FundingEvidence:
    """The group's, begun where there is none; call it under the group's lock."""
    begun = FundingEvidence.objects.filter(group=group).first()
    return begun or history.save(FundingEvidence(group=group), by=by, why="Funding evidence begun")


def _quoting(group: Group, name: str, *, assesses: bool, by: User) -> Organisation:
    known = organisations.find(group, name) or _quoted(group, name)
    if known is None:
        kind = OrganisationKind.EPAO if assesses else OrganisationKind.OTHER
        return history.save(Organisation(name=name, kind=kind), by=by, why="Gave a quote")
    if assesses == (Delivers.EPA in known.all_delivered):
        return known
    others = [one for one in known.delivers if one != Delivers.EPA]
    known.delivers = [*others, Delivers.EPA.value] if assesses else others
    if known.kind == OrganisationKind.EPAO:  # said before, and wrongly
        known.kind = OrganisationKind.OTHER
    return history.save(known, by=by, why="Gave a quote", fields=["delivers", "kind"])


def _quoted(group: Group, name: str) -> Organisation | None:
    """One that the group's other quotes name."""
    named = Organisation.objects.filter(quotes__evidence__group=group).distinct()
    return next((one for one in named if same_name(one.name) == same_name(name)), None)
