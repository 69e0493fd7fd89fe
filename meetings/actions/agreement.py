"""The members agree the minutes, each for themselves, or in a later meeting; then the minutes and the record stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.recipients import leaders
from guidance.policies import policy_for
from meetings import emails
from meetings.actions.gaps import gaps_of, lacking
from meetings.actions.locking import lock_unclosed, out_of_order
from meetings.actions.record import Facts, facts_of
from meetings.enums import Presence
from meetings.models import Attendance, Meeting, Minutes, MinutesAnswer
from meetings.rules.minutes import are_agreed
from members.models import Membership
from portal import history
from portal.edits import form_digest

LATEST_DAYS = 90  # by when minutes are agreed where no meeting is planned (the portal's own)
UNSTEADY = ("back",)  # what a record shows of other meetings, and changes by itself


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the agreement of shown minutes is.

    `asked`: the employer members who came, by key of the person, with their names. `agreed`: who of them has agreed the
    minutes as they read now; `outdated`: who agreed them as they read before. `until`: the last day for answers.
    """

    asked: Mapping[int, str]
    answers: tuple[MinutesAnswer, ...]
    agreed: frozenset[int]
    outdated: frozenset[int]
    until: date

    @property
    def needed(self) -> int:
        return len(self.asked) // 2 + 1

    @property
    def corrections(self) -> list[MinutesAnswer]:
        return [answer for answer in self.answers if answer.is_open_correction]


def progress_of(minutes: Minutes, on: date, *, facts: Facts | None = None) -> Progress:
    """Of minutes that are shown, read with their meeting; a fixed number of statements.

    `facts`: those of the meeting by now, where they are read already (`record.facts_of`).
    """
    facts = facts or facts_of(minutes.meeting)
    asked = _asked(minutes.meeting, on, {fact["person"] for fact in facts["came"]})
    seen = content_digest(minutes, facts=facts)
    answers = tuple(minutes.answers.select_related("person", "recorded_by", "agreed_in", "settled_by"))
    agrees = {answer.person_id: answer.seen == seen for answer in answers if answer.agrees}
    return Progress(
        asked,
        answers,
        frozenset(person for person, is_same in agrees.items() if is_same),
        frozenset(person for person, is_same in agrees.items() if not is_same),
        answers_until(minutes),
    )


def content_digest(minutes: Minutes, *, facts: Facts | None = None) -> str:
    """A digest of what the minutes say: the chair's words, and what was recorded of the meeting itself (`facts`)."""
    results = facts or facts_of(minutes.meeting)
    facts = {key: value for key, value in results.items() if key not in UNSTEADY}
    facts["actions"] = [{**fact, "done_on": "", "outcome": ""} for fact in facts["actions"]]
    texts = {"notes": str(sorted(minutes.notes.items())), "reasons": str(sorted((minutes.reasons or {}).items()))}
    return form_digest(texts | {"facts": str(_without_answers(facts))})


def _without_answers(facts: Any) -> Any:
    """What people say of what was recorded for them does not change what the chair wrote."""
    if isinstance(facts, Mapping):
        hidden = ("contradicted", "said", "without")
        return {key: _without_answers(value) for key, value in facts.items() if key not in hidden}
    return [_without_answers(fact) for fact in facts] if isinstance(facts, list) else facts


def answers_until(minutes: Minutes) -> date:
    """The last day for answers to shown minutes: `motion_notice_days` after the one on which they were shown."""
    shown_on = timezone.localdate(minutes.shown_at)
    return shown_on + _notice(shown_on)


def _notice(on: date) -> timedelta:
    return timedelta(days=policy_for(on).parameters.motion_notice_days)


def due_of(minutes: Minutes) -> tuple[date, Meeting | None]:
    """By when the minutes are to be agreed: the next planned meeting (and which), else LATEST_DAYS after shown."""
    shown_on, meeting = timezone.localdate(minutes.shown_at), minutes.meeting
    later = Meeting.objects.to_come().filter(group=meeting.group_id, planned_on__gt=shown_on).exclude(pk=meeting.pk)
    planned = later.order_by("planned_on", "pk").first()
    return (planned.day, planned) if planned else (shown_on + timedelta(days=LATEST_DAYS), None)


def _asked(meeting: Meeting, on: date, there: set[int]) -> dict[int, str]:
    """The employer members who came and serve still; where nobody's presence is known, all who serve."""
    employers = Membership.objects.employers().current(on).filter(group=meeting.group_id)
    serving = dict(employers.values_list("person", "person__name"))
    return {person: name for person, name in serving.items() if person in there} or serving


