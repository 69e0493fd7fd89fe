"""How somebody hears of what is due, by choice; and the way out that every digest has."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from duties.actions.digests import send_digests
from duties.actions.preferring import prefer
from duties.models import Digest, DigestLine, Preference
from portal import mail
from portal.links import sign
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.reminded import DAY, ON, assess, at, begin, mails, outcomes, remind
from tests.factories import GroupFactory, GroupOfficialFactory, JustificationFactory, PersonFactory, QueryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    begin(ON - 60 * DAY)
    return GroupFactory(first_contact_on=ON - 28 * DAY)


@pytest.fixture
def manager(group):
    row = GroupOfficialFactory(group=group, user__email="pm@example.org", started_on=group.first_contact_on)
    return row.user


def digests():
    return OutgoingMail.objects.filter(kind="duties.digest", to="pm@example.org").order_by("pk")


def way_out():
    return digests().last().headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")


def test_what_is_wanted_at_once_is_mailed(group, manager):
    prefer(user=manager.pk, choices={"N": "at_once"})
    JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON)
    remind(ON)
    assert (f"{group.reference}: Decide on a justification, by 9 March 2026", manager.email) in mails()
    assert not DigestLine.objects.filter(user=manager, reminder__duty__code="justification.decide").exists()


def test_what_is_wanted_weekly_waits_for_a_monday(group, manager):
    prefer(user=manager.pk, choices={"N": "weekly"})
    JustificationFactory(group=group, asked_at=at(ON + DAY))
    assess(group, ON + DAY)
    remind(ON + DAY)
    for days in range(1, 8):
        send_digests(now=at(ON + days * DAY))
    said = digests().filter(text__contains="justification")
    assert said.get().key == f"digest-{Digest.objects.get(user=manager, day=ON + 7 * DAY).pk}"


def test_what_is_not_wanted_is_not_sent(group, manager):
    prefer(user=manager.pk, choices={"N": "off"})
    JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON)
    remind(ON)
    assert not DigestLine.objects.filter(user=manager, reminder__duty__urgency="N").exists()
    assert ("opens", "quiet") in outcomes("justification.decide")


def test_urgent_things_come_within_a_day(manager):
    for frequency in ("weekly", "off"):
        with pytest.raises(ValueError, match="at once or daily"):
            prefer(user=manager.pk, choices={"U": frequency})
        with pytest.raises(IntegrityError), transaction.atomic():
            Preference.objects.create(user=manager, urgency="U", frequency=frequency)
    prefer(user=manager.pk, choices={"U": "daily"})
    prefer(user=manager.pk, choices={"U": "at_once"})
    assert Preference.objects.get().frequency == "at_once"


def test_urgent_things_may_come_with_the_digest(group, manager):
    prefer(user=manager.pk, choices={"U": "daily"})
    QueryFactory(group=group, asked_at=at(ON), due_on=ON + 7 * DAY)
    assess(group, ON)
    remind(ON + 8 * DAY)
    assert not [subject for subject, to in mails() if to == manager.email and "Answer the group" in subject]
    send_digests(now=at(ON + 8 * DAY))
    assert "Answer the group" in digests().get().text


# --- pages -----------------------------------------------------------------------------------------------------------
def test_choices_are_made_on_the_account_page(manager):
    client, page = Client(), reverse("duties:preferences")
    sign_in_official(client, manager)
    assert page in client.get(reverse("accounts:account")).content.decode()
    shown = client.get(page).content.decode()
    assert shown.count("checked") == 4 and shown.count('value="off"') == 3
    assert client.post(page, {"U": "off", "N": "weekly", "L": "daily", "Q": "off"}).status_code == 422
    assert client.post(page, {"U": "daily", "N": "weekly", "L": "daily", "Q": "off"}).status_code == 302
    chosen = dict(Preference.objects.filter(user=manager).values_list("urgency", "frequency"))
    assert chosen == {"U": "daily", "N": "weekly", "L": "daily", "Q": "off"}


def sent_digest(group):
    JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON)
    remind(ON)
    send_digests(now=at(ON))


def test_a_mail_program_unsubscribes_by_itself(group, manager):
    sent_digest(group)
    assert digests().get().headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client = Client(enforce_csrf_checks=True)
    shown = client.get(way_out())
    assert shown.status_code == 200 and "Stop digests" in shown.content.decode()
    assert not Preference.objects.exists()  # to look changes nothing
    answer = client.post(way_out(), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "These still come" in answer.content.decode()
    assert set(Preference.objects.filter(user=manager).values_list("urgency", "frequency")) == {
        (urgency, "off") for urgency in "NLQ"
    }
    assert client.post(way_out(), {"List-Unsubscribe": "One-Click"}).status_code == 200  # twice is once
    JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON + DAY)
    remind(ON + DAY)
    assert send_digests(now=at(ON + DAY)) == 0


def test_so_does_somebody_without_an_account(client):
    person = PersonFactory(user=None, email="pat@example.org")
    prefer(person=person.pk, choices={"N": "daily"})
    assert client.post(f"/unsubscribe/{sign('duties.unsubscribe', person.pk, 'person')}/").status_code == 200
    assert Preference.objects.get(person=person, urgency="N").frequency == "off"


@pytest.mark.parametrize("token", ["x", "WzEsInVzZXIiXQ:1abc:xyz"])
def test_a_link_that_was_not_made_here_leads_nowhere(client, token):
    assert client.get(f"/unsubscribe/{token}/").status_code == 404
    assert client.post(f"/unsubscribe/{token}/").status_code == 404


def test_headers_go_with_the_message(group, manager, monkeypatch):
    sent_digest(group)
    sent = []
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda self: sent.append(self))
    mail.deliver(digests().get())
    message = sent[0].message()
    assert message["List-Unsubscribe"].startswith("<http") and message["Auto-Submitted"] == "auto-generated"
