from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import ChairAppointment, Invitation, Membership
from portal.calendar import today
from portal.models import OutgoingMail
from tests.factories import (
    ConsentFactory,
    InvitationFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import led_group, text_of, typed_date, typed_invitation, typed_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def group_and_lead(client):
    group, lead = led_group()
    client.force_login(lead)
    return group, lead


@pytest.fixture
def group(group_and_lead):
    return group_and_lead[0]


def invite_url(group, kind="employer"):
    return reverse("members:invite", args=[group.pk, kind])


def of_invitation(name, invitation):
    return reverse(f"members:{name}", args=[invitation.group_id, invitation.pk])


def of_membership(name, membership):
    return reverse(f"members:{name}", args=[membership.group_id, membership.pk])


def seen(client, url):
    """What the form at the address carries."""
    return {"seen": client.get(url).context["form"]["seen"].value()}


def test_invite_sends_the_link_and_goes_back_to_the_list(client, group):
    assert "Send the invitation" in text_of(client.get(invite_url(group)))

    response = client.post(invite_url(group), typed_invitation(), follow=True)

    assert "Ann Example is invited. We sent the link to ann@example.org." in text_of(response)
    assert Invitation.objects.get().organisation.employs_in_occupation


def test_invite_asks_an_adviser_for_the_kind_of_advice(client, group):
    refused = client.post(invite_url(group, "adviser"), typed_invitation())
    taken = client.post(invite_url(group, "adviser"), typed_invitation(adviser_kind="apprentice"))

    assert refused.status_code == 422 and "What kind of adviser is this?" in text_of(refused)
    assert taken.status_code == 302 and Invitation.objects.get().adviser_kind == "apprentice"


def test_invite_of_an_unknown_kind_is_not_found(client, group):
    assert client.get(invite_url(group, "sponsor")).status_code == 404


def test_invite_of_somebody_invited_names_the_field_and_keeps_what_was_typed(client, group):
    client.post(invite_url(group), typed_invitation())

    response = client.post(invite_url(group), typed_invitation(name="Ann Again"))

    assert response.status_code == 422
    assert "This person has an invitation already" in text_of(response)
    assert 'href="#id_email"' in response.content.decode()
    assert "Ann Again" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    ["x" * 10_000, "Ann\x00Example", "Ann\x07", "Ann \x9f", "Ann \u202egnp.exe", "Ann\nExample"],
    ids=["long", "NUL", "bell", "C1 control", "right-to-left override", "two lines"],
)
def test_invite_refuses_what_cannot_be_a_name(client, group, name):
    response = client.post(invite_url(group), typed_invitation(name=name))

    assert response.status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["Ann 🎉", "שרה כהן", "O’Neill–Ångström"])
def test_invite_keeps_what_people_are_called(client, group, name):
    assert client.post(invite_url(group), typed_invitation(name=name)).status_code == 302
    assert Invitation.objects.get().name == name


def test_add_yourself_needs_no_mail_and_leads_to_the_questions(client, group_and_lead):
    group, lead = group_and_lead
    page = client.get(f"{invite_url(group)}?me=1")
    assert lead.email in page.content.decode()

    response = client.post(f"{invite_url(group)}?me=1", typed_invitation(name=lead.name, email=lead.email))

    invitation = Invitation.objects.get()
    assert response.url == reverse("joining:details", args=[invitation.pk])
    assert not OutgoingMail.objects.exists()
    assert client.get(f"{invite_url(group)}?me=1").url == response.url
    assert client.get(response.url).status_code == 200


def test_edit_invitation_sends_anew_to_another_address(client, group):
    invitation = InvitationFactory(group=group)
    url = of_invitation("edit_invitation", invitation)
    assert invitation.email in client.get(url).content.decode()

    response = client.post(url, typed_invitation(email="new@example.org", **seen(client, url)), follow=True)

    assert "We sent a new link to new@example.org" in text_of(response)


def test_edit_invitation_keeps_the_address_quietly(client, group):
    invitation = InvitationFactory(group=group)

    url = of_invitation("edit_invitation", invitation)
    response = client.post(url, typed_invitation(email=invitation.email, **seen(client, url)), follow=True)

    assert "The invitation is saved" in text_of(response)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("name", ["edit_invitation", "remind", "resend", "revoke"])
