from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from meetings.enums import MeetingState
from meetings.models import Meeting, Motion
from tests.factories import (
    AttendanceFactory,
    GroupFactory,
    ItemAbsenceFactory,
    MeetingFactory,
    MotionFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db


def test_meetings_held_by_a_day_the_newest_first():
    group = GroupFactory()
    for day in (date(2026, 3, 1), date(2026, 2, 1), date(2026, 3, 2)):
        MeetingFactory(group=group, held_on=day)

    assert [meeting.held_on for meeting in Meeting.objects.held(date(2026, 3, 1))] == [
        date(2026, 3, 1),
        date(2026, 2, 1),
    ]


def test_meeting_that_is_only_planned_is_not_held():
    meeting = MeetingFactory(held_on=None, planned_on=date(2026, 2, 1))

    assert not Meeting.objects.held(date(2026, 3, 1)).exists()
    assert (meeting.day, meeting.state, meeting.name) == (date(2026, 2, 1), MeetingState.PLANNED, "Meeting")


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, MeetingState.HELD),
        ({"minutes_agreed_on": date(2026, 3, 2)}, MeetingState.MINUTES_AGREED),
    ],
)
def test_state_of_a_meeting_follows_its_dates(fields, state):
    assert MeetingFactory(held_on=date(2026, 3, 1), **fields).state == state


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: MeetingFactory(held_on=None), "meeting_is_planned_or_held"),
        (
            lambda: MeetingFactory(held_on=date(2026, 3, 2), minutes_agreed_on=date(2026, 3, 1)),
            "meeting_minutes_agreed_on_or_after_the_day_it_was_held",
        ),
        (lambda: AttendanceFactory(mode=""), "attendance_says_how_of_those_who_came"),
        (lambda: AttendanceFactory(presence="absent"), "attendance_says_how_of_those_who_came"),
        (lambda: twice(AttendanceFactory, "meeting"), "attendance_one_a_person_and_meeting"),
        (lambda: MotionFactory(closes_on=None), "motion_in_a_meeting_or_by_correspondence"),
        (
            lambda: MotionFactory(meeting=MeetingFactory(), closes_on=date(2026, 3, 1)),
            "motion_in_a_meeting_or_by_correspondence",
        ),
        (lambda: MotionFactory(text=""), "motion_has_a_text"),
        (lambda: MotionFactory(quorum=0), "motion_quorum_at_least_one"),
        (lambda: MotionFactory(result="carried"), "motion_closed_with_its_result"),
        (lambda: MotionFactory(closed_at=timezone.now(), result="lost"), "motion_closed_with_its_result"),
        (lambda: one_subject_twice("proposal"), "motion_one_open_a_subject"),
        (lambda: twice(VoteFactory, "motion"), "vote_one_a_person_and_motion"),
        (lambda: twice(ItemAbsenceFactory, "motion"), "item_absence_one_a_person_and_motion"),
    ],
)
def test_database_refuses(make, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make()


def twice(factory, of):
    first = factory()
    factory(**{of: getattr(first, of)}, person=first.person)


def one_subject_twice(subject):
    first = MotionFactory(subject=subject)
    MotionFactory(subject=subject, group=first.group)


def test_motions_on_anything_else_may_be_open_side_by_side_and_a_closed_one_makes_room():
    first = MotionFactory(subject="proposal", closed_at=timezone.now(), result="lost", outcome={})
    MotionFactory(subject="proposal", group=first.group)
    one_subject_twice("other")
    assert Motion.objects.open().count() == 3


def test_motions_by_what_is_due():
    day = date(2026, 3, 10)
    soon = MotionFactory(closes_on=day, remind_on=day)
    late = MotionFactory(closes_on=date(2026, 3, 9), remind_on=date(2026, 3, 8))
    reminded = MotionFactory(closes_on=day, remind_on=date(2026, 3, 9), reminded_at=timezone.now())
    meeting = MotionFactory(meeting=MeetingFactory())

    assert set(Motion.objects.taking_votes(day)) == {soon, reminded, meeting}
    assert list(Motion.objects.to_close(day)) == [late]
    assert list(Motion.objects.to_remind(day)) == [soon]
