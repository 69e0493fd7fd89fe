"""Until when a proposal is due is said everywhere as the policy in force counts it."""

from dataclasses import replace

import pytest
from django.urls import reverse

from groups import emails
from guidance import policies
from guidance.duties.groups import group_answer
from oversight.actions import store
from portal.calendar import add_months, today
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    ChairAppointmentFactory,
    EnquiryFactory,
    GroupFactory,
    GroupOfficialFactory,
    MembershipSubmissionFactory,
    ParticipationFactory,
    SubmissionFactory,
    UserFactory,
    eligible_member,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
MONTHS = 4


@pytest.fixture(autouse=True)
def shorter_policy(monkeypatch):
    """A version of the guidance that gives less time."""
    policy = policies.policy_for(today())
    shorter = replace(policy, parameters=replace(policy.parameters, proposal_due_months=MONTHS))
    monkeypatch.setattr(policies, "every_policy", lambda: (shorter,))


@pytest.fixture
def group():
    group = GroupFactory(membership_approved_on=today())
    ChairAppointmentFactory(group=group, person=eligible_member(group=group).person)
    GroupOfficialFactory(group=group)
    return group


def due(first_contact_on):
    return f"{add_months(first_contact_on, MONTHS):%-d %B %Y}"


@pytest.mark.parametrize("page", ["home", "public", "dashboard", "group"])
def test_page_says_the_day_of_the_policy_in_force(client, group, page):
    client.force_login(group.chairs.get().person.user)
    address = {"home": "/home/", "public": group.get_public_url(), "group": group.get_absolute_url()}
    if page == "dashboard":
        sign_in_official(client, group.officials.get().user)

    store([group_answer(group.pk, today())])
    shown = client.get(address.get(page) or reverse("oversight:dashboard")).content.decode()

    assert due(group.first_contact_on) in shown


def test_enquiry_and_mails_say_the_day_of_the_policy_in_force(client, group):
    enquiry = EnquiryFactory()
    client.force_login(enquiry.user)
    assert due(enquiry.received_at.date()) in client.get(enquiry.get_absolute_url()).content.decode()

    emails.enquiry_decided(EnquiryFactory(accepted=True, group=group))
    for outcome in ("approved", "returned"):
        decided = MembershipSubmissionFactory(group=group, decided=True, outcome=outcome)
        emails.membership_decided(decided, to="ann@example.org", name="Ann")

    texts = OutgoingMail.objects.values_list("text", flat=True)
    assert len(texts) == 3 and all(due(group.first_contact_on) in text for text in texts)


# --- once it was submitted -------------------------------------------------------------------------------------------
@pytest.fixture
def late():
    """A group whose proposal is overdue, with a chair and a product manager."""
    group = GroupFactory(first_contact_on=add_months(today(), -9), membership_approved_on=today())
    ChairAppointmentFactory(group=group, person=eligible_member(group=group).person)
    GroupOfficialFactory(group=group)
    ParticipationFactory(group=group)
    return group


def told(client, group, place):
    """What the page says of the group, in words."""
    store([group_answer(group.pk, today())])
    if place == "dashboard":
        sign_in_official(client, group.officials.get().user)
    else:
        client.force_login(group.chairs.get().person.user)
    address = {
        "home": "/home/",
        "group": group.get_absolute_url(),
        "tasks": reverse("overview:tasks", args=[group.pk]),
        "together": reverse("overview:collaboration", args=[group.participations.get().collaboration_id]),
        "dashboard": reverse("oversight:dashboard"),
    }
    return text_of(client.get(address[place]))


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("home", "proposal was due by {due}", ""),
        ("tasks", "The occupation proposal was due by {due}", ""),
        ("group", "{due} overdue", "Proposal submitted"),
        ("dashboard", "{due}, overdue", "No proposal is owed"),
        ("together", "{due}", "No date"),
    ],
)
def test_date_of_a_proposal_that_was_submitted_no_longer_counts(client, late, place, before, after):
    said = {"due": due(late.first_contact_on)}
    assert before.format(**said) in told(client, late, place)

    SubmissionFactory(group=late, submitted_on=today(), submitted_by=UserFactory())

    now = told(client, late, place)
    assert before.format(**said) not in now
    assert after.format(**said) in now
