"""A mail to an address that nobody has confirmed holds nothing by which somebody could send a text of their own."""

from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from groups.actions import enquiries
from groups.models import Enquiry, Group
from lists.models import MemberUpload
from members.actions import invitations
from members.models import Invitation
from members.views.inviting import InvitationForm
from portal.models import OutgoingMail
from portal.text import plain_name
from tests.accounts.helpers import make_user, sign_in_official
from tests.factories import GroupFactory, InvitationFactory, OfficialFactory, RouteFactory
from tests.lists.lists import as_upload, csv_of, person, table
from tests.members.helpers import led_group, typed_invitation

pytestmark = pytest.mark.django_db
CANARY = "Pay at https://canary.example/now"
STRANGER = "stranger@example.org"


def mails_to(address: str) -> str:
    """All that was sent to the address: subjects and texts; those of packages go to Django's own outbox in a test."""
    own = OutgoingMail.objects.filter(to=address)
    told = [f"{one.subject}\n{one.text}\n{one.html}\n{one.attachment or ''}" for one in own]
    others = (one for one in mail.outbox if address in one.recipients())
    return "\n".join([*told, *(f"{one.subject}\n{one.body}\n{one.alternatives}" for one in others)])


# --- enquiries -------------------------------------------------------------------------------------------------------
TYPED = {"reason": "No standard yet.", "name": "Ann Example", "job_title": "Director", "organisation": "Works Ltd"}
FREE_TEXT = (*TYPED, "proposed_title")


def enquiry_with(field: str) -> dict[str, object]:
    typed = TYPED | {"proposed_title": "Kiln operator", "route": RouteFactory().pk, "email": STRANGER}
    return typed | {field: CANARY}


@pytest.mark.parametrize("field", FREE_TEXT)
def test_confirmation_of_an_enquiry_holds_nothing_that_was_typed(client: Client, field: str) -> None:
    assert client.post(reverse("groups:enquire"), enquiry_with(field)).status_code == 302

    sent = mails_to(STRANGER)
    assert "/enquiries/confirm/" in sent and "canary" not in sent
    assert not any(text in sent for text in (*TYPED.values(), "Kiln operator"))


def test_page_behind_the_link_shows_what_is_confirmed(client: Client) -> None:
    client.post(reverse("groups:enquire"), enquiry_with("reason"))
    link = mails_to(STRANGER).split(settings.BASE_URL)[1].split()[0]

    assert CANARY in client.get(link).content.decode()


@pytest.mark.parametrize("field", FREE_TEXT)
def test_enquiry_that_an_official_records_sends_no_links_that_were_typed(client: Client, field: str) -> None:
    official = OfficialFactory()
    sign_in_official(client, official)
    assert client.post(reverse("groups:enquiry_record"), enquiry_with(field)).status_code == 302
    enquiries.accept(enquiry=Enquiry.objects.get(), product_manager=official, by=official, now=timezone.now())

    sent = mails_to(STRANGER)
    assert sent.count("Hello") == 2 and "canary" not in sent


def test_enquiry_that_joins_a_group_leaves_out_a_group_name_that_leads_elsewhere(client: Client) -> None:
    official = OfficialFactory()
    sign_in_official(client, official)
    client.post(reverse("groups:enquiry_record"), enquiry_with("reason"))
    group = GroupFactory(name=CANARY)
    enquiries.join(enquiry=Enquiry.objects.get(), group=group, reason="", by=official, now=timezone.now())

    sent = mails_to(STRANGER)
    assert group.reference in sent and "canary" not in sent


# --- invitations -----------------------------------------------------------------------------------------------------
TEXTS = ("name", "job_title", "phone", "job_description", "organisation_name", "organisation_postcode")


@pytest.mark.parametrize("field", [name for name in TEXTS if name in InvitationForm(kind="employer").fields])
def test_invitation_sends_no_link_that_whoever_leads_the_group_typed(client: Client, field: str) -> None:
    group, lead = led_group()
    client.force_login(lead)
    typed = typed_invitation(email=STRANGER) | {field: CANARY}
    client.post(reverse("members:invite", args=[group.pk, "employer"]), typed)

    assert "canary" not in mails_to(STRANGER)
    assert mails_to(STRANGER) or field in {"phone", "organisation_postcode"}  # which are refused


