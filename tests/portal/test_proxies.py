import pytest
from allauth.account.adapter import get_adapter
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from portal.proxies import TrustedProxies
from tests.accounts.helpers import make_user

PROXY, BALANCER, PERSON = "10.1.2.3", "10.1.9.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def trusted(settings) -> None:
    settings.TRUSTED_PROXIES = [PROXY, "10.1.9.0/24", "2001:db8::/64"]


def seen(**said: str) -> HttpRequest:
    """The request as the portal's pages see it."""
    requests = []
    TrustedProxies(lambda request: requests.append(request) or HttpResponse())(RequestFactory().get("/", **said))
    return requests[0]


def told(peer: str, by: str, proto: str = "https") -> HttpRequest:
    return seen(REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=by, HTTP_X_FORWARDED_PROTO=proto)


def test_a_trusted_proxy_says_who_asks_and_how() -> None:
    request = told(PROXY, PERSON)
    assert request.is_secure()
    assert get_adapter().get_client_ip(request) == PERSON


def test_a_trusted_proxy_says_that_it_was_asked_in_the_clear() -> None:
    assert not told(PROXY, PERSON, proto="http").is_secure()


@pytest.mark.parametrize("peer", [PERSON, "127.0.0.1", "10.1.2.4", "", "unix:"])
def test_nobody_else_is_believed(peer: str) -> None:
    request = told(peer, "203.0.113.9")
    assert not request.is_secure()
    assert request.META["REMOTE_ADDR"] == peer
    assert not [name for name in request.META if "FORWARDED" in name]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        (f"203.0.113.9, {PERSON}", PERSON),  # what the person forged stands left of what the proxy adds
        (f"203.0.113.9, {PERSON}, {BALANCER}", PERSON),
        (f"{PERSON}, unknown", PROXY),
        ("", PROXY),
        ("2001:db8:1::7, 2001:db8::1", "2001:db8:1::7"),
        (f"::ffff:{PERSON}", PERSON),
    ],
)
def test_the_person_is_who_asked_the_outermost_proxy(line: str, who: str) -> None:
    assert told(PROXY, line).META["REMOTE_ADDR"] == who


def test_an_address_in_the_form_of_the_other_protocol_is_the_same() -> None:
    assert told(f"::ffff:{PROXY}", PERSON).is_secure()


def test_links_in_mails_of_sign_in_lead_to_the_address_that_people_know(client: Client, db, settings) -> None:
    """A proxy may hand on the name without its port, and a person may have come by another name."""
    settings.BASE_URL = "https://portal.example.org:8443"
    make_user("ada@example.org")
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    (message,) = mail.outbox
    assert "https://portal.example.org:8443/accounts/password/reset/key/" in message.body
    assert "testserver" not in message.body
