"""Replies to a meeting: said, changed, recorded for somebody, counted; by the product manager, too."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions import planning, replies
from meetings.models import Reply
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.days import as_now
from tests.factories import (
    GroupOfficialFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    ReplyFactory,
    UserFactory,
)
from tests.meetings.helpers import user_of, voting_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def members():
    """The chair, and two more employer members."""
    return voting_group(3)[1]


@pytest.fixture
def meeting(members):
    return MeetingFactory(group=members[0].group, held_on=None, planned_on=today() + 9 * DAY)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.group_id, meeting.pk, *more])


def say(meeting, member, comes=True, note="", by=None):
    return replies.reply(
        meeting=meeting, person=member.person, comes=comes, note=note, by=by or user_of(member), now=timezone.now()
    )


# --- actions ---------------------------------------------------------------------------------------------------------
def test_reply_is_changed_in_place_with_its_history_and_keeps_when_it_was_first_said(members, meeting):
    first = say(meeting, members[1])
    again = say(meeting, members[1], comes=False, note="On leave")
    say(meeting, members[1], comes=False, note="On leave")

    assert Reply.objects.get() == again == first
    again.refresh_from_db()
    assert (again.comes, again.note, again.replied_at) == (False, "On leave", first.replied_at)
    assert again.changed_at and again.history.count() == 2
    assert not OutgoingMail.objects.exists()


def test_chair_records_a_reply_and_the_person_is_told(members, meeting):
    reply = say(meeting, members[1], comes=False, by=user_of(members[0]))

    assert reply.recorded_by == user_of(members[0])
    message = OutgoingMail.objects.get(kind="meetings.reply_recorded")
    assert message.to == members[1].person.email and "send your apologies" in " ".join(message.text.split())
    say(meeting, members[1])
    reply.refresh_from_db()
    assert reply.recorded_by == user_of(members[1])


def test_who_does_not_serve_that_day_is_not_asked(members, meeting):
    gone = MembershipFactory(group=meeting.group, ended_on=today() + DAY)
    with pytest.raises(Conflict, match="serve"):
        say(meeting, gone)


@pytest.mark.parametrize("over", [{"held_on": today}, {"called_off_at": timezone.now}])
def test_nobody_replies_to_a_meeting_that_is_over(members, over):
    over = as_now(over)
    if "called_off_at" in over:
        over = {**over, "called_off_by": UserFactory(), "held_on": None}
    meeting = MeetingFactory(group=members[0].group, planned_on=today(), **over)
    with pytest.raises(Conflict):
        say(meeting, members[1])
    with pytest.raises(Conflict):
        replies.reply_as_official(meeting=meeting, comes=True, note="", by=UserFactory(), now=timezone.now())


def test_product_manager_says_whether_they_come_and_the_chairs_hear(members, meeting):
    manager = GroupOfficialFactory(group=meeting.group).user
    for comes in (True, True, False):
        replies.reply_as_official(meeting=meeting, comes=comes, note="", by=manager, now=timezone.now())

    reply = Reply.objects.get()
    assert (reply.user, reply.person, reply.comes) == (manager, None, False)
    told = OutgoingMail.objects.filter(kind="meetings.official_replied").order_by("pk")
    assert [message.to for message in told] == [members[0].person.email] * 2
    assert "does not come" in told[1].subject


# --- pages -----------------------------------------------------------------------------------------------------------
def test_member_says_so_on_a_page_and_changes_it(members, meeting):
    client = client_of(user_of(members[1]))
    page = text_of(client.get(meeting.get_absolute_url()))
    assert "You have not said whether you come" in page and "have not said." not in page

    assert "Select whether you come" in text_of(client.post(url("reply", meeting), {}))
    page = text_of(client.post(url("reply", meeting), {"comes": "False", "note": "On leave"}, follow=True))
    assert "Your apologies are recorded" in page and "You sent your apologies: “On leave”" in page
    assert "On leave" in text_of(client.get(url("reply", meeting)))
    page = text_of(client.post(url("reply", meeting), {"comes": "True"}, follow=True))
    assert "You come" in page and "On leave" not in page


def test_chair_sees_counts_and_names_and_records(members, meeting):
    client = client_of(user_of(members[0]))
    say(meeting, members[0])
    say(meeting, members[1], comes=False, note="On leave")
    assert "1 comes, 1 sends apologies, 1 has not said" in text_of(client.get(meeting.get_absolute_url()))

    page = text_of(client.get(url("replies", meeting)))
    assert "Sends apologies “On leave”" in page and "Has not said" in page
    record = url("reply_for", meeting, members[2].person_id)
    assert f"Does {members[2].person.name} come?" in text_of(client.get(record))
    assert client.post(record, {}).status_code == 422
    page = text_of(client.post(record, {"comes": "True"}, follow=True))
    assert f"recorded by {user_of(members[0])}" in page and "2 come, 1 sends apologies, 0 have not said" in page
    assert "recorded" in text_of(client_of(user_of(members[2])).get(meeting.get_absolute_url()))


def test_who_is_nobody_of_the_group_is_recorded_by_nobody(members, meeting):
    client = client_of(user_of(members[0]))
    assert client.get(url("reply_for", meeting, PersonFactory().pk)).status_code == 404


def test_product_manager_replies_on_the_page(members, meeting):
    manager, official = GroupOfficialFactory(group=meeting.group).user, Client()
    sign_in_official(official, manager)
    page = text_of(official.get(meeting.get_absolute_url()))
    assert "3 have not said" in page and "You have not said whether you come" in page

    page = text_of(official.post(url("reply", meeting), {"comes": "True", "note": "Ten minutes"}, follow=True))
    assert "You come: “Ten minutes”" in page
    assert f"{manager} from {settings.REGULATOR_NAME} comes." in text_of(
        client_of(user_of(members[1])).get(meeting.get_absolute_url())
    )
    assert f"{manager} from {settings.REGULATOR_NAME} comes: Ten minutes" in text_of(
        official.get(url("replies", meeting))
    )


def test_held_meeting_asks_nobody(members):
    meeting = MeetingFactory(group=members[0].group, planned_on=today())
    client = client_of(user_of(members[0]))
    assert "Who comes" not in text_of(client.get(meeting.get_absolute_url()))
    assert client.get(url("reply", meeting)).status_code == 409
    assert client.get(url("reply_for", meeting, members[1].person_id)).status_code == 409
    assert "Record the reply" not in text_of(client.get(url("replies", meeting)))


def test_nobody_serves_on_the_day_of_the_meeting(members):
    meeting = MeetingFactory(group=members[0].group, held_on=None, planned_on=today() - 900 * DAY)
    page = text_of(client_of(user_of(members[0])).get(url("replies", meeting)))
    assert "Nobody serves on the group on the day" in page


def test_apologies_are_filled_in_where_attendance_is_recorded(members):
    meeting = MeetingFactory(group=members[0].group, held_on=None, planned_on=today())
    ReplyFactory(meeting=meeting, person=members[1].person, comes=False)
    form = client_of(user_of(members[0])).get(url("record", meeting)).context["form"]
    assert [form.fields[f"attended_{row.person_id}"].initial for row in members] == ["", "apologies", ""]


def test_notice_asks_for_a_reply(members):
    answers = {"planned_on": today() + 9 * DAY}
    planning.plan(group=members[0].group, answers=answers, by=user_of(members[0]), now=timezone.now())
    assert "say behind the link whether you come" in OutgoingMail.objects.first().text.replace("\n", " ")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_as_many_statements_however_many_reply(count, django_assert_num_queries):
    members = voting_group(count)[1]
    meeting = MeetingFactory(group=members[0].group, held_on=None, planned_on=today() + DAY)
    for member in members:
        ReplyFactory(meeting=meeting, person=member.person)
    client = client_of(user_of(members[0]))
    with django_assert_num_queries(6):
        assert text_of(client.get(url("replies", meeting))).count("Comes") == count
    with django_assert_num_queries(12):
        assert f"{count} come" in text_of(client.get(meeting.get_absolute_url()))
