"""People say whether what was recorded for them in a meeting is so, until the minutes are agreed."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.recipients import leaders, managers
from meetings import emails
from meetings.actions import outcomes
from meetings.actions.disputes import dispute_of
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.emails.motions import vote_contradicted
from meetings.enums import Answer
from meetings.models import Attendance, Meeting, Motion, Vote
from meetings.models.answers import ANSWER_FIELDS, RecordedForSomebody
from portal import history

Row = TypeVar("Row", bound=RecordedForSomebody)


def answer(*, row: Attendance | Vote, answer: Answer, text: str, by: User, now: datetime) -> None:
    """A person says whether what was recorded for them is so; as `answer_vote` and `answer_attendance`."""
    if isinstance(row, Vote):
        answer_vote(vote=row, answer=answer, text=text, by=by, now=now)
    else:
        answer_attendance(attendance=row, answer=answer, text=text, by=by, now=now)


@transaction.atomic
def answer_vote(*, vote: Vote, answer: Answer, text: str, by: User, now: datetime) -> Motion:
    """The person says whether they voted so in a motion that is closed; returns the motion.

    The result stays as it was counted. A contradiction is told to the chairs and the product manager, with the count
    without the vote, and what follows from it in another app is done. Raises PermissionDenied for anybody else;
    Conflict while the motion is open (then the person votes), and once the minutes are agreed.
    """
    meeting = lock_unclosed(vote.motion.meeting)  # type: ignore[arg-type]  # only votes in a meeting are recorded
    motion = Motion.objects.select_for_update(of=("self",)).get(pk=vote.motion_id)
    motion.group, motion.meeting = meeting.group, meeting
    vote = Vote.objects.select_related("person", "recorded_by").get(pk=vote.pk)
    _refuse_others(vote.person.user_id, by)
    if motion.is_open:
        raise out_of_order(meeting, "The motion is still open: vote on it yourself.")
    if vote.is_own or motion.is_withdrawn:
        raise out_of_order(meeting, "Nothing hangs on this vote.")
    if _keep(vote, answer, text, by=by, now=now) and vote.is_contradicted:
        vote.motion = motion
        for address, name in _readers(meeting, now).items():
            vote_contradicted(vote, dispute_of(motion), to=address, name=name)
    outcomes.answered(motion, by, now)
    return motion


@transaction.atomic
def answer_attendance(*, attendance: Attendance, answer: Answer, text: str, by: User, now: datetime) -> list[Motion]:
    """The person says whether they came, and answered the check, as recorded; returns the counted motions.

    Who says that they did not come is left out of the counts that `dispute_of` makes; results stay. Told as in
    `answer_vote`, and raises as it does.
    """
    meeting = lock_unclosed(attendance.meeting)
    motions = list(Motion.objects.closed().select_for_update(of=("self",)).filter(meeting=meeting).order_by("pk"))
    attendance = Attendance.objects.select_related("person").get(pk=attendance.pk)
    _refuse_others(attendance.person.user_id, by)
    if attendance.recorded_by_id == by.pk:
        raise out_of_order(meeting, "You recorded this yourself: correct it.")
    attendance.meeting = meeting
    is_new = _keep(attendance, answer, text, by=by, now=now)
    counted = [motion for motion in motions if not motion.is_withdrawn]
    for motion in counted:
        motion.group, motion.meeting = meeting.group, meeting
    if is_new and attendance.is_contradicted:
        turned = [motion for motion in counted if dispute_of(motion).turns]
        for address, name in _readers(meeting, now).items():
            emails.attendance_contradicted(attendance, turned, to=address, name=name)
    for motion in counted:
        outcomes.answered(motion, by, now)
    return counted


def _refuse_others(user: int | None, by: User) -> None:
    if user != by.pk:
        raise PermissionDenied("Only the person themselves says whether it is so.")


def _keep(row: Row, answer: Answer, text: str, *, by: User, now: datetime) -> bool:
    """Whether it was not said already."""
    if (row.answer, row.answer_words) == (answer, text):
        return False
    row.answer, row.answer_words, row.answered_at = answer, text, now
    history.save(row, by=by, why=f"What was recorded is {answer.label.lower()} by the person", fields=ANSWER_FIELDS)
    return True


def _readers(meeting: Meeting, now: datetime) -> dict[str, str]:
    on = timezone.localdate(now)
    return managers(meeting.group, on) | leaders(meeting.group, on)
