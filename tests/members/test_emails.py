from datetime import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from members import emails
from members.emails.hand_overs import hand_over_accepted, hand_over_proposed
from portal.models import OutgoingMail
from tests.factories import HandOverFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NAME = "Siobhán O'Neill & <Sons>"


def messages():
    """One of each message about somebody whose name would suffer from escaping."""
    invitation = InvitationFactory(name=NAME, reminded_at=timezone.now())
    membership = MembershipFactory(person__name=NAME, ended_on=timezone.localdate(), end_reason="resigned")
    emails.invitation(invitation)
    emails.reminder(invitation)
    emails.asked(membership, missing=["No day given"], by=UserFactory(), on=timezone.localdate())
    emails.declined(invitation, to="chair@example.org", name="Cher Chair")
    emails.membership_ended(membership, to="member@example.org")
    emails.withdrawn(
        membership, what="Track record", on=timezone.localdate(), to="chair@example.org", name="Cher Chair"
    )
    hand_over = HandOverFactory(joins=True, successor__name=NAME)
    hand_over_proposed(hand_over, to="member@example.org", name=NAME)
    hand_over_accepted(hand_over, to="manager@example.org", name="Max Manager")
    return OutgoingMail.objects.all()


def test_every_message_names_the_person_and_carries_one_link():
    sent = messages()

    assert len(sent) == 8
    for message in sent:
        assert NAME in message.text
        assert message.text.count("http") == 1
        assert message.text.startswith("Hello ") and "\n\nWhat to do: " in message.text
        assert message.text.rstrip().endswith(settings.SERVICE_NAME)


def test_a_message_is_written_once():
    invitation = InvitationFactory()
    for _ in range(2):
        emails.declined(invitation, to="chair@example.org", name="Cher Chair")

    assert OutgoingMail.objects.count() == 1


def test_reminder_says_in_its_subject_who_asks_since_when_and_until_when():
    invited_at = timezone.make_aware(datetime(2026, 11, 3, 10))
    invitation = InvitationFactory(
        invited_by__name="Cher Chair", invited_at=invited_at, sent_at=invited_at, reminded_at=timezone.now()
    )
    works_for = MembershipFactory(group=invitation.group, person__user=invitation.invited_by).organisation

    emails.reminder(invitation)

    last_day = timezone.localdate(invitation.expires_at())
    expected = f"Reminder: Cher Chair, {works_for}, invited you on 3 November. Answer by {last_day:%-d %B}"
    assert OutgoingMail.objects.get().subject == expected
