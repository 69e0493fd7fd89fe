"""The funding evidence: how training is delivered, what it costs, and what assessment organisations quote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.documents import WITH_THE_GROUP, SubmissionState
from guidance.vocabulary import Delivers, OrganisationKind
from members.actions import organisations
from members.models import Organisation
from portal import history
from portal.edits import form_digest
from portal.exceptions import StaleForm
from proposals.actions import kind_text, out_of_order
from proposals.models import EpaoQuote, FundingDocument, FundingEvidence, Submission
from proposals.rules.evidence import CARRIERS, HELD, PARTS, Copy, copied


def answers_of(group: Group) -> dict[str, Any]:
    """The text of each part; a part that came without its words counts as recorded and is shown empty."""
    evidence = FundingEvidence.objects.filter(group=group).first() or FundingEvidence(group=group)
    return {part: getattr(evidence, part) for part in PARTS}


@transaction.atomic
def save(*, group: Group, answers: Mapping[str, str], seen: str, by: User, now: datetime) -> FundingEvidence:
    """Keep the four texts; each part bears the day on which it was first recorded, and none once it is emptied.

    Raises StaleForm when somebody saved meanwhile (`seen` is `form_digest(answers_of(group))`), Conflict while it is
    held.
    """
    group = lock(group)
    refuse_held(group)
    there = answers_of(group)
    if seen != form_digest(there):
        raise StaleForm(
            "Somebody else has saved this page since you opened it. Nothing of yours was saved yet.",
            next_href=reverse("proposals:funding", args=[group.pk]),
            next_text="Open the page again and make your change",
            theirs=there,
            mine=answers,
        )
    evidence = FundingEvidence.objects.filter(group=group).first() or FundingEvidence(group=group)
    for part in PARTS:
        if answers[part] != there[part]:
            setattr(evidence, part, answers[part])
            recorded = getattr(evidence, f"{part}_on") or timezone.localdate(now)
            setattr(evidence, f"{part}_on", recorded if answers[part] else None)
    history.save(evidence, by=by, why="Funding evidence saved")
    mark_changed(group, now)
    return evidence


@transaction.atomic
def quote(
    *, group: Group, answers: Mapping[str, Any], by: User, now: datetime, quote: EpaoQuote | None = None
) -> EpaoQuote:
    """Record a quote, or correct one: `organisation` (its name), `assesses`, `received_on`, `amount` (pounds).

    The group's row of that organisation says from now on whether it delivers end-point assessment, as `assesses` does.
    Raises Conflict while the evidence is held.
    """
    group = lock(group)
    refuse_held(group)
    evidence = evidence_of(group, by)
    row = EpaoQuote.objects.select_for_update().get(pk=quote.pk) if quote else EpaoQuote(evidence=evidence)
    row.organisation = _quoting(group, answers["organisation"], assesses=answers["assesses"], by=by)
    row.received_on, row.amount = answers["received_on"], answers["amount"]
    history.save(row, by=by, why="Quote corrected" if quote else "Quote recorded")
    mark_changed(group, now)
    return row


def holder(group: Group) -> Submission | None:
    """The standard or revision whose version the funding evidence belongs to now; None while the group may change it.

    It is held from the moment its version is fixed until the next version is begun: what the employers agree is what
    the regulator decides on. One that was returned, withdrawn or declined holds nothing.
    """
    newest = Submission.objects.filter(group=group, kind__in=CARRIERS).with_story().order_by("pk").last()
    if newest is None or newest.state not in HELD:
        return None
    newest.group = group
    return newest


def refuse_held(group: Group) -> None:
    """Raise Conflict, with the way to a new version, while the evidence belongs to a fixed one."""
    held_by = holder(group)
    if held_by is not None:
        raise out_of_order(held_by, f"The funding evidence is fixed. {why_held(held_by)}")


def why_held(submission: Submission) -> str:
    """Why the evidence cannot be changed, and how it can; in whole sentences."""
    what, version = kind_text(submission), submission.newest
    it = f"version {version.number} of the {what}" if version else f"the {what}"
    if submission.state in WITH_THE_GROUP:
        return f"It belongs to {it}. To change it, begin a new version; the employers then agree both again."
    if submission.state == SubmissionState.AGREED:
        return f"{settings.REGULATOR_NAME} agreed it with {it}. It changes with the next revision."
    return (
        f"It is with {settings.REGULATOR_NAME}, together with {it}. It changes only if that is withdrawn or returned."
    )


def copy_of(group: Group) -> Copy:
    """The group's funding evidence as it stands, as a version keeps it."""
    evidence = FundingEvidence.objects.filter(group=group).first()
    quotes = EpaoQuote.objects.filter(evidence__group=group).select_related("organisation")
    return copied(evidence, quotes, FundingDocument.objects.kept().filter(evidence__group=group))


def evidence_of(group: Group, by: User) -> FundingEvidence:
    """The group's, begun where there is none; call it under the group's lock."""
    begun = FundingEvidence.objects.filter(group=group).first()
    return begun or history.save(FundingEvidence(group=group), by=by, why="Funding evidence begun")


def _quoting(group: Group, name: str, *, assesses: bool, by: User) -> Organisation:
    organisation = organisations.find(group, name)
    if organisation is None:
        kind = OrganisationKind.EPAO if assesses else OrganisationKind.OTHER
        return history.save(Organisation(name=name, kind=kind), by=by, why="Gave a quote")
    if assesses == (Delivers.EPA in organisation.all_delivered):
        return organisation
    others = [deliver for deliver in organisation.delivers if deliver != Delivers.EPA]
    organisation.delivers = [*others, Delivers.EPA.value] if assesses else others
    if organisation.kind == OrganisationKind.EPAO:  # said before, and wrongly
        organisation.kind = OrganisationKind.OTHER
    return history.save(organisation, by=by, why="Gave a quote", fields=["delivers", "kind"])
