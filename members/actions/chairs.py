"""Who chairs a group, and what a chair confirms."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import touch
from groups.actions.recipients import leaders, managers
from groups.actions.registering import lock, lock_any, refuse_while_submitted
from groups.models import Group
from members import emails
from members.actions.hand_overs import MOST_CHAIRS, refuse_while_ahead
from members.models import ChairAppointment, Membership, Person
from members.rules import Wording
from members.rules.confirmations import PUBLICATION, Confirmation
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def appoint_chairs(*, group: Group, people: Collection[Person], by: User, now: datetime) -> list[ChairAppointment]:
    """One chair or two co-chairs from today on: who is not among them stops being one, who stays keeps all.

    Once the membership is approved only the regulator does so; the group arranges a change (`hand_overs.arrange`).
    Raises Conflict then, while the membership is submitted, while a change is ahead, and unless one or two current
    employer members are chosen.
    """
    group, on = lock(group), timezone.localdate(now)
    refuse_while_submitted(group)
    _refuse_approved(group, by)
    refuse_while_ahead(group, on)
    wanted = {person.pk: person for person in people}
    _refuse_unfit(group, wanted, on)
    current = {chair.person_id: chair for chair in ChairAppointment.objects.current(on).filter(group=group)}
    for person_id, appointment in current.items():
        if person_id not in wanted:
            appointment.ended_on = on
            history.save(appointment, by=by, why="Another chair was chosen", fields=["ended_on"])
    for person_id, person in wanted.items():
        if person_id not in current:
            current[person_id] = _appoint(group, person, by=by, on=on)
    touch(group, now)
    return [current[person_id] for person_id in wanted]


def _appoint(group: Group, person: Person, *, by: User, on: date) -> ChairAppointment:
    appointment = ChairAppointment(group=group, person=person, started_on=on)
    history.save(appointment, by=by, why="Chosen as chair")
    if person.email:
        emails.chair_appointed(appointment, to=person.email)
    return appointment


def _refuse_approved(group: Group, by: User) -> None:
    if group.membership_approved_on is None or by.is_official:
        return
    raise Conflict(
        "The membership is approved with its chair. Arrange a change instead: the product manager confirms it.",
        state="Membership approved",
        next_href=reverse("members:hand_over_arrange", args=[group.pk]),
        next_text="Arrange a change of chair",
    )


def _refuse_unfit(group: Group, wanted: dict[int, Person], on: date) -> None:
    members = Membership.objects.current(on).employers().filter(group=group, person__in=wanted)
    if 1 <= len(wanted) <= MOST_CHAIRS and members.count() == len(wanted):
        return
    raise Conflict(
        "A group has one chair or two co-chairs, chosen from its current employer members.",
        state="The people chosen are not all current employer members",
        next_href=reverse("members:chairs", args=[group.pk]),
        next_text="Choose again",
    )


@transaction.atomic
def confirm(
    *,
    appointment: ChairAppointment,
    has_no_interest: bool = False,
    agrees_to_publication: bool = False,
    wording: Wording,
    by: User,
    now: datetime,
) -> ChairAppointment:
    """The chair confirms having no interest that is excluded, agrees to be published, or both; it counts at once.

    What is left out stays as it is, and what was confirmed before keeps its day. `wording` is what was shown. Raises
    Conflict when the appointment has ended.
    """
    lock(appointment.group)
    appointment, on = _lock_current(appointment, now), timezone.localdate(now)
    if has_no_interest:
        appointment.confirmed_no_interest_on = appointment.confirmed_no_interest_on or on
        appointment.wording_version = wording.version
    if agrees_to_publication:
        if not appointment.is_published:
            appointment.publication_agreed_on, appointment.publication_withdrawn_on = on, None
        appointment.publication_wording_version = wording.version
    history.save(appointment, by=by, why="Confirmed by the chair")
    touch(appointment.group, now)
    return appointment


@transaction.atomic
def withdraw(*, appointment: ChairAppointment, confirmation: Confirmation, by: User, now: datetime) -> bool:
    """The chair takes back one of the two confirmations; it counts at once, also after support was withdrawn.

    Done once: whether it stood. The other chair and the product manager are told. Raises Conflict when the appointment
    has ended.
    """
    group, on = lock_any(appointment.group), timezone.localdate(now)
    appointment = _lock_current(appointment, now)
    if confirmation.given_on(appointment) is None:
        return False
    if confirmation.code == PUBLICATION:
        appointment.publication_withdrawn_on = on
    else:
        appointment.confirmed_no_interest_on = None
    history.save(appointment, by=by, why="Withdrawn by the chair")
    touch(group, now)
    for address, name in (leaders(group, on) | managers(group, on)).items():
        if address != by.email:
            emails.confirmation_withdrawn(appointment, what=confirmation.title, on=on, to=address, name=name)
    return True


def _lock_current(appointment: ChairAppointment, now: datetime) -> ChairAppointment:
    rows = ChairAppointment.objects.select_related("group", "person").select_for_update(of=("self",))
    locked = rows.get(pk=appointment.pk)
    _refuse_ended(locked, timezone.localdate(now))
    return locked


def _refuse_ended(appointment: ChairAppointment, on: date) -> None:
    if appointment.ended_on is None or appointment.ended_on > on:
        return
    raise Conflict(
        "You are not the chair of this group any more.",
        state=f"Ended on {appointment.ended_on:%-d %B %Y}",
        next_href=reverse("groups:detail", args=[appointment.group_id]),
        next_text="See the group",
    )
