"""Signing in as a person does: password, code by mail, link, second factor, limits, and what a stranger can learn."""

import re
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from django.urls import reverse

from tests.accounts.helpers import PASSWORD, SECRET, make_official, make_user, totp_code

pytestmark = pytest.mark.django_db
LOGIN, REQUEST_CODE, RESET = "/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"
CONFIRM_CODE = "/accounts/login/code/confirm/"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def mailed_code(message):
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", message.body, re.MULTILINE).group()


def without(address, response):
    """The page's words with the address and the token masked."""
    text = re.sub(r'name="(?:csrfmiddlewaretoken|form_token)" value="[^"]+"', "", response.content.decode())
    return re.sub(re.escape(address), "ADDRESS", text, flags=re.IGNORECASE)


# --- ways in ---------------------------------------------------------------------------------------------------------
def test_password_opens_a_session_of_its_own_and_leads_home(client):
    make_user()
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key
    response = sign_in(client, "Ada.Quill@Example.org")
    assert (response.status_code, response.url) == (302, "/home/")
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert client.session.get_expire_at_browser_close()


def test_wrong_password_is_told_in_plain_words(client):
    make_user()
    response = sign_in(client, "ada.quill@example.org", "wrong")
    assert "The email address or password is wrong" in response.content.decode()
    assert not is_signed_in(client)


def test_code_by_mail_signs_in(client, mailoutbox):
    make_user(password=None)
    response = client.post(REQUEST_CODE, {"email": "Ada.Quill@example.org"})
    assert response.url == CONFIRM_CODE
    assert mailoutbox[0].to == ["ada.quill@example.org"]
    assert settings.SERVICE_NAME in mailoutbox[0].body

    response = client.post(CONFIRM_CODE, {"code": mailed_code(mailoutbox[0]).lower().replace("-", " ")})
    assert response.url == "/home/"
    assert is_signed_in(client)


def test_code_by_mail_works_once_and_only_for_a_quarter_of_an_hour(client, mailoutbox):
    make_user(password=None)
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
        clock.shift(15 * 60 + 1)
        client.post(CONFIRM_CODE, {"code": mailed_code(mailoutbox[0])})
        assert not is_signed_in(client)
        client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
        client.post(CONFIRM_CODE, {"code": mailed_code(mailoutbox[1])})
        assert is_signed_in(client)
        client.post("/accounts/logout/")
        client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
        client.post(CONFIRM_CODE, {"code": mailed_code(mailoutbox[1])})
        assert not is_signed_in(client)


def test_mail_with_the_code_says_until_when_it_works(client, mailoutbox):
    make_user(password=None, name="Ada Quill")
    with time_machine.travel("2026-03-02 09:00Z", tick=False):
        client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
    mail = mailoutbox[0]
    assert mail.subject == f"Your sign-in code: {mailed_code(mail)}"
    assert mail.body.startswith("Hello Ada Quill,\n\nSomebody asked to sign in with this address.")
    assert "by 2 March 2026 at 9:15am. It works for 15 minutes and once." in mail.body
    assert mail.body.rstrip().endswith(settings.SERVICE_NAME) and "http" not in mail.body


def test_no_banner_tells_that_a_code_was_sent_or_that_one_is_signed_in(client, mailoutbox):
    make_user(password=None)
    asked = client.post(REQUEST_CODE, {"email": "ada.quill@example.org"}, follow=True)
    home = client.post(CONFIRM_CODE, {"code": mailed_code(mailoutbox[0])}, follow=True)
    assert is_signed_in(client)
    for response in (asked, home):
        assert "govuk-notification-banner" not in response.content.decode()


def test_who_waits_for_a_code_can_ask_for_another_or_start_again(client, mailoutbox):
    make_user(password=None)
    client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
    again = client.post(CONFIRM_CODE, {"action": "resend"}, follow=True)
    assert "We have sent another code, if there is an account" in again.content.decode()
    assert "Start again, or sign in another way" in again.content.decode()

    started = client.post("/accounts/logout/", {"next": LOGIN}, follow=True)
    assert started.request["PATH_INFO"] == LOGIN
    assert client.get(LOGIN).status_code == 200


