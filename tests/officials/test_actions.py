import time

import pytest
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from accounts import actions
from accounts.enums import OfficialRole
from accounts.models import User
from officials.actions.accounts import NotAllowed, reset_second_factor, set_active, set_official_role
from tests.accounts.helpers import PASSWORD, SECRET, make_official, make_user, sign_in_official, totp_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_a_stranger():
    request = RequestFactory().get("/invitation/")
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = FallbackStorage(request)
    return request


@pytest.fixture
def administrator():
    return make_official("admin@example.org", OfficialRole.ADMINISTRATOR)


# --- people ----------------------------------------------------------------------------------------------------------
def test_ensure_user_makes_an_account_with_verified_address_and_no_password():
    user, created = actions.ensure_user(email=" Grace.Wren@Example.org ", name="Grace Wren")
    assert created
    assert (user.email, user.name, user.has_usable_password()) == ("grace.wren@example.org", "Grace Wren", False)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("grace.wren@example.org", True, True)


def test_ensure_user_leaves_one_who_exists_as_they_are():
    person = make_user("grace.wren@example.org", name="Grace Wren")
    EmailAddress.objects.update(verified=False)
    user, created = actions.ensure_user(email="GRACE.WREN@example.org", name="Somebody Else")
    assert (user, created, user.name) == (person, False, "Grace Wren")
    assert not EmailAddress.objects.get().verified
    assert user.check_password(PASSWORD)


def test_add_verified_email_verifies_the_pending_one_and_keeps_the_primary():
    person = make_user()
    EmailAddress.objects.create(user=person, email="new@example.org")
    address = actions.add_verified_email(user=person, email="New@example.org")
    assert (address.verified, address.primary) == (True, False)
    assert EmailAddress.objects.filter(user=person).count() == 2


def test_add_verified_email_refuses_what_another_person_has_verified():
    make_user("taken@example.org")
    with pytest.raises(actions.AddressTaken):
        actions.add_verified_email(user=make_user(), email="taken@example.org")
    assert EmailAddress.objects.filter(email="taken@example.org").count() == 1


def test_rename_keeps_who_did_it():
    person = make_user()
    actions.rename(user=person, name="Ada Lark", by=person)
    assert User.objects.get().name == "Ada Lark"
    assert person.history.latest().history_user == person


# --- second factor ---------------------------------------------------------------------------------------------------
def test_enrol_totp_stores_the_secret_encrypted_and_its_codes_pass():
    person = make_user()
    factor = actions.enrol_totp(user=person, secret=SECRET)
    assert SECRET not in str(Authenticator.objects.values_list("data", flat=True).get())
    assert factor.wrap().validate_code(totp_code())


def test_enrol_totp_replaces_the_one_before():
    person = make_user()
    actions.enrol_totp(user=person, secret=SECRET)
    actions.enrol_totp(user=person, secret="MFRGGZDFMZTWQ2LK")
    assert not Authenticator.objects.get().wrap().validate_code(totp_code())


def test_enrol_totp_refuses_what_is_no_secret():
    with pytest.raises(ValueError, match="base32"):
        actions.enrol_totp(user=make_user(), secret="not a secret!")


