"""The gate, in every branch, with nothing but requests: sign-in pages and codes as a person would use them."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from accounts import actions
from accounts.enums import OfficialRole
from officials.actions.accounts import set_official_role
from tests.accounts.helpers import (
    PASSWORD,
    SECRET,
    make_official,
    make_user,
    record_methods,
    sign_in_official,
    totp_code,
)

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"  # a page of a signed-in person like any other
LOGIN = "/accounts/login/"


def assert_sent_to(response, name, next_url=PAGE):
    assert response.status_code == 302
    assert response.url == reverse(name) + (f"?next={next_url.replace('/', '%2F')}" if next_url else "")


def test_who_is_no_official_needs_no_factor(client):
    client.force_login(make_user())
    assert client.get(PAGE).status_code == 200


def test_official_without_factor_is_sent_to_set_one_up_and_then_on(client):
    official = make_user("new@example.org", official_role=OfficialRole.ROUTE_MANAGER, password=None)
    client.force_login(official)
    assert_sent_to(client.get(PAGE), "mfa_activate_totp")

    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")

    # the code typed a moment ago is the proof of the factor: no second one is asked for
    assert client.get(response.url).context["unused_codes"]
    assert client.get(PAGE).status_code == 200


def test_first_sign_in_leads_through_password_and_app_to_the_page_that_was_asked_for(client):
    """As a browser goes: each form is sent to the address that it names."""
    make_user("new@example.org", official_role=OfficialRole.ROUTE_MANAGER)
    asked = f"{PAGE}?page=2"
    login = client.get(asked)
    signed_in = client.post(login.url, {"login": "new@example.org", "password": PASSWORD, "next": asked})
    set_up = client.get(signed_in.url)
    page = client.get(set_up.url)
    form = BeautifulSoup(page.content, "html.parser").select_one("main form[method=post]")
    wrong = client.post(form["action"], {"code": "nothing"})
    form = BeautifulSoup(wrong.content, "html.parser").select_one("main form[method=post]")
    codes = client.post(form["action"], {"code": totp_code(page.context["form"].secret)}, follow=True)

    button = BeautifulSoup(codes.content, "html.parser").select_one(".govuk-button-group a[href*=sessions]")
    assert (button.get_text(strip=True), button["href"]) == ("Continue to the page you asked for", asked)
    assert client.get(button["href"]).status_code == 200


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_first_sign_in_leads_to_the_own_host_only(client, wanted):
    make_user("new@example.org", official_role=OfficialRole.ROUTE_MANAGER)
    client.post(LOGIN, {"login": "new@example.org", "password": PASSWORD})
    page = reverse("mfa_activate_totp") + "?" + urlencode({"next": wanted})
    secret = client.get(page).context["form"].secret
    codes = client.post(page, {"code": totp_code(secret)}, follow=True)
    assert "Continue to the portal" in codes.content.decode()
    assert wanted not in client.get(reverse("mfa_view_recovery_codes"), {"next": wanted}).content.decode()


def test_official_who_has_just_signed_in_sets_the_factor_up_at_once(client):
    make_user("new@example.org", official_role=OfficialRole.ROUTE_MANAGER)
    client.post(LOGIN, {"login": "new@example.org", "password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_old_session_of_an_official_confirms_the_password_before_the_factor_is_set_up(client):
    official = make_user("new@example.org", official_role=OfficialRole.ROUTE_MANAGER)
    client.force_login(official)
    record_methods(client, official, {"method": "password", "at": time.time() - 901})
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))
    response = client.post(response.url, {"password": PASSWORD})
    assert response.url == reverse("mfa_activate_totp")
    assert client.get(response.url).status_code == 200


def test_who_is_no_official_confirms_the_password_before_a_factor_is_set_up(client):
    make_user("new@example.org")
    client.post(LOGIN, {"login": "new@example.org", "password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_session_without_the_factor_gets_to_the_code_page_and_then_on(client):
    client.force_login(make_official())
    response = client.get(PAGE)
    assert_sent_to(response, "mfa_reauthenticate")
    code_page = response.url
    assert client.get(code_page).status_code == 200
    assert "code is wrong" in client.post(code_page, {"code": "000000"}).content.decode()
    assert client.get(PAGE).status_code == 302

    response = client.post(code_page, {"code": totp_code()})
    assert (response.status_code, response.url) == (302, PAGE)
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("method", ["password", "code", "link"])
def test_other_methods_do_not_stand_in_for_the_factor(client, method):
    official = make_official()
    client.force_login(official)
    record_methods(client, official, {"method": method, "at": time.time(), "reauthenticated": True})
    assert_sent_to(client.get(PAGE), "mfa_reauthenticate")


def test_password_confirmed_does_not_open_address_factor_or_recovery_codes(client):
    official = make_official()
    client.force_login(official)
    record_methods(client, official, {"method": "password", "at": time.time(), "reauthenticated": True})
    names = ["account_email", "mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
    names += ["mfa_download_recovery_codes", "mfa_deactivate_totp", "mfa_activate_totp", "account_change_password"]
    for name in names:
        assert_sent_to(client.get(reverse(name)), "mfa_reauthenticate", reverse(name))


def test_session_that_used_the_factor_passes(client):
    sign_in_official(client, make_official())
    assert client.get(PAGE).status_code == 200


def test_record_of_another_person_does_not_count(client):
    official, other = make_official(), make_official("other@example.org")
    client.force_login(official)
    factor = Authenticator.objects.get(user=official)
    record_methods(client, other, {"method": "mfa", "at": time.time(), "id": factor.pk})
    assert client.get(PAGE).status_code == 302


def test_record_of_a_factor_that_was_replaced_does_not_count(client):
    official = make_official()
    sign_in_official(client, official)
    actions.enrol_totp(user=official, secret=SECRET)
    assert_sent_to(client.get(PAGE), "mfa_reauthenticate")


def test_recovery_codes_alone_are_no_factor(client):
    official = make_official()
    factor = sign_in_official(client, official)
    Authenticator.objects.create(user=official, type=Authenticator.Type.RECOVERY_CODES, data={})
    factor.delete()
    assert_sent_to(client.get(PAGE), "mfa_activate_totp")


def test_unverified_address_is_asked_for_after_the_factor(client):
    official = make_official()
    EmailAddress.objects.filter(user=official).update(verified=False)
    client.force_login(official)
    assert_sent_to(client.get(PAGE), "mfa_reauthenticate")
    factor = Authenticator.objects.get(user=official)
    record_methods(client, official, {"method": "mfa", "at": time.time(), "id": factor.pk})
    assert_sent_to(client.get(PAGE), "account_email")
    assert client.get(reverse("account_email")).status_code == 200

    EmailAddress.objects.filter(user=official).update(verified=True)
    assert client.get(PAGE).status_code == 200


def test_role_given_while_signed_in_closes_the_session_at_once(client):
    person = make_user()
    client.force_login(person)
    assert client.get(PAGE).status_code == 200
    set_official_role(user=person, role=OfficialRole.PRODUCT_MANAGER, by=None, reason="Joined the team")
    assert_sent_to(client.get(PAGE), "mfa_activate_totp")


@pytest.mark.parametrize("rights", ["is_staff", "is_superuser"])
def test_whoever_could_open_the_support_pages_passes_the_gate_too(client, rights):
    client.force_login(make_user(**{rights: True}))
    assert_sent_to(client.get(PAGE), "mfa_activate_totp")


def test_admin_goes_through_the_one_sign_in_and_the_gate(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(LOGIN)
    client.force_login(make_official(role=OfficialRole.ADMINISTRATOR))
    assert_sent_to(client.get("/admin/"), "mfa_reauthenticate", "/admin/")


def test_admin_refuses_officials_who_are_no_administrators(client):
    sign_in_official(client, make_official())
    assert client.get("/admin/", follow=True).status_code == 403


def test_form_sent_is_not_named_as_the_next_page(client):
    client.force_login(make_official())
    assert_sent_to(client.post(PAGE), "mfa_reauthenticate", next_url=None)


def test_json_is_refused_without_redirect(client):
    client.force_login(make_official())
    response = client.get(PAGE, headers={"accept": "application/json"})
    assert response.status_code == 403
    assert "authenticator app" in response.json()["detail"]


def test_way_out_and_error_pages_stay_open(client):
    client.force_login(make_official())
    assert client.get("/no-such-page").status_code == 404
    assert client.get("/help/").status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_official_cannot_remove_the_only_factor(client):
    official = make_official()
    factor = sign_in_official(client, official)
    record = {"method": "mfa", "at": time.time(), "id": factor.pk, "reauthenticated": True}
    record_methods(client, official, record)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "cannot turn off the only one" in response.content.decode()
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_gate_costs_two_statements(client, django_assert_num_queries):
    client.force_login(make_user())
    with CaptureQueriesContext(connection) as ungated:
        client.get(PAGE)
    sign_in_official(client, make_official())
    with django_assert_num_queries(len(ungated) + 2):  # factors, address
        client.get(PAGE)
