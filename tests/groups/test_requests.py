"""Questions of the product manager to a group: asked by a day or without, answered by the chairs, withdrawn."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions import queries as actions
from groups.enums import QueryState, Side
from groups.models import Group, Query
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import answered, home_page
from tests.factories import MembershipFactory, OfficialFactory, QueryFactory
from tests.groups.led import chair, led_group, manager
from tests.members.helpers import text_of, typed_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def group() -> Group:
    return led_group()


@pytest.fixture
def official(group):
    client = Client()
    sign_in_official(client, manager(group))
    return client


@pytest.fixture
def leader(group):
    client = Client()
    client.force_login(chair(group))
    return client


def ask(group, **more):
    usual = {"subject": "Evidence", "question": "Which employers did you ask?", "due_on": None, "now": timezone.now()}
    return actions.ask_group(group=group, by=manager(group), **(usual | more))


def mails(kind):
    return list(OutgoingMail.objects.filter(kind=f"groups.{kind}").values_list("to", flat=True))


# --- actions ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("due_on, expected", [(None, date(2026, 5, 1)), (date(2026, 4, 20), date(2026, 4, 20))])
def test_answer_is_due_on_the_day_named_or_after_ten_working_days(group, due_on, expected):
    friday = timezone.make_aware(datetime(2026, 4, 17, 10))
    query = ask(group, due_on=due_on, now=friday)
    assert (query.side, query.due_on) == (Side.REGULATOR, expected)


def test_chairs_are_told_and_who_asked_hears_the_answer(group):
    query = ask(group)
    assert mails("query_requested") == [chair(group).email] and not mails("query_asked")
    message = OutgoingMail.objects.get(kind="groups.query_requested")
    assert f"Answer for {group.reference} by" in message.subject and "Which employers did you ask?" in message.text

    actions.answer(query=query, answer="Ten of them", by=chair(group), now=timezone.now())

    assert mails("query_answered") == [manager(group).email]
    assert query.history.count() == 1 + 1


def test_withdrawn_question_needs_no_answer_and_the_chairs_hear(group):
    query = actions.close(query=ask(group), by=manager(group), now=timezone.now())
    assert query.state == QueryState.CLOSED and mails("query_withdrawn") == [chair(group).email]
    with pytest.raises(Conflict):
        actions.answer(query=query, answer="No", by=chair(group), now=timezone.now())


def test_answered_question_is_closed_without_a_word(group):
    query = QueryFactory(group=group, side=Side.REGULATOR, answered=True)
    actions.close(query=query, by=manager(group), now=timezone.now())
    assert not mails("query_withdrawn")


# --- pages -----------------------------------------------------------------------------------------------------------
def test_product_manager_asks_and_chair_answers(group, official, leader):
    page = reverse("groups:query_request", args=[group.pk])
    assert "Ask the group a question" in text_of(official.get(reverse("groups:queries", args=[group.pk])))
    sent = {"subject": "Evidence", "question": "Which?"} | typed_date("due_on", today())
    assert "The date must be after today" in text_of(official.post(page, sent))
    sent |= typed_date("due_on", today() + 3 * DAY)
    shown = text_of(official.post(page, sent, follow=True))
    assert "sent to the chairs" in shown and "asked the group on" in shown and "Your answer" not in shown

    query = Query.objects.get()
    home = text_of(home_page(leader))
    assert "Answer your product manager" in home and "Evidence" in home
    assert "Your answer" in text_of(leader.get(query.get_absolute_url()))
    assert leader.post(query.get_absolute_url(), {}).status_code == 422
    shown = text_of(leader.post(query.get_absolute_url(), {"answer": "Ten"}, follow=True))
    assert f"{chair(group)} answered on" in shown and "Close" not in shown
    assert "Evidence" not in text_of(home_page(leader))

    follow_up = reverse("groups:query_follow_up", args=[group.pk, query.pk])
    official.post(follow_up, {"subject": "Evidence", "question": "And by name?"})
    second = query.followed_by.get()
    assert (second.side, second.due_on > today() + 3 * DAY) == (Side.REGULATOR, True)


def test_each_side_acts_only_on_its_own(group, official, leader):
    asked, ours = QueryFactory(group=group, side=Side.REGULATOR), QueryFactory(group=group)
    close = "groups:query_close"
    assert leader.post(reverse(close, args=[group.pk, asked.pk])).status_code == 403
    assert official.post(reverse(close, args=[group.pk, ours.pk])).status_code == 403
    answer = {"answer": "Yes"}
    assert official.post(asked.get_absolute_url(), answer).status_code == 403
    assert leader.post(ours.get_absolute_url(), answer).status_code == 403
    member = Client()
    member.force_login(MembershipFactory(group=group).person.user)
    assert member.post(asked.get_absolute_url(), answer).status_code == 403
    assert asked.subject in text_of(member.get(asked.get_absolute_url()))
    assert official.post(reverse(close, args=[group.pk, asked.pk])).status_code == 302


def test_what_the_group_is_to_answer_is_in_no_list_of_officials(group, official):
    QueryFactory(group=group, side=Side.REGULATOR, subject="Ours", due_on=today() - DAY)
    assert "Query to answer" not in text_of(official.get(reverse("oversight:dashboard")))


def test_other_product_managers_do_not_ask_the_group(group):
    other = Client()
    sign_in_official(other, OfficialFactory())
    assert other.get(reverse("groups:query_request", args=[group.pk])).status_code == 403


def test_list_says_who_asks_and_is_filtered(group, official):
    page = reverse("groups:queries", args=[group.pk])
    assert "by the group or by you" in text_of(official.get(page))
    QueryFactory(group=group, side=Side.REGULATOR, subject="From them")
    QueryFactory(group=group, subject="From us")
    assert "The regulator" in text_of(official.get(page))
    filtered = text_of(official.get(page, {"side": "regulator"}))
    assert "From them" in filtered and "From us" not in filtered
    assert "No query is like that" in text_of(official.get(page, {"side": "group", "state": "closed"}))


@pytest.mark.parametrize("count", [1, 3])
def test_home_takes_as_many_statements_however_many_ask(group, leader, count, django_assert_num_queries):
    QueryFactory.create_batch(count, group=group, side=Side.REGULATOR, subject="Evidence")
    answered()
    with django_assert_num_queries(11):
        assert text_of(leader.get("/home/")).count("Answer your product manager") == count
