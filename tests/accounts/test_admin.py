"""The administrator's support pages."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.enums import OfficialRole
from accounts.models import User
from tests.accounts.helpers import make_official, make_user, sign_in_official

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/user/"


@pytest.fixture
def administrator(client):
    administrator = make_official("admin@example.org", OfficialRole.ADMINISTRATOR)
    sign_in_official(client, administrator)
    return administrator


def page_of(person):
    return reverse("admin:accounts_user_change", args=[person.pk])


def test_administrator_finds_people(client, administrator):
    make_user()
    text = client.get(LIST, {"q": "quill"}).content.decode()
    assert "ada.quill@example.org" in text


def test_role_changes_with_a_reason_kept_in_the_history(client, administrator):
    person = make_user()
    data = {"official_role": "route_manager", "is_active": "on", "reason": "Joined the team"}
    assert client.post(page_of(person), data).status_code == 302
    latest = User.history.filter(id=person.pk).latest()
    assert (latest.official_role, latest.history_change_reason) == ("route_manager", "Joined the team")
    assert latest.history_user == administrator


@pytest.mark.parametrize(
    "change",
    [{"official_role": "route_manager", "is_active": "on"}, {}, {"is_active": "on", "reset_second_factor": "on"}],
)
def test_nothing_changes_without_a_reason(client, administrator, change):
    person = make_official()
    person.official_role = ""
    person.save()
    response = client.post(page_of(person), change)
    assert "Say why" in response.content.decode()
    person.refresh_from_db()
    assert (person.official_role, person.is_active) == ("", True)
    assert Authenticator.objects.filter(user=person).exists()


def test_administrator_does_not_change_the_own_account(client, administrator):
    response = client.post(page_of(administrator), {"official_role": "", "is_active": "on", "reason": "Retired"})
    assert "Another administrator must do this" in response.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_administrator


def test_lost_factor_is_reset_and_account_closed(client, administrator):
    official = make_official()
    data = {"official_role": official.official_role, "reset_second_factor": "on", "reason": "Lost telephone and left"}
    client.post(page_of(official), data)
    official.refresh_from_db()
    assert not official.is_active
    assert not Authenticator.objects.filter(user=official).exists()


def test_administrator_adds_an_official(client, administrator):
    data = {"email": "New.Official@example.org", "name": "New Official", "official_role": "route_manager"}
    assert client.post(f"{LIST}add/", data | {"reason": "Joined"}).status_code == 302
    added = User.objects.get(email="new.official@example.org")
    assert (added.official_role, added.has_usable_password()) == ("route_manager", False)
    assert added.emailaddress_set.get().verified


def test_address_in_use_is_not_added_again(client, administrator):
    make_user()
    data = {"email": "ADA.QUILL@example.org", "name": "Other", "official_role": "", "reason": "Joined"}
    assert "already exists" in client.post(f"{LIST}add/", data).content.decode()
    assert User.objects.count() == 2


def test_name_that_would_read_otherwise_than_it_is_stored_is_refused(client, administrator):
    data = {"email": "new@example.org", "name": "Ada \u202eQuill", "official_role": "", "reason": "Joined"}
    assert "hidden marks" in client.post(f"{LIST}add/", data).content.decode()
    assert User.objects.count() == 1


def test_nobody_is_deleted(client, administrator):
    person = make_user()
    assert client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"}).status_code == 403


def test_fields_that_the_page_does_not_show_are_not_written(client, administrator):
    person = make_user()
    client.post(page_of(person), {"is_active": "on", "is_superuser": "on", "is_staff": "on", "email": "x@example.org"})
    person.refresh_from_db()
    assert (person.is_superuser, person.is_staff, person.email) == (False, False, "ada.quill@example.org")


@pytest.mark.parametrize("role", [role for role in OfficialRole if role != OfficialRole.ADMINISTRATOR])
def test_other_officials_are_kept_out_even_as_staff(client, role):
    official = make_official(role=role)
    official.is_staff = True
    official.save()
    sign_in_official(client, official)
    assert client.get(LIST).status_code == 403
