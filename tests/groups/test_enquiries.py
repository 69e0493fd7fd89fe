"""An enquiry from the form to the decision, as its sender and a product manager meet it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import enquiries as actions
from groups.enums import EnquiryState
from groups.models import Enquiry, Group, GroupOfficial
from occupations.enums import OccupationStatus
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import EnquiryFactory, GroupFactory, OccupationFactory, OfficialFactory, UserFactory

pytestmark = pytest.mark.django_db

ABOUT_ME = {
    "reason": "Nobody trains them today.",
    "name": "Sam Sample",
    "organisation": "Sample Works Ltd",
    "job_title": "Head of training",
    "email": "Sam.Sample@example.org",
}


def send(client, **answers):
    return client.post(reverse("groups:enquire"), ABOUT_ME | answers)


def mailed_link(to: str) -> str:
    text = OutgoingMail.objects.filter(to=to).latest("pk").text
    return re.search(r"https?://[^/]+(/\S+)", text)[1]


def test_stranger_confirms_by_mail_and_follows_the_enquiry(client):
    occupation = OccupationFactory(title="Sample joiner", reference="OCC1")
    response = send(client, occupation=occupation.label)

    assert response.url == reverse("groups:enquiry_sent")
    assert "sam.sample@example.org" in client.get(response.url).content.decode()
    link = mailed_link("sam.sample@example.org")
    assert "Sample joiner" in client.get(link).content.decode()
    assert Enquiry.objects.get().state == EnquiryState.UNCONFIRMED  # looking is not confirming

    response = client.post(link)

    enquiry = Enquiry.objects.get()
    assert enquiry.state == EnquiryState.RECEIVED
    assert response.url == enquiry.get_absolute_url()
    page = client.get(response.url).content.decode()
    assert enquiry.reference in page and "We aim to tell you by email" in page


def test_confirming_twice_receives_once(client):
    send(client, occupation=OccupationFactory().label)
    link = mailed_link("sam.sample@example.org")
    client.post(link)

    assert client.post(link).status_code == 404
    assert OutgoingMail.objects.filter(kind="groups.enquiry_received").count() == 1
    assert User.objects.filter(email="sam.sample@example.org").count() == 1


@pytest.mark.parametrize("token", ["x", "x:y:z", "é" * 50])
def test_made_up_link_says_so(client, token):
    response = client.get(reverse("groups:enquiry_confirm", args=[token]))

    assert response.status_code == 404
    assert "no longer works" in response.content.decode()


def test_old_link_is_void(client, settings):
    enquiry = EnquiryFactory(unconfirmed=True, email="sam@example.org")
    link = actions.absolute(f"/enquiries/confirm/{actions.sign(actions.CONFIRM, enquiry.pk, enquiry.nonce)}/")
    enquiry.sent_at = timezone.now() - timedelta(days=settings.LINK_VALID_DAYS, seconds=1)
    enquiry.save()

    assert client.post(link.removeprefix(settings.BASE_URL)).status_code == 404


def test_link_never_signs_in_an_official(client):
    official = OfficialFactory()
    send(client, occupation=OccupationFactory().label, email=official.email)

    response = client.post(mailed_link(official.email))

    assert "_auth_user_id" not in client.session
    assert client.get(response.url).status_code == 302  # asked to sign in


def test_an_address_gets_five_unconfirmed_mails_a_day(client):
    occupation = OccupationFactory()
    for _ in range(7):
        assert send(client, occupation=occupation.label).status_code == 302

    assert OutgoingMail.objects.filter(to="sam.sample@example.org").count() == actions.UNCONFIRMED_A_DAY


def test_signed_in_sender_is_received_at_once(client):
    user = UserFactory()
    client.force_login(user)
    send(client, occupation=OccupationFactory().label, email="somebody.else@example.org")

    enquiry = Enquiry.objects.get()
    assert (enquiry.state, enquiry.email, enquiry.user) == (EnquiryState.RECEIVED, user.email, user)


@pytest.mark.parametrize(
    "answers, error",
    [
        ({}, "Choose an occupation from the map"),
        ({"proposed_title": "Sample weaver"}, "Choose the route"),
        ({"occupation": "No such thing at all"}, "occupation"),
        ({"proposed_title": "x" * 10_000}, "200 characters or fewer"),
        ({"name": "Sam\x00"}, "characters"),
        ({"email": "not an address"}, "name@example.org"),
    ],
)
def test_bad_answers_are_kept_and_said(client, answers, error):
    response = send(client, **answers)
    page = response.content.decode()

    assert response.status_code == 422
    assert error in page and "There is a problem" in page
    assert "Nobody trains them today." in page
    assert not Enquiry.objects.exists()


def test_emoji_and_right_to_left_text_are_kept(client):
    send(client, occupation=OccupationFactory().label, name="שם 🙂", reason="Ünïcode 🚀")

    assert Enquiry.objects.get().name == "שם 🙂"


@pytest.fixture
def official(client):
    user = OfficialFactory()
    sign_in_official(client, user)
    return user


def decide(client, enquiry, **answers):
    return client.post(reverse("groups:enquiry_decide", args=[enquiry.pk]), answers)


def test_accepting_makes_a_group_with_its_product_manager(client, official):
    enquiry = EnquiryFactory(received_at=timezone.now() - timedelta(days=9))

    response = decide(client, enquiry, decision="accept", product_manager=official.pk)

    group = Group.objects.get()
    enquiry.refresh_from_db()
    assert response.url == group.get_absolute_url()
    assert group.first_contact_on == timezone.localdate(enquiry.received_at)
    assert GroupOfficial.objects.get(group=group).user == official
    assert (enquiry.state, enquiry.decided_by, enquiry.group) == (EnquiryState.ACCEPTED, official, group)
    assert OutgoingMail.objects.get(kind="groups.enquiry_accepted").to == enquiry.email
    assert group.history.get().history_user == official


def test_accepting_an_occupation_off_the_map_adds_it_as_potential(client, official):
    route = OccupationFactory().route
    enquiry = EnquiryFactory(occupation=None, proposed_title="Sample weaver", proposed_level=4, route=route)

    decide(client, enquiry, decision="accept", product_manager=official.pk)

    occupation = Group.objects.get().occupation
    assert (occupation.title, occupation.level, occupation.status) == ("Sample weaver", 4, OccupationStatus.POTENTIAL)


def test_joining_needs_a_group_that_exists(client, official):
    enquiry = EnquiryFactory()
    response = decide(client, enquiry, decision="join", group="TB9999", join_reason="There is one")
    assert response.status_code == 422 and "There is no group TB9999" in response.content.decode()

    group = GroupFactory()
    decide(client, enquiry, decision="join", group=group.reference.lower(), join_reason="There is one")
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.group) == (EnquiryState.JOINED, group)


def test_declining_needs_a_reason_that_the_enquirer_reads(client, official):
    enquiry = EnquiryFactory()
    assert decide(client, enquiry, decision="decline").status_code == 422

    decide(client, enquiry, decision="decline", reason="It is part of another occupation")
    client.force_login(enquiry.user)
    assert "It is part of another occupation" in client.get(enquiry.get_absolute_url()).content.decode()


def test_deciding_twice_says_who_decided(client, official):
    enquiry = EnquiryFactory()
    decide(client, enquiry, decision="decline", reason="No")

    response = decide(client, enquiry, decision="accept", product_manager=official.pk)

    page = response.content.decode()
    assert response.status_code == 409
    assert "decided already" in page and official.name in page
    assert not Group.objects.exists()


def test_action_refuses_a_decided_enquiry():
    enquiry = EnquiryFactory(accepted=True)
    with pytest.raises(Conflict):
        actions.decline(enquiry=enquiry, reason="No", by=OfficialFactory(), now=timezone.now())


def test_nobody_sees_another_persons_enquiry(client):
    client.force_login(UserFactory())
    assert client.get(EnquiryFactory().get_absolute_url()).status_code == 404


def test_recorded_enquiry_counts_from_today(client, official):
    response = client.post(reverse("groups:enquiry_record"), ABOUT_ME | {"occupation": OccupationFactory().label})

    enquiry = Enquiry.objects.get()
    assert response.url == enquiry.get_absolute_url()
    assert (enquiry.state, enquiry.recorded_by) == (EnquiryState.RECEIVED, official)


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_does_not_grow(client, official, django_assert_num_queries, count):
    enquiries = EnquiryFactory.create_batch(count)
    client.get(reverse("groups:enquiries"))

    with django_assert_num_queries(6):  # session, user, two of the second factor, count, enquiries
        page = client.get(reverse("groups:enquiries")).content.decode()

    assert all(enquiry.reference in page for enquiry in enquiries)


def test_officials_search_enquiries_by_occupation_person_organisation_and_reference(client, official):
    found = EnquiryFactory(name="Zoë O’Brien", organisation="Rolls‑Example plc")
    EnquiryFactory(name="Bea Other", organisation="Other Works")
    for typed in ("zoe obrien", "rolls example", found.reference.lower()):
        page = client.get(reverse("groups:enquiries"), {"q": typed}).content.decode()
        assert "Zoë O’Brien" in page and "Bea Other" not in page
    assert "No enquiry matches" in client.get(reverse("groups:enquiries"), {"q": "willow\x00"}).content.decode()
