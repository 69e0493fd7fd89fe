"""Forms that need a group of their own to be saved, sent twice: saved once (`test_sent_twice` has all others)."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from guidance.vocabulary import Approval
from portal.calendar import today
from portal.form_tokens import new_token
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    OfficialFactory,
    RequestedMemberFactory,
    eligible_chair,
    eligible_member,
)
from tests.meetings.helpers import held, user_of, voting_group
from tests.test_sent_twice import rows, sent_twice

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(client: Client):
    """Approved, with a chair and a member who waits; its product manager is signed in."""
    group = GroupFactory(membership_approved_on=today())
    eligible_chair(group=group, approval=Approval.APPROVED)
    sign_in_official(client, GroupOfficialFactory(group=group, user=OfficialFactory()).user)
    return group


def assert_saved_once(client: Client, address: str, answers: dict[str, object]) -> HttpResponse:
    before, (first, second) = rows(), sent_twice(client, address, answers, new_token())
    assert first.status_code == 302 and first.rows != before
    assert (second.status_code, second.url, second.rows) == (302, first.url, first.rows)
    return first


def test_members_are_decided_once(client, group):
    member = eligible_member(group=group)
    address = reverse("members:decide_confirm", args=[group.pk])
    shown = client.get(address, {"member": member.pk}).context["rows"]
    assert_saved_once(client, address, {"member": [row.value for row in shown], "outcome": "approved"})


def test_who_was_asked_for_is_met_once(client, group):
    requested, member = RequestedMemberFactory(group=group), eligible_member(group=group)
    address = reverse("proposals:requested_meet", args=[group.pk, requested.pk])
    assert_saved_once(client, address, {"membership": member.pk})


def test_a_mentor_is_recorded_once(client, group):
    mentor, chair = eligible_chair(), group.chairs.get()
    mentor.started_on = today() - timedelta(days=3 * 365)
    mentor.save()
    mentor.group.occupation.route = group.occupation.route
    mentor.group.occupation.save()
    address = reverse("chairs:chair_mentor", args=[group.pk, chair.pk])
    assert_saved_once(client, address, {"mentor": mentor.person_id, "agreed": "on"})


def test_a_table_of_figures_is_taken_once(client):
    group = GroupFactory()
    sign_in_official(client, GroupOfficialFactory(group=group, user=OfficialFactory()).user)
    address, day = reverse("overview:population_upload", args=[group.pk]), today() - timedelta(days=30)
    seen = BeautifulSoup(client.get(address).content, "html.parser").find("input", {"name": "seen"})["value"]
    answers = {
        "table": SimpleUploadedFile("table.csv", b"dimension,category,employers\nsize,small,30\nsize,large,10\n"),
        "source": "Survey of employers",
        "seen": seen,
        **{"figures_on-day": day.day, "figures_on-month": day.month, "figures_on-year": day.year},
    }
    assert_saved_once(client, address, answers)


def test_minutes_are_shown_once(client):
    group, members = voting_group(3)
    meeting = held(group, members)
    client.force_login(user_of(members[0]))
    assert_saved_once(client, reverse("meetings:minutes_show", args=[group.pk, meeting.pk]), {})
