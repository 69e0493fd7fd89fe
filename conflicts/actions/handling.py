"""Whoever is not the person says how a declared interest is handled; the chair says who sees the register."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts import emails
from conflicts.enums import BARRING, LIMITED, Measure, Subject
from conflicts.models import Handling, Interest, Register
from conflicts.rules import ASKED, handled_answers, handlers
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from portal import history
from portal.edits import describe, form_digest
from portal.exceptions import Conflict, StaleForm


@transaction.atomic
def handle(
    *,
    interest: Interest,
    measure: Measure,
    subjects: Sequence[Subject],
    reason: str,
    seen: str,
    by: User,
    now: datetime,
) -> Handling:
    """Record how the interest is handled from today on; an earlier handling stays as it is, and this one holds.

    `subjects`: what it bars from, none for everything (only where the person does not vote or leaves for the item).
    `seen` is `portal.edits.form_digest` of `rules.handled_answers` as shown. The same sent twice is recorded once. The
    person hears of a handling that bars, or does not bar any more. Raises PermissionDenied for everybody but who
    handles it (nobody handles an own interest), Conflict for an ended one, StaleForm where it was changed or handled
    meanwhile.
    """
    group, on = lock(interest.declaration.group), timezone.localdate(now)
    interest = Interest.objects.select_for_update(of=("self",)).with_handlings(on).get(pk=interest.pk)
    if refusal := handlers(group, on).refusal(interest.declaration.person, by):
        raise PermissionDenied(refusal)
    refuse_ended(interest, on)
    mine = Handling(interest=interest, revision=interest.revision, recorded_on=on, recorded_by=by, reason=reason)
    mine.measure, mine.subjects = (
        measure,
        [subject for subject in Subject if subject in subjects and measure in LIMITED],
    )
    last = interest.handling
    if last is not None and _is_same(last, mine):
        return last
    _refuse_stale(seen, interest, last, mine)
    history.save(mine, by=by, why=f"Interest handled: {mine.get_measure_display().lower()}")
    _tell_person(mine, last)
    mark_changed(group, now)
    return mine


def _is_same(last: Handling, mine: Handling) -> bool:
    fields = ("measure", "subjects", "reason", "revision", "recorded_by_id")
    return all(getattr(last, name) == getattr(mine, name) for name in fields)


def refuse_ended(interest: Interest, on: date) -> None:
    """Raise Conflict for an interest that has ended by that day."""
    if interest.ended_on is not None and interest.ended_on <= on:
        raise Conflict(
            "This interest has ended, so there is nothing to handle any more.",
            state=f"Ended on {interest.ended_on:%-d %B %Y}",
            next_href=reverse("conflicts:register", args=[interest.declaration.group_id]),
            next_text="See the register",
        )


def _refuse_stale(seen: str, interest: Interest, last: Handling | None, mine: Handling) -> None:
    now_there = handled_answers(interest, last)
    if seen == form_digest(now_there):
        return
    raise StaleForm(
        "This interest was changed or handled since you opened the page. Nothing of yours was saved yet.",
        next_href=reverse("conflicts:handle", args=[interest.declaration.group_id, interest.pk]),
        next_text="Read it again and record the handling",
        theirs=describe(now_there, ASKED),
        mine=describe(handled_answers(interest, mine), ASKED),
    )


def _tell_person(mine: Handling, last: Handling | None) -> None:
    person = mine.interest.declaration.person
    if person.email and {mine.measure, last.measure if last else ""} & {*BARRING}:
        emails.interest_handled(mine, to=person.email)


@transaction.atomic
def share(*, group: Group, is_shared: bool, by: User, now: datetime) -> Register:
    """Show the whole register to advisers and facilitators, or only their own rows again; it counts at once.

    Raises PermissionDenied for everybody but a current chair.
    """
    group, on = lock(group), timezone.localdate(now)
    if by.pk not in {chair.user_id for chair in handlers(group, on).chairs}:
        raise PermissionDenied("Only the group’s chair decides who sees the register.")
    register = Register.objects.filter(group=group).first() or Register(group=group)
    if register.is_shared != is_shared:
        register.is_shared = is_shared
        what = "shown to advisers and facilitators" if is_shared else "not shown to advisers and facilitators any more"
        history.save(register, by=by, why=f"Register {what}")
    return register