def _came(meeting: Meeting) -> set[int]:
    came = Attendance.objects.filter(meeting=meeting, presence=Presence.CAME)
    return set(came.values_list("person", flat=True))


def employers_at(meeting: Meeting) -> dict[int, str]:
    """Key and name of the employer members who came to a meeting, by name."""
    employers = Membership.objects.employers().current(meeting.day).filter(group=meeting.group_id)
    named = employers.order_by("person__name", "pk").values_list("person", "person__name")
    there = _came(meeting)
    return {person: name for person, name in named if person in there}


@transaction.atomic
def agree_if_due(*, minutes: Minutes, now: datetime) -> bool:
    """What time does: once the last day for answers is past, and enough agreed, they are agreed; whether they are now.

    Safe to call twice, or late. The chairs are told.
    """
    meeting = Meeting.objects.select_related("group").get(pk=minutes.meeting_id)
    if meeting.minutes_agreed_on or meeting.called_off_at:
        return False
    minutes = agree_now(shown_minutes(lock_unclosed(meeting)), by=None, now=now)
    if minutes.agreed_at is None:
        return False
    for address, name in leaders(minutes.meeting.group, timezone.localdate(now)).items():
        emails.minutes_agreed(minutes, to=address, name=name)
    return True


def shown_minutes(meeting: Meeting) -> Minutes:
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or minutes.shown_at is None:
        raise out_of_order(meeting, "Minutes are shown to the members before they are agreed.")
    minutes.meeting = meeting
    return minutes


def agree_now(minutes: Minutes, *, by: User | None, now: datetime) -> Minutes:
    """Freeze the minutes where enough have agreed by now; nothing while the record lacks something."""
    on = timezone.localdate(now)
    progress = progress_of(minutes, on)
    agreed = {
        answer.person_id: answer for answer in progress.answers if answer.agrees and answer.person_id in progress.agreed
    }
    ripe = {person: answer for person, answer in agreed.items() if answer.is_own or _is_ripe(answer, on)}
    is_over, open_ones = on > progress.until, len(progress.corrections)
    is_by_post = are_agreed(asked=progress.asked, agreed=ripe, corrections=open_ones, is_over=is_over)
    if not (is_by_post or is_over) or lacking(minutes.meeting, minutes.reasons):
        return minutes
    for later in sorted(
        {answer.agreed_in for answer in ripe.values() if answer.agreed_in}, key=lambda answer: (answer.day, answer.pk)
    ):
        came = employers_at(later)
        if is_over and are_agreed(asked=came, agreed=ripe, corrections=open_ones, is_over=True):
            there = [answer for person, answer in ripe.items() if person in came]
            minutes.agreed_in = later
            return _finalise(minutes, there, later.day, by=by, now=now)
    return _finalise(minutes, list(ripe.values()), on, by=by, now=now) if is_by_post else minutes


def _is_ripe(answer: MinutesAnswer, on: date) -> bool:
    """Whether who is recorded as agreeing has had the time to say otherwise."""
    recorded_on = timezone.localdate(answer.answered_at)
    return on > recorded_on + _notice(recorded_on)


def _finalise(minutes: Minutes, answers: list[MinutesAnswer], on: date, *, by: User | None, now: datetime) -> Minutes:
    """`on`: the day on which they were agreed; in the meeting `agreed_in`, where that is set."""
    meeting = minutes.meeting
    gaps = {gap.key for gap in gaps_of(meeting)}
    minutes.reasons = {key: reason for key, reason in (minutes.reasons or {}).items() if key in gaps} or None
    minutes.agreed_at, minutes.agreed_by = now, by
    minutes.record = facts_of(meeting) | {"agreement": _agreement(minutes, answers), "reasons": minutes.reasons or {}}
    fields = ["agreed_at", "agreed_by", "agreed_in", "record", "reasons"]
    history.save(minutes, by=by, why="Minutes agreed", fields=fields)
    meeting.minutes_agreed_on = on
    history.save(meeting, by=by, why="Minutes agreed", fields=["minutes_agreed_on"])
    return minutes


def _agreement(minutes: Minutes, answers: list[MinutesAnswer]) -> Facts:
    """Who agreed, who wrote it down for them, and corrections that somebody asked for last and was answered."""
    settled = minutes.answers.filter(agrees=False, settled_at__isnull=False).select_related("person")
    return {
        "own": [answer.person.name for answer in answers if answer.is_own],
        "recorded": [
            {"name": answer.person.name, "by": str(answer.recorded_by)} for answer in answers if not answer.is_own
        ],
        "corrections": [
            {"name": answer.person.name, "words": answer.words, "then": answer.settled_words} for answer in settled
        ],
    }
