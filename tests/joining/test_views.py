from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts.models import Interest
from members.emails import link_of
from members.models import Invitation, Membership
from portal.calendar import add_months, today
from portal.links import new_nonce
from tests.days import as_now
from tests.factories import InvitationFactory, MembershipFactory, OfficialFactory, UserFactory
from tests.members.helpers import (
    EMPLOYER_CONSENTS,
    EMPLOYER_STATEMENTS,
    INTEREST,
    answered,
    text_of,
    typed_date,
    typed_details,
    typed_interests,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return InvitationFactory(name="Ann Example", email="ann@example.org")


@pytest.fixture
def ann(client, invitation):
    user = UserFactory(email=invitation.email)
    client.force_login(user)
    return user


def page(name, invitation):
    return reverse(f"joining:{name}", args=[invitation.pk])


def keep(invitation, **answers):
    Invitation.objects.filter(pk=invitation.pk).update(answers=answers)


def test_link_says_who_invites_and_records_that_it_was_opened(client, invitation):
    text = text_of(client.get(link_of(invitation)))

    assert f"{invitation.invited_by} invites Ann Example to serve on {invitation.group.name}" in text
    invitation.refresh_from_db()
    assert invitation.opened_at
    assert not User.objects.filter(email="ann@example.org").exists()


def test_whole_journey_from_link_to_membership(client, invitation):
    first = client.post(link_of(invitation))
    assert first.url == page("details", invitation)
    second = client.post(first.url, typed_details())
    assert second.url == page("statements", invitation)
    third = client.post(second.url, {"statements": EMPLOYER_STATEMENTS, "consents": EMPLOYER_CONSENTS})
    assert third.url == page("interests", invitation)
    done = client.post(third.url, typed_interests(has_interests="none"), follow=True)

    assert "You have joined" in text_of(done)
    assert "You have done everything" in text_of(done)
    assert Membership.objects.get().person.email == "ann@example.org"
    assert "This invitation is accepted" in text_of(client.get(link_of(invitation)))


def test_link_of_who_has_a_second_factor_goes_through_the_sign_in(client, invitation):
    OfficialFactory(email="ann@example.org")

    response = client.post(link_of(invitation))

    assert response.url == f"/accounts/login/?next=%2Fjoin%2F{invitation.pk}%2Fdetails%2F"
    assert "_auth_user_id" not in client.session


def test_link_followed_by_somebody_else_changes_nothing(client, invitation):
    other = UserFactory()
    client.force_login(other)

    shown, pressed = client.get(link_of(invitation)), client.post(link_of(invitation))

    assert f"You are signed in as {other.email}" in text_of(shown)
    assert pressed.status_code == 409
    assert client.session["_auth_user_id"] == str(other.pk)
    invitation.refresh_from_db()
    assert invitation.opened_at is None
    assert client.get(page("details", invitation)).status_code == 404


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"sent_at": lambda: timezone.now() - timedelta(days=60)}, "This link has expired"),
        ({"revoked_at": timezone.now}, "This invitation was taken back"),
        ({"nonce": new_nonce()}, "A newer link was sent"),
    ],
)
def test_link_that_is_void_explains_itself(client, invitation, fields, words):
    link, fields = link_of(invitation), as_now(fields)
    if "revoked_at" in fields:
        fields["revoked_by"] = invitation.invited_by
    Invitation.objects.filter(pk=invitation.pk).update(**fields)

    shown, pressed = client.get(link), client.post(link)

    assert shown.status_code == pressed.status_code == 410
    assert words in text_of(shown)
    assert not User.objects.filter(email="ann@example.org").exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "%F0%9F%8E%89", "x" * 2000, "cut/off", "a/b/c"])
def test_link_that_was_never_sent_is_not_found(client, token):
    response = client.get(f"/invitations/{token}/")

    assert response.status_code == 404
    assert "This invitation link does not work" in text_of(response)


def test_pages_ask_to_sign_in(client, invitation):
    assert "/accounts/login/" in client.get(page("details", invitation)).url


