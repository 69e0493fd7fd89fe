import pytest
from django.utils import timezone

from members import emails
from portal.models import OutgoingMail
from tests.factories import ChairAppointmentFactory, InvitationFactory, MembershipFactory

pytestmark = pytest.mark.django_db
NAME = "Siobhán O'Neill & <Sons>"


def messages():
    """One of each message about somebody whose name would suffer from escaping."""
    invitation = InvitationFactory(name=NAME, reminded_at=timezone.now())
    membership = MembershipFactory(person__name=NAME, ended_on=timezone.localdate(), end_reason="resigned")
    emails.invitation(invitation)
    emails.reminder(invitation)
    emails.accepted(membership, to="chair@example.org")
    emails.membership_ended(membership, to="member@example.org")
    emails.chair_appointed(ChairAppointmentFactory(person__name=NAME), to="member@example.org")
    return OutgoingMail.objects.all()


def test_every_message_names_the_person_and_carries_one_link():
    sent = messages()

    assert len(sent) == 5
    for message in sent:
        assert NAME in message.text
        assert message.text.count("http") == 1


def test_a_message_is_written_once():
    membership = MembershipFactory()
    for _ in range(2):
        emails.accepted(membership, to="chair@example.org")

    assert OutgoingMail.objects.count() == 1
