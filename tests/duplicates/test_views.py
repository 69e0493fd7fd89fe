"""The officials' pages of organisations that may be the same."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from duplicates.models import LikelyDouble
from members.enums import Judgement
from tests.accounts.helpers import sign_in_official
from tests.factories import LikelyDoubleFactory, MembershipFactory, OfficialFactory, PersonDoubleFactory
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def official(client):
    official = OfficialFactory(name="Olga Official")
    sign_in_official(client, official)
    return official


LIST = "/organisations/doubles/"


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_statements(client, number, django_assert_num_queries):
    for pair in LikelyDoubleFactory.create_batch(number):
        MembershipFactory(organisation=pair.second)
    client.get(LIST)
    with django_assert_num_queries(8):  # session, user, second factor, its kind, count, rows, ties, groups
        page = client.get(LIST)
    assert text_of(page).count("Compare and decide") == number


def test_list_is_searched_and_narrowed(client):
    LikelyDoubleFactory(first__name="Alpha Works", second__name="Alpha Works Ltd")
    LikelyDoubleFactory(first__name="Beta Works", second__name="Beta Works Ltd")
    assert "Beta Works" not in text_of(client.get(LIST, {"q": "alpha"}))
    assert "Nothing matches what you chose" in text_of(client.get(LIST, {"state": "merged"}))
    assert "Beta Works" in text_of(client.get(LIST, {"state": "any"}))


@pytest.mark.parametrize("number", [1, 3])
def test_download_holds_what_is_chosen_in_the_same_statements(client, number, django_assert_num_queries):
    for place in range(number):
        pair = LikelyDoubleFactory(first__name=f"=Works {place}", second__name=f"Works {place} Ltd")
        member = MembershipFactory(organisation=pair.second)
    LikelyDoubleFactory(
        first__name="Judged", judgement=Judgement.DIFFERENT, judged_at=now(), judged_by=OfficialFactory()
    )
    client.get(LIST)
    with django_assert_num_queries(7):  # session, user, second factor, its kind, rows, ties, groups
        lines = b"".join(client.get(f"{LIST}download/")).decode().splitlines()
    assert len(lines) == number + 1
    assert f"'=Works {place},,Works {place} Ltd,{member.group.reference}" in lines[-1]
    assert "Judged" in b"".join(client.get(f"{LIST}download/", {"state": "any"})).decode()


def test_empty_list_says_so(client):
    assert "No two organisations look the same" in text_of(client.get(LIST))


def test_official_compares_merges_and_takes_apart(client):
    pair = LikelyDoubleFactory(second__size="large")
    member = MembershipFactory(organisation=pair.second)
    text = text_of(client.get(pair.get_absolute_url()))
    assert "Number of employees Differs" in text and member.group.name in text

    nothing = client.post(pair.get_absolute_url(), {})
    assert nothing.status_code == 422 and "Choose what they are" in text_of(nothing)
    done = client.post(pair.get_absolute_url(), {"decision": "first"}, follow=True)
    assert "Merged. Everything names “Sample Bakery Ltd” now" in text_of(done)
    member.refresh_from_db()
    assert member.organisation == pair.first

    assert "Merged by Olga Official" in text_of(client.get(pair.get_absolute_url()))
    client.post(pair.get_absolute_url(), {"decision": "different"})
    member.refresh_from_db()
    assert member.organisation == pair.second
    assert LikelyDouble.objects.get().judgement == Judgement.DIFFERENT
    assert "They are not proposed again" in text_of(client.get(pair.get_absolute_url()))


def test_what_groups_tell_of_their_own_cannot_be_merged(client):
    pair = LikelyDoubleFactory(second__may_profit=True)
    text = text_of(client.get(pair.get_absolute_url()))
    assert "The groups say different things of the two" in text and "merge them" not in text
    assert client.post(pair.get_absolute_url(), {"decision": "first"}).status_code == 422


def test_official_may_ask_for_it_now(client, woken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("duplicates:duplicates_find"), follow=True)
    assert "We look for likely doubles now" in text_of(page)
    assert ("duplicates.tasks.find_duplicates", ()) in woken


# --- people ----------------------------------------------------------------------------------------------------------
PEOPLE = "/people/doubles/"


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_people_takes_the_same_statements(client, number, django_assert_num_queries):
    for pair in PersonDoubleFactory.create_batch(number):
        MembershipFactory(person=pair.second)
    client.get(PEOPLE)
    with django_assert_num_queries(8):  # session, user, second factor, its kind, count, rows, ties, groups
        page = client.get(PEOPLE)
    assert text_of(page).count("Compare and decide") == number


def test_official_sees_what_tells_two_people_apart_and_no_address(client):
    pair = PersonDoubleFactory(second__user__is_active=True, shares_employer=True)
    member = MembershipFactory(person=pair.second, job_title="Owner")
    text = text_of(client.get(pair.get_absolute_url()))
    assert "they name the same employer" in text and "Job title Differs" in text and member.group.name in text
    assert "u…@example.org" in text and pair.first.email not in text
    assert "Both have an account to sign in with" in text and "The same: merge" not in text
    assert client.post(pair.get_absolute_url(), {"decision": "first"}).status_code == 422


def test_official_merges_people_and_takes_them_apart(client):
    pair = PersonDoubleFactory()
    member = MembershipFactory(person=pair.second)
    offered = text_of(client.get(pair.get_absolute_url()))
    assert offered.count("The same: merge them") == 1  # who cannot sign in is not kept

    done = client.post(pair.get_absolute_url(), {"decision": "first"}, follow=True)
    assert "Merged. Everything names “Ann Example (u…@example.org)” now" in text_of(done)
    member.refresh_from_db()
    assert member.person == pair.first
    client.post(pair.get_absolute_url(), {"decision": "different"})
    member.refresh_from_db()
    assert member.person == pair.second


def test_no_two_people_look_the_same(client):
    assert "No two people look the same" in text_of(client.get(PEOPLE))