def test_details_that_are_wrong_are_kept_and_named(client, invitation, ann):
    data = typed_details(
        name="", phone="0" * 41, **{"plans_to_serve_until-day": "31", "plans_to_serve_until-month": "2"}
    )

    response = client.post(page("details", invitation), data)

    assert response.status_code == 422
    assert "Enter full name" in text_of(response)
    assert "0" * 41 in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.answers == {}


def test_details_ask_for_what_the_guidance_requires_of_an_organisation(client, invitation, ann):
    response = client.post(page("details", invitation), typed_details(organisation_size="", organisation_region=""))

    text = text_of(response)
    assert "Select number of employees" in text and "Select head office" in text


def test_details_typed_are_there_when_coming_back(client, invitation, ann):
    client.post(page("details", invitation), typed_details(name="Ann Other", phone="+44 (0)808 157-0192"))

    html = client.get(page("details", invitation)).content.decode()

    assert "Ann Other" in html and "+44 (0)808 157-0192" in html


def test_adviser_is_not_asked_what_only_members_are(client):
    invitation = InvitationFactory(email="ann@example.org", kind="adviser", adviser_kind="apprentice")
    client.force_login(UserFactory(email="ann@example.org"))

    first = text_of(client.get(page("details", invitation)))
    second = text_of(client.get(page("statements", invitation)))

    assert "Until when do you plan to serve?" not in first
    assert "not use their involvement to promote any wider services" in second
    assert "track-record" not in second


def test_statements_are_in_the_guidances_words_and_need_only_details_held(client, invitation, ann):
    shown = text_of(client.get(page("statements", invitation)))
    refused = client.post(page("statements", invitation), {"statements": EMPLOYER_STATEMENTS})
    taken = client.post(page("statements", invitation), {"consents": ["details_held"]})

    assert "understand and be committed to the principles of equity, diversity and inclusion" in shown
    assert refused.status_code == 422 and "Agree to your details being held" in text_of(refused)
    assert taken.status_code == 302


@pytest.mark.parametrize("phone", ["abc", "12 34 56", "020 7946 000x", "٠١٢٣٤٥٦٧"])
def test_telephone_number_must_look_like_one(client, invitation, ann, phone):
    response = client.post(page("details", invitation), typed_details(phone=phone))

    assert response.status_code == 422
    assert "Enter a telephone number, like" in text_of(response)


def test_too_short_a_service_and_missing_ticks_are_shown_before_joining(client, invitation, ann):
    until = add_months(today(), 6)
    client.post(page("details", invitation), typed_details(**typed_date("plans_to_serve_until", until)))
    second = text_of(client.get(page("statements", invitation)))
    ticked = [code for code in EMPLOYER_STATEMENTS if code not in ("inclusion", "own_workforce")]
    client.post(page("statements", invitation), {"statements": ticked, "consents": EMPLOYER_CONSENTS})
    third = client.get(page("interests", invitation))

    for text in (second, text_of(third)):
        assert f"You plan to serve until {until:%-d %B %Y}. The guidance asks for two years" in text
    assert "1 statement is not ticked" in text_of(third)
    assert page("statements", invitation) in third.content.decode()


def test_nothing_is_said_before_joining_where_nothing_is_missing(client, invitation, ann):
    keep(invitation, **answered())

    assert "Before you join" not in text_of(client.get(page("interests", invitation)))


def test_interests_are_closed_until_there_are_any(client, invitation, ann):
    keep(invitation, **answered())
    url = page("interests", invitation)

    def is_open(response):
        (details,) = BeautifulSoup(response.content, "html.parser").select("form details")
        return details.has_attr("open")

    assert not is_open(client.get(url))
    assert not is_open(client.post(url, typed_interests(has_interests="")))
    assert is_open(client.post(url, typed_interests(has_interests="some")))
    assert is_open(client.post(url, {**typed_interests(), "another": "1"}))
    contradiction = client.post(url, typed_interests({"description": "Shares"}, has_interests="none"))
    assert is_open(contradiction)
    assert "Shares" in contradiction.content.decode() and "What kind of interest is it?” to" not in text_of(
        contradiction
    )


