"""Who leaves the meeting for an item of its agenda, and comes back."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from django.db import transaction

from accounts.models import User
from meetings import emails
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.enums import Presence
from meetings.models import AgendaItem, Attendance, ItemAbsence, Motion, Vote
from members.models import Person
from portal import history


@transaction.atomic
def set_out(*, item: AgendaItem, left: Set[int], back: Set[int], recorded: Set[int], by: User, now: datetime) -> None:
    """These people (by key) left for the item; those of them in `back` came back after it.

    Of who is recorded as out already, those in `recorded` and not in `left` did not leave after all; others stay as
    they are recorded.

    Whoever left is not counted in the item's motions. Raises Conflict, and changes nothing, once the minutes are
    agreed; where somebody did not come to the meeting, or has voted on a motion of the item; and where one who was left
    out of a closed motion would be said not to have left.
    """
    meeting = lock_unclosed(item.meeting)
    item.meeting = meeting
    motions = list(Motion.objects.select_for_update().filter(item=item).order_by("pk"))
    kept = {item_absence.person_id: item_absence for item_absence in item.item_absences.filter(struck_at=None)}
    unseen = kept.keys() - recorded - left
    _refuse_strangers(item, left - kept.keys())
    _refuse_voters(item, motions, left - kept.keys())
    _refuse_striking(item, motions, kept.keys() - left - unseen)
    for person in sorted((left | kept.keys()) - unseen):
        absence = kept.get(person) or ItemAbsence(item=item, person_id=person, recorded_at=now, recorded_by=by)
        _keep(absence, is_out=person in left, is_back=person in back, by=by, now=now)


def _keep(absence: ItemAbsence, *, is_out: bool, is_back: bool, by: User, now: datetime) -> None:
    if not is_out:
        absence.struck_at, absence.struck_by = now, by
        history.save(absence, by=by, why="Did not leave for the item", fields=["struck_at", "struck_by"])
        return
    if absence.pk is None:
        history.save(absence, by=by, why="Left for the item")
        emails.left_recorded(absence, absence.item.meeting, absence.item.title, by=by)
    if is_back != (absence.returned_at is not None):
        absence.returned_at = now if is_back else None
        why = "Came back after the item" if is_back else "Did not come back after the item"
        history.save(absence, by=by, why=why, fields=["returned_at"])


def _refuse_strangers(item: AgendaItem, people: Set[int]) -> None:
    came = Attendance.objects.filter(meeting=item.meeting, person__in=people, presence=Presence.CAME)
    if came.count() != len(people):
        raise out_of_order(item.meeting, "Only people who came to the meeting can have left for an item of it.")


def _refuse_voters(item: AgendaItem, motions: list[Motion], people: Set[int]) -> None:
    """Nobody who voted, or was counted as a voter, can be marked absent from the item afterwards."""
    counted = set(Vote.objects.filter(motion__in=motions).values_list("person", flat=True))
    counted |= _in_result(motions, "voters")
    if names := _names(people & counted):
        raise out_of_order(item.meeting, f"{names} took part in a motion on this item, so cannot have left for it.")


def _refuse_striking(item: AgendaItem, motions: list[Motion], people: Set[int]) -> None:
    if names := _names(people & _in_result(motions, "absent")):
        raise out_of_order(item.meeting, f"{names} was left out of a motion on this item that is closed. That stands.")


def _in_result(motions: list[Motion], part: str) -> set[int]:
    return {person["person"] for motion in motions for person in (motion.outcome or {}).get(part, [])}


def _names(people: Set[int]) -> str:
    return " and ".join(Person.objects.filter(pk__in=people).order_by("name").values_list("name", flat=True))
