"""What a chair confirms, and takes back; who becomes one, `hand_overs` says."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.recipients import leaders, managers
from groups.actions.registering import lock, lock_any
from guidance.statements import Wording
from members import emails
from members.models import ChairAppointment
from members.rules.confirmations import PUBLICATION, Confirmation
from portal import history
from portal.exceptions import Conflict


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
    mark_changed(appointment.group, now)
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
    mark_changed(group, now)
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
        next_href=reverse("overview:group", args=[appointment.group_id]),
        next_text="See the group",
    )
