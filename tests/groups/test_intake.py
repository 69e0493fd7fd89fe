"""Which official answers for an enquiry: chosen when it is received, taken on and handed over until it is decided."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from groups.actions import enquiries, intake
from groups.enums import EnquiryState
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    EnquiryFactory,
    GroupOfficialFactory,
    OccupationFactory,
    OfficialFactory,
    RouteFactory,
    RouteOfficialFactory,
    UserFactory,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
ANSWERS = {"reason": "Few can do it.", "organisation": "Works Ltd", "job_title": "Head", "name": "Sam Sample"}


@pytest.fixture
def occupation():
    return OccupationFactory(route=RouteFactory())


def listed(occupation, groups=0, **of_user):
    """A product manager on the route's list who leads so many groups."""
    user = OfficialFactory(**of_user)
    RouteOfficialFactory(route=occupation.route, user=user)
    for _ in range(groups):
        GroupOfficialFactory(user=user)
    return user


def received(occupation):
    user = UserFactory()
    answers = {"occupation": occupation, "email": user.email, **ANSWERS}
    return enquiries.send(answers=answers, by=user, now=timezone.now())


def client_of(user):
    client = Client()
    sign_in_official(client, user)
    return client


def page(enquiry):
    return reverse("groups:enquiry_allocate", args=[enquiry.pk])


def mails():
    return list(OutgoingMail.objects.filter(kind="groups.enquiry_allocated").values_list("to", flat=True))


# --- who ------------------------------------------------------------------------------------------------------------
def test_who_leads_fewest_groups_answers_for_it_then_who_was_there_first(occupation):
    listed(occupation, groups=2)
    first, _ = listed(occupation, groups=1), listed(occupation, groups=1)
    GroupOfficialFactory(user=first, started_on=today() - timedelta(days=9), ended_on=today())
    listed(occupation, official_role=OfficialRole.ROUTE_MANAGER)
    listed(occupation, is_active=False)
    OfficialFactory()  # of no route

    enquiry = received(occupation)

    assert enquiry.allocated_to == first and mails() == [first.email]


def test_nobody_answers_where_the_route_has_no_product_manager(occupation):
    listed(occupation, official_role=OfficialRole.ROUTE_MANAGER)
    assert received(occupation).allocated_to is None and mails() == []
    assert received(OccupationFactory(route=None)).allocated_to is None


def test_a_new_occupation_counts_with_the_route_that_was_named(occupation):
    manager = listed(occupation)
    answers = {"proposed_title": "New", "route": occupation.route, "email": "sam@example.org", **ANSWERS}
    enquiry = enquiries.record(answers=answers, by=OfficialFactory(), now=timezone.now())
    assert enquiry.allocated_to == manager


# --- taken on, handed over -------------------------------------------------------------------------------------------
def test_who_takes_it_on_needs_no_mail_and_who_is_given_it_gets_one(occupation):
    enquiry, (one, other) = EnquiryFactory(), (OfficialFactory(), OfficialFactory())
    intake.allocate(enquiry=enquiry, user=one, by=one, now=timezone.now())
    assert mails() == []
    enquiry = intake.allocate(enquiry=enquiry, user=other, by=one, now=timezone.now())
    intake.allocate(enquiry=enquiry, user=other, by=one, now=timezone.now())
    assert mails() == [other.email] and enquiry.history.count() == 2


def test_only_product_managers_with_an_open_account_answer_for_one():
    for user in (OfficialFactory(is_active=False), OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)):
        with pytest.raises(ValidationError):
            intake.allocate(enquiry=EnquiryFactory(), user=user, by=OfficialFactory(), now=timezone.now())


def test_what_is_decided_is_handed_to_nobody():
    enquiry, user = EnquiryFactory(accepted=True), OfficialFactory()
    with pytest.raises(Conflict):
        intake.allocate(enquiry=enquiry, user=user, by=user, now=timezone.now())
    assert client_of(user).get(page(enquiry)).status_code == 409


# --- pages -----------------------------------------------------------------------------------------------------------
def test_product_manager_takes_it_on_in_the_browser():
    enquiry, user = EnquiryFactory(), OfficialFactory()
    client = client_of(user)
    assert "Who answers for it Nobody yet" in text_of(client.get(enquiry.get_absolute_url()))
    assert client.get(page(enquiry)).context["form"]["user"].value() == user.pk
    assert "Choose the product manager" in text_of(client.post(page(enquiry), {"user": ""}))
    shown = text_of(client.post(page(enquiry), {"user": user.pk}, follow=True))
    assert "You answer for this enquiry" in shown and f"Who answers for it {user}" in shown
    assert str(user) in text_of(client.get(reverse("groups:enquiries")))


def test_route_manager_hands_it_to_a_product_manager():
    enquiry, user = EnquiryFactory(), OfficialFactory()
    client = client_of(OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER))
    assert f"{user} answers for this enquiry" in text_of(client.post(page(enquiry), {"user": user.pk}, follow=True))
    assert mails() == [user.email]


def test_enquirer_does_not_see_who_answers_for_it(client):
    enquiry = EnquiryFactory(allocated_to=OfficialFactory(name="Olga Official"))
    client.force_login(enquiry.user)
    assert "Olga Official" not in text_of(client.get(enquiry.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_statements_however_many_wait(count, django_assert_num_queries):
    for _ in range(count):
        EnquiryFactory(allocated_to=OfficialFactory(name="Olga Official"), state=EnquiryState.RECEIVED)
    client = client_of(OfficialFactory())
    with django_assert_num_queries(6):
        assert text_of(client.get(reverse("groups:enquiries"))).count("Olga Official") == count
