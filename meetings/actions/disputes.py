"""What the result of a motion rests on: votes that people cast, and votes and presence that others recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from guidance.policies import policy_for
from meetings.enums import Answer, Presence, Result, WhyAbsent
from meetings.models import Attendance, Motion, Vote
from meetings.rules import voting as rules


@dataclass(frozen=True, slots=True)
class Dispute:
    """Of a counted motion: votes that others recorded, what of that is contradicted, and the count without the latter.

    `absent`: attendances of voters who say that it is not so; `left_out`: of employer members who were recorded as not
    there and say that they were. `turns`: whether the result would be another.
    """

    recorded: tuple[Vote, ...]
    absent: tuple[Attendance, ...]
    left_out: tuple[Attendance, ...]
    count: rules.Tally
    result: Result
    turns: bool

    @property
    def contradicted(self) -> tuple[Vote, ...]:
        return tuple(vote for vote in self.recorded if vote.is_contradicted)

    @property
    def is_disputed(self) -> bool:
        return bool(self.contradicted or self.absent or self.left_out)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A carried motion rests on what others recorded, and those concerned can still say that it is not so.

    `until`: the last day of that, in calendar days; None where somebody has no account and cannot say it at all.
    """

    names: tuple[str, ...]
    until: date | None


def dispute_of(motion: Motion) -> Dispute:
    """Of a motion that was counted; two statements."""
    return disputes_of([motion])[motion.pk]


def disputes_of(motions: Sequence[Motion]) -> dict[int, Dispute]:
    """Of motions that were counted, by key; two statements, however many they are."""
    votes = Vote.objects.filter(motion__in=motions, is_own=False).select_related("person", "recorded_by")
    meetings = {motion.meeting_id for motion in motions if motion.meeting_id}
    no = Attendance.objects.filter(meeting__in=meetings, answer=Answer.NO).select_related("person", "recorded_by")
    recorded, denied = list(votes.order_by("person__name", "pk")), list(no.order_by("person__name", "pk"))
    return {motion.pk: _dispute(motion, recorded, denied) for motion in motions}


def _dispute(motion: Motion, votes: Iterable[Vote], denied: Iterable[Attendance]) -> Dispute:
    people = {voter["person"] for voter in _voters(motion)}
    away = {person["person"] for person in (motion.outcome or {}).get("absent", []) if person["away"] != WhyAbsent.LEFT}
    recorded = tuple(vote for vote in votes if vote.motion_id == motion.pk and vote.person_id in people)
    here = [attendance for attendance in denied if attendance.meeting_id == motion.meeting_id]
    gone = tuple(
        attendance for attendance in here if attendance.person_id in people and attendance.presence == Presence.CAME
    )
    left_out = tuple(
        attendance for attendance in here if attendance.person_id in away and attendance.presence != Presence.CAME
    )
    no = [vote for vote in recorded if vote.is_contradicted]
    count, result = _without(motion, no, gone, more=len(left_out))
    return Dispute(recorded, gone, left_out, count, result, result != motion.result)


def waiting_of(motion: Motion, on: date) -> Waiting | None:
    """On whose word a carried motion still waits that day; None where it is carried without them. Two statements.

    What somebody recorded for a person counts once the person confirms it, or once `motion_notice_days` have passed
    since it was recorded and the person, who was told, has not contradicted it. A person's own vote counts at once.
    """
    votes, attendances = _recorded(motion), _attendances(motion)
    days = timedelta(days=policy_for(on).parameters.motion_notice_days)
    theirs = {vote.person_id for vote in votes}
    own = {voter["person"] for voter in _voters(motion) if voter["choice"]} - theirs
    fresh_votes = [cast for cast in votes if _is_fresh(cast, cast.cast_at, days, on)]
    present = [attendance for attendance in attendances if attendance.person_id not in own]
    fresh_present = [
        attendance
        for attendance in present
        if not attendance.is_contradicted and _is_fresh(attendance, attendance.recorded_at, days, on)
    ]
    no = [cast for cast in votes if cast.is_contradicted]
    gone = [attendance for attendance in attendances if attendance.is_contradicted]
    if _without(motion, [*no, *fresh_votes], [*gone, *fresh_present])[1] == Result.CARRIED:
        return None
    waits = {record.person: max_day for record, max_day in _days(fresh_votes, fresh_present, days)}
    if not waits:
        return None
    names = tuple(sorted(person.name for person in waits))
    can_say = all(person.user_id is not None for person in waits)
    return Waiting(names, max(waits.values()) if can_say else None)


def _days(
    votes: Iterable[Vote], present: Iterable[Attendance], days: timedelta
) -> Iterable[tuple[Vote | Attendance, date]]:
    for attendance in present:
        yield attendance, timezone.localdate(attendance.recorded_at) + days
    for vote in votes:
        yield vote, timezone.localdate(vote.cast_at) + days


def _is_fresh(record: Vote | Attendance, recorded_at: datetime, days: timedelta, on: date) -> bool:
    if record.answer:
        return False
    return record.person.user_id is None or timezone.localdate(recorded_at) + days >= on


def _voters(motion: Motion) -> list[dict[str, Any]]:
    return (motion.outcome or {}).get("voters", [])


def _recorded(motion: Motion) -> list[Vote]:
    """Votes that count in the result and that somebody else wrote down, by name."""
    people = [voter["person"] for voter in _voters(motion)]
    votes = Vote.objects.filter(motion=motion, is_own=False, person__in=people)
    return list(votes.select_related("person", "recorded_by").order_by("person__name", "pk"))


def _attendances(motion: Motion) -> list[Attendance]:
    """Of the voters in a meeting whose presence somebody else recorded."""
    people = [voter["person"] for voter in _voters(motion)]
    came = Attendance.objects.filter(meeting=motion.meeting_id, presence=Presence.CAME, person__in=people)
    attendances = came.select_related("person", "recorded_by").order_by("person__name", "pk")
    return [attendance for attendance in attendances if attendance.recorded_by_id != attendance.person.user_id]


def _without(
    motion: Motion, votes: Iterable[Vote], absent: Iterable[Attendance], *, more: int = 0
) -> tuple[rules.Tally, Result]:
    count = rules.recount(
        _voters(motion),
        without={vote.person_id for vote in votes},
        absent={attendance.person_id for attendance in absent},
        by_correspondence=motion.is_by_correspondence,
        more=more,
    )
    return count, rules.decide(count, threshold=motion.threshold, quorum=motion.quorum)
