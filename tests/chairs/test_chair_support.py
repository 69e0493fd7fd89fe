"""A new chair's briefing and mentor."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chairs.actions import chair_support as actions
from chairs.models import Briefing, Mentoring
from portal.calendar import today
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import work_page
from tests.factories import GroupOfficialFactory, eligible_chair
from tests.members.helpers import text_of, typed_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    appointment = eligible_chair()
    GroupOfficialFactory(group=appointment.group)
    return appointment


@pytest.fixture
def mentor(chair):
    """Chairs another group of the same route since three years."""
    appointment = eligible_chair()
    appointment.started_on = today() - timedelta(days=3 * 365)
    appointment.save()
    appointment.group.occupation.route = chair.group.occupation.route
    appointment.group.occupation.save()
    return appointment.person


def manager_of(chair):
    return chair.group.officials.get().user


def url(name, chair, *more):
    return reverse(f"chairs:{name}", args=[chair.group_id, *more])


def test_briefing_is_recorded_by_the_product_manager_and_shown(client, chair):
    sign_in_official(client, manager_of(chair))
    assert "No briefing is recorded yet" in text_of(client.get(url("chairs", chair)))

    future = client.post(url("chair_briefing", chair, chair.pk), typed_date("held_on", today() + timedelta(days=1)))
    response = client.post(url("chair_briefing", chair, chair.pk), typed_date("held_on", today()), follow=True)

    assert future.status_code == 422
    assert f"Briefed by {manager_of(chair)} on" in text_of(response)
    assert Briefing.objects.get().history.get().history_user == manager_of(chair)


def test_chair_asks_for_a_mentor_once_and_the_product_manager_finds_one(client, chair, mentor):
    client.force_login(chair.person.user)
    for _ in range(2):
        client.post(url("chair_mentor_ask", chair))
    assert OutgoingMail.objects.get().to == manager_of(chair).email

    sign_in_official(client, manager_of(chair))
    assert "Find an experienced chair as mentor" in text_of(work_page(client))
    typed = {"mentor": mentor.pk}
    assert client.post(url("chair_mentor", chair, chair.pk), typed).status_code == 422  # nobody was asked
    response = client.post(url("chair_mentor", chair, chair.pk), typed | {"agreed": "on"}, follow=True)

    assert f"{mentor.name}, an experienced chair, is the mentor" in text_of(response)
    mails = {mail.to: mail.text for mail in OutgoingMail.objects.filter(kind="members.mentor_found")}
    assert chair.person.email in mails[mentor.email] and mentor.email in mails[chair.person.email]
    assert "Find an experienced chair as mentor" not in text_of(work_page(client))


def test_mentor_sees_nothing_of_the_group(client, chair, mentor):
    actions.arrange_mentor(appointment=chair, mentor=mentor, by=manager_of(chair), now=timezone.now())
    client.force_login(mentor.user)

    assert client.get(chair.group.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("typed", [{}, {"email": "nobody@example.org"}, {"email": "new"}])
def test_mentor_must_be_an_experienced_chair(client, chair, typed):
    new = eligible_chair()  # of another group, since ten days
    typed = {"email": new.person.email} if typed.get("email") == "new" else typed
    sign_in_official(client, manager_of(chair))

    response = client.post(url("chair_mentor", chair, chair.pk), typed | {"agreed": "on"})

    assert response.status_code == 422 and not Mentoring.objects.exists()


def test_mentoring_is_ended_by_the_chair_and_can_begin_again(client, chair, mentor):
    by, now = manager_of(chair), timezone.now()
    actions.arrange_mentor(appointment=chair, mentor=mentor, by=by, now=now)
    client.force_login(chair.person.user)

    client.post(url("chair_mentor_end", chair, chair.pk))

    assert Mentoring.objects.get().ended_on == today()
    actions.arrange_mentor(appointment=chair, mentor=mentor, by=by, now=now)
    assert Mentoring.objects.filter(ended_on=None).count() == 1
