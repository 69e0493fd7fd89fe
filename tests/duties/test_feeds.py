"""Calendars by a private link: what stands in them, and when the link leads nowhere."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from duties.actions.feeding import digest_of, make_feed, revoke_feed
from duties.models import CalendarFeed, Duty
from oversight.actions import sweep
from portal.calendar import today
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    MilestoneFactory,
    PersonFactory,
    UserFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def member():
    return MembershipFactory(person=PersonFactory(user__name="Priya Private"))


def link(user, group=None):
    return reverse("duties:feed", args=[make_feed(user=user, group=group, now=timezone.now())])


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def titles(client, address):
    return {str(event["SUMMARY"]) for event in read(client, address)}


def test_it_has_meetings_what_is_due_and_milestones_and_no_names(client, member):
    group = member.group
    MeetingFactory(group=group, held_on=None, planned_on=today() + 9 * DAY, announced_on=today(), place="Leeds")
    plan = WorkPlanFactory(group=group, agreed_on=today(), agreed_by=UserFactory())
    MilestoneFactory(work_plan=plan, title="Named by Priya", due_on=today() + 30 * DAY)
    MeetingFactory(held_on=None, planned_on=today() + 9 * DAY, announced_on=today())  # another group's
    sweep([group.pk], on=today())
    address = link(member.person.user)
    shown = titles(client, address)
    assert {f"{group.reference}: meeting", f"{group.reference}: milestone due"} <= shown
    assert f"{group.reference}: Declare your interests, or that you have none" in shown
    assert all(title.startswith(group.reference) for title in shown)
    text = client.get(address).content.decode()
    assert not [name for name in ("Priya", "Leeds", group.name) if name in text]


def test_a_duty_keeps_its_uid_and_counts_its_moves(client, member):
    sweep([member.group.pk], on=today())
    duty = Duty.objects.get(code="interests.declare")
    address = link(member.person.user)

    def sequence():
        [event] = [event for event in read(client, address) if event["UID"].startswith(f"duty-{duty.pk}@")]
        return event["SEQUENCE"], event["DTSTART"].dt

    assert sequence() == (0, duty.due_on)
    member.started_on = member.started_on + 7 * DAY
    member.save()
    member.group.changed_at = timezone.now()
    member.group.save()
    sweep([member.group.pk], on=today())
    cache.clear()
    duty.refresh_from_db()
    assert sequence() == (1, duty.due_on)


def test_one_group_alone(client, member):
    other = MembershipFactory(person=member.person)
    for group in (member.group, other.group):
        MeetingFactory(group=group, held_on=None, planned_on=today() + 9 * DAY, announced_on=today())
    assert titles(client, link(member.person.user, other.group)) == {f"{other.group.reference}: meeting"}
    assert len(titles(client, link(member.person.user))) == 2


def test_links_that_lead_nowhere_are_alike(client, member):
    user, group = member.person.user, member.group
    wrong = client.get(reverse("duties:feed", args=["x" * 43]))
    of_group, of_all = link(user, group), link(user)
    assert client.get(of_group).status_code == client.get(of_all).status_code == 200
    renewed = link(user)
    revoked = client.get(of_all)
    assert (wrong.status_code, revoked.status_code, client.get(renewed).status_code) == (404, 404, 200)
    assert wrong.content.decode().count("not found") == revoked.content.decode().count("not found")
    revoke_feed(user=user, group=None, now=timezone.now())
    assert client.get(renewed).status_code == 404
    member.ended_on = today()
    member.end_reason = "left"
    type(member).objects.filter(pk=member.pk).update(ended_on=today())
    assert client.get(of_group).status_code == 404


def test_a_closed_account_has_none(client, member):
    user = member.person.user
    address = link(user)
    user.is_active = False
    user.save()
    assert client.get(address).status_code == 404


def test_only_a_digest_is_stored(member):
    token = make_feed(user=member.person.user, group=None, now=timezone.now())
    row = CalendarFeed.objects.get()
    assert len(token) >= 43 and row.digest == digest_of(token)
    assert token not in str(vars(row))


def test_a_program_that_has_it_gets_it_not_again(client, member):
    address = link(member.person.user)
    first = client.get(address)
    assert first["Cache-Control"] == "private, max-age=300"
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    MeetingFactory(group=member.group, held_on=None, planned_on=today() + 9 * DAY, announced_on=today())
    cache.clear()  # five minutes later
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, member, count, django_assert_num_queries):
    for _ in range(count):
        other = MembershipFactory(person=member.person)
        MeetingFactory(group=other.group, held_on=None, planned_on=today() + 9 * DAY, announced_on=today())
    address = link(member.person.user)
    with django_assert_num_queries(6):  # link, groups, meetings, person, duties, milestones
        client.get(address)


# --- the page --------------------------------------------------------------------------------------------------------
def test_a_link_is_made_shown_once_and_revoked(member):
    client, page = Client(), reverse("duties:calendars")
    client.force_login(member.person.user)
    assert page in client.get(reverse("accounts:account")).content.decode()
    shown = client.post(page, {"act": "make", "group": member.group.pk}, follow=True).content.decode()
    address = "/calendar/" + shown.partition("/calendar/")[2].partition("<")[0]
    assert Client().get(address).status_code == 200
    assert address not in client.get(page).content.decode()
    assert "Make a new link" in client.get(page).content.decode()
    assert client.post(page, {"act": "revoke", "group": member.group.pk}).status_code == 302
    assert Client().get(address).status_code == 404
    stranger = GroupFactory()
    assert client.post(page, {"act": "make", "group": stranger.pk}).status_code == 422
    assert not CalendarFeed.objects.filter(revoked_at=None).exists()


def test_yesterday_is_no_reason_to_be_read_again(client, member):
    address = link(member.person.user)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get(address).status_code == 200
