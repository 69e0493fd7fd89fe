"""The administrator's pages of accounts."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from officials.actions import invitations
from portal.models import OutgoingMail
from tests.accounts.helpers import make_official, make_user, sign_in_official
from tests.factories import GroupOfficialFactory, MembershipFactory, PersonFactory, RouteOfficialFactory

pytestmark = pytest.mark.django_db
ROUTE_MANAGER = OfficialRole.ROUTE_MANAGER


@pytest.fixture
def administrator(client):
    administrator = make_official("admin@example.org", OfficialRole.ADMINISTRATOR, name="Ada Admin")
    sign_in_official(client, administrator)
    return administrator


def address(name, user=None):
    return reverse(f"officials:{name}", args=[user.pk] if user else [])


def test_administrator_invites_an_official_who_gets_the_link(client, administrator):
    data = {"email": "New.Official@example.org", "name": "New Official", "role": "route_manager", "reason": "Joined"}
    response = client.post(address("user_invite"), data)
    user = User.objects.get(email="new.official@example.org")
    assert response.url == address("user", user)
    assert (user.official_role, user.has_usable_password()) == ("route_manager", False)
    assert "/account/invitation/" in OutgoingMail.objects.get(to=user.email).text
    assert user.history.latest().history_user == administrator
    assert "Invited" in client.get(address("users")).content.decode()


def test_address_in_use_is_said_at_the_field_and_what_was_typed_is_kept(client, administrator):
    make_official()
    data = {"email": "otto.ficial@example.org", "name": "Somebody Else", "role": "route_manager"}
    response = client.post(address("user_invite"), data)
    assert response.status_code == 422
    assert "is an official already" in response.content.decode()
    assert "Somebody Else" in response.content.decode()


def test_invitation_is_sent_again_and_expired_ones_are_seen(client, administrator):
    now = timezone.now() - timedelta(days=20)
    user = invitations.invite(
        email="r@example.org", name="Rita", role=ROUTE_MANAGER, by=administrator, reason="", now=now
    )
    before = user.invitation.nonce
    assert "Invitation expired" in client.get(address("user", user)).content.decode()
    client.post(address("user_send_again", user))
    user.invitation.refresh_from_db()
    assert user.invitation.nonce != before
    assert OutgoingMail.objects.filter(to=user.email).count() == 2


def test_name_and_role_change_with_a_reason(client, administrator):
    user = make_official()
    data = {"name": "Otto Renamed", "role": "route_manager", "reason": "Moved"}
    assert client.post(address("user_change", user), data).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.official_role) == ("Otto Renamed", "route_manager")
    assert user.history.latest().history_change_reason == "Moved"
    assert "Moved" in client.get(address("user", user)).content.decode()
    assert "route manager" in OutgoingMail.objects.get(kind="accounts.role_given").text


@pytest.mark.parametrize("page", ["user_change", "user_close", "user_reset_factor"])
def test_nothing_changes_without_a_reason(client, administrator, page):
    user = make_official()
    response = client.post(address(page, user), {"name": "X", "role": ""})
    assert response.status_code == 422
    assert "Say why" in response.content.decode()
    user.refresh_from_db()
    assert user.is_official and user.is_active and Authenticator.objects.filter(user=user).exists()


def test_account_is_closed_and_opened_again_and_says_what_is_left_behind(client, administrator):
    user = make_official()
    group, place = GroupOfficialFactory(user=user).group, RouteOfficialFactory(user=user).route
    shown = client.get(address("user_close", user)).content.decode()
    assert group.name in shown and place.name in shown
    client.post(address("user_close", user), {"reason": "Left"})
    user.refresh_from_db()
    assert not user.is_active
    client.post(address("user_close", user), {"reason": "Came back"})
    user.refresh_from_db()
    assert user.is_active


def test_lost_factor_is_reset(client, administrator):
    user = make_official()
    client.post(address("user_reset_factor", user), {"reason": "Lost telephone"})
    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize("page", ["user_change", "user_close", "user_reset_factor"])
def test_administrator_does_not_change_the_own_account(client, administrator, page):
    data = {"name": "Ada", "role": "", "reason": "Retired"}
    response = client.post(address(page, administrator), data)
    assert response.status_code == 422
    assert "Another administrator must do this" in response.content.decode()
    assert User.objects.get(pk=administrator.pk).is_administrator


def test_who_serves_on_a_group_is_not_made_an_official(client, administrator):
    user = make_user()
    MembershipFactory(person=PersonFactory(user=user))
    response = client.post(address("user_change", user), {"name": "Ada", "role": "route_manager", "reason": "Joins"})
    assert "serves on a group" in response.content.decode()
    assert not User.objects.get(pk=user.pk).is_official


def test_list_is_searched_and_shows_other_accounts_when_asked(client, administrator):
    make_user("somebody@example.org", name="Some Body")
    make_official("otto@example.org", name="Otto Official")
    assert "Some Body" not in client.get(address("users")).content.decode()
    assert "Some Body" in client.get(address("users"), {"role": "none", "q": "some"}).content.decode()
    shown = client.get(address("users"), {"q": "nobody at all"}).content.decode()
    assert "No account matches" in shown
