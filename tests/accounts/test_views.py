import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.models import User
from tests.accounts.helpers import make_official, make_user, sign_in_official

pytestmark = pytest.mark.django_db
ACCOUNT, NAME = "/account/", "/account/name/"


def rows(response):
    page = BeautifulSoup(response.content, "html.parser")
    found = {}
    for row in page.select(".govuk-summary-list__row"):
        link = row.select_one("a")
        found[row.dt.get_text(strip=True)] = (row.dd.get_text(strip=True), link["href"])
    return found


def test_strangers_are_asked_to_sign_in(client):
    for page in (ACCOUNT, NAME):
        assert client.get(page).url == f"/accounts/login/?next={page}"


def test_account_shows_ways_to_sign_in_and_where_to_change_them(client):
    client.force_login(make_user())
    assert rows(client.get(ACCOUNT)) == {
        "Name": ("Ada Quill", NAME),
        "Email address": ("ada.quill@example.org", reverse("account_email")),
        "Password": ("Set", reverse("account_change_password")),
        "Second factor": ("None", reverse("mfa_index")),
        "Where you are signed in": ("This and other devices", reverse("usersessions_list")),
        "Emails": ("How you hear of what is due", reverse("duties:preferences")),
        "Calendars": ("Meetings and what is due, for your calendar program", reverse("duties:calendars")),
    }


def test_account_without_password_and_with_factor(client):
    official = make_official(password=None)
    sign_in_official(client, official)
    shown = rows(client.get(ACCOUNT))
    assert shown["Password"] == ("None: a code is sent to you by email", reverse("account_set_password"))
    assert shown["Second factor"][0] == "Authenticator app"


def test_every_page_that_the_account_links_to_opens(client):
    sign_in_official(client, make_official())
    for name, (_, href) in rows(client.get(ACCOUNT)).items():
        response = client.get(href, follow=True)
        assert response.status_code == 200, name


def test_name_is_changed_and_kept_in_the_history(client):
    person = make_user()
    client.force_login(person)
    response = client.post(NAME, {"name": "  Ada Lark 🐦 "}, follow=True)
    assert response.redirect_chain == [(ACCOUNT, 302)]
    assert "Your name has been changed." in response.content.decode()
    assert rows(response)["Name"][0] == "Ada Lark 🐦"
    assert person.history.latest().history_user == person


@pytest.mark.parametrize(
    "name",
    ["", "   ", "x" * 201, "Ada\x00Quill", "Ada\nQuill", "Ada\x1bQuill", "Ada \u202eQuill"],
    ids=["empty", "blank", "long", "null", "two lines", "escape", "turned round"],
)
def test_name_that_cannot_be_kept_is_shown_with_its_error(client, name):
    client.force_login(make_user())
    response = client.post(NAME, {"name": name})
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".govuk-error-summary a")["href"] == "#id_name"
    assert page.title.get_text().startswith("Error:")
    assert User.objects.get().name == "Ada Quill"


def test_empty_form_is_an_error_not_a_first_visit(client):
    client.force_login(make_user())
    assert client.post(NAME).status_code == 422


def test_fields_that_the_form_does_not_show_are_not_written(client):
    client.force_login(make_user())
    client.post(
        NAME, {"name": "Ada Lark", "official_role": "administrator", "is_staff": "on", "email": "x@example.org"}
    )
    person = User.objects.get()
    assert (person.name, person.official_role, person.is_staff) == ("Ada Lark", "", False)
    assert person.email == "ada.quill@example.org"


@pytest.mark.parametrize("page, method", [(ACCOUNT, "post"), (ACCOUNT, "delete"), (NAME, "put"), (NAME, "trace")])
def test_other_methods_are_refused(client, page, method):
    client.force_login(make_user())
    assert getattr(client, method)(page).status_code == 405
