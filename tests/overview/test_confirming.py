"""The yearly confirmation of a group's details: what changed, what is wrong, stale pages, reminders."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.actions import confirming
from groups.models import Group
from members.actions import memberships
from portal import history
from portal.calendar import today
from portal.exceptions import StaleForm
from tests.factories import DeclarationFactory, GroupFactory, UserFactory, eligible_chair, eligible_member
from tests.members.helpers import ORGANISATION, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return eligible_chair(group=GroupFactory(membership_approved_on=today())).group


@pytest.fixture
def chair(client, group):
    user = group.chairs.get().person.user
    client.force_login(user)
    return user


def page(group):
    return reverse("overview:confirm_details", args=[group.pk])


def confirm(group, **fields):
    group = Group.objects.get(pk=group.pk)
    fields = {"seen_as": confirming.seen(group), "by": UserFactory(), "now": timezone.now(), **fields}
    return confirming.confirm_details(group=group, **fields)


def test_page_tells_what_changed_since_and_what_is_wrong_and_its_button_confirms(client, group, chair):
    stays, moves, leaves = (eligible_member(group=group) for _ in range(3))
    with time_machine.travel(timezone.now() - timedelta(days=200)):
        for row in (stays, moves, leaves):
            history.save(row, by=None, why="Imported")
    with time_machine.travel(timezone.now() - timedelta(days=199)):
        confirm(group)
    employer = moves.organisation.name
    memberships.correct(
        membership=moves,
        answers={"job_title": "Plant manager", "organisation": {**ORGANISATION}},
        by=chair,
        now=timezone.now(),
    )
    memberships.end(membership=leaves, reason="resigned", ended_on=today(), by=chair, now=timezone.now())
    DeclarationFactory(group=group, person=stays.person, declared_on=today())

    response = client.get(page(group))

    text = text_of(response)
    assert f"{moves.person.name} : job title “Plant manager”" in text and f"(before: {employer})" in text
    assert f"{leaves.person.name} : left on" in text and "(resigned)" in text
    assert f"{stays.person.name} : on {today():%-d %B %Y}" in text
    assert "10 to 20 expected" in text  # what the engine finds wrong
    done = client.post(page(group), {"seen": response.context["form"]["seen"].value()})
    assert done.url == group.get_absolute_url()
    group.refresh_from_db()
    assert group.details_confirmed_on == today()
    assert "Nothing: the people" in text_of(client.get(page(group)))


def test_page_asks_as_many_statements_however_many_changed(client, group, chair):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            client.get(page(group))
        return len(queries)

    eligible_member(group=group)
    one = counted()
    for _ in range(2):
        eligible_member(group=group)
    assert counted() == one <= 22


def test_change_after_the_page_was_shown_is_not_confirmed_unseen(group):
    before = confirming.seen(Group.objects.get(pk=group.pk))
    member = eligible_member(group=group)
    memberships.end(membership=member, reason="removed", ended_on=today(), by=UserFactory(), now=timezone.now())

    with pytest.raises(StaleForm):
        confirm(group, seen_as=before)

    group.refresh_from_db()
    assert group.details_confirmed_on is None
