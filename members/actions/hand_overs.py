"""Who chairs a group changes on a day: proposed, accepted by the new chair, confirmed by the regulator."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.recipients import leaders, managers
from groups.actions.registering import lock, lock_any
from groups.models import Group
from guidance.statements import Wording
from members.actions.chair_terms import MOST_CHAIRS, is_over, refuse_unfit, refused, terms_after
from members.emails.hand_overs import (
    AboutHandOver,
    hand_over_accepted,
    hand_over_arranged,
    hand_over_called_off,
    hand_over_confirmed,
    hand_over_proposed,
)
from members.models import ChairAppointment, HandOver, Person
from portal import history

LEFT, STAYED = "Membership ended", "Membership ends later"  # why a chair's term has the end that it has


@transaction.atomic
def arrange(
    *,
    group: Group,
    leaving: ChairAppointment | None,
    successor: Person | None,
    takes_place_on: date,
    by: User,
    now: datetime,
) -> HandOver:
    """Propose a change of chair for that day, today or later: the successor accepts, the product manager confirms.

    Nobody leaves: the successor becomes chair, or joins the one there is. No successor: one of two steps down, which
    the product manager confirms, and needs not to confirm where it is the product manager's own word. Raises Conflict
    once support is withdrawn, for a successor who is no employer member then or has no account, and where the group
    would not have one or two different chairs.
    """
    group, on = lock(group), timezone.localdate(now)
    hand_over = HandOver(group=group, leaving=leaving, successor=successor, takes_place_on=max(takes_place_on, on))
    hand_over.arranged_at, hand_over.arranged_by = now, by
    refuse_unfit(hand_over, on)
    history.save(hand_over, by=by, why="Change of chair proposed")
    if successor is None:
        if by.is_official:
            return _confirm(hand_over, by=by, now=now)
        _tell(hand_over_accepted, hand_over, managers(group, on) | leaders(group, on), by=by)
        return hand_over
    if successor.email and successor.email != by.email:
        hand_over_proposed(hand_over, to=successor.email, name=successor.name)
    others = managers(group, on) | leaders(group, on)
    others.pop(successor.email or "", None)
    _tell(hand_over_arranged, hand_over, others, by=by)
    return hand_over


@transaction.atomic
def propose(*, group: Group, changes: Sequence[Mapping[str, Any]], by: User, now: datetime) -> list[HandOver]:
    """Several changes at once, or none of them: two co-chairs. Each as `arrange` takes it: leaving, successor, day."""
    return [arrange(group=group, by=by, now=now, **change) for change in changes]


@transaction.atomic
def accept(*, hand_over: HandOver, wording: Wording, by: User, now: datetime) -> HandOver:
    """The person proposed agrees to be chair, and gives both confirmations of a chair under these words.

    The product manager is asked to confirm. Done once. Raises Conflict for anybody else, when it was called off, and
    where it fits no longer.
    """
    group, on = lock(hand_over.group), timezone.localdate(now)
    hand_over = _lock(hand_over)
    if hand_over.successor is None or hand_over.successor.user_id != by.pk:
        raise refused(group, "Only the person who is proposed as chair accepts.")
    if hand_over.accepted_at:
        return hand_over
    if not hand_over.waits_for_acceptance:
        raise is_over(hand_over)
    refuse_unfit(hand_over, on)
    hand_over.accepted_at, hand_over.accepted_by, hand_over.wording_version = now, by, wording.version
    history.save(hand_over, by=by, why="Accepted by the new chair")
    mark_changed(group, now)
    _tell(hand_over_accepted, hand_over, managers(group, on) | _concerned(hand_over, on), by=by)
    return hand_over


@transaction.atomic
def confirm(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """The regulator confirms: the chair's term ends on the day, the successor's begins; today where the day is past.

    Done once, at every stage of the group. Raises Conflict before the successor has accepted, when it was called off,
    and where it fits no longer.
    """
    lock(hand_over.group)
    hand_over = _lock(hand_over)
    if hand_over.confirmed_at:
        return hand_over
    if hand_over.called_off_at:
        raise is_over(hand_over)
    if hand_over.waits_for_acceptance:
        raise refused(hand_over.group, f"{hand_over.successor} has not accepted yet, and nobody becomes chair before.")
    hand_over.takes_place_on = max(hand_over.takes_place_on, timezone.localdate(now))
    refuse_unfit(hand_over, timezone.localdate(now))
    return _confirm(hand_over, by=by, now=now)


@transaction.atomic
def cancel(*, hand_over: HandOver, reason: str, by: User, now: datetime) -> HandOver:
    """Nothing changes on the day; what was dated already is undone. Everybody concerned hears why.

    Done once. Raises Conflict when the day has come.
    """
    lock_any(hand_over.group)
    hand_over = _lock(hand_over)
    if hand_over.called_off_at:
        return hand_over
    if not hand_over.is_ahead(timezone.localdate(now)):
        raise is_over(hand_over)
    return _cancel(hand_over, reason=reason, by=by, now=now, doer=by)


def leave(*, group: Group, person: Person, ended_on: date, by: User, now: datetime) -> None:
    """Who no longer serves chairs no longer, and becomes no chair from that day on. Call it under the group's lock."""
    ahead = HandOver.objects.ahead(timezone.localdate(now)).filter(group=group, successor=person)
    for hand_over in ahead.filter(takes_place_on__gte=ended_on).select_for_update():
        _cancel(hand_over, reason=f"{person.name} serves on the group no longer", by=by, now=now, doer=by)
    for appointment in terms_after(ended_on, group).filter(person=person).select_for_update():
        appointment.ended_on = max(ended_on, appointment.started_on)
        history.save(appointment, by=by, why=LEFT, fields=["ended_on"])