@pytest.mark.parametrize("way", ["password", "code"])
def test_official_gives_the_second_factor_and_gets_where_they_wanted(client, mailoutbox, way):
    make_official()
    wanted = "/accounts/sessions/"
    if way == "password":
        response = sign_in(client, "otto.ficial@example.org", next=wanted)
    else:
        client.post(f"{REQUEST_CODE}?next={wanted}", {"email": "otto.ficial@example.org", "next": wanted})
        code = mailed_code(mailoutbox[0])
        response = client.post(f"{CONFIRM_CODE}?next={wanted}", {"code": code, "next": wanted})
    assert response.url.partition("?")[0] == reverse("mfa_authenticate")
    assert not is_signed_in(client)

    response = client.post(response.url, {"code": totp_code()})
    assert response.url == wanted
    assert client.get(wanted).status_code == 200


def test_code_of_the_app_works_once(client):
    make_official()
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        for expected in (True, False):
            sign_in(client, "otto.ficial@example.org")
            client.post(reverse("mfa_authenticate"), {"code": totp_code()})
            assert is_signed_in(client) is expected
            client.post("/accounts/logout/")
        clock.shift(30)
        sign_in(client, "otto.ficial@example.org")
        client.post(reverse("mfa_authenticate"), {"code": totp_code(at=time.time() - 30)})
        assert not is_signed_in(client)
        client.post(reverse("mfa_authenticate"), {"code": totp_code()})
        assert is_signed_in(client)


def test_recovery_code_works_once_and_counts_as_the_factor(client):
    codes = RecoveryCodes.activate(make_official())
    used, other = codes.generate_codes()[:2]
    for code, expected in ((used, True), (used, False), (other, True)):
        sign_in(client, "otto.ficial@example.org")
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client) is expected
        assert (client.get("/accounts/sessions/").status_code == 200) is expected
        client.post("/accounts/logout/")


def test_unverified_address_must_be_confirmed_by_a_button(client, mailoutbox):
    person = make_user()
    EmailAddress.objects.filter(user=person).update(verified=False)
    assert sign_in(client, person.email).url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)

    link = re.search(rf"{settings.BASE_URL}(\S+)", mailoutbox[0].body).group(1)
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get(user=person).verified
    client.post(link)
    assert EmailAddress.objects.get(user=person).verified
    assert not is_signed_in(client)


def test_closed_account_gets_nowhere(client, mailoutbox):
    make_user(is_active=False)
    assert sign_in(client, "ada.quill@example.org").url == reverse("account_inactive")
    client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
    assert "no account" in mailoutbox[0].body
    assert not is_signed_in(client)


def test_password_reset_signs_nobody_in(client, mailoutbox):
    make_official()
    client.post(RESET, {"email": "otto.ficial@example.org"})
    link = re.search(rf"{settings.BASE_URL}(\S+)", mailoutbox[0].body).group(1)
    form = client.get(link).url
    new = "a quite different battery"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert not is_signed_in(client)
    assert sign_in(client, "otto.ficial@example.org", new).url == reverse("mfa_authenticate")


def test_sign_up_is_closed(client):
    data = {"email": "stranger@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for response in (client.get("/accounts/signup/"), client.post("/accounts/signup/", data)):
        assert "closed" in response.content.decode()
    assert not EmailAddress.objects.exists()


# --- ways on and out -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "http://localhost/", "javascript:alert(1)"]
)
def test_next_leads_only_to_the_own_host(client, target):
    make_user()
    assert sign_in(client, "ada.quill@example.org", next=target).url == "/home/"


def test_next_on_the_own_host_is_followed(client):
    make_user()
    assert sign_in(client, "ada.quill@example.org", next="/account/").url == "/account/"


def test_next_is_checked_where_the_code_is_asked_again(client):
    client.force_login(make_official())
    response = client.post(reverse("mfa_reauthenticate"), {"code": totp_code(SECRET), "next": "https://evil.example/"})
    assert response.url == "/home/"


def test_logout_takes_a_button(client):
    client.force_login(make_user())
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


