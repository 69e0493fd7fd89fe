import json
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import NoReverseMatch, reverse

from demo import mailbox, state

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(state, "VAR", tmp_path)
    return tmp_path


def deliver(to: str, subject: str, text: str = "Hello") -> None:
    message = EmailMessage()
    message["To"], message["Subject"] = to, subject
    message.set_content(text)
    mailbox.keep(mailbox.folder(), to, message.as_bytes())


def test_mailbox_shows_the_newest_first(client: Client) -> None:
    deliver("anna@example.org", "First")
    deliver("berta@example.org", "Second")
    page = client.get("/demo/mailbox/").content.decode()
    assert 0 < page.index("Second") < page.index("First")
    assert "2 messages" in page


def test_mailbox_is_searched_by_address(client: Client) -> None:
    deliver("anna@example.org", "First")
    deliver("berta@example.org", "Second")
    page = client.get("/demo/mailbox/", {"to": "ANNA@"}).content.decode()
    assert "First" in page
    assert "Second" not in page
    assert "No message to an address like that" in client.get("/demo/mailbox/", {"to": "carl"}).content.decode()


def test_mailbox_says_what_to_do_while_it_is_empty(client: Client) -> None:
    assert "No message has arrived yet" in client.get("/demo/mailbox/").content.decode()


def test_mailbox_comes_in_pages(client: Client) -> None:
    for number in range(30):
        deliver("anna@example.org", f"Mail number {number:02}")
    assert client.get("/demo/mailbox/").content.decode().count("Mail number") == 25
    assert client.get("/demo/mailbox/", {"page": "2"}).content.decode().count("Mail number") == 5


def test_links_in_a_message_can_be_followed_and_nothing_else_is_markup(client: Client) -> None:
    deliver("anna@example.org", "Invited", "Go to http://127.0.0.1:8000/join/abc/ now\n<script>alert(1)</script>")
    (letter,) = mailbox.letters()
    page = client.get(reverse("demo:letter", args=[letter.name])).content.decode()
    assert '<a href="http://127.0.0.1:8000/join/abc/"' in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", ["../../etc/passwd", "1.eml", "1234567890123456789_anna@example.org.eml", "x" * 300])
def test_message_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/demo/mailbox/{name}/").status_code == 404


def test_codes_are_those_an_app_would_show(client: Client, var: Path) -> None:
    account = {"role": "administrator", "email": "ada@example.org", "password": "x"}
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the test vectors of RFC 6238
    kept = {
        "base_url": "",
        "accounts": [account | {"totp_secret": secret}, {"role": "chair", "email": "c@example.org"}],
    }
    (var / "demo.json").write_text(json.dumps(kept))
    with time_machine.travel(1111111109, tick=False):
        page = client.get("/demo/codes/").content.decode()
    assert "081804" in page
    assert "c@example.org" not in page


@pytest.mark.urls("portal.urls")
def test_without_the_demo_there_are_no_such_pages(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:mailbox")
    assert client.get("/demo/codes/").status_code in {302, 404}