def test_reset_second_factor_signs_out_everywhere_and_says_why(client, administrator):
    official = make_official()
    client.post("/accounts/login/", {"login": official.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert client.get("/accounts/sessions/").status_code == 200

    reset_second_factor(user=official, by=administrator, reason="Lost telephone")
    assert not Authenticator.objects.filter(user=official).exists()
    assert not UserSession.objects.filter(user=official).exists()
    assert client.get("/accounts/sessions/").url.startswith("/accounts/login/")
    latest = official.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (administrator, "Second factor reset: Lost telephone")


# --- roles -----------------------------------------------------------------------------------------------------------
def test_role_is_given_with_who_and_why(administrator):
    person = set_official_role(
        user=make_user(), role=OfficialRole.ROUTE_MANAGER, by=administrator, reason="Joined the team"
    )
    assert (person.official_role, person.is_staff) == ("route_manager", False)
    latest = person.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (administrator, "Joined the team")


def test_only_administrators_open_the_support_pages(administrator):
    person = make_user(is_superuser=True)
    person = set_official_role(user=person, role="administrator", by=administrator, reason="Cover")
    assert (person.is_staff, person.is_superuser) == (True, True)
    person = set_official_role(user=person, role="", by=administrator, reason="Cover ended")
    assert (person.is_official, person.is_staff, person.is_superuser) == (False, False, False)


@pytest.mark.parametrize("role", [role for role in OfficialRole if role != OfficialRole.ADMINISTRATOR])
def test_nobody_but_an_administrator_gives_roles(role):
    person, official = make_user(), make_official(role=role)
    with pytest.raises(NotAllowed):
        set_official_role(user=person, role="administrator", by=official, reason="Because")
    with pytest.raises(NotAllowed):
        set_active(user=person, is_active=False, by=official, reason="Because")
    with pytest.raises(NotAllowed):
        reset_second_factor(user=person, by=official, reason="Because")
    person.refresh_from_db()
    assert (person.official_role, person.is_active) == ("", True)


def test_nobody_changes_their_own_role(administrator):
    with pytest.raises(NotAllowed):
        set_official_role(user=administrator, role="", by=administrator, reason="Retired")


def test_unknown_role_is_refused(administrator):
    with pytest.raises(ValueError, match="unknown role"):
        set_official_role(user=make_user(), role="emperor", by=administrator, reason="Because")


def test_closing_an_account_ends_its_sessions_at_once(client, administrator):
    person = make_user()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    set_active(user=person, is_active=False, by=administrator, reason="Left")
    assert client.get("/accounts/sessions/").url.startswith("/accounts/login/")
    assert not UserSession.objects.exists()


# --- a mailed link ---------------------------------------------------------------------------------------------------
def test_link_signs_a_person_in_and_records_how(request_of_a_stranger):
    request = request_of_a_stranger
    person, _ = actions.ensure_user(email="grace.wren@example.org", name="Grace Wren")
    assert actions.sign_in_by_link(request, user=person)
    assert request.user == person
    assert [record["method"] for record in get_authentication_records(request, person)] == ["link"]
    assert UserSession.objects.filter(user=person).exists()


def test_link_proves_the_address(request_of_a_stranger):
    person = make_user()
    EmailAddress.objects.update(verified=False)
    assert actions.sign_in_by_link(request_of_a_stranger, user=person)
    assert EmailAddress.objects.get(user=person).verified


def test_link_ends_the_session_of_somebody_else(request_of_a_stranger):
    request = request_of_a_stranger
    first, second = make_user(), make_user("second@example.org")
    assert actions.sign_in_by_link(request, user=first)
    key = request.session.session_key
    request.session["draft"] = "of the first"
    assert actions.sign_in_by_link(request, user=second)
    assert request.user == second
    assert "draft" not in request.session
    assert request.session.session_key != key
    assert [record["method"] for record in get_authentication_records(request, second)] == ["link"]


@pytest.mark.parametrize(
    "fields", [{"official_role": role} for role in OfficialRole] + [{"is_staff": True}, {"is_active": False}]
)
def test_link_signs_in_no_official_and_no_closed_account(request_of_a_stranger, fields):
    person = make_user(**fields)
    assert not actions.sign_in_by_link(request_of_a_stranger, user=person)
    assert not request_of_a_stranger.user.is_authenticated
    assert dict(request_of_a_stranger.session) == {}


def test_link_does_not_stand_in_for_a_second_factor(request_of_a_stranger):
    person = make_user()
    actions.enrol_totp(user=person, secret=SECRET)
    assert not actions.sign_in_by_link(request_of_a_stranger, user=person)
    assert not request_of_a_stranger.user.is_authenticated


def test_session_of_the_helper_is_one_the_gate_lets_through(client):
    factor = sign_in_official(client, make_user("plain@example.org", official_role=OfficialRole.ROUTE_MANAGER))
    assert client.get("/accounts/sessions/").status_code == 200
    assert factor.created_at.timestamp() <= time.time()
