"""What a group says of itself while it registers: each task is saved by itself."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from groups.actions import mark_changed
from groups.models import EmployerPopulation, Group, MembershipSubmission, PopulationShare
from guidance.vocabulary import Dimension
from portal import history
from portal.edits import form_digest
from portal.exceptions import Conflict, StaleForm

Shares = Mapping[Dimension, Mapping[str, Decimal]]


def lock(group: Group) -> Group:
    """The group under a row lock: everything that changes it or its membership waits here for its turn.

    Raises Conflict where support was withdrawn: such a group changes no more.
    """
    group = lock_any(group)
    refuse_withdrawn(group)
    return group


def refuse_withdrawn(group: Group) -> None:
    """Raise Conflict where support was withdrawn."""
    if group.support_withdrawn_on:
        raise Conflict(
            "Support for this group was withdrawn. Nothing about it can be changed any more.",
            state=f"Support withdrawn on {date_format(group.support_withdrawn_on, 'j F Y')}",
            next_href=group.get_absolute_url(),
            next_text="See the group",
        )


def lock_any(group: Group) -> Group:
    """Likewise for what people may do even after support was withdrawn: leave, end an interest, decide on the map."""
    return Group.objects.select_for_update().select_related("occupation").get(pk=group.pk)


def refuse_while_submitted(group: Group) -> None:
    """Raise Conflict while the regulator is considering the group's membership."""
    membership_submission = (
        MembershipSubmission.objects.filter(group=group, decided_at=None).select_related("submitted_by").first()
    )
    if membership_submission is None:
        return
    raise Conflict(
        "The membership is with the regulator. Your answers can be changed again once it is decided.",
        state="Membership submitted",
        by=str(membership_submission.submitted_by),
        at=membership_submission.submitted_at,
        next_href=reverse("overview:group", args=[group.pk]),
        next_text="See the group",
    )


def refuse_stale(seen: str, now_there: dict[str, Any], mine: dict[str, Any], page: str) -> None:
    """Raise StaleForm, with both versions, when the answers changed since the form was shown."""
    if seen == form_digest(now_there):
        return
    raise StaleForm(
        "Somebody else has saved this page since you opened it. Nothing of yours was saved yet.",
        next_href=page,
        next_text="Open the page again and make your change",
        theirs=now_there,
        mine=mine,
    )


@transaction.atomic
def save_occupation(
    *, group: Group, name: str, regulated: bool, professional_status: bool, seen: str, by: User, now: datetime
) -> Group:
    """Keep the group's name and what the rules ask of its occupation. Raises Conflict, StaleForm."""
    group = lock(group)
    refuse_while_submitted(group)
    mine = {"name": name, "regulated": regulated, "professional_status": professional_status}
    refuse_stale(seen, occupation_answers(group), mine, reverse("overview:occupation", args=[group.pk]))
    occupation = group.occupation
    occupation.regulated, occupation.professional_status = regulated, professional_status
    history.save(occupation, by=by, why=f"Group {group.reference}", fields=["regulated", "professional_status"])
    group.name, group.occupation_confirmed_on = name, timezone.localdate(now)
    history.save(group, by=by, why="Occupation confirmed", fields=["name", "occupation_confirmed_on"])
    mark_changed(group, now)
    return group


def occupation_answers(group: Group) -> dict[str, Any]:
    occupation = group.occupation
    return {
        "name": group.name,
        "regulated": occupation.regulated,
        "professional_status": occupation.professional_status,
    }


@transaction.atomic
def save_running(*, group: Group, answers: dict[str, Any], seen: str, by: User, now: datetime) -> Group:
    """Keep fee, capacity, drafting responsibility and number of apprenticeships. Raises Conflict, StaleForm.

    `answers`: charges_fee (bool), capacity and drafting (bool: confirmed), apprenticeship_count (int).
    A confirmation keeps the day it was first given; one taken back is emptied.
    """
    group = lock(group)
    refuse_while_submitted(group)
    refuse_stale(seen, running_answers(group), answers, reverse("overview:running", args=[group.pk]))
    on = timezone.localdate(now)
    group.charges_fee = answers["charges_fee"]
    group.apprenticeship_count = answers["apprenticeship_count"]
    group.capacity_confirmed_on = _confirmed(group.capacity_confirmed_on, answers["capacity"], on)
    group.drafting_responsibility_confirmed_on = _confirmed(
        group.drafting_responsibility_confirmed_on, answers["drafting"], on
    )
    fields = ["charges_fee", "apprenticeship_count", "capacity_confirmed_on", "drafting_responsibility_confirmed_on"]
    history.save(group, by=by, why="How the group runs", fields=fields)
    mark_changed(group, now)
    return group


def running_answers(group: Group) -> dict[str, Any]:
    return {
        "charges_fee": group.charges_fee,
        "capacity": group.capacity_confirmed_on is not None,
        "drafting": group.drafting_responsibility_confirmed_on is not None,
        "apprenticeship_count": group.apprenticeship_count,
    }


def _confirmed(before: date | None, is_confirmed: bool, on: date) -> date | None:
    return (before or on) if is_confirmed else None


@transaction.atomic
def save_population(
    *, group: Group, source: str, shares: Shares, seen: str, by: User, now: datetime, figures_on: date | None = None
) -> Group:
    """Keep who employs people in the occupation. Shares are between 0 and 1; `figures_on` is the date of a table that
    they came from. Raises Conflict, StaleForm."""
    group = lock(group)
    refuse_while_submitted(group)
    mine = {"source": source, **_flat(shares)}
    refuse_stale(seen, population_answers(group), mine, reverse("overview:population", args=[group.pk]))
    population = EmployerPopulation.objects.filter(group=group).first() or EmployerPopulation(group=group)
    population.source, population.figures_on = source, figures_on
    population.recorded_on = timezone.localdate(now)
    history.save(population, by=by, why="Employer population from a table" if figures_on else "Employer population")
    _save_shares(population, shares, by)
    mark_changed(group, now)
    return group


def population_answers(group: Group) -> dict[str, Any]:
    population = EmployerPopulation.objects.filter(group=group).prefetch_related("shares").first()
    if population is None:
        return {}
    return {"source": population.source} | {f"{s.dimension}_{s.category}": s.share for s in population.shares.all()}


def _flat(shares: Shares) -> dict[str, Decimal]:
    return {f"{dimension.value}_{key}": share for dimension, row in shares.items() for key, share in row.items()}


def _save_shares(population: EmployerPopulation, shares: Shares, by: User) -> None:
    """Write only what changed; a category left empty is removed."""
    before = {(row.dimension, row.category): row for row in population.shares.all()}
    wanted = {(dimension.value, key): share for dimension, row in shares.items() for key, share in row.items()}
    for key, row in before.items():
        if key not in wanted:
            history.delete(row, by=by)
    for (dimension, category), share in wanted.items():
        row = before.get((dimension, category)) or PopulationShare(
            population=population, dimension=dimension, category=category
        )
        if row.pk is None or row.share != share:
            row.share = share
            history.save(row, by=by, why="Employer population")
