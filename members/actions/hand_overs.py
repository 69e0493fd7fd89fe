"""Who chairs a group changes on a day: arranged by its leaders, confirmed by the regulator, called off before it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import touch
from groups.actions.recipients import leaders, managers
from groups.actions.registering import lock, lock_any, refuse_while_submitted
from groups.models import Group
from members.emails import chair_appointed
from members.emails import chairs as emails
from members.models import ChairAppointment, HandOver, Membership, Person
from portal import history
from portal.exceptions import Conflict

MOST_CHAIRS = 2
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
    """Arrange a change of chair for that day, today or later; the product manager is asked to confirm it.

    Nobody leaves: the successor joins the chair there is. No successor: one of two steps down, which needs no
    confirmation, as little as what a product manager arranges. Raises Conflict while the membership is submitted, while
    another change is ahead, and where the group would not have one or two different employer members as chairs.
    """
    group, on = lock(group), timezone.localdate(now)
    refuse_while_submitted(group)
    refuse_while_ahead(group, on)
    hand_over = HandOver(group=group, leaving=leaving, successor=successor, takes_place_on=max(takes_place_on, on))
    hand_over.arranged_at, hand_over.arranged_by = now, by
    _refuse_unfit(hand_over, on)
    history.save(hand_over, by=by, why="Change of chair arranged")
    if successor is None or by.is_official:
        return _confirm(hand_over, by=by, now=now)
    _tell(emails.hand_over_arranged, hand_over, managers(group, on) | _concerned(hand_over, on), by=by)
    return hand_over


@transaction.atomic
def confirm(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """The regulator confirms: the chair's term ends on the day, the successor's begins; today where the day is past.

    Done once. Raises Conflict when it was called off, while the membership is submitted, and where it fits no longer.
    """
    refuse_while_submitted(lock(hand_over.group))
    hand_over = _lock(hand_over)
    if hand_over.confirmed_at:
        return hand_over
    if hand_over.called_off_at:
        raise _is_over(hand_over)
    hand_over.takes_place_on = max(hand_over.takes_place_on, timezone.localdate(now))
    _refuse_unfit(hand_over, timezone.localdate(now))
    return _confirm(hand_over, by=by, now=now)


@transaction.atomic
def call_off(*, hand_over: HandOver, reason: str, by: User, now: datetime) -> HandOver:
    """Nothing changes on the day; what was dated already is undone. Everybody concerned hears why.

    Done once. Raises Conflict when the day has come.
    """
    lock_any(hand_over.group)
    hand_over = _lock(hand_over)
    if hand_over.called_off_at:
        return hand_over
    if not hand_over.is_ahead(timezone.localdate(now)):
        raise _is_over(hand_over)
    return _call_off(hand_over, reason=reason, by=by, now=now)


def leave(*, group: Group, person: Person, ended_on: date, by: User, now: datetime) -> None:
    """Who no longer serves chairs no longer, and becomes no chair from that day on. Call it under the group's lock."""
    ahead = HandOver.objects.ahead(timezone.localdate(now)).filter(group=group, successor=person)
    for hand_over in ahead.filter(takes_place_on__gte=ended_on).select_for_update():
        _call_off(hand_over, reason=f"{person.name} serves on the group no longer", by=by, now=now)
    for appointment in _later_than(ended_on, group).filter(person=person).select_for_update():
        appointment.ended_on = max(ended_on, appointment.started_on)
        history.save(appointment, by=by, why=LEFT, fields=["ended_on"])


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


def refuse_while_ahead(group: Group, on: date) -> None:
    ahead = HandOver.objects.ahead(on).filter(group=group).first()
    if ahead is not None:
        raise Conflict(
            "Another change of chair is arranged. Call it off first, or wait until its day.",
            state=f"{ahead.words} on {ahead.takes_place_on:%-d %B %Y}",
            by=str(ahead.arranged_by),
            at=ahead.arranged_at,
            next_href=ahead.get_absolute_url(),
            next_text="See the change that is arranged",
        )


