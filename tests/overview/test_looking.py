"""Each official sees what changed about a submitted membership since their own last look, which they note."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import looking
from groups.models import Group, MembershipLook
from members.actions import approval as actions
from members.models import Membership
from portal.calendar import today
from portal.exceptions import Conflict
from portal.templatetags.portal import govuk_date
from tests.accounts.helpers import sign_in_official
from tests.factories import GroupOfficialFactory, eligible_member
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    """Submitted for the first time."""
    group = ready_group()
    actions.submit(group=group, by=chair_of(group).person.user, now=timezone.now())
    return group


@pytest.fixture
def manager(group: Group) -> User:
    return group.officials.get().user


def page_of(client: Client, group: Group, **asked: str) -> BeautifulSoup:
    response = client.get(reverse("overview:decide", args=[group.pk]), asked)
    return BeautifulSoup(response.content, "html.parser")


def note(client: Client, page: BeautifulSoup) -> None:
    """Press the button as the page shows it."""
    form = page.select_one("form[action$='/decide/looked/']")
    fields = {field["name"]: field["value"] for field in form.select("input[name]")}
    assert client.post(form["action"], fields).status_code == 302


def changed(page: BeautifulSoup) -> str:
    return "\n".join(item.get_text(" ", strip=True) for item in page.select("li.app-wrap"))


def rename(group: Group, title: str) -> Membership:
    member = group.memberships.exclude(person=chair_of(group).person).first()
    member.job_title = title
    member.save()
    return member


def test_page_lists_what_changed_since_this_officials_last_look(client, group, manager) -> None:
    sign_in_official(client, manager)
    page = page_of(client, group)
    assert "This is the first submission" in page.text and "since you last looked" not in page.text
    note(client, page)
    looked_at = MembershipLook.objects.get(group=group, looked_by=manager).looked_at
    rename(group, "Head of Kilns")

    page = page_of(client, group)
    assert f"What changed since you last looked on {govuk_date(looked_at)}" in page.text
    assert "Head of Kilns" in changed(page) and "This is the first submission" not in page.text
    note(client, page)
    assert "as they were" in page_of(client, group).text


def test_opening_the_page_is_no_look(client, group, manager) -> None:
    sign_in_official(client, manager)
    note(client, page_of(client, group))
    kept = MembershipLook.objects.get().looked_at
    rename(group, "Head of Kilns")
    for _ in range(2):
        assert "Head of Kilns" in changed(page_of(client, group))
    assert MembershipLook.objects.get().looked_at == kept


def test_what_changes_while_the_page_is_open_is_new_the_next_time(client, group, manager) -> None:
    sign_in_official(client, manager)
    page = page_of(client, group)
    rename(group, "Head of Kilns")
    note(client, page)
    assert "Head of Kilns" in changed(page_of(client, group))


def test_two_officials_each_have_their_own(client, group, manager) -> None:
    sign_in_official(client, manager)
    note(client, page_of(client, group))
    rename(group, "Head of Kilns")
    other = hand_over(group)
    sign_in_official(second := Client(), other)
    assert "This is the first submission" in page_of(second, group).text
    note(second, page_of(second, group))
    assert "as they were" in page_of(second, group).text

    group.officials.filter(user=other).delete()
    group.officials.update(ended_on=None)
    assert "Head of Kilns" in changed(page_of(client, group))
    assert set(MembershipLook.objects.values_list("looked_by", flat=True)) == {manager.pk, other.pk}


def hand_over(group: Group) -> User:
    """To another official, from today on: a group has one at a time."""
    group.officials.update(ended_on=today())
    return GroupOfficialFactory(group=group, started_on=today()).user


def test_a_later_decision_counts_and_the_time_before_the_look_can_be_asked_for(client, group, manager) -> None:
    sign_in_official(client, manager)
    note(client, page_of(client, group))
    actions.return_(group=group, reasons="Add a small employer.", by=manager, now=timezone.now())
    eligible_member(group=group, person__name="Joined Since")
    actions.submit(group=group, by=chair_of(group).person.user, now=timezone.now())

    page = page_of(client, group)
    assert "What changed since it was returned on" in " ".join(page.text.split())
    assert "Joined Since" in changed(page)
    note(client, page)
    page = page_of(client, group)
    assert "since you last looked" in page.text and "Joined Since" not in changed(page)
    assert "Add a small employer." in page.text
    assert page.find("a", href="?since=decision")
    assert "Joined Since" in changed(page_of(client, group, since="decision"))


@pytest.mark.parametrize(
    "sent", [{}, {"shown_at": "yesterday"}, {"shown_at": "2026-13-01T00:00Z"}, {"shown_at": "0001-01-01T00:00Z"}]
)
def test_a_form_that_does_not_say_when_the_page_was_seen_notes_nothing(client, group, manager, sent) -> None:
    sign_in_official(client, manager)
    response = client.post(reverse("overview:look", args=[group.pk]), {"sent": "1"} | sent, follow=True)
    assert "Nothing is noted" in response.content.decode() and not MembershipLook.objects.exists()


def test_a_moment_to_come_counts_as_now(client, group, manager) -> None:
    sign_in_official(client, manager)
    before = timezone.now()
    client.post(reverse("overview:look", args=[group.pk]), {"shown_at": "2999-01-01T00:00:00+00:00"})
    assert before <= MembershipLook.objects.get().looked_at <= timezone.now()


def test_an_earlier_look_changes_nothing(group, manager) -> None:
    now = timezone.now()
    kept = looking.look(group=group, by=manager, shown_at=now, now=now)
    again = looking.look(group=group, by=manager, shown_at=now - timedelta(hours=1), now=now)
    assert (again.pk, again.looked_at) == (kept.pk, now)


def test_without_support_nothing_is_noted(group, manager) -> None:
    Group.objects.filter(pk=group.pk).update(support_withdrawn_on=timezone.localdate())
    with pytest.raises(Conflict):
        looking.look(group=group, by=manager, shown_at=timezone.now(), now=timezone.now())
    assert not MembershipLook.objects.exists()


def test_a_look_takes_one_statement_more_however_much_changed(client, group, manager) -> None:
    sign_in_official(client, manager)
    note(client, page_of(client, group))
    counts = []
    for number in (1, 3):
        for _ in range(number):
            eligible_member(group=group)
        with CaptureQueriesContext(connection) as caught:
            page_of(client, group)
        counts.append(len(caught))
    assert counts[0] == counts[1]
