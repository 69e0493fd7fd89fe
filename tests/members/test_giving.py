"""Giving and withdrawing are two acts: nothing that is not said withdraws what was given before."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.test import Client
from django.urls import reverse

from chairs import forms as chairs_forms
from guidance.statements import Item
from members import forms as members_forms
from members.models import ChairAppointment, Consent, Membership, Statement
from portal.calendar import today
from portal.models import OutgoingMail
from tests.factories import ConsentFactory, GroupOfficialFactory, eligible_chair, eligible_member
from tests.members.helpers import WORDING, bring_into_force, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(client: Client) -> ChairAppointment:
    """Of an approved group that everybody sees, signed in; agrees to wider mailings, too."""
    appointment = eligible_chair()
    ConsentFactory(membership=appointment.person.memberships.get(), code="wider_mailings")
    Membership.objects.update(approval="approved")
    group = appointment.group
    group.membership_approved_on = today() - timedelta(days=1)
    group.save()
    client.force_login(appointment.person.user)
    return appointment


@pytest.fixture
def reconfirmation(monkeypatch):
    """Every statement and consent, and both confirmations of a chair, are worded anew since today."""

    def anew(item: Item) -> Item:
        return replace(item, text=f"new: {item.text}")

    old = WORDING
    bring_into_force(
        monkeypatch,
        replace(
            old,
            version="new",
            in_force_from=today(),
            members=tuple(map(anew, old.members)),
            undertaking=anew(old.undertaking),
            held=anew(old.held),
            employer=tuple(map(anew, old.employer)),
            chair_interest=f"new: {old.chair_interest}",
            chair_publication=f"new: {old.chair_publication}",
        ),
    )


def standing() -> list[tuple]:
    """All that stands, of everybody: statements, consents and what chairs confirmed."""
    rows = [*Statement.objects.all(), *Consent.objects.all()]
    given = [(type(row).__name__, row.membership_id, row.code) for row in rows if row.withdrawn_on is None]
    return sorted(given) + sorted(
        (one.pk, one.confirmed_no_interest_on is not None, one.is_published) for one in ChairAppointment.objects.all()
    )


# --- no form takes "not answered" for "withdrawn" --------------------------------------------------------------------
FORMS = [
    "members:mine_statements",
    "chairs:chair_confirm",
    "overview:mine_details",
    "members:withdraw",
    "members:chair_withdraw",
]
ARGUMENTS = {"members:withdraw": ["employer_name_published"], "members:chair_withdraw": ["publication"]}


def boxes(client: Client, address: str) -> list[tuple[str, str]]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [(box["name"], box.get("value", "on")) for box in page.select("main form input[type=checkbox]")]


@pytest.mark.parametrize("worded", ["as before", "anew"])
@pytest.mark.parametrize("form", FORMS)
def test_form_sent_empty_or_in_part_withdraws_nothing(client, chair, request, form, worded) -> None:
    if worded == "anew":
        request.getfixturevalue("reconfirmation")
    address = reverse(form, args=[chair.group_id, *ARGUMENTS.get(form, [])])
    before = standing()
    parts = [{}, {"sent": "1"}, {"statements": []}, {"consents": ["details_held"]}, {"answer": ""}, {"answer": "no"}]
    parts += [{name: [value]} for name, value in boxes(client, address)]

    for part in parts:
        client.post(address, part)
        assert set(standing()) >= set(before), part


@pytest.mark.parametrize("kind", ["adviser", "facilitator"])
def test_undertaking_of_an_adviser_survives_an_empty_form(client, chair, kind) -> None:
    adviser = eligible_member(group=chair.group, **{kind: True})
    client.force_login(adviser.person.user)
    before = standing()

    client.post(reverse("members:mine_statements", args=[chair.group_id]), {})

    assert standing() == before


def test_every_form_with_a_persons_word_is_among_those_tried() -> None:
    """A checkbox of a form of members or chairs is one of another's word, which is tried here, or one of these."""
    found = set()
    modules = [
        module.name
        for package in (members_forms, chairs_forms)
        for module in iter_modules(package.__path__, f"{package.__name__}.")
    ]
    for module in modules:
        for name, one in vars(import_module(module)).items():
            if isinstance(one, type) and issubclass(one, forms.Form):
                kinds = (forms.CheckboxInput, forms.CheckboxSelectMultiple)
                found |= {(name, field) for field, it in one.base_fields.items() if isinstance(it.widget, kinds)}
    assert {name for name, field in found if field in {"statements", "consents", "given", "has_no_interest"}} == {
        "StatementsForm",  # of who joins: nothing was given before
        "GiveForm",
        "NewEmployerForm",  # of a new membership: nothing was given before
        "ChairConfirmForm",
        "AcceptForm",  # of a term that has not begun: nothing was given before
    }


