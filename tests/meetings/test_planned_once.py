"""A meeting whose form is sent in two workers at once is planned once, and everybody hears of it once."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from portal.calendar import add_days, today
from portal.form_tokens import FIELD, new_token
from portal.models import OutgoingMail
from tests.meetings.helpers import user_of, voting_group
from tests.races import in_two_connections

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20


@pytest.fixture
def plan():
    """Sends a meeting with this token, as its chair does, in two workers at once; returns where both are led."""
    group, members = voting_group(3)
    on = add_days(today(), 30)
    answers = {"planned_on-day": on.day, "planned_on-month": on.month, "planned_on-year": on.year}
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user_of(members[0]))

    def send(token: str) -> list[str]:
        data = {**answers, "title": "Kick-off", **({FIELD: token} if token else {})}
        address = reverse("meetings:add", args=[group.pk])
        return in_two_connections(*[lambda client=client: client.post(address, data).url for client in clients])

    return send


def test_two_workers_plan_one_meeting_and_write_to_everybody_once(plan):
    plan(new_token())
    told = OutgoingMail.objects.count()
    for number in range(1, ROUNDS):
        assert len(set(plan(new_token()))) == 1
        assert (Meeting.objects.count(), OutgoingMail.objects.count()) == (number + 1, told * (number + 1))


def test_without_the_token_two_workers_plan_two_meetings(plan):
    assert len(set(plan(""))) == Meeting.objects.count() == 2
