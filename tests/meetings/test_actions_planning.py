"""Planning: who hears of a meeting, of its change and its end, with which calendar file; the reminder."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from meetings import tasks
from meetings.actions import attendance, planning
from meetings.enums import MeetingState
from meetings.models import Meeting
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import ActionFactory, GroupOfficialFactory, MembershipFactory
from tests.meetings.helpers import CAME, user_of, voting_group

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def people():
    """The group, its chair and an employer member, an adviser, and its product manager."""
    group, members = voting_group(2)
    adviser = MembershipFactory(group=group, adviser=True)
    manager = GroupOfficialFactory(group=group).user
    return group, members, adviser, manager


def plan(group, by, **answers):
    usual = {"title": "Kick-off", "planned_on": today() + 9 * DAY, "planned_time": time(14, 30), "place": "Leeds"}
    return planning.plan(group=group, answers=usual | answers, by=by, now=timezone.now())


def mail(kind):
    return {one.to: one for one in OutgoingMail.objects.filter(kind=f"meetings.{kind}")}


def event_in(message):
    (event,) = Calendar.from_ical(message.attachment["text"]).walk("VEVENT")
    return event


def test_everybody_and_the_product_manager_are_told_with_a_calendar_file(people):
    group, members, adviser, manager = people
    meeting = plan(group, user_of(members[0]))
    told = mail("meeting_planned")
    assert set(told) == {*(one.person.email for one in (*members, adviser)), manager.email}
    assert "notice of a meeting" in told[manager.email].text and "meets:" in told[adviser.person.email].text
    notice = told[manager.email]
    assert (notice.attachment["name"], notice.attachment["type"]) == ("meeting.ics", "text/calendar")
    event = event_in(notice)
    assert event["DTSTART"].dt == meeting.starts_at and meeting.get_absolute_url() in event["URL"]


def test_change_raises_the_number_of_the_file_and_is_told_once(people):
    group, members, _, manager = people
    chair = user_of(members[0])
    meeting = plan(group, chair)
    uid = event_in(mail("meeting_planned")[manager.email])["UID"]
    answers = {"planned_on": today() + 10 * DAY, "planned_time": time(15), "planned_until": time(16)}
    for _ in range(2):
        meeting = planning.change_plan(meeting=meeting, answers=answers, by=chair, now=timezone.now())
    event = event_in(mail("meeting_changed")[manager.email])
    assert (event["UID"], event["SEQUENCE"], event["DTEND"].dt) == (uid, 1, meeting.ends_at)
    assert (meeting.title, meeting.remind_on) == ("Kick-off", today() + 8 * DAY)
    assert len(mail("meeting_changed")) == 4


def test_meeting_is_called_off_with_a_reason_and_stands_so(people):
    group, members, adviser, _ = people
    chair = user_of(members[0])
    meeting = plan(group, chair)
    meeting = planning.cancel(meeting=meeting, reason="The hall is flooded.", by=chair, now=timezone.now())
    message = mail("meeting_called_off")[adviser.person.email]
    event = event_in(message)
    assert "The hall is flooded." in message.text and (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert (meeting.state, meeting.called_off_by) == (MeetingState.CALLED_OFF, chair)
    rows = {members[0].person_id: CAME}
    for act in (
        lambda: planning.change_plan(meeting=meeting, answers={"place": "York"}, by=chair, now=timezone.now()),
        lambda: planning.cancel(meeting=meeting, reason="Again", by=chair, now=timezone.now()),
        lambda: attendance.record(
            meeting=meeting, rows=rows, competition_statement=True, by=chair, now=timezone.now() + 10 * DAY
        ),
    ):
        with pytest.raises(Conflict, match="called off"):
            act()


def test_nobody_is_told_of_a_meeting_that_was(people):
    group, members, *_ = people
    meeting = plan(group, user_of(members[0]), planned_on=today() - DAY)
    planning.change_plan(meeting=meeting, answers={"place": "York"}, by=user_of(members[0]), now=timezone.now())
    assert not OutgoingMail.objects.exists() and meeting.remind_on is None


def test_reminder_goes_once_two_days_before(people):
    group, members, *_ = people
    meeting = plan(group, user_of(members[0]))
    ActionFactory(meeting__group=group, text="Asks the college.", owner=members[1].person)
    tasks.remind_of_meetings()
    assert not mail("meeting_reminder")
    with time_machine.travel(timezone.now() + 8 * DAY, tick=False):  # a day late, and twice
        tasks.remind_of_meetings()
        tasks.remind_of_meetings()
    told = mail("meeting_reminder")
    assert len(told) == 4
    assert [to for to, one in told.items() if "Asks the college. By" in one.text] == [members[1].person.email]
    assert Meeting.objects.get(pk=meeting.pk).reminded_at is not None


def test_no_reminder_of_a_meeting_called_off_or_begun(people):
    group, members, *_ = people
    chair = user_of(members[0])
    begun, off = plan(group, chair), plan(group, chair, title="Off")
    planning.cancel(meeting=off, reason="None.", by=chair, now=timezone.now())
    with time_machine.travel(begun.starts_at + timedelta(minutes=1), tick=False):
        tasks.remind_of_meetings()
    assert not mail("meeting_reminder")


@pytest.mark.parametrize("hour", [None, time(23, 30)])
def test_a_meeting_on_the_last_day_that_there_is_can_be_planned(people, hour):
    group, members, _, manager = people
    meeting = plan(group, user_of(members[0]), planned_on=date.max, planned_time=hour)
    assert meeting.is_to_come(timezone.now())
    assert "DTSTART" in event_in(mail("meeting_planned")[manager.email])


def test_meeting_is_announced_on_the_day_on_which_it_is_told_of(people):
    group, members, _, _ = people
    by = user_of(members[0])
    to_come, past = plan(group, by), plan(group, by, planned_on=today() - DAY)
    assert (to_come.announced_on, past.announced_on) == (today(), None)
    with time_machine.travel(timezone.now() + DAY):
        planning.change_plan(meeting=to_come, answers={"planned_on": today() + 5 * DAY}, by=by, now=timezone.now())
        moved = planning.change_plan(meeting=past, answers={"planned_on": today() + 5 * DAY}, by=by, now=timezone.now())
        assert moved.announced_on == today()
    to_come.refresh_from_db()
    assert to_come.announced_on == today()