# --- what was given is shown as given --------------------------------------------------------------------------------
def test_new_words_show_what_was_given_and_ask_only_for_what_is_new(client, chair, reconfirmation) -> None:
    page = client.get(reverse("members:mine_statements", args=[chair.group_id]))
    shown = text_of(page)

    assert f"You gave this on {Consent.objects.first().given_on:%-d %B %Y} when they were" in shown
    assert "It still counts" in shown and "is withdrawn" not in shown
    wider = [box for box in boxes(client, page.request["PATH_INFO"]) if box[1] == "wider_mailings"]
    assert wider == []  # its words are the same


def test_answering_new_words_leaves_the_employer_on_the_public_page(client, chair, reconfirmation) -> None:
    employer = chair.person.memberships.get().organisation.name
    public = reverse("public_pages:group", args=[chair.group.reference])
    assert employer in text_of(client.get(public))

    client.post(reverse("members:mine_statements", args=[chair.group_id]), {"statements": ["knowledge"]})
    client.post(reverse("chairs:chair_confirm", args=[chair.group_id]), {})

    shown = text_of(client.get(public))
    assert employer in shown and chair.person.name in shown


def test_person_who_has_given_all_is_asked_nothing(client, chair) -> None:
    pages = [reverse(page, args=[chair.group_id]) for page in ("members:mine_statements", "chairs:chair_confirm")]
    assert [boxes(client, page) for page in pages] == [[], []]
    assert "You have given everything that is asked of you" in text_of(client.get(pages[0]))


# --- a withdrawal names what follows and asks once more --------------------------------------------------------------
def test_withdrawal_names_what_follows_and_asks_once_more(client, chair) -> None:
    manager = GroupOfficialFactory(group=chair.group).user
    membership = chair.person.memberships.get()
    address = reverse("members:withdraw", args=[chair.group_id, "employer_name_published"])
    assert address in client.get(reverse("members:mine_statements", args=[chair.group_id])).content.decode()

    shown = text_of(client.get(address))
    assert f"The name of {membership.organisation.name} goes off the public page of the group today" in shown
    assert "This is then not met. The group cannot take its next step" in shown
    assert "told by email" in shown
    asked = client.post(address, {})
    assert asked.status_code == 422 and "Say whether you withdraw it" in text_of(asked)

    client.post(address, {"answer": "yes"})
    assert not membership.consents.filter(code="employer_name_published", withdrawn_on=None).exists()
    assert manager.email in set(_told())
    again = client.get(address, follow=True)
    assert "You have not given this, or have withdrawn it already" in text_of(again)


def _told() -> list[str]:
    return list(OutgoingMail.objects.filter(kind="members.withdrawn").values_list("to", flat=True))


def test_withdrawing_one_of_two_that_are_enough_fails_no_rule(client, chair) -> None:
    shown = text_of(client.get(reverse("members:withdraw", args=[chair.group_id, "operational_role"])))
    assert "This is then not met" not in shown


def test_withdrawing_mailings_concerns_nobody_else(client, chair) -> None:
    address = reverse("members:withdraw", args=[chair.group_id, "wider_mailings"])
    assert "no more wider mailings from today. Nothing else changes" in text_of(client.get(address))
    client.post(address, {"answer": "yes"})
    assert _told() == []


def test_chair_withdraws_publication_after_reading_what_follows(client, chair) -> None:
    address = reverse("members:chair_withdraw", args=[chair.group_id, "publication"])
    shown = text_of(client.get(address))
    assert "Your name and contact details go off the public page of the group today" in shown
    assert "You go on as chair" in shown

    client.post(address, {"answer": "yes"})
    chair.refresh_from_db()
    assert not chair.is_published and chair.confirmed_no_interest_on


@pytest.mark.parametrize("page", ["withdraw", "chair_withdraw"])
def test_nonsense_is_not_found(client, chair, page) -> None:
    assert client.get(reverse(f"members:{page}", args=[chair.group_id, "nonsense"])).status_code == 404
