"""Minutes: what keeps a meeting from being closed, stale words, and the frozen record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions import attendance, minutes
from meetings.enums import Check, MinutesState
from meetings.models import Attendance, Minutes
from portal.calendar import today
from portal.exceptions import Conflict, StaleForm
from portal.models import OutgoingMail
from tests.factories import AttendanceFactory, MeetingFactory
from tests.meetings.helpers import held, opened, user_of, voting_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def members():
    return voting_group(3)[1]


@pytest.fixture
def chair(members):
    return user_of(members[0])


@pytest.fixture
def meeting(members):
    return held(members[0].group, members[:2], away=members[2:])


def write(meeting, chair, notes, seen=None):
    seen = minutes.minutes_digest(Minutes.objects.filter(meeting=meeting).first()) if seen is None else seen
    return minutes.write(meeting=meeting, notes=notes, seen=seen, by=chair, now=timezone.now())


def show(meeting, chair):
    return minutes.show(meeting=meeting, by=chair, now=timezone.now())


def not_held(members):
    return MeetingFactory(group=members[0].group, held_on=None, planned_on=today()), "not recorded who came"


def one_was_not_asked(members):
    meeting = MeetingFactory(group=members[0].group)
    AttendanceFactory(meeting=meeting, person=members[1].person, check_answer="")
    return meeting, f"missing for {members[1].person.name}"


def no_check(members):
    return MeetingFactory(group=members[0].group, declarations_checked=False), "check for declarations is not recorded"


def no_statement(members):
    return MeetingFactory(group=members[0].group, competition_statement=None), "competition statement"


def open_motion(members):
    meeting = held(members[0].group, members)
    opened(members[0].group, user_of(members[0]), meeting=meeting)
    return meeting, "still open for votes"


@pytest.mark.parametrize("make", [not_held, one_was_not_asked, no_check, no_statement, open_motion])
def test_meeting_is_not_closed_while_something_is_missing(members, chair, make):
    meeting, why = make(members)
    with pytest.raises(Conflict, match=why):
        show(meeting, chair)
    assert not Minutes.objects.filter(shown_at__isnull=False).exists()


def test_minutes_are_shown_once_and_everybody_is_told(members, chair, meeting):
    write(meeting, chair, {"": "A good start.", "1": ""})
    show(meeting, chair)
    assert show(meeting, chair).state == MinutesState.SHOWN
    told = OutgoingMail.objects.filter(kind="meetings.minutes_shown")
    assert sorted(told.values_list("to", flat=True)) == sorted(one.person.email for one in members)
    until = f"say by the end of {today() + timedelta(days=5):%-d %B %Y}"
    assert [until in told.get(to=one.person.email).text for one in members] == [True, True, False]


def test_words_of_somebody_else_are_not_written_over(chair, meeting):
    seen = minutes.minutes_digest(None)
    write(meeting, chair, {"": "Mine."}, seen)
    write(meeting, chair, {"": "Mine."}, seen)  # the same twice
    with pytest.raises(StaleForm) as refused:
        write(meeting, chair, {"": "Theirs."}, seen)
    assert refused.value.theirs == [("About the whole meeting", "Mine.")]


def test_chair_writes_down_what_somebody_declared(members, chair, meeting):
    kept = Attendance.objects.get(meeting=meeting, person=members[1].person)
    said = {"nature": "financial", "perception": "actual", "description": "Owns a mill.", "by_employment": False}
    said |= {"organisation": "", "delivers": [], "employs_in_occupation": False, "may_profit": False, "began_on": None}
    declaration = attendance.declare_for(attendance=kept, interests=[said], by=chair, now=timezone.now())
    kept.refresh_from_db()
    assert kept.check_answer == Check.DECLARED and declaration in kept.declarations.all()
    assert declaration.person == members[1].person and declaration.history.get().history_user == chair
    message = OutgoingMail.objects.get(kind="meetings.declared_for")
    assert message.to == members[1].person.email and "Owns a mill." not in message.text
    members[1].ended_on = today()
    members[1].save()
    with pytest.raises(Conflict, match="does not serve"):
        attendance.declare_for(attendance=kept, interests=[said], by=chair, now=timezone.now())
