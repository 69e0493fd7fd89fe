"""The frame of every page: language, landmarks, navigation, policy; and allauth's pages within it."""

import base64
import gzip
import hashlib
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as project
from django.urls import reverse

from portal import context
from tests.accounts.helpers import make_user

PUBLIC = ["help", "accessibility", "privacy", "account_login", "account_request_login_code", "account_signup"]
PUBLIC += [
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
    "account_email_verification_sent",
]
PRIVATE = ["account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index"]
PRIVATE += ["mfa_activate_totp", "usersessions_list", "help"]
TITLE_CASE = re.compile(r"\b(Sign In|Sign Out|Email Address|New Password|Current Password|Two-Factor|Recovery Codes)\b")


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def check_frame(page):
    assert page.html["lang"] == "en-GB"
    assert len(page.find_all("main")) == len(page.find_all("h1")) == len(page.find_all("title")) == 1
    assert page.find(id=page.find(class_="govuk-skip-link")["href"].removeprefix("#")) is page.main
    assert not page.find_all(style=True)
    assert not page.find_all("style")
    assert not TITLE_CASE.search(page.text)
    for form in page.main.find_all("form"):
        assert form.get("method") == "get" or form.find("input", attrs={"name": "csrfmiddlewaretoken"})
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_have_the_frame(client, db, name):
    check_frame(page_of(client.get(reverse(name))))


@pytest.mark.parametrize("name", PRIVATE)
def test_private_pages_have_the_frame(client, db, name):
    client.force_login(make_user())
    page = page_of(client.get(reverse(name), follow=True))
    check_frame(page)
    sign_out = page.header.find("form")
    assert (sign_out["method"], sign_out["action"]) == ("post", reverse("account_logout"))


def test_a_failed_sign_in_is_told_in_title_summary_and_field(client, db):
    page = page_of(client.post(reverse("account_login"), {"login": "ada"}))
    assert page.title.text.startswith("Error: Sign in")
    links = [link["href"] for link in page.find(class_="govuk-error-summary").find_all("a")]
    assert links == ["#id_login", "#id_password"]
    assert "Enter password" in page.find(id="id_password-error").text
    check_frame(page)


def test_the_one_inline_script_is_the_one_the_policy_allows(client, db):
    response = client.get(reverse("help"))
    inline = [script.string for script in page_of(response).find_all("script") if not script.get("src")]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    assert len(digests) == 1
    assert f"'sha256-{digests[0]}'" in response["Content-Security-Policy"]


def test_nothing_comes_from_another_host(client, db):
    page = page_of(client.get(reverse("account_login")))
    for element in page.find_all(["script", "link", "img"]):
        assert (element.get("src") or element.get("href") or "/").startswith("/")


def test_apps_add_to_the_navigation_and_the_page_is_marked(client, db, settings):
    settings.NAVIGATION = ["tests.portal.test_pages.added"]
    client.force_login(make_user())
    navigation = page_of(client.get(reverse("help"))).header.nav
    texts = [" ".join(item.text.split()) for item in navigation.find_all("li")]
    assert texts == ["Home", "Added", "Account", "Sign out"]
    assert navigation.find("a", attrs={"aria-current": "page"}).text.strip() == "Added"


def added(request):
    return [{"href": reverse("help"), "text": "Added"}]


def test_names_without_a_request_touch_nothing(settings):
    settings.SUPPORT_EMAIL = "help@example.org"
    assert context.plain()["support_email"] == "help@example.org"
    assert context.plain()["navigation"] == []


def test_pages_are_small(client, db):
    response = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 5_000
    built = [project.BASE_DIR / "build" / name for name in ("portal.css", "portal.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in built) < 50_000  # the first visit: 60 KB in all
