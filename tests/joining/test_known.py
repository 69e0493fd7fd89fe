"""Who has told it all to another group only confirms; what a lost session would cost is kept."""

import pytest
from django.urls import reverse

from members.models import Invitation, Membership
from tests.factories import InvitationFactory, eligible_member
from tests.members.helpers import text_of, two_years, typed_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(client):
    """A member of another group, invited to this one by the same employer's name."""
    membership = eligible_member(person__phone="020 7946 0000")
    client.force_login(membership.person.user)
    return membership


def invited(known, **changed):
    email = known.person.user.email
    fields = {"organisation__name": known.organisation.name.upper(), "organisation__size": "", "email": email}
    return InvitationFactory(**(fields | changed))


def page_of(invitation, name="details"):
    return reverse(f"joining:{name}", args=[invitation.pk])


def test_known_details_are_shown_and_not_asked(client, known):
    text = text_of(client.get(page_of(invited(known))))

    assert "You told us most of this before" in text and "020 7946 0000" in text
    assert "Full name" not in text and "Until when do you plan to serve?" in text


def test_confirming_keeps_what_is_known_and_what_belongs_to_this_group(client, known):
    invitation = invited(known)
    typed = {"occupation_experience": "recent", **typed_date("plans_to_serve_until", two_years())}
    refused = client.post(page_of(invitation), typed)
    assert "Say whether the organisation employs people in this occupation" in text_of(refused)
    typed["organisation_employs_in_occupation"] = "False"

    assert client.post(page_of(invitation), typed).url == page_of(invitation, "statements")

    kept = Invitation.objects.get(pk=invitation.pk).answers["details"]
    assert (kept["name"], kept["job_title"], kept["phone"]) == (known.person.name, known.job_title, "020 7946 0000")
    assert (kept["occupation_experience"], kept["organisation"]["size"]) == ("recent", known.organisation.size)
    assert kept["organisation"]["employs_in_occupation"] is False  # of this occupation: asked anew


def test_known_details_can_be_changed(client, known):
    text = text_of(client.get(page_of(invited(known)) + "?change=1"))

    assert "Full name" in text and "You told us most" not in text


@pytest.mark.parametrize("changed", [{"organisation__name": "Another Employer Ltd"}])
def test_another_employer_is_asked_about(client, known, changed):
    assert "Full name" in text_of(client.get(page_of(invited(known, **changed))))


def test_what_is_not_known_is_asked(client, known):
    Membership.objects.filter(pk=known.pk).update(job_title="")

    assert "Full name" in text_of(client.get(page_of(invited(known))))


def test_adviser_who_is_known_only_presses_the_button(client, known):
    invitation = invited(known, kind="adviser", adviser_kind="apprentice")

    assert client.post(page_of(invitation), {"sent": "1"}).status_code == 302
    kept = Invitation.objects.get(pk=invitation.pk).answers["details"]
    assert "plans_to_serve_until" not in kept and "employs_in_occupation" not in kept["organisation"]


# --- a session that ended --------------------------------------------------------------------------------------------
def test_what_was_typed_without_a_session_is_there_after_signing_in(client, known):
    invitation, user = invited(known, organisation__name="Another Ltd"), known.person.user
    client.logout()

    response = client.post(page_of(invitation), {"name": "Typed Name", "csrfmiddlewaretoken": "x"})
    client.force_login(user)
    page = client.get(page_of(invitation))

    assert response.url.startswith(reverse("account_login")) and page_of(invitation) in response.url
    assert page.status_code == 200 and 'value="Typed Name"' in page.content.decode()
    assert "You were signed out before this page was saved" in text_of(page)
    assert 'value="Typed Name"' not in client.get(page_of(invitation)).content.decode()  # shown once
    assert not Invitation.objects.get(pk=invitation.pk).answers


def test_what_somebody_typed_is_shown_to_nobody_else(client, known):
    invitation = invited(known)
    client.logout()
    client.post(page_of(invitation), {"name": "Typed Name"})
    client.force_login(eligible_member().person.user)

    assert client.get(page_of(invitation)).status_code == 404
    assert "Typed Name" not in client.get("/home/").content.decode()


def test_a_flood_is_not_kept(client, known):
    invitation = invited(known, organisation__name="Another Ltd")
    client.logout()
    client.post(page_of(invitation), {"name": "x" * 200_000})
    client.force_login(known.person.user)

    assert "signed out" not in text_of(client.get(page_of(invitation)))