# --- limits ----------------------------------------------------------------------------------------------------------
def test_ten_wrong_passwords_close_the_account_for_a_while_and_no_other(client):
    make_user()
    make_user("colleague@example.org")
    with time_machine.travel("2026-03-02 09:00Z", tick=True) as clock:
        for _ in range(10):
            assert "is wrong" in sign_in(client, "ada.quill@example.org", "guess").content.decode()
        response = sign_in(client, "ada.quill@example.org")
        assert "Too many attempts" in response.content.decode()
        assert not is_signed_in(client)

        assert sign_in(client, "colleague@example.org").status_code == 302
        client.post("/accounts/logout/")
        clock.shift(15 * 60)
        assert sign_in(client, "ada.quill@example.org").status_code == 302


def test_unknown_account_is_refused_after_as_many(client):
    for _ in range(10):
        assert "is wrong" in sign_in(client, "nobody@example.org", "guess").content.decode()
    assert "Too many attempts" in sign_in(client, "nobody@example.org", "guess").content.decode()


def test_an_office_behind_one_address_signs_in(client):
    people = [make_user(f"person{number}@example.org") for number in range(60)]
    for person in people:
        sign_in(client, person.email, "mistyped")
        assert sign_in(client, person.email).status_code == 302
        client.post("/accounts/logout/")


def test_ten_wrong_codes_of_the_app_are_refused(client):
    make_official()
    sign_in(client, "otto.ficial@example.org")
    for _ in range(10):
        response = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "code is wrong" in response.content.decode()
    response = client.post(reverse("mfa_authenticate"), {"code": totp_code()})
    assert "Too many attempts" in response.content.decode()
    assert not is_signed_in(client)


def test_five_wrong_mailed_codes_end_the_attempt(client, mailoutbox):
    make_user(password=None)
    client.post(REQUEST_CODE, {"email": "ada.quill@example.org"})
    for _ in range(5):
        response = client.post(CONFIRM_CODE, {"code": "BBBB-BBBB"})
    assert response.url == REQUEST_CODE
    client.post(CONFIRM_CODE, {"code": mailed_code(mailoutbox[0])})
    assert not is_signed_in(client)


def test_codes_are_mailed_five_times_in_a_quarter_of_an_hour(mailoutbox):
    make_user(password=None)
    for _ in range(6):  # from as many browsers: one that waits for a code asks for no second
        response = Client().post(REQUEST_CODE, {"email": "ada.quill@example.org"})
    assert "Too many attempts" in response.content.decode()
    assert len(mailoutbox) == 5


# --- what a stranger learns ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "page, field, more", [(LOGIN, "login", {"password": "wrong"}), (REQUEST_CODE, "email", {}), (RESET, "email", {})]
)
def test_known_and_unknown_addresses_look_the_same(client, mailoutbox, page, field, more):
    make_user("known@example.org")
    seen = []
    for address in ("known@example.org", "stranger@example.org"):
        visitor = Client()
        visitor.get(page)
        response = visitor.post(page, {field: address, **more})
        location = response.headers.get("Location", "")
        following = visitor.get(location) if location else response
        seen.append((response.status_code, location, following.status_code, without(address, following)))
    assert seen[0] == seen[1]
    assert len(mailoutbox) in (0, 2)  # as much work for the one as for the other


def test_wrong_mailed_code_looks_the_same_for_an_unknown_address():
    make_user("known@example.org")
    seen = []
    for address in ("known@example.org", "stranger@example.org"):
        visitor = Client()
        visitor.post(REQUEST_CODE, {"email": address})
        responses = [visitor.post(CONFIRM_CODE, {"code": "BBBB-BBBB"}) for _ in range(5)]
        seen.append([(r.status_code, r.headers.get("Location"), without(address, r)) for r in responses])
    assert seen[0] == seen[1]


@pytest.mark.parametrize("password", [PASSWORD, None])
def test_one_hash_is_computed_for_any_address(client, monkeypatch, password):
    make_user("known@example.org", password=password)
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *args: hashed.append(1) or encode(self, *args))
    for address in ("known@example.org", "stranger@example.org"):
        hashed.clear()
        sign_in(client, address, "wrong")
        assert len(hashed) == 1