def test_statements_forged_are_refused(client, invitation, ann):
    response = client.post(page("statements", invitation), {"statements": ["x\x00"], "consents": ["details_held"]})

    assert response.status_code == 422


def test_interests_come_after_the_other_pages(client, invitation, ann):
    assert client.get(page("interests", invitation)).url == page("details", invitation)
    keep(invitation, details=answered()["details"])
    assert client.post(page("interests", invitation), {}).url == page("statements", invitation)


def test_interest_declared_on_joining_is_on_the_register(client, invitation, ann):
    keep(invitation, **answered())

    response = client.post(page("interests", invitation), typed_interests(INTEREST))

    assert response.url == reverse("overview:mine", args=[invitation.group_id])
    interest = Interest.objects.get()
    assert (interest.organisation.name, interest.organisation.delivers) == ("Sample College", ["training"])
    assert interest.organisation.employs_in_occupation


def test_interests_must_agree_with_the_choice(client, invitation, ann):
    keep(invitation, **answered())
    url = page("interests", invitation)

    neither = client.post(url, typed_interests(has_interests=""))
    none_but_typed = client.post(url, typed_interests(INTEREST, has_interests="none"))
    some_but_empty = client.post(url, typed_interests(has_interests="some"))
    half = client.post(url, typed_interests({"nature": "financial", "concerns": ["epa"]}))

    assert "Select whether you have interests to declare" in text_of(neither)
    assert "You chose ‘nothing to declare’ but described an interest" in text_of(none_but_typed)
    assert "Describe the interest below, or select no" in text_of(some_but_empty)
    assert "Enter the name of the organisation" in text_of(half)
    assert {r.status_code for r in (neither, none_but_typed, some_but_empty, half)} == {422}
    assert not Membership.objects.exists()


def test_another_interest_can_be_added_and_removed_and_nothing_typed_is_lost(client, invitation, ann):
    keep(invitation, **answered())
    url = page("interests", invitation)

    added = client.post(url, {**typed_interests(INTEREST), "another": "1"})
    removed = client.post(url, {**typed_interests(INTEREST, {"description": "Second"}), "remove": "1"})

    assert added.status_code == 200 and "Interest 2" in text_of(added)
    assert "Owns shares in the college." in added.content.decode()
    assert "Second" not in removed.content.decode() and "Owns shares" in removed.content.decode()
    invitation.refresh_from_db()
    assert invitation.answers["interests"][0]["organisation"] == "Sample College"
    assert "Owns shares" in client.get(url).content.decode()


def test_interests_by_the_hundred_are_refused(client, invitation, ann):
    keep(invitation, **answered())

    response = client.post(page("interests", invitation), typed_interests(*[INTEREST] * 100))

    assert response.status_code == 422


@pytest.mark.parametrize("total", ["x", "-1", "99999999999999999999", ""])
def test_forged_number_of_interests_is_no_server_error(client, invitation, ann, total):
    keep(invitation, **answered())
    data = {**typed_interests(has_interests="none"), "interests-TOTAL_FORMS": total}

    for button in ({}, {"another": "1"}, {"remove": "0"}, {"remove": "-9"}):
        assert client.post(page("interests", invitation), data | button).status_code in (200, 302, 409, 422)


def test_acceptance_sent_twice_joins_once(client, invitation, ann):
    keep(invitation, **answered())

    first = client.post(page("interests", invitation), typed_interests(has_interests="none"))
    second = client.post(page("interests", invitation), typed_interests(has_interests="none"))

    assert first.url == second.url
    assert Membership.objects.count() == 1


def test_pages_of_an_accepted_invitation_say_so(client, invitation, ann):
    invitation.accepted_at, invitation.membership = timezone.now(), MembershipFactory(group=invitation.group)
    invitation.save()

    response = client.get(page("details", invitation))

    assert response.status_code == 409
    assert "You have accepted this invitation already" in text_of(response)
