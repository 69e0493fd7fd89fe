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
    """Record an assessment organisation's quote, or correct one: `organisation` (its name), `received_on`, `amount`.

    An organisation that the group did not name before is kept as one that assesses; one that it knows gains that.
    """
    group = lock(group)
    evidence = FundingEvidence.objects.filter(group=group).first()
    if evidence is None:
        evidence = history.save(FundingEvidence(group=group), by=by, why="Funding evidence begun")
    row = EpaoQuote.objects.select_for_update().get(pk=quote.pk) if quote else EpaoQuote(evidence=evidence)
    row.organisation = _assessor(group, answers["organisation"], by)
    row.received_on, row.amount = answers["received_on"], answers["amount"]
    history.save(row, by=by, why="Quote corrected" if quote else "Quote recorded")
    touch(group, now)
    return row


def _assessor(group: Group, name: str, by: User) -> Organisation:
    known = organisations.find(group, name) or _quoted(group, name)
    if known is None:
        return history.save(Organisation(name=name, kind=OrganisationKind.EPAO), by=by, why="Gave a quote")
    if Delivers.EPA not in known.all_delivered:
        known.delivers = [*known.delivers, Delivers.EPA.value]
        history.save(known, by=by, why="Gave a quote", fields=["delivers"])
    return known


def _quoted(group: Group, name: str) -> Organisation | None:
    """One that the group's other quotes name."""
    wanted = name.casefold().strip()
    named = Organisation.objects.filter(quotes__evidence__group=group).distinct()
    return next((one for one in named if one.name.casefold().strip() == wanted), None)
