from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from members.actions.invitations import remind_all
from members.emails import link_of
from portal.calendar import today
from portal.links import new_nonce
from portal.models import OutgoingMail
from tests.factories import InvitationFactory, UserFactory, eligible_chair
from tests.members.helpers import answered, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    """A link bears the second in which it was made."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def invitation():
    return InvitationFactory(name="Ann Example", email="ann@example.org", answers=answered())


def decline_of(invitation):
    return f"{link_of(invitation)}decline/"


def test_declining_asks_first_and_changes_nothing_when_looked_at(client, invitation):
    assert decline_of(invitation) in client.get(link_of(invitation)).content.decode()

    text = text_of(client.get(decline_of(invitation)))

    assert "Keep the invitation" in text
    invitation.refresh_from_db()
    assert invitation.revoked_at is None
    assert not User.objects.filter(email="ann@example.org").exists()


def test_declining_closes_the_invitation_and_tells_the_chair(client, invitation):
    chair = eligible_chair(group=invitation.group)

    response = client.post(decline_of(invitation), follow=True)

    assert "You do not want to serve" in text_of(response) and response.status_code == 200
    assert "_auth_user_id" not in client.session
    invitation.refresh_from_db()
    assert invitation.revoked_at.date() == today() and invitation.revoked_by.email == "ann@example.org"
    assert invitation.answers == {}
    mail = OutgoingMail.objects.get(kind="members.declined")
    assert mail.to == chair.person.email
    assert mail.text.startswith(f"Hello {chair.person.name},") and "Ann Example" in mail.subject


def test_who_declined_is_reminded_no_more_and_declines_once(client, invitation):
    for _ in range(2):
        client.post(decline_of(invitation))

    assert remind_all(group=invitation.group, by=UserFactory(), now=invitation.sent_at) == (0, 0)
    assert OutgoingMail.objects.count() == 1


def test_somebody_else_and_an_old_link_cannot_decline(client, invitation):
    link = decline_of(invitation)
    client.force_login(UserFactory())
    assert client.post(link).status_code == 409
    client.logout()
    invitation.nonce = new_nonce()
    invitation.save()

    assert client.post(link).status_code == 410
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_pages_of_joining_lead_to_declining(client, invitation):
    client.force_login(UserFactory(email="ann@example.org"))

    html = client.get(reverse("joining:details", args=[invitation.pk])).content.decode()

    assert decline_of(invitation) in html
