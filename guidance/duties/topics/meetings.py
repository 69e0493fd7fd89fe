"""Meetings of the group: planned, attended, recorded, their minutes and what they agree to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case
from guidance.duties.records import Membership
from guidance.duties.registry import OWN, Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.vocabulary import Approval
from portal.calendar import add_days

MINUTES_DAYS = 90  # to agree minutes where no meeting is planned
CHECK = skills_england("Conflicts of interest: check for any declarations at each meeting")


def _meeting_plan(case: Case) -> Iterator[Row]:
    meetings = case.group.meetings
    planned = any(
        meeting.planned_on and meeting.held_on is None and meeting.cancelled_on is None and case.is_announced(meeting)
        for meeting in meetings
    )
    if case.is_developing and not planned:
        last_on = max((meeting.held_on for meeting in meetings if meeting.held_on), default=case.group.first_contact_on)
        due_on = add_days(last_on, case.parameters.meeting_gap_days)
        yield Row(add_days(due_on, -case.parameters.watch_days), due_on)


duty(
    "meeting.plan",
    _meeting_plan,
    Seat.CHAIRS,
    Urgency.QUIET,
    "meetings:add",
    skills_england("aim to meet on a regular basis"),
    dated=False,
)


def _meeting_reply(case: Case) -> Iterator[Row]:
    """Everybody who is a member by the day of the meeting says whether they come."""
    for meeting in case.group.meetings:
        if meeting.announced_on is None or meeting.planned_on is None:
            continue
        for person, member in _asked(case, meeting.announced_on, meeting.planned_on).items():
            row = Row(
                max(meeting.announced_on, member.started_on),
                add_days(meeting.planned_on, -1),
                subject=f"{meeting.subject},{person}",
                person=person,
            )
            replies = [reply.replied_on for reply in meeting.replies if reply.person == person]
            yield row.ends(done=replies, lapsed=[meeting.held_on, meeting.cancelled_on, member.ended_on])


def _asked(case: Case, announced_on: date, planned_on: date) -> dict[str, Membership]:
    return {
        member.person: member
        for member in case.group.memberships
        if member.approval != Approval.DECLINED
        and member.started_on <= planned_on
        and (member.ended_on is None or member.ended_on > announced_on)
    }


duty(
    "meeting.reply",
    _meeting_reply,
    Seat.PERSON,
    Urgency.QUIET,
    "meetings:detail",
    skills_england("actively involved"),
)


def _meeting_attend(case: Case) -> Iterator[Row]:
    for meeting in case.group.meetings:
        if meeting.announced_on is not None and meeting.planned_on is not None:
            row = Row(meeting.announced_on, add_days(meeting.planned_on, -1), subject=meeting.subject)
            yield row.ends(lapsed=[meeting.held_on, meeting.cancelled_on])


duty(
    "meeting.attend",
    _meeting_attend,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "meetings:detail",
    skills_england("attend … meetings; as much notice as possible"),
)


def _meeting_record(case: Case) -> Iterator[Row]:
    for meeting in case.group.meetings:
        since = meeting.planned_on
        if since is None or not case.is_announced(meeting) or (meeting.cancelled_on and meeting.cancelled_on < since):
            continue
        held_on = meeting.held_on and max(meeting.held_on, since)
        row = Row(since, case.feedback(since), subject=meeting.subject)
        yield row.ends(done=[held_on, meeting.cancelled_on])


duty("meeting.record", _meeting_record, Seat.CHAIRS, Urgency.NORMAL, "meetings:record", CHECK)


def _meeting_check(case: Case) -> Iterator[Row]:
    for meeting in case.group.meetings:
        if meeting.held_on is not None:
            row = Row(meeting.held_on, case.feedback(meeting.held_on), subject=meeting.subject)
            yield row.ends(done=[meeting.held_on if meeting.checked else None])


duty("meeting.check", _meeting_check, Seat.CHAIRS, Urgency.URGENT, "meetings:record", CHECK)


def _minutes_show(case: Case) -> Iterator[Row]:
    for meeting in case.group.meetings:
        if meeting.held_on is not None:
            row = Row(meeting.held_on, case.response(meeting.held_on), subject=meeting.subject)
            yield row.ends(done=[meeting.minutes_shown_on])


duty("minutes.show", _minutes_show, Seat.CHAIRS, Urgency.NORMAL, "meetings:minutes_show", OWN)


def _minutes_agree(case: Case) -> Iterator[Row]:
    for meeting in case.group.meetings:
        since = meeting.minutes_shown_on
        if since is not None:
            due_on = case.next_meeting(since, but=meeting.subject) or add_days(since, MINUTES_DAYS)
            yield Row(since, due_on, subject=meeting.subject).ends(done=[meeting.minutes_agreed_on])


duty("minutes.agree", _minutes_agree, Seat.CHAIRS, Urgency.QUIET, "meetings:minutes_agree", OWN)


def _action_do(case: Case) -> Iterator[Row]:
    for meeting in case.group.meetings:
        if meeting.held_on is None:
            continue
        for action in meeting.actions:
            seat = Seat.PERSON if action.person else Seat.USER if action.account else Seat.PRODUCT_MANAGER
            row = Row(
                meeting.held_on,
                action.due_on,
                subject=action.subject,
                seat=seat,
                person=action.person,
                account=action.account,
            )
            yield row.ends(done=[action.done_on])


duty("action.do", _action_do, Seat.PRODUCT_MANAGER, Urgency.NORMAL, "meetings:action", OWN, advisable=True)