# --- what it does ----------------------------------------------------------------------------------------------------
def _confirm(hand_over: HandOver, *, by: User, now: datetime) -> HandOver:
    group, day = hand_over.group, hand_over.takes_place_on
    if hand_over.leaving:
        hand_over.leaving.ended_on = day
        history.save(hand_over.leaving, by=by, why="Handed over as chair", fields=["ended_on"])
    if hand_over.successor:
        appointment = ChairAppointment(group=group, person=hand_over.successor, started_on=day)
        hand_over.appointment = history.save(appointment, by=by, why="Becomes chair")
        if hand_over.successor.email:
            chair_appointed(appointment, to=hand_over.successor.email)
    hand_over.confirmed_at, hand_over.confirmed_by = now, by
    history.save(hand_over, by=by, why="Change of chair confirmed")
    touch(group, now)
    _tell(emails.hand_over_confirmed, hand_over, _concerned(hand_over, timezone.localdate(now)), by=by)
    return hand_over


def _call_off(hand_over: HandOver, *, reason: str, by: User, now: datetime) -> HandOver:
    on = timezone.localdate(now)
    if hand_over.leaving and hand_over.leaving.ended_on == hand_over.takes_place_on:
        hand_over.leaving.ended_on = None
        history.save(hand_over.leaving, by=by, why="Change of chair called off", fields=["ended_on"])
    if hand_over.appointment:  # a term that never began
        hand_over.appointment.ended_on = hand_over.appointment.started_on
        history.save(hand_over.appointment, by=by, why="Change of chair called off", fields=["ended_on"])
    hand_over.called_off_at, hand_over.called_off_by, hand_over.reason = now, by, reason
    history.save(hand_over, by=by, why="Change of chair called off")
    touch(hand_over.group, now)
    _tell(emails.hand_over_called_off, hand_over, managers(hand_over.group, on) | _concerned(hand_over, on), by=by)
    return hand_over


# --- whether it may --------------------------------------------------------------------------------------------------
def _refuse_unfit(hand_over: HandOver, on: date) -> None:
    """At most two chairs from the day on, a person once, each an employer member then. Under the group's lock."""
    group, day, successor = hand_over.group, hand_over.takes_place_on, hand_over.successor
    staying = _later_than(day, group)
    if hand_over.leaving:
        if not staying.filter(pk=hand_over.leaving.pk, started_on__lte=on).exists():
            raise _refused(group, "The person who hands over does not chair the group then.")
        staying = staying.exclude(pk=hand_over.leaving.pk)
    people = set(staying.values_list("person", flat=True))
    if successor is not None and successor.pk in people:
        raise _refused(group, f"{successor} chairs the group already.")
    if not 1 <= len(people) + (successor is not None) <= MOST_CHAIRS:
        raise _refused(group, "A group has one chair or two co-chairs.")
    serving = Membership.objects.current(day).employers().filter(group=group)
    if successor is not None and not serving.filter(person=successor).exists():
        raise _refused(group, f"{successor} is not an employer member of the group on that day.")


def _later_than(day: date, group: Group) -> QuerySet[ChairAppointment]:
    """Terms that go on after the day, or begin after it; those that never begin are left out."""
    terms = ChairAppointment.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), group=group)
    return terms.exclude(ended_on__lte=F("started_on"))


def _refused(group: Group, message: str) -> Conflict:
    return Conflict(message, next_href=reverse("members:chairs", args=[group.pk]), next_text="See who chairs the group")


def _is_over(hand_over: HandOver) -> Conflict:
    is_off = hand_over.called_off_at is not None
    by, at = ("called_off_by", "called_off_at") if is_off else ("confirmed_by", "confirmed_at")
    return Conflict(
        "This change of chair was called off." if is_off else "This change of chair has taken place.",
        by=str(getattr(hand_over, by)),
        at=getattr(hand_over, at),
        next_href=reverse("members:chairs", args=[hand_over.group_id]),
        next_text="See who chairs the group",
    )


def _lock(hand_over: HandOver) -> HandOver:
    rows = HandOver.objects.select_related("group", "leaving__person", "successor", "appointment", "confirmed_by")
    return rows.select_for_update(of=("self",)).get(pk=hand_over.pk)


# --- who hears of it -------------------------------------------------------------------------------------------------
def _concerned(hand_over: HandOver, on: date) -> dict[str, str]:
    """Name by address: the chairs and the successor."""
    new = hand_over.successor
    return leaders(hand_over.group, on) | ({new.email: new.name} if new and new.email else {})


def _tell(write: emails.AboutHandOver, hand_over: HandOver, addresses: dict[str, str], *, by: User) -> None:
    for address, name in addresses.items():
        if address != by.email:
            write(hand_over, to=address, name=name)
