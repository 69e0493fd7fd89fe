"""Whether an organisation employs people in the occupation: yes, no, or nobody has said."""

import csv

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from duplicates.views.pairs import _of_organisation
from lists.actions import confirming, uploading
from lists.rules.columns import TITLES, Key
from lists.rules.member_rows import read_members
from members.models import Invitation, Organisation
from oversight.dossier.exporting import export
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory, eligible_chair
from tests.lists.lists import csv_of, person, table
from tests.members.helpers import led_group, text_of, typed_details, typed_invitation

pytestmark = pytest.mark.django_db
QUESTION = "organisation_employs_in_occupation"
SAYS = [(True, "Yes"), (False, "No"), (None, "Not known")]


@pytest.fixture
def chair(client):
    appointment = eligible_chair()
    client.force_login(appointment.person.user)
    return appointment


def employs(membership, answer) -> None:
    Organisation.objects.filter(pk=membership.organisation_id).update(employs_in_occupation=answer)


def chosen(page) -> list[str]:
    boxes = BeautifulSoup(page.content, "html.parser").select(f"input[name={QUESTION}]")
    assert [box["value"] for box in boxes] == ["True", "False"]
    return [box["value"] for box in boxes if box.has_attr("checked")]


# --- shown -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("answer, words", SAYS)
@pytest.mark.parametrize("page", ["member", "mine"])
def test_pages_of_a_member_tell_no_from_unknown(client, chair, page, answer, words):
    membership = chair.person.memberships.get()
    employs(membership, answer)
    arguments = [chair.group_id] if page == "mine" else [chair.group_id, membership.pk]

    shown = text_of(client.get(reverse(f"overview:{page}", args=arguments)))

    assert f"Employs people in the occupation {words} " in shown


@pytest.mark.parametrize("answer, words", SAYS)
def test_page_of_doubles_tells_no_from_unknown(answer, words):
    shown = _of_organisation(OrganisationFactory(employs_in_occupation=answer))
    assert shown["Employs people in the occupation"] == words


@pytest.mark.parametrize("answer, cell", [(True, "Yes"), (False, "No"), (None, "")])
def test_downloaded_list_tells_no_from_unknown_and_reads_alike(client, chair, answer, cell):
    employs(chair.person.memberships.get(), answer)

    response = client.get(reverse("lists:download", args=[chair.group_id]))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert next(csv.DictReader(text.splitlines()))[TITLES[Key.EMPLOYS]] == cell
    assert read_members(text.encode())[0].answers.get(Key.EMPLOYS) is answer


# --- asked -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("answer, before", [(True, ["True"]), (False, ["False"]), (None, [])])
def test_question_shows_what_was_said_and_nothing_else(client, chair, answer, before):
    membership = chair.person.memberships.get()
    employs(membership, answer)
    correct = reverse("members:correct", args=[chair.group_id, membership.pk])
    own = reverse("overview:mine_details", args=[chair.group_id])
    assert chosen(client.get(own)) == chosen(client.get(correct)) == before


def test_who_joins_must_answer_for_the_own_employer(client):
    invitation, user = InvitationFactory(email="ann@example.org"), UserFactory(email="ann@example.org")
    Organisation.objects.update(employs_in_occupation=None)
    client.force_login(user)
    address = reverse("joining:details", args=[invitation.pk])
    assert chosen(client.get(address)) == []

    refused = client.post(address, typed_details() | {QUESTION: ""})
    assert refused.status_code == 422
    assert "Say whether the organisation employs people in this occupation" in text_of(refused)

    assert client.post(address, typed_details() | {QUESTION: "False"}).status_code == 302
    kept = Invitation.objects.get().answers["details"]["organisation"]
    assert kept["employs_in_occupation"] is False


@pytest.mark.parametrize("typed, kept", [("", None), ("True", True), ("False", False)])
def test_who_invites_may_leave_it_unanswered(client, typed, kept):
    group, lead = led_group()
    client.force_login(lead)
    client.post(reverse("members:invite", args=[group.pk, "employer"]), typed_invitation() | {QUESTION: typed})
    assert Invitation.objects.get().organisation.employs_in_occupation is kept


@pytest.mark.parametrize("known", [True, False])
def test_form_without_an_answer_takes_nothing_away(client, chair, known):
    membership = chair.person.memberships.get()
    employs(membership, known)
    address = reverse("members:correct", args=[chair.group_id, membership.pk])
    page = client.get(address).context["form"]
    typed = {name: page[name].value() or "" for name in page.fields} | {"job_title": "Owner"}

    assert client.post(address, typed | {QUESTION: ""}).status_code == 302

    membership.refresh_from_db()
    assert (membership.job_title, membership.organisation.employs_in_occupation) == ("Owner", known)


@pytest.mark.parametrize("kind", ["adviser", "facilitator"])
def test_chair_is_not_asked_it_of_others_than_employers(client, chair, kind):
    other = MembershipFactory(group=chair.group, **{kind: True})
    page = client.get(reverse("members:correct", args=[chair.group_id, other.pk]))
    assert page.status_code == 200 and QUESTION not in page.content.decode()


# --- uploaded --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("cell, kept", [("", None), ("Yes", True), ("No", False)])
def test_uploaded_cell_is_kept_as_it_was_given(cell, kept):
    group, lead = led_group()
    rows = read_members(csv_of(table(person(1, employs_in_occupation=cell))))
    upload = uploading.stage(group=group, name="members.csv", rows=rows, by=lead, now=timezone.now())

    confirming.confirm(upload=upload, by=lead, now=timezone.now())

    assert Invitation.objects.get().organisation.employs_in_occupation is kept


# --- a dossier -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", [True, False, None])
def test_dossier_leaves_out_what_nobody_said(chair, answer):
    employs(chair.person.memberships.get(), answer)
    told = export(chair.group)["organisations"][0]
    assert told.get("employs_in_occupation") is answer and ("employs_in_occupation" in told) == (answer is not None)
