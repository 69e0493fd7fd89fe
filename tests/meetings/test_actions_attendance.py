"""A meeting is planned and held: the check for declarations of everybody who came, and what stands afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions import attendance, motions, planning, votes
from meetings.actions.attendance import Row
from meetings.enums import Check, Choice, MeetingState, Mode, Presence
from meetings.models import Attendance, Meeting
from portal.calendar import today
from portal.exceptions import Conflict
from tests.factories import MeetingFactory, MembershipFactory
from tests.meetings.helpers import AWAY, CAME, held, opened, user_of, voting_group

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
UNASKED = Row(Presence.CAME, Mode.REMOTE)


def plan(group, by, **answers):
    usual = {"title": "Kick-off", "planned_on": today(), "planned_time": None, "place": "Leeds"}
    return planning.plan(group=group, answers=usual | answers, by=by, now=timezone.now())


def record(meeting, rows, by):
    return attendance.record(meeting=meeting, rows=rows, competition_statement=True, by=by, now=timezone.now())


def test_meeting_is_planned_changed_and_held():
    group, members = voting_group(2)
    chair, before = user_of(members[0]), group.changed_at
    meeting = plan(group, chair, planned_on=today() + DAY)
    assert meeting.state == MeetingState.PLANNED
    answers = {"title": "Start", "planned_on": today(), "planned_time": None, "place": ""}
    meeting = planning.change_plan(meeting=meeting, answers=answers, by=chair, now=timezone.now())

    meeting = record(meeting, {members[0].person_id: CAME, members[1].person_id: AWAY}, chair)

    group.refresh_from_db()
    assert (meeting.state, meeting.held_on, meeting.title) == (MeetingState.HELD, today(), "Start")
    assert (meeting.declarations_checked, meeting.competition_statement) == (True, True)
    assert set(Attendance.objects.values_list("person", "presence", "mode", "check_answer")) == {
        (members[0].person_id, Presence.CAME, Mode.IN_PERSON, Check.NOTHING_NEW),
        (members[1].person_id, Presence.APOLOGIES, "", ""),
    }
    assert group.changed_at > before  # the rules read meetings
    with pytest.raises(Conflict, match="Its date stands"):
        planning.change_plan(meeting=meeting, answers=answers, by=chair, now=timezone.now())


def nobody_came(group, members):
    return {members[0].person_id: AWAY}


def one_was_not_asked(group, members):
    return {members[0].person_id: CAME, members[1].person_id: UNASKED}


def a_stranger(group, members):
    return {members[0].person_id: CAME, MembershipFactory().person_id: CAME}


def somebody_who_joined_later(group, members):
    return {members[0].person_id: CAME, MembershipFactory(group=group, started_on=today() + DAY).person_id: CAME}


@pytest.mark.parametrize("rows", [nobody_came, one_was_not_asked, a_stranger, somebody_who_joined_later])
def test_record_that_is_not_complete_and_right_is_refused_whole(rows):
    group, members = voting_group(2)
    meeting = plan(group, user_of(members[0]))

    with pytest.raises(Conflict):
        record(meeting, rows(group, members), user_of(members[0]))

    assert Meeting.objects.get().held_on is None
    assert not Attendance.objects.exists()


def test_nobody_is_recorded_before_the_day():
    group, members = voting_group(1)
    meeting = plan(group, user_of(members[0]), planned_on=today() + DAY)
    with pytest.raises(Conflict, match="from the day of the meeting"):
        record(meeting, {members[0].person_id: CAME}, user_of(members[0]))


def test_record_is_corrected_and_only_changes_leave_history():
    group, members = voting_group(2)
    meeting = held(group, members)

    record(meeting, {members[0].person_id: CAME, members[1].person_id: AWAY}, user_of(members[0]))

    kept = {one.person_id: one for one in Attendance.objects.all()}
    assert kept[members[1].person_id].presence == Presence.APOLOGIES
    assert [one.history.count() for one in (kept[members[0].person_id], kept[members[1].person_id])] == [1, 2]


def test_nobody_who_voted_or_counted_can_be_marked_absent():
    group, members = voting_group(4)
    chair = user_of(members[0])
    meeting = held(group, members[:3], away=members[3:])
    motion = opened(group, chair, meeting=meeting)
    votes.cast(motion=motion, choice=Choice.FOR, by=user_of(members[1]), now=timezone.now())
    everyone = {one.person_id: CAME for one in members[:3]}
    with pytest.raises(Conflict, match="took part in a motion"):
        record(meeting, everyone | {members[1].person_id: AWAY}, chair)
    record(meeting, everyone | {members[2].person_id: AWAY}, chair)  # has not voted
    motions.close(motion=motion, by=chair, now=timezone.now())

    with pytest.raises(Conflict, match="took part in a motion"):
        record(meeting, everyone | {members[0].person_id: AWAY}, chair)  # was in the room when it was counted
    record(meeting, {members[3].person_id: CAME}, chair)  # came later


def test_imported_meeting_stays_as_it_is():
    meeting = MeetingFactory(declarations_checked=False)
    meeting.full_clean()
    assert (meeting.state, list(attendance.people_of(meeting))) == (MeetingState.HELD, [])


def test_employers_come_first_among_the_people_of_a_meeting():
    group, members = voting_group(1)
    adviser = MembershipFactory(group=group, adviser=True, person__name="Aaron Adviser")
    MembershipFactory(group=group, ended_on=today())
    assert attendance.people_of(plan(group, user_of(members[0]))) == [members[0], adviser]
