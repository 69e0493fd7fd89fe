from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conflicts.actions import declaring as actions
from conflicts.models import Declaration, Interest
from oversight.assessment import assess
from oversight.enums import Status
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import DeclarationFactory, InterestFactory, eligible_chair, eligible_member
from tests.members.helpers import INTEREST, text_of, typed_date, typed_interests

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    return eligible_chair()


@pytest.fixture
def member(client, chair):
    membership = eligible_member(group=chair.group)
    client.force_login(membership.person.user)
    return membership


def declare_url(membership):
    return reverse("conflicts:declare", args=[membership.group_id])


def end_url(membership, interest):
    return reverse("conflicts:end_interest", args=[membership.group_id, interest.pk])


def own_interest(membership, **fields):
    declaration = DeclarationFactory(group=membership.group, person=membership.person)
    return InterestFactory(declaration=declaration, **fields)


def test_declared_interest_is_on_the_register_and_the_chair_hears(client, chair, member):
    page = text_of(client.get(declare_url(member)))
    response = client.post(declare_url(member), typed_interests(INTEREST), follow=True)

    assert "declaring is always better than not" in page
    assert "Owns shares in the college." in text_of(response)
    mail = OutgoingMail.objects.get(kind="conflicts.interest_declared")
    assert mail.to == chair.person.email
    assert "college" not in mail.text  # mail says that something was declared, not what


def test_declaration_sent_twice_is_written_once(client, member):
    before = Declaration.objects.count()
    for _ in range(2):
        client.post(declare_url(member), typed_interests(INTEREST))

    assert Declaration.objects.count() == before + 1
    assert Interest.objects.count() == 1


def test_renewal_a_year_later_counts(client, member):
    member.started_on = today() - timedelta(days=400)
    member.save()
    Declaration.objects.filter(person=member.person).update(declared_on=member.started_on)

    def declared():
        findings = assess(member.group_id, today()).of_person(member.person_id)
        return next(one.status for one in findings if one.rule == "member.interests_declared")

    assert declared() == Status.NOT_MET
    client.post(declare_url(member), typed_interests(has_interests="none"))
    assert declared() == Status.MET


def test_nil_declaration_leaves_earlier_interests_standing(client, member):
    own_interest(member)
    assert "You have declared these already" in text_of(client.get(declare_url(member)))

    client.post(declare_url(member), typed_interests(has_interests="none"))

    assert Interest.objects.current(today()).count() == 1
    assert not OutgoingMail.objects.filter(kind="conflicts.interest_declared").exists()


def test_declaration_with_errors_keeps_what_was_typed(client, member):
    response = client.post(declare_url(member), typed_interests({**INTEREST, "description": "x" * 10_000}))
    controls = client.post(declare_url(member), typed_interests({**INTEREST, "description": "a\x00b"}))

    assert response.status_code == controls.status_code == 422
    assert "x" * 10_000 in response.content.decode()
    assert not Interest.objects.exists()


def test_another_interest_is_added_without_losing_any(client, member):
    response = client.post(declare_url(member), {**typed_interests(INTEREST), "another": "1"})

    assert response.status_code == 200
    assert "Interest 2" in text_of(response) and "Owns shares" in response.content.decode()


def test_own_interest_is_ended_and_stays_on_record(client, member):
    interest = own_interest(member)
    assert "It stays on record" in text_of(client.get(end_url(member, interest)))

    response = client.post(end_url(member, interest), typed_date("ended_on", today()), follow=True)

    assert "Ended" in text_of(response)
    assert not Interest.objects.current(today()).exists()
    interest.refresh_from_db()
    assert interest.ended_on == today()


@pytest.mark.parametrize("days, words", [(1, "The date must be today or in the past"), (-30, "on or after")])
def test_end_of_an_interest_lies_between_its_declaration_and_today(client, member, days, words):
    interest = own_interest(member)

    response = client.post(end_url(member, interest), typed_date("ended_on", today() + timedelta(days=days)))

    assert response.status_code == 422
    assert words in text_of(response)


def test_interests_of_others_are_not_found(client, chair, member):
    of_colleague = InterestFactory(declaration__group=chair.group, declaration__person=chair.person)
    elsewhere = InterestFactory(declaration__person=member.person)

    for interest in (of_colleague, elsewhere):
        assert client.post(end_url(member, interest), typed_date("ended_on", today())).status_code == 404


def test_interest_is_ended_once(member):
    interest = own_interest(member)
    end = {"by": member.person.user, "now": timezone.now()}
    actions.end_interest(interest=interest, ended_on=today(), **end)
    actions.end_interest(interest=interest, ended_on=today(), **end)

    with pytest.raises(Conflict):
        actions.end_interest(interest=interest, ended_on=today() - timedelta(days=1), **end)


def test_chair_does_not_get_mail_about_the_own_interest(client, chair):
    client.force_login(chair.person.user)
    client.post(reverse("conflicts:declare", args=[chair.group_id]), typed_interests(INTEREST))

    assert Interest.objects.count() == 1
    assert not OutgoingMail.objects.filter(kind="conflicts.interest_declared").exists()
