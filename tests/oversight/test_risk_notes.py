"""What officials note about a risk: who may, what the group reads and where, what is kept of earlier ones."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import GroupOfficial
from guidance.vocabulary import RiskCode
from oversight.actions.risk_notes import note_risk
from oversight.models import RiskNote
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import ConcernFactory, RiskNoteFactory
from tests.groups.helpers import chair_of, ready_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
TEXT = "Spoke with the chair: the draft comes next week."


@pytest.fixture
def group():
    """At risk, as a concern about quality is open since ten days."""
    group = ready_group()
    ConcernFactory(group=group, kind="quality", opened_on=today() - timedelta(days=10))
    return group


@pytest.fixture
def manager(group):
    return GroupOfficial.objects.get(group=group).user


def page(group, risk=RiskCode.QUALITY):
    return reverse("oversight:risk_note", args=[group.pk, risk])


def support(group):
    return reverse("oversight:support", args=[group.pk])


def test_note_is_kept_with_history_and_the_chairs_are_told(group, manager):
    risk_note = note_risk(group=group, risk=RiskCode.QUALITY, text=TEXT, by=manager, now=timezone.now())

    assert (risk_note.noted_by, risk_note.history.count()) == (manager, 1)
    message = OutgoingMail.objects.get(kind="oversight.support")
    assert message.to == chair_of(group).person.email and TEXT in message.text


def test_there_is_nothing_to_note_of_a_risk_that_the_group_does_not_have(group, manager):
    with pytest.raises(Conflict, match="no risk"):
        note_risk(group=group, risk=RiskCode.PROPOSAL_LATE, text=TEXT, by=manager, now=timezone.now())
    assert not RiskNote.objects.exists()


def test_product_manager_says_what_is_done_beside_the_risk(client, group, manager):
    sign_in_official(client, manager)
    assert page(group) in client.get(support(group)).content.decode()
    assert "Say what is done about it" in text_of(client.post(page(group), {}))

    shown = text_of(client.post(page(group), {"text": TEXT}, follow=True))

    assert f"{TEXT} {manager}, {today():%-d %B %Y}" in shown and "Earlier notes" not in shown
    assert TEXT in text_of(client.get(page(group)))


def test_chair_reads_it_and_notes_nothing(client, group):
    RiskNoteFactory(group=group, risk=RiskCode.QUALITY, text=TEXT)
    client.force_login(chair_of(group).person.user)
    response = client.get(support(group))
    assert TEXT in text_of(response) and page(group) not in response.content.decode()
    assert client.get(page(group)).status_code == 403


def test_notes_from_before_the_level_and_on_other_risks_are_earlier_ones(client, group, manager):
    RiskNoteFactory(group=group, risk=RiskCode.QUALITY, text="Long ago.", noted_at=timezone.now() - timedelta(days=40))
    RiskNoteFactory(group=group, risk=RiskCode.PROPOSAL_LATE, text="Submitted since.")
    sign_in_official(client, manager)
    shown = text_of(client.get(support(group)))
    earlier = shown.index("Earlier notes on risks")
    assert shown.index("Long ago.") > earlier and "Occupation proposal late Submitted since." in shown


@pytest.mark.parametrize("risk", ["risk.proposal_late", "risk.of_no_kind"])
def test_page_of_no_risk_is_refused(client, group, manager, risk):
    sign_in_official(client, manager)
    assert client.get(page(group, risk)).status_code == (409 if risk in RiskCode.values else 404)


@pytest.mark.parametrize("count", [1, 3])
def test_support_page_takes_as_many_statements_however_many_notes(
    client, group, manager, count, django_assert_num_queries
):
    RiskNoteFactory.create_batch(count, group=group, risk=RiskCode.QUALITY, text=TEXT)
    RiskNoteFactory.create_batch(count, group=group, text="Before.")
    sign_in_official(client, manager)
    with django_assert_num_queries(10):
        shown = text_of(client.get(support(group)))
    assert (shown.count(TEXT), shown.count("Before.")) == (count, count)
