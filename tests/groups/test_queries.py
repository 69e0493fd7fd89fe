"""Queries: asked, answered, longer than the first day, followed up, closed."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duties.models import Extension
from groups.actions import queries as actions
from groups.enums import QueryState
from groups.models import Group, Query
from portal.calendar import add_working_days, today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import answered, work_page
from tests.factories import GroupFactory, GroupOfficialFactory, OfficialFactory, QueryFactory
from tests.members.helpers import led_group, text_of, typed_date

pytestmark = pytest.mark.django_db
LONG_AGO = date(2025, 1, 6)
FRIDAY = timezone.make_aware(datetime(2026, 4, 17, 10))  # no bank holiday until 4 May


def mails(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(kind=f"groups.{kind}").values_list("to", flat=True))


def days(number: int) -> timedelta:
    return timedelta(days=number)


def takes_longer(query: Query, until: date) -> None:
    Extension.objects.create(
        group=query.group,
        code="query.answer",
        subject=f"query/{query.pk}",
        advised_on=until - days(1),
        advised_at=timezone.now(),
        until=until,
        reason="Slow",
    )


def official_client(user) -> Client:
    client = Client()
    sign_in_official(client, user)
    return client


# --- actions ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "asked, due_on",
    [
        (datetime(2026, 4, 17, 10), date(2026, 4, 24)),
        (datetime(2026, 4, 30, 23, 30), date(2026, 5, 8)),  # Early May bank holiday on the 4th
        (datetime(2026, 12, 23, 9), date(2027, 1, 4)),  # Christmas, Boxing Day's substitute, New Year
    ],
)
def test_answer_is_due_five_working_days_after_the_question(asked, due_on):
    group, lead = led_group()
    query = actions.ask(group=group, subject="A", question="B?", by=lead, now=timezone.make_aware(asked))
    assert query.due_on == due_on


def test_product_manager_is_told_of_a_question_and_the_group_of_its_answer():
    group, lead = led_group()
    manager = GroupOfficialFactory(group=group).user
    query = actions.ask(group=group, subject="Small employers", question="How small?", by=lead, now=timezone.now())
    assert mails("query_asked") == [manager.email]

    actions.answer(query=query, answer="Fewer than 50", by=manager, now=timezone.now())

    query.refresh_from_db()
    assert (query.state, query.answer) == (QueryState.ANSWERED, "Fewer than 50")
    assert mails("query_answered") == [lead.email]


@pytest.mark.parametrize("has_left", [False, True])
def test_where_no_product_manager_is_at_hand_all_of_them_hear(has_left):
    group, lead = led_group()
    colleagues = {OfficialFactory().email, OfficialFactory().email}
    if has_left:
        GroupOfficialFactory(group=group, user=OfficialFactory(is_active=False))

    actions.ask(group=group, subject="A", question="B?", by=lead, now=timezone.now())

    assert set(mails("query_asked")) >= colleagues


def test_a_query_is_answered_once():
    query, by = QueryFactory(answered=True), OfficialFactory()
    with pytest.raises(Conflict, match="answered"):
        actions.answer(query=query, answer="No", by=by, now=timezone.now())


def test_follow_up_closes_what_it_follows_and_only_an_answered_one():
    first = QueryFactory(answered=True)
    ask = {"group": first.group, "subject": "A", "question": "And?", "by": first.asked_by, "now": timezone.now()}
    second = actions.ask(follows=first, **ask)

    first.refresh_from_db()
    assert (first.state, second.follows) == (QueryState.CLOSED, first)
    with pytest.raises(Conflict, match="closed"):
        actions.ask(follows=first, **ask)
    with pytest.raises(Conflict, match="waiting"):
        actions.ask(follows=second, **ask)


def test_closed_is_closed_for_good():
    query = actions.close(query=QueryFactory(), by=OfficialFactory(), now=timezone.now())
    for act in (actions.close, lambda **k: actions.answer(answer="Late", **k)):
        with pytest.raises(Conflict):
            act(query=query, by=OfficialFactory(), now=timezone.now())


@pytest.mark.parametrize("state", QueryState)
def test_every_state_finds_its_own(state):
    now, by = timezone.now(), OfficialFactory()
    query = QueryFactory()
    for number in (1, 2):
        takes_longer(query, query.due_on + days(number))
    QueryFactory(answered=True)
    QueryFactory(answered=True, closed_at=now, closed_by=by)
    QueryFactory()

    assert [query.state for query in Query.objects.in_state(state)] == [state]
    assert sorted(query.state for query in Query.objects.all()) == sorted(QueryState)  # without the annotation, too


# --- pages -----------------------------------------------------------------------------------------------------------
def test_chair_asks_and_product_manager_answers_in_the_browser(client):
    group, lead = led_group()
    official = official_client(GroupOfficialFactory(group=group).user)
    client.force_login(lead)
    response = client.post(reverse("groups:query_ask", args=[group.pk]), {"subject": "Size", "question": "How many?"})
    page = response.url
    assert "Answer the group" in text_of(work_page(official))

    assert official.post(page, {}).status_code == 422
    assert official.post(page, {"answer": "At least ten"}).status_code == 302
    assert official.post(page, {"answer": "Eleven"}).status_code == 409

    assert "At least ten" in text_of(client.get(page))
    assert "Answer the group" not in text_of(work_page(official))
    assert client.post(reverse("groups:query_close", args=[group.pk, Query.objects.get().pk])).status_code == 302


def test_page_leads_to_where_it_is_said_that_it_takes_longer_and_tells_it_each_time():
    query = QueryFactory(group=GroupOfficialFactory().group, due_on=add_working_days(today(), 5))
    answered()
    official = official_client(query.group.officials.get().user)
    longer = reverse("duties:longer", args=[query.group.duties.get(code="query.answer").pk])
    assert longer in official.get(query.get_absolute_url()).content.decode()

    until = add_working_days(today(), 9)
    sent = {"reason": "We ask a lawyer"} | typed_date("until", until)
    assert official.post(longer, sent).status_code == 302
    assert all(query.get_absolute_url() in mail.text for mail in OutgoingMail.objects.filter(kind="duties.longer"))

    page = text_of(official.get(query.get_absolute_url()))
    assert "We ask a lawyer" in page and "Takes longer" in page
    assert f"is due by {until:%-d %B %Y}" in page
    [shown] = Query.objects.with_due_day()
    assert (shown.until, shown.due_by, shown.due_on) == (until, until, add_working_days(today(), 5))


def test_what_takes_longer_is_overdue_after_the_day_that_was_advised():
    query = QueryFactory(due_on=today() - days(9))
    assert query.is_overdue(today())
    takes_longer(query, today())
    [listed] = Query.objects.with_due_day()
    assert not listed.is_overdue(today()) and listed.is_overdue(today() + days(1))
    assert listed.due_by == Query.objects.get().due_by


def test_group_without_product_manager_is_for_any_of_them():
    query = QueryFactory(due_on=today() - days(1))
    anybody = official_client(OfficialFactory())

    assert anybody.post(query.get_absolute_url(), {"answer": "Yes"}).status_code == 302


def test_other_managers_do_not_answer_for_one_who_is_at_hand():
    query = QueryFactory(group=GroupOfficialFactory().group)
    other = official_client(OfficialFactory())

    assert query.subject not in text_of(other.get(reverse("oversight:dashboard")))
    assert other.post(query.get_absolute_url(), {"answer": "Yes"}).status_code == 403
    query.refresh_from_db()
    assert query.is_waiting


def test_another_groups_query_is_unseen(client):
    group, lead = led_group()
    client.force_login(lead)
    other = QueryFactory(answered=True)
    for page in ("query", "query_follow_up"):
        assert client.get(reverse(f"groups:{page}", args=[group.pk, other.pk])).status_code == 404
    assert client.post(reverse("groups:query_close", args=[group.pk, other.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_query_list_query_count_does_not_grow(client, number, django_assert_num_queries):
    group, lead = led_group()
    QueryFactory.create_batch(number, group=group, due_on=today() - days(1))
    client.force_login(lead)

    with django_assert_num_queries(5):
        response = client.get(reverse("groups:queries", args=[group.pk]))

    assert text_of(response).count("Overdue") == number


def test_query_list_is_filtered_and_says_when_it_is_empty(client):
    group, lead = led_group()
    client.force_login(lead)
    page = reverse("groups:queries", args=[group.pk])
    assert "No question has been asked yet" in text_of(client.get(page))

    QueryFactory(group=group, subject="Waits")
    QueryFactory(group=group, subject="Done", answered=True)
    answered = text_of(client.get(page, {"state": "answered"}))
    assert "Done" in answered and "Waits" not in answered
    assert "No query is like that" in text_of(client.get(page, {"state": "closed"}))


def test_queries_move_no_rule():
    group: Group = GroupFactory()
    before = group.changed_at
    actions.ask(group=group, subject="A", question="B?", by=OfficialFactory(), now=timezone.now())
    group.refresh_from_db()
    assert group.changed_at == before