def test_invitations_of_other_groups_are_not_found(client, group, name):
    other = InvitationFactory()

    assert client.post(reverse(f"members:{name}", args=[group.pk, other.pk])).status_code == 404
    assert client.post(of_invitation(name, other)).status_code == 404


@pytest.mark.parametrize("name", ["correct", "end"])
def test_memberships_of_other_groups_are_not_found(client, group, name):
    other = MembershipFactory()

    assert client.post(reverse(f"members:{name}", args=[group.pk, other.pk])).status_code == 404
    assert client.post(of_membership(name, other)).status_code == 404


def test_remind_says_when_it_is_too_soon(client, group):
    invitation = InvitationFactory(group=group, name="Wanda")

    first = text_of(client.post(of_invitation("remind", invitation), follow=True))
    second = text_of(client.post(of_invitation("remind", invitation), follow=True))

    assert "We reminded Wanda" in first
    assert "Wanda was written to today. You can remind them again tomorrow." in second


def test_remind_all_counts(client, group):
    url = reverse("members:remind_all", args=[group.pk])
    nobody = text_of(client.post(url, follow=True))
    InvitationFactory.create_batch(2, group=group)
    InvitationFactory(group=group, sent_at=timezone.now())
    first = text_of(client.post(url, follow=True))
    second = text_of(client.post(url, follow=True))

    assert "Nobody is waiting" in nobody
    assert "We reminded 2 people. 1 person had been written to today already." in first
    assert "Everyone who lacks something was written to today" in second


def test_an_address_is_corrected_without_a_question_whether_it_is_another_person(client, group):
    invitation = InvitationFactory(group=group, name="Ann Example", email="ann@exmaple.org")
    url = of_invitation("edit_invitation", invitation)

    response = client.post(url, typed_invitation(email="ann@example.org", name="Ann Example", **seen(client, url)))

    assert response.status_code == 302
    invitation.refresh_from_db()
    assert invitation.email == "ann@example.org"


def test_resend_makes_the_old_link_void(client, group):
    invitation = InvitationFactory(group=group)

    text = text_of(client.post(of_invitation("resend", invitation), follow=True))

    assert f"We sent a new link to {invitation.email}" in text


def test_revoke_asks_first(client, group):
    invitation = InvitationFactory(group=group, name="Wanda")
    assert "Revoke the invitation of Wanda?" in text_of(client.get(of_invitation("revoke", invitation)))

    text = text_of(client.post(of_invitation("revoke", invitation), follow=True))

    assert "The invitation of Wanda is revoked" in text
    assert not Invitation.objects.waiting().exists()


def test_correct_changes_job_title_and_organisation(client, group):
    membership = eligible_member(group=group)
    url = of_membership("correct", membership)
    page = client.get(url)
    assert membership.job_title in page.content.decode()

    own = {"job_title": "Owner", "seen": page.context["form"]["seen"].value()}
    response = client.post(url, {**own, **typed_organisation(organisation_name="Other Ltd")})

    assert response.url == membership.get_absolute_url()
    membership.refresh_from_db()
    assert (membership.job_title, membership.organisation.name) == ("Owner", "Other Ltd")


def test_end_asks_for_reason_and_day(client, group):
    membership = MembershipFactory(group=group)
    url = of_membership("end", membership)
    assert client.get(url).status_code == 200

    empty = client.post(url, {})
    too_early = client.post(
        url, {"reason": "resigned", **typed_date("ended_on", membership.started_on - timedelta(days=1))}
    )
    done = client.post(url, {"reason": "resigned", **typed_date("ended_on", today())}, follow=True)

    assert empty.status_code == 422
    assert "The day must be on or after" in text_of(too_early)
    assert "ends. We told them by email" in text_of(done)
    assert not Membership.objects.current(today()).exists()
    assert OutgoingMail.objects.get().to == membership.person.email


def test_end_of_a_chairs_membership_ends_the_chair(client):
    chair = eligible_chair()
    client.force_login(chair.person.user)
    membership = Membership.objects.get()

    response = client.post(
        of_membership("end", membership), {"reason": "changed_employer", **typed_date("ended_on", today())}
    )

    assert response.url == "/home/"
    assert not ChairAppointment.objects.current(today()).exists()


def test_changes_are_refused_with_the_state_while_submitted(client):
    chair = eligible_chair()
    membership = Membership.objects.get()
    Membership.objects.update(approval="submitted")
    submission = MembershipSubmissionFactory(group=chair.group)
    client.force_login(chair.person.user)

    response = client.post(of_membership("end", membership), {"reason": "resigned", **typed_date("ended_on", today())})

    assert response.status_code == 409
    assert str(submission.submitted_by) in text_of(response)
    membership.refresh_from_db()
    assert membership.ended_on is None


