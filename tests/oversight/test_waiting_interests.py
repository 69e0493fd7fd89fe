"""Interests that only the product manager handles stand in the queue: before there is a chair, and a sole chair's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.enums import OfficialRole
from members.models import ChairAppointment
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.conflicts.helpers import cast
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db


def queue(client, user):
    sign_in_official(client, user)
    return client.get(reverse("oversight:dashboard")).context["queue"]


def test_interest_before_there_is_a_chair_stands_in_the_product_managers_list(client):
    people = cast()
    ChairAppointment.objects.all().delete()
    interest = people.interest("member")
    [row] = queue(client, people.manager)
    assert (row["what"], row["name"], row["may_act"]) == ("Interest to handle", people.group.name, True)
    assert row["href"] == reverse("conflicts:handle", args=[people.group.pk, interest.pk])
    assert client.get(row["href"]).status_code == 200
    assert queue(client, OfficialFactory()) == []


def test_interest_of_a_sole_chair_stands_there_and_of_a_member_does_not(client):
    people = cast()
    people.interest("member")
    people.interest("chair")
    assert [row["what"] for row in queue(client, people.manager)] == ["Interest to handle"]


def test_interest_that_a_cochair_handles_does_not(client):
    people = cast(with_cochair=True)
    people.interest("chair")
    assert queue(client, people.manager) == []


def test_it_is_overdue_after_ten_working_days(client):
    people = cast()
    interest = people.interest("chair")
    for days, is_overdue in ((13, False), (21, True)):
        interest.declaration.declared_on = today() - timedelta(days=days)
        interest.declaration.save()
        [row] = queue(client, people.manager)
        assert row["is_overdue"] is is_overdue


def test_other_officials_read_it_and_get_no_link(client):
    people = cast()
    people.interest("chair")
    [row] = queue(client, OfficialFactory(official_role=OfficialRole.ADMINISTRATOR))
    assert row["may_act"] is False
