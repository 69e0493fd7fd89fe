from datetime import date

import pytest

from meetings.models import Meeting
from tests.factories import GroupFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def test_meetings_held_by_a_day_the_newest_first():
    group = GroupFactory()
    for day in (date(2026, 3, 1), date(2026, 2, 1), date(2026, 3, 2)):
        MeetingFactory(group=group, held_on=day)

    assert [meeting.held_on for meeting in Meeting.objects.held(date(2026, 3, 1))] == [
        date(2026, 3, 1),
        date(2026, 2, 1),
    ]