def test_ending_the_only_chair_is_warned_of(client):
    chair = eligible_chair()
    client.force_login(chair.person.user)
    page = of_membership("end", Membership.objects.get())
    assert "is the only chair" in text_of(client.get(page))

    eligible_chair(group=chair.group)

    assert "is the only chair" not in text_of(client.get(page))


def names(client, group, text):
    page = client.get(reverse("members:organisation_names", args=[group.pk]), {"q": text})
    return [one["value"] for one in page.json()]


def test_names_are_offered_of_the_own_group_and_of_what_is_public(client, group):
    InvitationFactory(group=group, organisation__name="Sample Own Bakery")
    InvitationFactory(organisation__name="Sample Hidden Bakery")  # another group's, and nobody agreed to publish it
    MembershipFactory(organisation__name="Sample Silent Bakery", approval="approved")
    public = MembershipFactory(organisation__name="Sample Public Bakery", approval="approved")
    ConsentFactory(membership=public, code="employer_name_published")

    assert names(client, group, "bakery") == ["Sample Own Bakery", "Sample Public Bakery"]
    assert names(client, group, "") == names(client, group, public.person.name) == []
    assert 'data-autocomplete-url="' in client.get(invite_url(group)).content.decode()


def test_a_name_that_is_nearly_known_is_asked_about(client, group):
    known = InvitationFactory(group=group, organisation__name="Sample Bakery Ltd").organisation
    asked = client.post(invite_url(group), typed_invitation(organisation_name="Sampel Bakery"))
    assert asked.status_code == 422
    assert "Is it one of these, which the group knows already?" in text_of(asked)
    assert "Say whether it is an organisation that the group knows" in text_of(asked)

    told = {"organisation_name": "Sampel Bakery", "organisation_same": "Sample Bakery Ltd"}
    client.post(invite_url(group), typed_invitation(**told))
    other = {
        "name": "Bea Sample",
        "email": "bea@example.org",
        "organisation_name": "Sampel Bakery",
        "organisation_same": "-",
    }
    client.post(invite_url(group), typed_invitation(**other))
    first, second = (Invitation.objects.get(email=f"{name}@example.org") for name in ("ann", "bea"))
    assert first.organisation == known and second.organisation.name == "Sampel Bakery"


def test_a_name_that_the_group_knows_under_another_address_is_asked_about(client, group):
    member = MembershipFactory(group=group, person__name="Anne Example", ended_on=today())

    asked = client.post(invite_url(group), typed_invitation())
    assert asked.status_code == 422 and not Invitation.objects.exists()
    assert "Anne Example is known in this group under another address, until" in text_of(asked)
    assert member.person.email not in text_of(asked)

    client.post(invite_url(group), typed_invitation(is_another_person="on"))
    again = Invitation.objects.get()
    url = of_invitation("edit_invitation", again)
    client.post(url, typed_invitation(job_title="Owner", **seen(client, url)))
    again.refresh_from_db()
    assert again.job_title == "Owner"  # not asked a second time


def test_the_groups_own_people_are_offered_while_a_name_is_typed(client, group):
    former = MembershipFactory(group=group, person__name="Anne Example", ended_on=today())
    MembershipFactory(group=group, person__name="Joanne Sample")
    InvitationFactory(group=group, name="Annette Waiting")
    hidden = MembershipFactory(group=group, person__name="Ann Hidden")
    ConsentFactory(membership=hidden, code="details_held", given_on=hidden.started_on, withdrawn_on=today())
    MembershipFactory(person__name="Anne Elsewhere")  # another group's
    address = reverse("members:people_names", args=[group.pk])

    offered = {one["value"]: one for one in client.get(address, {"q": "ann"}).json()}

    assert list(offered) == ["Ann Hidden", "Joanne Sample", "Annette Waiting", "Anne Example"]
    assert offered["Ann Hidden"]["fills"] == {}
    assert offered["Anne Example"]["fills"]["email"] == former.person.email
    assert offered["Anne Example"]["label"].startswith("Anne Example (served until")
    assert client.get(address).json() == []
    assert f'data-autocomplete-url="{address}"' in client.get(invite_url(group)).content.decode()
