"""A new chair is briefed by the product manager, and guided by an experienced chair."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from chairs.emails import chairs as emails
from chairs.models import Briefing, Mentoring
from groups.actions.recipients import managers
from groups.actions.registering import lock, lock_any
from groups.models import Group
from members.models import ChairAppointment, Person
from portal import history
from portal.exceptions import Conflict

EXPERIENCED_AFTER = timedelta(days=365)  # the portal's own: as chair of one group


class NotExperienced(Exception):
    """The person has not chaired another group for long enough."""


@transaction.atomic
def record_briefing(*, appointment: ChairAppointment, held_on: date, note: str, by: User) -> Briefing:
    """The chair was briefed on that day, today or earlier. The same recorded again on one day replaces the note."""
    lock(appointment.group)
    briefing = Briefing.objects.filter(appointment=appointment, held_on=held_on).first()
    briefing = briefing or Briefing(appointment=appointment, held_on=held_on)
    briefing.given_by, briefing.note = by, note
    return history.save(briefing, by=by, why="Chair briefed")


@transaction.atomic
def ask_for_mentor(*, appointment: ChairAppointment, by: User, now: datetime) -> Mentoring:
    """The chair wants an experienced chair as mentor; the product manager hears of it. Asked once at a time."""
    group = lock(appointment.group)
    existing = _open_of(appointment)
    if existing is not None:
        return existing
    mentoring = history.save(
        Mentoring(appointment=appointment, asked_at=now, asked_by=by), by=by, why="Mentor asked for"
    )
    for address, name in managers(group, timezone.localdate(now)).items():
        emails.mentor_asked(mentoring, to=address, name=name)
    return mentoring


@transaction.atomic
def arrange_mentor(*, appointment: ChairAppointment, mentor: Person, by: User, now: datetime) -> Mentoring:
    """Put the chair in touch with the mentor from today on; both hear of each other, as both agreed to.

    Raises NotExperienced for somebody who has not chaired another group for EXPERIENCED_AFTER, and Conflict where the
    chair has a mentor already.
    """
    group, on = lock(appointment.group), timezone.localdate(now)
    if not experienced(group, on).filter(person=mentor).exists():
        raise NotExperienced
    mentoring = _open_of(appointment) or Mentoring(appointment=appointment, asked_at=now, asked_by=by)
    if mentoring.mentor_id == mentor.pk:
        return mentoring
    if mentoring.mentor_id:
        raise Conflict(
            "This chair has a mentor already. End that first.",
            state=f"{mentoring.mentor} since {mentoring.started_on:%-d %B %Y}",
            next_href=reverse("chairs:chairs", args=[group.pk]),
            next_text="See who chairs the group",
        )
    mentoring.mentor, mentoring.started_on, mentoring.arranged_by = mentor, on, by
    history.save(mentoring, by=by, why="Mentor found")
    for person, other in ((appointment.person, mentor), (mentor, appointment.person)):
        if person.email:
            emails.mentor_arranged(mentoring, to=person.email, name=person.name, other=other)
    return mentoring


@transaction.atomic
def end_mentoring(*, mentoring: Mentoring, by: User, now: datetime) -> Mentoring:
    """The mentor guides no longer, or is no longer asked for. Done once."""
    lock_any(mentoring.appointment.group)
    mentoring = Mentoring.objects.select_for_update(of=("self",)).select_related("appointment").get(pk=mentoring.pk)
    if mentoring.ended_on is None:
        mentoring.ended_on = timezone.localdate(now)
        history.save(mentoring, by=by, why="Mentoring ended", fields=["ended_on"])
    return mentoring


def experienced(group: Group, on: date) -> QuerySet[ChairAppointment]:
    """Terms of current chairs of other groups who have chaired for long enough."""
    long_enough = ChairAppointment.objects.leading(on).filter(started_on__lte=on - EXPERIENCED_AFTER)
    return long_enough.exclude(group=group).exclude(person__chairs__in=ChairAppointment.objects.filter(group=group))


def _open_of(appointment: ChairAppointment) -> Mentoring | None:
    return Mentoring.objects.select_for_update(of=("self",)).filter(appointment=appointment, ended_on=None).first()
