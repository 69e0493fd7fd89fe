"""Who leaves in the next twelve months, and what the group would then lack, by the assessment's forecast."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.assessment import assess
from portal.calendar import add_months, today
from tests.factories import MembershipFactory
from tests.groups.helpers import chair_of, ready_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return ready_group()


def seen(client, group):
    client.force_login(chair_of(group).person.user)
    return text_of(client.get(reverse("overview:forecast", args=[group.pk])))


def test_leavers_come_in_the_order_of_time_with_what_the_group_would_lack(client, group):
    first, second, far = group.memberships.order_by("-pk")[:3]
    first.plans_to_serve_until = today() + timedelta(days=300)
    second.ended_on, second.end_reason = today() + timedelta(days=30), "resigned"
    far.plans_to_serve_until = add_months(today(), 13)
    for one in (first, second, far):
        one.save()

    text = seen(client, group)

    assert text.index(second.person.name) < text.index(first.person.name)
    assert "End recorded: resigned" in text and "Plans to serve until then" in text
    assert far.person.name not in text
    assert "2 of the 10 people" in text and "8 members; 10 to 20 expected" in text


def test_chair_who_leaves_is_missed_as_chair(group):
    member = group.memberships.get(person=chair_of(group).person)
    member.ended_on, member.end_reason = today() + timedelta(days=10), "resigned"
    member.save()

    forecast = assess(group.pk, today()).forecast(add_months(today(), 12))

    assert forecast.leaving == [(member.person_id, member.ended_on)]
    assert {"group.chairs_eligible", "group.size"} <= {one.rule for one in forecast.unmet}


def test_nobody_leaves_and_who_has_not_said_until_when_is_told(client, group):
    group.memberships.update(plans_to_serve_until=None)

    text = seen(client, group)

    assert "Nobody is known to leave" in text and "10 employer members have not said until when" in text
    assert "would then lack" not in text


def test_page_asks_as_many_statements_however_many_leave(client, group):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            seen(client, group)
        return len(queries)

    soon = today() + timedelta(days=9)
    MembershipFactory(group=group, plans_to_serve_until=soon)
    seen(client, group)  # who signs in for the first time costs more
    one = counted()
    for _ in range(2):
        MembershipFactory(group=group, plans_to_serve_until=soon)
    assert counted() == one
