"""Votes: cast by the voters themselves, or recorded by a chair; who leaves for an item.

A vote is written by the statement that asks whether the motion takes it (`Vote.objects.put`). Then, while the motion
cannot be closed and nobody can leave for it, it is asked who may vote: of somebody who may not nothing is kept. So no
vote lands after the motion closed, none that was taken is lost, and voters do not wait for one another. Whom a handling
recorded meanwhile bars, `motions.close` does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from conflicts.enums import Measure
from meetings import emails
from meetings.actions.motions import lock_open, refuse_closed, refuse_past
from meetings.actions.voters import Eligibility, eligible_voters
from meetings.emails.motions import vote_recorded
from meetings.enums import Choice, Presence, WhyAbsent
from meetings.models import Attendance, ItemAbsence, Motion, Vote
from members.models import Person
from portal import history
from portal.exceptions import Conflict

WHY_NOT = {
    WhyAbsent.APOLOGIES: "sent apologies for the meeting",
    WhyAbsent.ABSENT: "did not come to the meeting",
    WhyAbsent.LEFT: "left the meeting for this item",
    WhyAbsent.UNRECORDED: "is not recorded as present in the meeting",
}
ONLY_OWN = "By correspondence everybody casts their own vote in the portal."


@transaction.atomic
def cast(*, motion: Motion, choice: Choice, by: User, now: datetime) -> Vote:
    """The user's own vote; a later one replaces it until the motion closes.

    Raises Conflict when the motion is closed or its last day past, and when the user is no voter: an adviser or
    facilitator, barred, or not in the meeting.
    """
    person = _person_of(by)
    if person is not None:
        _put(motion, person.pk, choice, by=by, now=now, is_own=True)
    motion = _taking_votes(motion, now)
    eligibility = eligible_voters(motion, timezone.localdate(now))
    who, name = (person.pk, person.name) if person else (0, str(by))
    _refuse_no_voters(motion, eligibility, {who: name})
    return eligibility.voted[who]


@transaction.atomic
def record(*, motion: Motion, choices: Mapping[int, Choice], by: User, now: datetime) -> list[str]:
    """A chair writes down how others voted in a meeting, by the key of the person; theirs to change until it closes.

    Each of them is told by mail, and the result names who wrote it down. The chair's own is cast like any other. Who
    has voted themselves keeps that vote: returns the names of these. Raises Conflict, and records nothing, by
    correspondence, when one of the people is no voter, or the motion is closed.
    """
    refuse_by_correspondence(motion, ONLY_OWN)
    own, written = _person_of(by), []
    for person, choice in sorted(choices.items()):  # in one order, so that two chairs never wait for each other
        is_own = own is not None and person == own.pk
        vote = _put(motion, person, choice, by=by, now=now, is_own=is_own)
        written += [vote] if vote and not is_own else []
    motion = _taking_votes(motion, now)
    eligibility = eligible_voters(motion, timezone.localdate(now))
    _refuse_no_voters(motion, eligibility, _names(choices))
    for vote in written:
        vote_recorded(vote, motion, by=by)
    others = [vote for vote in eligibility.votes if vote.is_own and (own is None or vote.person_id != own.pk)]
    return [vote.person.name for vote in others if vote.person_id in choices]


def _person_of(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def _put(motion: Motion, person: int, choice: Choice, *, by: User, now: datetime, is_own: bool) -> Vote | None:
    """The vote where it was written; None where nothing changed."""
    written = Vote.objects.put(motion=motion.pk, person=person, choice=choice, by=by.pk, now=now, is_own=is_own)
    if written is None:
        return None
    vote, is_new = written
    return history.record(vote, by=by, why="Vote cast" if is_own else "Vote recorded", is_new=is_new)


def _taking_votes(motion: Motion, now: datetime) -> Motion:
    """The motion as it stands, with group and meeting. Raises Conflict where it takes no votes any more."""
    motion = refuse_closed(Motion.objects.select_related("group", "meeting", "closed_by").get(pk=motion.pk))
    return refuse_past(motion, timezone.localdate(now))


def _names(people: Iterable[int]) -> dict[int, str]:
    names = dict(Person.objects.filter(pk__in=list(people)).values_list("pk", "name"))
    return {person: names.get(person, "This person") for person in people}


def _refuse_no_voters(motion: Motion, eligibility: Eligibility, names: Mapping[int, str]) -> None:
    """Raise Conflict that says why, for the first who is no voter."""
    for person, name in names.items():
        if person not in eligibility.electorate.voter_ids:
            raise Conflict(
                f"No vote is recorded: {name} {_why_not(eligibility, person)}.",
                next_href=motion.get_absolute_url(),
                next_text="See who votes on this motion",
            )


def _why_not(eligibility: Eligibility, person: int) -> str:
    bar = eligibility.electorate.bar_of(person)
    if bar is not None:
        measure = Measure(bar.measure).label
        return f"does not vote on this subject. A declared interest is handled so: {measure[0].lower()}{measure[1:]}"
    away = {employer.person: employer.away for employer in eligibility.electorate.absent}.get(person)
    return WHY_NOT[WhyAbsent(away)] if away else f"is no employer member of the group on {_day(eligibility.on)}"


def _day(on: date) -> str:
    return f"{on:%-d %B %Y}"


# --- who leaves for an item ------------------------------------------------------------------------------------------
@transaction.atomic
def set_left(*, motion: Motion, left: Iterable[int], recorded: Iterable[int], by: User, now: datetime) -> None:
    """These people (by key) left the meeting for this item, and are not counted in it.

    Of who has left already, those in `recorded` and not in `left` came back; others stay as they are recorded.

    Raises Conflict, and changes nothing, when one of them has voted on it or did not come to the meeting, and when the
    motion is closed or not put in a meeting.
    """
    motion, wanted = refuse_by_correspondence(lock_open(motion)), set(left)
    kept = {item_absence.person_id: item_absence for item_absence in motion.item_absences.filter(returned_at=None)}
    leaving = wanted - kept.keys()
    _refuse_to_leave(motion, leaving)
    for person_id in sorted(leaving):
        absence = ItemAbsence(motion=motion, person_id=person_id, recorded_at=now, recorded_by=by)
        history.save(absence, by=by, why="Left for the item")
        emails.left_recorded(absence, motion.meeting, motion.text, by=by)  # type: ignore[arg-type]  # it has one
    for person_id in sorted((kept.keys() & set(recorded)) - wanted):
        kept[person_id].returned_at = now
        history.save(kept[person_id], by=by, why="Came back for the item", fields=["returned_at"])


def refuse_by_correspondence(motion: Motion, why: str = "A vote by correspondence has nobody in the room.") -> Motion:
    """The motion, if it is put in a meeting. Raises Conflict that says why otherwise."""
    if motion.meeting_id is None:
        raise _out_of_order(motion, why)
    return motion


def _refuse_to_leave(motion: Motion, people: set[int]) -> None:
    voted = motion.votes.filter(person__in=people).values_list("person__name", flat=True)
    if voted:
        raise _out_of_order(motion, f"{' and '.join(voted)} voted on this motion, so cannot have left for it.")
    came = Attendance.objects.filter(meeting=motion.meeting_id, person__in=people, presence=Presence.CAME)
    if came.count() != len(people):
        raise _out_of_order(motion, "Only people who came to the meeting can have left for an item of it.")


def _out_of_order(motion: Motion, message: str) -> Conflict:
    return Conflict(message, next_href=motion.get_absolute_url(), next_text="See the motion")
