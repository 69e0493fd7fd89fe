"""Registers and what is known of an employer ask a question; they never declare anything."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conflicts.models import Declaration, Interest
from conflicts.rules import listed_as, question_texts
from members.models import Organisation
from portal.calendar import today
from tests.conflicts.helpers import cast, typed_handling
from tests.factories import InterestFactory, InvitationFactory, RegisterEntryFactory
from tests.members.helpers import ORGANISATION, answered, text_of, typed_date, typed_interests

PROVIDER = "Your employer is on the register of training providers. Do you need to declare this?"


# --- the questions ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "registers", "told"),
    [
        ({"kind": "employer"}, set(), []),
        ({"kind": "employer"}, {"provider"}, [PROVIDER]),
        (
            {"kind": "epao"},
            {"epao"},
            [
                "Your employer is on the register of assessment organisations. Do you need to declare this?",
                "Your employer assesses apprentices. Do you need to declare this?",
            ],
        ),
        (
            {"kind": "employer", "delivers": ["training"], "may_profit": True},
            set(),
            [
                "Your employer delivers apprenticeship training. Do you need to declare this?",
                "Your employer may profit from the group’s apprenticeship. Do you need to declare this?",
            ],
        ),
        (
            {"kind": "eqap"},
            set(),
            ["Your employer checks the quality of assessments. Do you need to declare this?"],
        ),
    ],
)
def test_what_is_known_of_an_employer_is_a_question(fields, registers, told):
    assert question_texts(Organisation(name="Sample Ltd", **fields), registers) == told


def test_name_on_no_register_says_nothing():
    assert listed_as(set()) == []


# --- where they stand ------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_member_of_a_listed_employer_is_asked_and_nothing_is_declared(client):
    people = cast()
    body = people.member.organisation
    RegisterEntryFactory(name=body.name.upper())
    client.force_login(people.user("member"))
    for name in ("declare", "renew"):
        page = text_of(client.get(reverse(f"conflicts:{name}", args=[people.group.pk])))
        assert PROVIDER in page and "Nothing is declared for you." in page
    assert not Interest.objects.exists()

    InterestFactory(declaration=Declaration.objects.get(person=people.member.person), organisation=body)
    assert PROVIDER not in text_of(client.get(reverse("conflicts:declare", args=[people.group.pk])))


@pytest.mark.django_db
def test_who_joins_is_asked_about_the_employer_they_named(client):
    invitation = InvitationFactory(answers=answered())
    RegisterEntryFactory(name=ORGANISATION["name"])
    user = cast().user("member")
    user.email = invitation.email
    user.save()
    client.force_login(user)
    assert PROVIDER in text_of(client.get(reverse("joining:interests", args=[invitation.pk])))


@pytest.mark.django_db
def test_listed_organisation_is_told_to_its_owner_and_to_who_handles_it_alone(client):
    people = cast()
    interest = people.interest("member")
    RegisterEntryFactory(name=interest.organisation.name)
    told = f"{interest.organisation.name} is on the register of training providers."
    address = reverse("conflicts:interest", args=[people.group.pk, interest.pk])

    client.force_login(people.user("member"))
    assert f"{told} Does your declaration say so?" in text_of(client.get(address))
    client.force_login(people.user("chair"))
    handle = reverse("conflicts:handle", args=[people.group.pk, interest.pk])
    assert told in text_of(client.get(address)) and told in text_of(client.get(handle))
    assert client.post(handle, typed_handling(interest)).status_code == 302
    client.force_login(people.user("cochair"))
    assert told not in text_of(client.get(address))


# --- since when ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_day_since_when_an_interest_is_held_is_kept_shown_and_not_in_the_future(client):
    people = cast()
    client.force_login(people.user("member"))
    address, day = reverse("conflicts:declare", args=[people.group.pk]), today() - timedelta(days=400)
    typed = {"nature": "personal", "perception": "potential", "description": "My sister owns a college."}
    tomorrow = client.post(address, typed_interests(typed | typed_date("began_on", today() + timedelta(days=1))))
    assert tomorrow.status_code == 422 and "must be today or in the past" in text_of(tomorrow)

    client.post(address, typed_interests(typed | typed_date("began_on", day)))

    assert Interest.objects.get().began_on == day
    said = f"Held since {day:%-d %B %Y}"
    assert said in text_of(client.get(reverse("overview:mine", args=[people.group.pk])))
    assert said in text_of(client.get(reverse("conflicts:register", args=[people.group.pk])))
    sheet = b"".join(client.get(reverse("conflicts:register_csv", args=[people.group.pk]))).decode()
    assert "Held since" in sheet and day.isoformat() in sheet
