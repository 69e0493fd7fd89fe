"""Meetings and actions as files for a spreadsheet."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.calendar import today
from tests.factories import ActionFactory, MeetingFactory, MotionFactory
from tests.meetings.helpers import held, user_of, voting_group

pytestmark = pytest.mark.django_db


def lines_of(client, name, group):
    return list(
        csv.DictReader(
            io.StringIO(b"".join(client.get(reverse(f"meetings:{name}", args=[group.pk]))).decode("utf-8-sig"))
        )
    )


@pytest.mark.parametrize("count", [1, 3])
def test_meetings_and_actions_come_as_files_in_one_statement_each(client, count, django_assert_num_queries):
    group, members = voting_group(4)
    client.force_login(user_of(members[0]))
    for _ in range(count):
        meeting = held(group, members[:3], away=members[3:], title="=1+1")
        MotionFactory(group=group, meeting=meeting)
        ActionFactory(meeting=meeting, text="Asks two more.", owner=members[1].person, due_on=today() - timedelta(1))
    ActionFactory(meeting=meeting, done=True, outcome="They came.", due_on=today())
    MeetingFactory(group=group, held_on=None, planned_on=today() + timedelta(9), place="Leeds")

    with django_assert_num_queries(2 * 4):
        meetings, actions = lines_of(client, "meetings_csv", group), lines_of(client, "actions_csv", group)

    assert (meetings[0]["Status"], meetings[0]["Place or link"], meetings[0]["Came in person"]) == (
        "Planned",
        "Leeds",
        "",
    )
    first = meetings[-1]
    assert (first["Date"], first["Meeting"]) == (f"{today() - timedelta(1)}", "'=1+1")
    assert (first["Came in person"], first["Apologies"], first["Motions"]) == ("3", str(len(members) - 3), "1")
    assert len(meetings) == len(actions) == count + 1
    assert actions[0]["Who"] == members[1].person.name and actions[0]["Status"] == "Overdue"
    assert actions[-1]["Who"] == "The product manager" and actions[-1]["What came of it"] == "They came."
    assert actions[-1]["Done on"] == f"{today()}"
