"""A motion is opened, voted on and closed; what was stated when it opened never changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from conflicts.enums import Subject
from groups.actions.registering import lock
from groups.models import Group
from guidance.policies import policy_for
from meetings.actions import outcomes
from meetings.actions.voters import Eligibility, electorate_of, eligible_voters
from meetings.emails.motions import motion_closed, motion_opened, motion_reminder, motion_withdrawn
from meetings.enums import MeetingState, Result
from meetings.models import AgendaItem, Meeting, Motion
from meetings.rules import voting as rules
from members.models import ChairAppointment
from portal import history, mail
from portal.exceptions import Conflict

TERMS = ("subject", "text", "threshold", "quorum", "meeting", "closes_on")
REMIND_DAYS = 2  # before the last day for votes


@transaction.atomic
def open_motion(*, group: Group, terms: Mapping[str, Any], by: User, now: datetime) -> Motion:
    """Put a motion to the group's employers; by correspondence every voter is written to.

    `terms`: subject (conflicts.enums.Subject), text, threshold (meetings.enums.Threshold), quorum (voters who must
    take part, at least `least_quorum`), and either `meeting` (one of the group's, held; perhaps with `item`, one on its
    agenda) or `closes_on` (last day for votes, not before `first_last_day`), the other None. Raises Conflict where a
    motion on the subject is open (any number on Subject.OTHER may be), the meeting is not held, the notice is too
    short or the quorum too small.
    """
    group, on = lock(group), timezone.localdate(now)
    motion = Motion(group=group, opened_at=now, opened_by=by, **{name: terms[name] for name in TERMS})
    motion.item = terms.get("item")
    _refuse_second(motion)
    _refuse_wrong_time(motion, on)
    _refuse_small_quorum(motion, on)
    motion.remind_on = _reminder(motion.closes_on, on)
    history.save(motion, by=by, why="Motion opened")
    if motion.is_by_correspondence:
        motion_opened(motion, voters_of(motion, eligible_voters(motion, on)))
    return motion


# --- the least that must be stated -----------------------------------------------------------------------------------
def first_last_day(on: date) -> date:
    """The earliest last day for votes of a motion by correspondence that opens on that day.

    `motion_notice_days` of the policy in force, in calendar days, the day itself left out and the last one counted in.
    """
    return on + timedelta(days=policy_for(on).parameters.motion_notice_days)


def least_quorum(
    *, group: Group, subject: str, meeting: Meeting | None, item: AgendaItem | None = None, on: date
) -> int:
    """The smallest quorum that may be stated on such a motion: `motion_quorum_share` of those who may vote."""
    last_day = None if meeting else first_last_day(on)
    return _least_quorum(Motion(group=group, subject=subject, meeting=meeting, item=item, closes_on=last_day), on)


def _least_quorum(motion: Motion, on: date) -> int:
    return rules.least_quorum(electorate_of(motion, on), policy_for(on).parameters.motion_quorum_share)


def _refuse_small_quorum(motion: Motion, on: date) -> None:
    least = _least_quorum(motion, on)
    if motion.quorum < least:
        raise Conflict(
            f"At least {least} voters must take part: half of those who may vote. A smaller quorum is not stated.",
            state="Not opened",
        )


def _refuse_second(motion: Motion) -> None:
    if motion.subject == Subject.OTHER:
        return
    other = Motion.objects.open().filter(group=motion.group, subject=motion.subject).select_related("opened_by").first()
    if other is not None:
        raise Conflict(
            "A motion on this subject is open already. Close it before you open another.",
            state="Open for votes",
            by=str(other.opened_by),
            at=other.opened_at,
            next_href=other.get_absolute_url(),
            next_text="See the open motion",
        )


def _refuse_wrong_time(motion: Motion, on: date) -> None:
    meeting = motion.meeting
    if meeting is not None and (meeting.group_id != motion.group_id or not _is_held(motion)):
        raise Conflict("A motion can be put in a meeting of the group once it is recorded who came.")
    if motion.item is not None and motion.item.meeting_id != motion.meeting_id:
        raise Conflict("A motion hangs on an item of the meeting in which it is put.")
    if motion.closes_on is not None and motion.closes_on < (first := first_last_day(on)):
        raise Conflict(f"The last day for votes must be {first:%-d %B %Y} or later, so that everybody hears of it.")


def _is_held(motion: Motion) -> bool:
    meeting = motion.meeting
    return meeting is not None and meeting.state == MeetingState.HELD and meeting.attendances.exists()


def _reminder(closes_on: date | None, on: date) -> date | None:
    """Two days before the last one; none where that is not after today."""
    day = closes_on - timedelta(days=REMIND_DAYS) if closes_on else None
    return day if day and day > on else None


def voters_of(motion: Motion, eligibility: Eligibility, *, waiting: bool = False) -> dict[str, str]:
    """Address and name of each voter with an address; `waiting`: only of those who have not voted."""
    ids = eligibility.electorate.voter_ids - (eligibility.voted.keys() if waiting else set())
    return mail.addresses(motion.group.memberships.filter(person__in=ids), "person")


@transaction.atomic
def close(*, motion: Motion, by: User | None, now: datetime) -> Motion:
    """End the vote and freeze its result as at the motion's day; returns the motion with `result` and `outcome`.

    `by` is None where the portal closes a motion whose last day is past. Raises Conflict when it is closed already, and
    by correspondence before the last day is past while a vote is outstanding. What follows from it in another app is
    done in the same transaction.
    """
    lock(motion.group)
    motion = lock_open(motion)
    on = timezone.localdate(now)
    eligibility = refuse_outstanding(motion, on, by)
    count = rules.tally(eligibility.electorate, eligibility.ballots, by_correspondence=motion.is_by_correspondence)
    motion.closed_at, motion.closed_by = now, by
    motion.result = rules.decide(count, threshold=motion.threshold, quorum=motion.quorum)
    motion.outcome = rules.closed_result(
        eligibility.electorate, eligibility.ballots, count, on=eligibility.on, quorum=motion.quorum
    )
    fields = ["closed_at", "closed_by", "result", "outcome"]
    history.save(motion, by=by, why=f"Motion {motion.result}", fields=fields)
    if by is None:
        _tell_chairs(motion, on)
    outcomes.closed(motion, by, now)
    return motion


@transaction.atomic
def withdraw(*, motion: Motion, reason: str, by: User, now: datetime) -> Motion:
    """Take an open motion back, whatever the votes so far; its voters are told why, and nothing follows from it.

    Raises Conflict once it is closed, and by correspondence once the last day is past: then the votes are counted.
    """
    lock(motion.group)
    motion, on = lock_open(motion), timezone.localdate(now)
    refuse_past(motion, on)
    voters = voters_of(motion, eligible_voters(motion, on))
    motion.closed_at, motion.closed_by, motion.result, motion.withdrawn_reason = now, by, Result.WITHDRAWN, reason
    fields = ["closed_at", "closed_by", "result", "withdrawn_reason"]
    history.save(motion, by=by, why="Motion withdrawn", fields=fields)
    motion_withdrawn(motion, {address: name for address, name in voters.items() if address != by.email})
    return motion


def end_open(*, group: Group, reason: str, by: User, now: datetime) -> list[Motion]:
    """The portal takes every open motion back, past its last day too: its voters are told why. Under the group's lock.

    `by` decided what ends them and stands on the row; the history names nobody.
    """
    motions = (
        Motion.objects.open().filter(group=group).select_for_update(of=("self",)).select_related("group", "meeting")
    )
    ended = list(motions.order_by("pk"))
    for motion in ended:
        voters = voters_of(motion, eligible_voters(motion, timezone.localdate(now)))
        motion.closed_at, motion.closed_by, motion.result, motion.withdrawn_reason = now, by, Result.WITHDRAWN, reason
        fields = ["closed_at", "closed_by", "result", "withdrawn_reason"]
        history.save(motion, by=None, why=reason, fields=fields)
        motion_withdrawn(motion, voters)
    return ended


def refuse_past(motion: Motion, on: date) -> Motion:
    """The motion, if votes on it may still come. Raises Conflict by correspondence once the last day is past."""
    if motion.closes_on is None or motion.closes_on >= on:
        return motion
    raise Conflict(
        "The last day for votes is past.",
        state=f"Votes were taken until {motion.closes_on:%-d %B %Y}",
        next_href=motion.get_absolute_url(),
        next_text="See the motion",
    )


def lock_open(motion: Motion) -> Motion:
    """The motion under a row lock, with group and meeting, if it is open still. Raises Conflict otherwise."""
    locked = Motion.objects.select_for_update(of=("self",)).select_related("group", "meeting", "closed_by")
    return refuse_closed(locked.get(pk=motion.pk))


def refuse_closed(motion: Motion) -> Motion:
    """The motion, just read with `closed_by`, if it is open still. Raises Conflict otherwise."""
    if motion.is_open:
        return motion
    raise Conflict(
        "This motion was withdrawn." if motion.is_withdrawn else "This motion is closed. Its result stands.",
        state=motion.get_result_display(),
        by=str(motion.closed_by or "The portal"),
        at=motion.closed_at,
        next_href=motion.get_absolute_url(),
        next_text="See the motion" if motion.is_withdrawn else "See the result",
    )


def refuse_outstanding(motion: Motion, on: date, by: User | None) -> Eligibility:
    """How the open motion stands, if it can be closed on that day.

    Raises Conflict by correspondence before the last day is past, unless every voter has cast their own vote.
    """
    eligibility = eligible_voters(motion, on)
    if motion.closes_on is None or motion.closes_on < on:
        return eligibility
    if by is not None and rules.all_voted(eligibility.electorate, eligibility.own_ballots):
        return eligibility
    raise Conflict(
        f"The vote runs until {motion.closes_on:%-d %B %Y}. It can be closed earlier once every voter has voted.",
        state="Open for votes",
        next_href=motion.get_absolute_url(),
        next_text="See who has yet to vote",
    )


def _tell_chairs(motion: Motion, on: date) -> None:
    """Nobody watched: the chairs hear how it ended."""
    chairs = ChairAppointment.objects.leading(on).filter(group=motion.group_id)
    for address, name in mail.addresses(chairs, "person").items():
        motion_closed(motion, to=address, name=name)


@transaction.atomic
def remind(*, motion: Motion, now: datetime) -> bool:
    """Write once to the voters who have yet to vote; whether it was done. Nothing is done twice or after the end."""
    locked = Motion.objects.select_for_update(of=("self",)).select_related("group", "meeting").get(pk=motion.pk)
    on = timezone.localdate(now)
    if not Motion.objects.to_remind(on).filter(pk=locked.pk).exists():
        return False
    motion_reminder(locked, voters_of(locked, eligible_voters(locked, on), waiting=True))
    Motion.objects.filter(pk=locked.pk).update(reminded_at=now)  # the moment itself is the record
    return True
