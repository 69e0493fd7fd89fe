"""What is written of an answer, and under which name."""

import pytest
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.test import Client, override_settings
from django.urls import reverse

from portal.models import OutgoingMail
from tests.matrix_asking import EVERY_PAGE, read_whole
from tests.pages.rendering import name_of, text_of, words_in


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "front"),
        ("/groups/90001/members/", "groups-INT-members"),
        ("/.well-known/security.txt", "well-known-security.txt"),
        ("/groups/90001/meetings/7/meeting.ics", "groups-INT-meetings-INT-meeting.ics"),
        (f"{reverse('account_login')}?next=/home/", "accounts-login"),
    ],
)
def test_name_of_a_file_is_the_pattern_of_its_address(address, name):
    assert name_of(address) == name


def test_page_is_folded_and_another_file_is_as_it_is():
    assert words_in(read_whole(HttpResponse("<!DOCTYPE html><p>a</p>"))).splitlines()[1:] == ["<p>", "a", "</p>"]
    assert words_in(read_whole(FileResponse([b"a,b\r\n"], content_type="text/csv"))) == "a,b\r\n"


@pytest.mark.django_db
def test_page_that_asks_for_a_sign_in_says_where_it_leads():
    with override_settings(ROOT_URLCONF=EVERY_PAGE):
        assert text_of(Client(), "GET", "/home/").startswith(
            "login\ntext/html; charset=utf-8\nto /accounts/login/?next="
        )


class Sends(Client):
    """A portal of one form, which sends a message, says so by a cookie and leads to a page."""

    def post(self, *_: object, **__: object) -> HttpResponse:
        OutgoingMail.objects.create(to="ada@example.org", subject="Changed", text="It is changed.", kind="a.b")
        self.cookies["messages"] = "Saved"
        return HttpResponseRedirect("/changed/")

    def get(self, address: str, *_: object, **__: object) -> HttpResponse:
        return HttpResponse(f"<!DOCTYPE html><p>{address}: {self.cookies['messages'].value}</p>")


@pytest.mark.django_db
def test_form_that_is_taken_is_written_with_its_messages_and_the_page_it_leads_to():
    client = Sends()
    text = text_of(client, "POST", "/change/")
    assert text.startswith("302\ntext/html; charset=utf-8\nto /changed/\n")
    assert "message to ada@example.org: Changed\n\nIt is changed.\n" in text
    assert "\n<p>\n/changed/: Saved\n</p>\n" in text
    assert not client.cookies
    assert not OutgoingMail.objects.exists()
