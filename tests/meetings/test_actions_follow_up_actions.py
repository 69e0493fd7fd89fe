"""Actions: agreed in a meeting, back at the next one until done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions import follow_up_actions
from meetings.models import Action
from portal.calendar import today
from portal.exceptions import Conflict
from tests.duties.helpers import home_page
from tests.factories import ActionFactory, MeetingFactory
from tests.meetings.helpers import user_of, voting_group
from tests.members.helpers import text_of, typed_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def members():
    return voting_group(3)[1]


def meeting_of(members, days, **fields):
    return MeetingFactory(group=members[0].group, held_on=today() - days * DAY, **fields)


def back_at(meeting):
    return list(Action.objects.back_at(meeting))


def test_action_comes_back_until_it_is_done(members):
    first, second, third, fourth = (meeting_of(members, days) for days in (40, 30, 20, 10))
    action = ActionFactory(meeting=first)
    assert back_at(first) == [] and back_at(second) == back_at(fourth) == [action]
    follow_up_actions.finish(action=action, outcome="", by=user_of(members[0]), now=timezone.now() - 25 * DAY)
    assert back_at(third) == [action]  # done since the meeting before it
    assert back_at(fourth) == []


def test_action_is_agreed_once_in_a_meeting_that_was_held(members):
    chair, meeting = user_of(members[0]), meeting_of(members, 1)
    answers = {"text": "Asks the college.", "owner": members[1].person, "due_on": today()}
    assert follow_up_actions.agree(meeting=meeting, answers=answers, by=chair) == follow_up_actions.agree(
        meeting=meeting, answers=answers, by=chair
    )
    planned = MeetingFactory(group=members[0].group, held_on=None, planned_on=today())
    with pytest.raises(Conflict, match="record first who came"):
        follow_up_actions.agree(meeting=planned, answers=answers, by=chair)


def test_done_action_changes_no_more(members):
    action = ActionFactory(meeting=meeting_of(members, 1), done=True)
    for act in (
        lambda: follow_up_actions.finish(action=action, outcome="", by=user_of(members[0]), now=timezone.now()),
        lambda: follow_up_actions.change(action=action, answers={}, by=user_of(members[0])),
    ):
        with pytest.raises(Conflict, match="is done"):
            act()


def test_owner_says_that_it_is_done_and_other_members_cannot(client, members):
    action = ActionFactory(meeting=meeting_of(members, 1), owner=members[1].person)
    client.force_login(user_of(members[2]))
    assert "It is done" not in text_of(client.get(action.get_absolute_url()))
    assert client.post(action.get_absolute_url(), {"outcome": ""}).status_code == 403
    client.force_login(user_of(members[1]))
    client.post(action.get_absolute_url(), {"outcome": "They agree."})
    action.refresh_from_db()
    assert (action.done_by, action.outcome) == (user_of(members[1]), "They agree.")
    page = text_of(client.get(action.get_absolute_url()))
    assert "They agree." in page and "It is done" not in page


def test_chair_adds_and_changes_an_action(client, members):
    meeting = meeting_of(members, 1)
    client.force_login(user_of(members[0]))
    add = reverse("meetings:action_add", args=[members[0].group.pk, meeting.pk])
    assert "Enter what is to be done" in text_of(client.post(add, {"sent": "1"}))
    typed = {"text": "Asks the college.", "owner": "manager", **typed_date("due_on", today() - DAY)}
    page = text_of(client.post(add, typed, follow=True))
    assert "Asks the college. The product manager" in page and "Overdue" in page
    action = Action.objects.get()
    change = reverse("meetings:action_change", args=[action.group_id, action.pk])
    client.post(change, typed | {"owner": str(members[1].person_id)})
    action.refresh_from_db()
    assert action.owner == members[1].person


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_actions_takes_as_many_statements_however_long(client, members, count, django_assert_num_queries):
    meeting = meeting_of(members, 1)
    for one in members[:count]:
        ActionFactory(meeting=meeting, owner=one.person)
    ActionFactory(meeting=meeting, done=True, text="Was done.")
    client.force_login(user_of(members[0]))
    address = reverse("meetings:actions", args=[members[0].group.pk])
    with django_assert_num_queries(5):
        page = text_of(client.get(address))
    assert page.count("Asks two more employers.") == count and "Was done." not in page
    assert "Was done." in text_of(client.get(address, {"state": ""}))


def test_first_page_tells_of_the_next_meeting_and_of_own_actions(client, members):
    group = members[0].group
    for days in (9, 2):
        MeetingFactory(group=group, held_on=None, planned_on=today() + days * DAY)
    action = ActionFactory(meeting=meeting_of(members, 1), owner=members[1].person, due_on=today() - DAY)
    client.force_login(user_of(members[1]))
    page = text_of(home_page(client))
    assert f"Next meeting : {today() + 2 * DAY:%-d %B %Y}" in page and page.count("Next meeting") == 1
    assert "Do what a meeting agreed Asks two more employers" in page
    assert f"{action.due_on:%-d %B %Y} Overdue" in page
    client.force_login(user_of(members[2]))
    assert "Do what a meeting agreed" not in text_of(home_page(client))
