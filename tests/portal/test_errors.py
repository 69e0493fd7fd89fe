from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.template import loader
from django.test import Client
from django.urls import include, path

from portal import errors


def _raise(error):
    def view(request):
        raise error

    view.login_required = False
    return view


def _conflict(request):
    rows = [{"key": "Name", "value": "Lantern makers"}]
    at = datetime(2025, 6, 2, 15, 4)
    return errors.conflict(
        request,
        title="Changed meanwhile",
        message="Not saved.",
        state="Submitted",
        by="Ada",
        at=at,
        next_href="/x/",
        yours=rows,
    )


_conflict.login_required = False

urlpatterns = [
    path("400/", _raise(SuspiciousOperation("x"))),
    path("403/", _raise(PermissionDenied("Only the chair may do this"))),
    path("409/", _conflict),
    path("500/", _raise(ValueError("secret words"))),
    path("503/", _raise(OperationalError("secret words"))),
    path("", include("portal.urls")),
]
handler400, handler403 = "portal.errors.bad_request", "portal.errors.forbidden"
handler404, handler500 = "portal.errors.missing_page", "portal.errors.server_error"


@pytest.fixture
def careless_client(settings):
    """A client that sees the error page, as a browser does, instead of the exception."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/400/", 400, "Sorry, we cannot read that request"),
        ("/403/", 403, "You cannot open this page"),
        ("/nowhere/", 404, "Page not found"),
        ("/409/", 409, "Changed meanwhile"),
        ("/500/", 500, "Sorry, there is a problem with the service"),
        ("/503/", 503, "Sorry, the service is unavailable"),
    ],
)
def test_error_pages_look_like_the_rest_and_tell_no_secrets(db, careless_client, address, status, heading):
    response = careless_client.get(address)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == status
    assert page.h1.text == heading
    assert page.html["lang"] == "en-GB"
    assert "secret words" not in response.content.decode()


def test_a_refusal_says_why(db, careless_client):
    assert "Only the chair may do this" in careless_client.get("/403/").content.decode()


def test_a_conflict_shows_what_is_so_now_and_what_was_sent(db, careless_client):
    text = " ".join(BeautifulSoup(careless_client.get("/409/").content, "html.parser").main.text.split())
    for words in ("Submitted, by Ada on 2 June 2025 at 3:04pm", "What you sent", "Lantern makers", "Continue"):
        assert words in text


def test_unavailable_says_when_to_try_again_and_needs_no_database(careless_client):
    response = careless_client.get("/503/")  # no `db` here: a query would fail the test
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"


def test_the_last_resort_needs_no_template(rf, monkeypatch):
    def broken(name):
        raise OSError(name)

    monkeypatch.setattr(loader, "get_template", broken)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "there is a problem" in response.content.decode()


def test_a_form_without_its_token_gets_a_page_in_plain_words(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()


def test_pages_of_somebody_signed_in_are_not_kept(client, db):
    assert "no-store" not in client.get("/help/").get("Cache-Control", "")
    client.force_login(get_user_model().objects.create_user("ada@example.org", name="Ada"))
    assert client.get("/help/")["Cache-Control"] == "no-store, private"


def test_a_view_may_say_itself_how_long_its_page_is_kept(rf):
    from portal.middleware import PrivatePages

    request = rf.get("/")
    request.user = get_user_model()(email="ada@example.org")
    kept = PrivatePages(lambda _: HttpResponse(headers={"Cache-Control": "max-age=60"}))(request)
    assert kept["Cache-Control"] == "max-age=60"
    request.user = AnonymousUser()
    assert "Cache-Control" not in PrivatePages(lambda _: HttpResponse())(request)
