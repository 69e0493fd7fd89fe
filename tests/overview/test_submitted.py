"""After a membership is submitted: a page and a mail say who looks at it, by when, and what may come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duties.models import Extension
from groups.models import Group, MembershipSubmission
from guidance.vocabulary import RiskCode
from members.actions import approval as actions
from portal.calendar import add_working_days, today
from portal.models import OutgoingMail
from tests.factories import ConcernFactory, OfficialFactory, eligible_chair
from tests.groups.helpers import chair_of, ready_group
from tests.matrix_world import RULE

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return ready_group()


@pytest.fixture
def chair(client, group):
    user = chair_of(group).person.user
    client.force_login(user)
    return user


def submit(client, group) -> str:
    """The words of the page to which the chair is led."""
    response = client.post(reverse("overview:submit", args=[group.pk]), follow=True)
    assert response.redirect_chain == [(reverse("overview:submitted", args=[group.pk]), 302)]
    return words(response.content.decode())


def words(text: str) -> str:
    return " ".join(text.split())


def mails() -> dict[str, str]:
    return {mail.to: words(mail.text) for mail in OutgoingMail.objects.filter(kind="groups.membership_received")}


def day() -> str:
    return f"{add_working_days(today(), 5):%-d %B %Y}"


def test_page_says_who_looks_at_it_by_when_and_what_may_come(client, group, chair):
    manager = group.officials.get().user

    page = submit(client, group)

    assert "The membership is submitted" in page and group.reference in page
    assert f"{manager.name}, the group’s product manager, looks at it." in page
    assert "We aim to give feedback within 5 working days" in page and day() in page
    for may_come in ("approved:", "returned with comments:", "asked for further members"):
        assert may_come in page
    assert "There is nothing you need to do." in page
    again = words(client.get(reverse("overview:submitted", args=[group.pk])).content.decode())
    assert "The membership is submitted" in again and day() in again  # at its own address, at any time


def test_each_chair_and_whoever_submits_get_a_mail_with_the_same_words(client, group, chair):
    manager = group.officials.get().user
    other = eligible_chair(group=group).person.user

    submit(client, group)

    assert set(mails()) == {chair.email, other.email}
    for text in mails().values():
        assert f"{manager.name}, the group’s product manager, looks at it." in text
        assert f"We aim to give feedback within 5 working days, by {day()}." in text
        assert "returned with comments" in text and "further members" in text
        assert reverse("overview:submitted", args=[group.pk]) in text


def test_group_without_a_product_manager_reads_that_nobody_is_allocated(client, group, chair):
    group.officials.all().delete()
    OfficialFactory(official_role="administrator")

    page = submit(client, group)

    nobody = "obody is allocated as the group’s product manager yet. We told those who allocate one"
    assert nobody in page and nobody in mails()[chair.email]
    assert "looks at it" not in page


def test_late_feedback_is_said_and_not_promised_again(client, group, chair):
    submit(client, group)
    MembershipSubmission.objects.update(submitted_at=timezone.now() - timedelta(days=30))

    page = words(client.get(reverse("overview:submitted", args=[group.pk])).content.decode())

    assert "We aimed to give feedback by" in page and "We aim to give" not in page


def test_feedback_that_takes_longer_is_said_with_its_new_day(client, group, chair):
    submit(client, group)
    until = add_working_days(today(), 12)
    Extension.objects.create(
        group=group,
        code="membership.decide",
        subject=f"membershipsubmission/{group.membership_submissions.get().pk}",
        advised_on=today(),
        advised_at=timezone.now(),
        advised_by=group.officials.get().user,
        until=until,
        reason="We ask another department.",
    )

    page = words(client.get(reverse("overview:submitted", args=[group.pk])).content.decode())

    assert f"It takes longer than we aimed for: you get feedback by <strong>{until:%-d %B %Y}</strong>." in page


def test_page_leads_on_to_the_group_once_it_is_decided(client, group, chair):
    submit(client, group)
    actions.approve(group=group, reasons="", by=group.officials.get().user, now=timezone.now())

    assert client.get(reverse("overview:submitted", args=[group.pk])).url == group.get_absolute_url()


def test_list_of_tasks_leads_to_it_while_it_waits(client, group, chair):
    here = reverse("overview:submitted", args=[group.pk])
    assert here not in client.get(reverse("overview:tasks", args=[group.pk])).content.decode()

    submit(client, group)

    assert here in client.get(reverse("overview:tasks", args=[group.pk])).content.decode()


def test_submitting_twice_sends_one_mail_each(client, group, chair):
    submit(client, group)
    client.post(reverse("overview:submit", args=[group.pk]))

    assert OutgoingMail.objects.filter(kind="groups.membership_received").count() == 1


@pytest.mark.parametrize(
    "page, answers",
    [
        ("overview:justify", {"reason": "Nine of us employ almost everybody."}),
        ("groups:query_ask", {"subject": "other", "question": "May an adviser vote?"}),
        ("oversight:concern_answer", {"response": "We drop one of them."}),
        ("oversight:mitigation_ask", {"risk": RiskCode.PROPOSAL_LATE, "reason": "The chair was ill."}),
    ],
)
def test_whatever_the_group_sends_says_by_when_it_is_answered(client, group, chair, page, answers):
    Group.objects.filter(pk=group.pk).update(first_contact_on=today() - timedelta(days=300))
    keys = {"overview:justify": [RULE], "oversight:concern_answer": [ConcernFactory(group=group).pk]}.get(page, [])
    until = today() + timedelta(days=30)
    dated = {"until-day": until.day, "until-month": until.month, "until-year": until.year}

    response = client.post(reverse(page, args=[group.pk, *keys]), answers | dated, follow=True)

    assert f"We aim to answer by {day()}, and you hear by email." in words(response.content.decode())
