"""What members say of minutes that are shown: they agree, each for themselves, or ask for a correction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.recipients import leaders
from meetings import emails
from meetings.actions.agreement import (
    Progress,
    agree_now,
    content_digest,
    employers_at,
    progress_of,
    shown_minutes,
)
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.models import Meeting, Minutes, MinutesAnswer
from members.models import Person
from portal import history


@transaction.atomic
def answer(*, meeting: Meeting, agrees: bool, text: str = "", seen: str = "", by: User, now: datetime) -> Minutes:
    """A person agrees the minutes, or asks for a correction (`text`); a later answer replaces it.

    `seen`: `content_digest` of what was read. Raises PermissionDenied for who did not come and, for agreeing, is no
    employer member; Conflict where the minutes are not shown, are agreed, or read otherwise since.
    """
    minutes = shown_minutes(lock_unclosed(meeting))
    person, progress = Person.objects.filter(user=by).first(), progress_of(minutes, timezone.localdate(now))
    if person is None or not _may_answer(person, minutes.meeting, progress, agrees=agrees):
        raise PermissionDenied("Those who came to the meeting say whether its minutes are right.")
    digest = content_digest(minutes)
    if agrees and seen != digest:
        raise out_of_order(minutes.meeting, "The minutes have changed since you read them. Read them again.")
    is_new = _put(minutes, person, agrees=agrees, words=text, seen=digest, by=by, now=now)
    if is_new and not agrees:
        for address, name in leaders(minutes.meeting.group, timezone.localdate(now)).items():
            emails.correction_asked(minutes, person, text, to=address, name=name, now=now)
    return agree_now(minutes, by=by, now=now)


def _may_answer(person: Person, meeting: Meeting, progress: Progress, *, agrees: bool) -> bool:
    """Who is recorded for the meeting, as there or away, may ask for a correction; employers who came agree."""
    if person.pk in progress.asked:
        return True
    return not agrees and meeting.attendances.filter(person=person).exists()


@transaction.atomic
def record(*, meeting: Meeting, agreed_in: Meeting, people: Collection[int], by: User, now: datetime) -> Minutes:
    """A chair records who agreed the minutes in a later meeting (by key of the person); each of them is told.

    They can say otherwise for `motion_notice_days`; who has answered already keeps that answer. Raises Conflict where
    the minutes are not shown or are agreed, the meeting is none of the group's that was held later with attendance
    recorded, and for people who did not come to it as employer members.
    """
    minutes = shown_minutes(lock_unclosed(meeting))
    there = employers_at(agreed_in)
    if not _is_later(agreed_in, minutes.meeting) or not people or set(people) - there.keys():
        raise out_of_order(
            minutes.meeting, "Minutes are agreed by employer members who came to a later meeting of the group."
        )
    seen = content_digest(minutes)
    own = {
        answer.person_id
        for answer in minutes.answers.all()
        if answer.is_own and (not answer.agrees or answer.seen == seen)
    }
    for person in Person.objects.filter(pk__in=set(people) - own).order_by("pk"):
        is_own = person.user_id == by.pk
        place = None if is_own else agreed_in
        is_new = _put(minutes, person, agrees=True, seen=seen, by=by, now=now, agreed_in=place)
        if is_new and person.email and not is_own:
            emails.agreement_recorded(minutes, agreed_in, to=person.email, name=person.name, by=by, now=now)
    return agree_now(minutes, by=by, now=now)


def _is_later(agreed_in: Meeting, meeting: Meeting) -> bool:
    is_ours = agreed_in.group_id == meeting.group_id and agreed_in.pk != meeting.pk
    return is_ours and agreed_in.held_on is not None and agreed_in.held_on >= meeting.day


def _put(minutes: Minutes, person: Person, *, by: User, now: datetime, **said: Any) -> bool:
    """Whether it was not said already."""
    row = MinutesAnswer.objects.filter(minutes=minutes, person=person).first()
    row = row or MinutesAnswer(minutes=minutes, person=person)
    said = {"words": "", "agreed_in": None, "settled_at": None, "settled_by": None, "settled_words": ""} | said
    if row.pk and all(getattr(row, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(row, name, value)
    row.answered_at, row.recorded_by = now, by
    history.save(row, by=by, why="Minutes agreed to" if row.agrees else "Correction of the minutes asked for")
    return True


@transaction.atomic
def answer_correction(*, correction: MinutesAnswer, text: str, by: User, now: datetime) -> MinutesAnswer:
    """A chair says what became of a correction that was asked for; who asked is told, and can answer again.

    Raises Conflict once it is settled or the minutes are agreed.
    """
    minutes = shown_minutes(lock_unclosed(correction.minutes.meeting))
    correction = MinutesAnswer.objects.select_related("person").get(pk=correction.pk)
    if not correction.is_open_correction:
        raise out_of_order(minutes.meeting, "It is said already what became of this correction.")
    correction.settled_at, correction.settled_by, correction.settled_words = now, by, text
    fields = ["settled_at", "settled_by", "settled_words"]
    history.save(correction, by=by, why="Correction of the minutes settled", fields=fields)
    person = correction.person
    if person.email and person.user_id != by.pk:
        emails.correction_settled(minutes, correction, to=person.email, name=person.name)
    agree_now(minutes, by=by, now=now)
    return correction
