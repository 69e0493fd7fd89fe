"""The privacy page and the accessibility statement say what is so."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.views import cookies

pytestmark = pytest.mark.django_db
PRIVACY, ACCESSIBILITY = "/privacy/", "/accessibility/"


def told(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_privacy_page_names_every_cookie_that_the_portal_sets(client: Client) -> None:
    """A visitor who asks for a group gets all of them."""
    client.get(reverse("groups:enquire"))
    client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})
    named = {cookie["name"] for cookie in cookies()}
    assert set(client.cookies) <= named
    assert all(f">{name}<" in told(client, PRIVACY) for name in named)


def test_privacy_page_says_who_is_responsible_and_how_long_as_the_settings_do(client: Client, settings) -> None:
    settings.CONTROLLER_NAME, settings.PRIVACY_EMAIL = "Office for Examples", "data@example.org"
    settings.RETENTION_YEARS, settings.LINK_VALID_DAYS = 4, 9
    page = told(client, PRIVACY)
    assert "Office for Examples is the controller" in page and "mailto:data@example.org" in page
    assert "4 years after your last membership ended" in page and "9 days" in page
    assert "Public task, article 6(1)(e)" in page and "ico.org.uk/make-a-complaint" in page


@pytest.mark.parametrize(
    "words",
    [
        *("This website is partially compliant with the", "version 2.2</a> AA standard", "due to the non-compliances"),
        *("Equality and Human Rights Commission (EHRC)", "Equality Advisory and Support Service (EASS)"),
        *("This statement was prepared on", "This website was last tested on", settings.SUPPORT_EMAIL),
    ],
)
def test_accessibility_statement_has_the_required_words(client: Client, words: str) -> None:
    assert words in told(client, ACCESSIBILITY)