@pytest.mark.parametrize("remind", [False, True])
def test_names_around_an_invitation_lead_nowhere(remind: bool) -> None:
    """Those of the group, of whoever invites, and of the invited person."""
    group, lead = led_group()
    Group.objects.filter(pk=group.pk).update(name=CANARY)
    lead.name = CANARY
    lead.save()
    group.refresh_from_db()
    invitation = InvitationFactory(group=group, email=STRANGER, name=CANARY, invited_by=lead)
    if remind:
        invitations.remind(invitation=invitation, by=lead, now=timezone.now() + timedelta(days=8))
    else:
        invitations.resend(invitation=invitation, by=lead, now=timezone.now())

    sent = mails_to(STRANGER)
    assert group.reference in sent and "canary" not in sent
    assert Invitation.objects.get().name == CANARY  # what was typed is kept


@pytest.mark.parametrize("field", ["name", "job_title", "organisation_name"])
@pytest.mark.parametrize("email", [STRANGER, "first@example.org"])
def test_invitation_that_is_corrected_sends_no_link_that_was_typed(client: Client, field: str, email: str) -> None:
    """To the new address, and to the old one, which is sent another link only where it is asked for."""
    group, lead = led_group()
    client.force_login(lead)
    client.post(reverse("members:invite", args=[group.pk, "employer"]), typed_invitation(email="first@example.org"))
    invitation = Invitation.objects.get()
    page = reverse("members:edit_invitation", args=[group.pk, invitation.pk])
    form = BeautifulSoup(client.get(page).content, "html.parser").select_one("main form[method=post]")
    shown = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    assert client.post(page, shown | typed_invitation(email=email) | {field: CANARY}).status_code == 302
    client.post(reverse("members:resend", args=[group.pk, invitation.pk]))

    assert mails_to(email).count("/invitations/") >= 2 - (email == STRANGER)
    assert "canary" not in mails_to(email) + mails_to("first@example.org")
    invitation.refresh_from_db()
    assert CANARY in {invitation.name, invitation.job_title, invitation.organisation.name}


LISTED = ("name", "job_title", "organisation", "job_description")


@pytest.mark.parametrize("field", LISTED)
def test_uploaded_list_invites_without_the_links_that_stand_in_it(client: Client, field: str) -> None:
    group, lead = led_group()
    client.force_login(lead)
    content = csv_of(table(person(1, email=STRANGER, **{field: CANARY})))
    shown = client.post(reverse("lists:upload_begin", args=[group.pk]), as_upload(content))
    upload = MemberUpload.objects.get()
    assert shown.url == upload.get_absolute_url() and upload.counts == {"new": 1}
    client.post(reverse("lists:upload_confirm", args=[group.pk, upload.pk]))
    invitation = Invitation.objects.get()
    invitations.remind(invitation=invitation, by=lead, now=timezone.now() + timedelta(days=8))

    assert mails_to(STRANGER).count("Hello") == 2 and "canary" not in mails_to(STRANGER)


# --- signing in ------------------------------------------------------------------------------------------------------
def test_mail_about_an_unknown_account_does_not_repeat_the_address(client: Client) -> None:
    """What stands after a plus sign is the stranger's, and the mail still comes to the person before it."""
    address = "victim+www.canary.example@example.org"
    client.post(reverse("account_request_login_code"), {"email": address})

    sent = mails_to(address)
    assert "no account" in sent and "canary" not in sent


def test_confirmation_of_a_new_address_leaves_out_a_name_that_leads_elsewhere(rf: RequestFactory) -> None:
    user = make_user("person@example.org")
    user.name = CANARY
    user.save()
    with context.request_context(rf.get("/")):
        get_adapter().send_mail("account/email/email_confirmation", STRANGER, {"user": user, "activate_url": "/link/"})

    assert "/link/" in mails_to(STRANGER) and "canary" not in mails_to(STRANGER)


# --- the rule --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        *("https://canary.example", "www.canary", "canary.example", "a@b", "//canary", "Canary.Example/now"),
        *("Call 020 7946 0000", "call 02079460000", "x" * 101),
    ],
)
def test_what_leads_elsewhere_is_no_name(name: str) -> None:
    assert plain_name(name) == "" and plain_name(name, instead="The chair") == "The chair"


@pytest.mark.parametrize(
    "name", ["Ann Example", "Dr. Zoë O’Hara-Smith", "J. Smith", "St. John Works Ltd.", "Group of 2025", "Søren 李"]
)
def test_names_as_they_are_written_stay(name: str) -> None:
    assert plain_name(f" {name}\n") == name
