"""An enquiry into an occupation that has a group: it says so before it is sent, and the wish reaches the official."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from groups.models import Enquiry
from portal.calendar import today
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import EnquiryFactory, GroupFactory, OccupationFactory, OfficialFactory
from tests.groups.test_enquiries import ABOUT_ME, decide, send

pytestmark = pytest.mark.django_db

HAS_ONE = "This occupation has a trailblazer group already"
CHOOSE = "Choose whether to ask to join the group that exists, or to start another"
WHY_ANOTHER = "Say why the occupation needs another group"


@pytest.fixture
def occupation():
    return OccupationFactory(title="Sample joiner")


def published(occupation, **fields):
    return GroupFactory(occupation=occupation, membership_approved_on=today() - timedelta(days=9), **fields)


def test_published_group_is_named_before_anything_is_sent(client, occupation):
    group = published(occupation, name="Joiners of Sampleshire")

    response = send(client, occupation=occupation.label)

    page = response.content.decode()
    assert response.status_code == 422
    assert HAS_ONE in page and CHOOSE in page
    assert "Joiners of Sampleshire" in page and group.get_public_url() in page
    assert "being set up" not in page
    assert "Nobody trains them today." in page and "Sample Works Ltd" in page
    assert not Enquiry.objects.exists() and not OutgoingMail.objects.exists()


def test_of_a_group_that_registers_only_that_there_is_one_is_said(client, occupation):
    group = GroupFactory(occupation=occupation, name="Secretive Joiners")

    page = send(client, occupation=occupation.label).content.decode()

    assert HAS_ONE in page and "A group is being set up" in page
    assert "Secretive Joiners" not in page and group.reference not in page
    assert group.get_public_url() not in page


def test_published_and_unpublished_group_are_both_said(client, occupation):
    published(occupation, name="Joiners of Sampleshire")
    GroupFactory(occupation=occupation, name="Secretive Joiners")

    page = send(client, occupation=occupation.label).content.decode()

    assert "Joiners of Sampleshire" in page and "Another group is being set up" in page
    assert "Secretive Joiners" not in page


def test_page_of_an_occupation_with_a_group_says_so_at_once(client, occupation):
    published(occupation)

    page = client.get(reverse("groups:enquire"), {"occupation": occupation.pk}).content.decode()

    assert HAS_ONE in page and "Start another group all the same" in page
    assert "There is a problem" not in page and occupation.label in page


def test_nothing_is_asked_where_support_was_withdrawn_or_another_occupation_has_the_group(client, occupation):
    published(occupation, support_withdrawn_on=today())
    published(OccupationFactory())

    response = send(client, occupation=occupation.label, wish="another", another_reason="")

    assert response.status_code == 302
    assert Enquiry.objects.get().wish == ""


def test_asking_to_join_reaches_the_official_with_join_preselected(client, occupation):
    group = published(occupation)
    response = send(client, occupation=occupation.label, wish="join", another_reason="typed and left")

    enquiry = Enquiry.objects.get()
    assert response.status_code == 302
    assert (enquiry.wish, enquiry.another_reason) == ("join", "")
    enquiry.delete()
    enquiry = EnquiryFactory(occupation=occupation, wish="join")
    sign_in_official(client, OfficialFactory())
    response = client.get(reverse("groups:enquiry_decide", args=[enquiry.pk]))
    assert "Ask to join the group that exists" in response.content.decode()
    form = response.context["form"]
    assert (form["decision"].value(), form["group"].value()) == ("join", group.reference)
    decide(client, enquiry, decision="join", group=group.reference, join_reason="As you asked")
    enquiry.refresh_from_db()
    assert enquiry.group == group


def test_which_of_several_groups_to_join_is_left_to_the_official(client, occupation):
    published(occupation)
    published(occupation)
    enquiry = EnquiryFactory(occupation=occupation, wish="join")
    sign_in_official(client, OfficialFactory())

    form = client.get(reverse("groups:enquiry_decide", args=[enquiry.pk])).context["form"]

    assert (form["decision"].value(), form["group"].value()) == ("join", "")


def test_another_group_needs_a_reason_that_the_official_reads(client, occupation):
    published(occupation)
    response = send(client, occupation=occupation.label, wish="another")
    assert response.status_code == 422 and WHY_ANOTHER in response.content.decode()
    assert not Enquiry.objects.exists()

    send(client, occupation=occupation.label, wish="another", another_reason="They work in stone, not in wood.")

    enquiry = Enquiry.objects.get()
    assert (enquiry.wish, enquiry.another_reason) == ("another", "They work in stone, not in wood.")
    received = EnquiryFactory(occupation=occupation, wish="another", another_reason=enquiry.another_reason)
    sign_in_official(client, OfficialFactory())
    response = client.get(reverse("groups:enquiry_decide", args=[received.pk]))
    assert "They work in stone, not in wood." in response.content.decode()
    assert response.context["form"]["decision"].value() is None


def test_official_who_records_an_enquiry_is_asked_too(client, occupation):
    published(occupation, name="Joiners of Sampleshire")
    sign_in_official(client, OfficialFactory())
    answers = ABOUT_ME | {"occupation": occupation.label}

    response = client.post(reverse("groups:enquiry_record"), answers)

    page = response.content.decode()
    assert response.status_code == 422 and HAS_ONE in page and "Joiners of Sampleshire" in page
    assert "Nobody trains them today." in page
    assert client.post(reverse("groups:enquiry_record"), answers | {"wish": "join"}).status_code == 302
    assert Enquiry.objects.get().wish == "join"
    assert "asks to join the group" in OutgoingMail.objects.get(kind="groups.enquiry_received").text


@pytest.mark.parametrize("wish", ["nonsense", "x" * 5_000])
def test_wish_that_nobody_offered_is_refused(client, occupation, wish):
    published(occupation)

    assert send(client, occupation=occupation.label, wish=wish).status_code == 422
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("wish, why", [("another", ""), ("join", "because"), ("", "because")])
def test_database_keeps_wish_and_reason_together(wish, why):
    with pytest.raises(IntegrityError):
        EnquiryFactory(wish=wish, another_reason=why)


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow_with_the_groups(client, occupation, django_assert_num_queries, count):
    for _ in range(count):
        published(occupation)
    with django_assert_num_queries(3):  # the occupation, its groups, the routes
        page = client.get(reverse("groups:enquire"), {"occupation": occupation.pk}).content.decode()
    assert page.count("/trailblazer-groups/TB") == count