def end_ahead(*, group: Group, reason: str, by: User, now: datetime) -> list[HandOver]:
    """The portal calls off every change of chair that is still ahead; as `cancel`. Under the group's lock.

    `by` decided what ends them and stands on the row; the history names nobody.
    """
    ahead = HandOver.objects.ahead(timezone.localdate(now)).filter(group=group).select_for_update(of=("self",))
    rows = ahead.select_related("group", "leaving__person", "successor", "appointment").order_by("pk")
    return [_cancel(row, reason=reason, by=by, now=now, doer=None, why=reason) for row in list(rows)]


def stay(*, group: Group, person: Person, was: date, ended_on: date, by: User) -> None:
    """Whose membership ends on `ended_on`, and not on the earlier day `was` after all, chairs until then as well.

    Only what the end of the membership cut short grows again: not what was handed over, nor where others have both
    places on a day between. Call it under the group's lock.
    """
    cut = ChairAppointment.objects.filter(group=group, person=person, ended_on=was, started_on__lt=was)
    for appointment in cut.select_for_update():
        others = ChairAppointment.objects.filter(group=group, started_on__lt=ended_on).exclude(pk=appointment.pk)
        others = others.filter(Q(ended_on=None) | Q(ended_on__gt=was)).exclude(ended_on__lte=F("started_on"))
        was_cut = appointment.history.filter(ended_on=was, history_change_reason__in=[LEFT, STAYED]).exists()
        if was_cut and others.count() < MOST_CHAIRS:
            appointment.ended_on = ended_on
            history.save(appointment, by=by, why=STAYED, fields=["ended_on"])


# --- what it does ----------------------------------------------------------------------------------------------------
def _confirm(hand_over: HandOver, *, by: User, now: datetime) -> HandOver:
    group, day = hand_over.group, hand_over.takes_place_on
    if hand_over.leaving:
        hand_over.leaving.ended_on = day
        history.save(hand_over.leaving, by=by, why="Handed over as chair", fields=["ended_on"])
    if hand_over.successor:
        appointment = ChairAppointment(group=group, person=hand_over.successor, started_on=day)
        if hand_over.accepted_at:  # with both confirmations
            given_on, version = timezone.localdate(hand_over.accepted_at), hand_over.wording_version
            appointment.confirmed_no_interest_on = appointment.publication_agreed_on = given_on
            appointment.wording_version = appointment.publication_wording_version = version
        hand_over.appointment = history.save(appointment, by=by, why="Becomes chair")
    hand_over.confirmed_at, hand_over.confirmed_by = now, by
    history.save(hand_over, by=by, why="Change of chair confirmed")
    mark_changed(group, now)
    _tell(hand_over_confirmed, hand_over, _concerned(hand_over, timezone.localdate(now)), by=by)
    return hand_over


CALLED_OFF = "Change of chair called off"


def _cancel(
    hand_over: HandOver, *, reason: str, by: User, now: datetime, doer: User | None, why: str = CALLED_OFF
) -> HandOver:
    """`by` stands on the row and is not written to; `doer` and `why` stand in the history."""
    on = timezone.localdate(now)
    if hand_over.leaving and hand_over.leaving.ended_on == hand_over.takes_place_on:
        hand_over.leaving.ended_on = None
        history.save(hand_over.leaving, by=doer, why=why, fields=["ended_on"])
    if hand_over.appointment:  # a term that never began
        hand_over.appointment.ended_on = hand_over.appointment.started_on
        history.save(hand_over.appointment, by=doer, why=why, fields=["ended_on"])
    hand_over.called_off_at, hand_over.called_off_by, hand_over.reason = now, by, reason
    history.save(hand_over, by=doer, why=why)
    mark_changed(hand_over.group, now)
    _tell(hand_over_called_off, hand_over, managers(hand_over.group, on) | _concerned(hand_over, on), by=by)
    return hand_over


def _lock(hand_over: HandOver) -> HandOver:
    rows = HandOver.objects.select_related("group", "leaving__person", "successor", "appointment", "confirmed_by")
    return rows.select_for_update(of=("self",)).get(pk=hand_over.pk)


# --- who hears of it -------------------------------------------------------------------------------------------------
def _concerned(hand_over: HandOver, on: date) -> dict[str, str]:
    """Name by address: the chairs and the successor."""
    new = hand_over.successor
    return leaders(hand_over.group, on) | ({new.email: new.name} if new and new.email else {})


def _tell(write: AboutHandOver, hand_over: HandOver, addresses: dict[str, str], *, by: User) -> None:
    for address, name in addresses.items():
        if address != by.email:
            write(hand_over, to=address, name=name)
