"""An installation behind a proxy that ends TLS: what a person, a stranger past the proxy and the logs see of it."""

import re
import sys
from collections.abc import Iterator

import pytest

from tests.accounts.helpers import PASSWORD, totp_code
from tests.installation import proxy
from tests.installation.person import Person
from tests.installation.running import Installation, installation, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the proxy has an address of its own on loopback")
ADA = "ada.quill@example.org"
FORGED = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.9", "X_Forwarded_Host": "elsewhere.example.org"}
STYLES = re.compile(r'href="(/assets/[^"]+\.css)"')
KEY_OF_THE_APP = re.compile(r"Key: <strong[^>]*>([A-Z2-7]+)<")
CODE_OF_THE_MAIL = re.compile(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", re.MULTILINE)
SLEEPING = {"REDIS_URL": "redis://127.0.0.1:9/0"}  # a broker that is not there: nobody is woken
WRITE = (
    f"from portal import mail; mail.queue(to='{ADA}', subject='Nobody was woken', text='Found by beat.', kind='test')"
)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("installation"), broker=8) as running:
        yield running


@pytest.fixture(scope="module")
def link(portal: Installation) -> str:
    """With which the first administrator comes in, as the command prints it."""
    said = portal.manage("add_official", ADA, "--role", "administrator")
    return next(word for word in said.split() if word.startswith(portal.address)).removeprefix(portal.address)


def test_front_page_answers_over_https_and_is_kept_to_it(portal: Installation) -> None:
    page = portal.person().opens("/")
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "help@portal.localhost" in portal.person().opens("/help/").text


def test_styles_come_under_hashed_names_that_are_kept(portal: Installation) -> None:
    styles = STYLES.search(portal.person().opens("/").text)[1]
    assert re.search(r"\.[0-9a-f]{12}\.css$", styles)
    page = portal.person().opens(styles)
    assert (page.status, "immutable" in page.headers["Cache-Control"]) == (200, True)


def test_http_leads_to_https_once(portal: Installation) -> None:
    answer = portal.direct("/help/", Host=f"portal.localhost:{portal.port}")
    assert (answer.status, answer.headers["Location"]) == (301, f"{portal.address}/help/")
    assert portal.person().opens("/help/").status == 200


def test_who_goes_past_the_proxy_is_not_believed(portal: Installation) -> None:
    answer = portal.direct("/help/", Host="portal.localhost", **FORGED)
    assert (answer.status, answer.headers["Location"]) == (301, f"{portal.address}/help/")


def test_another_name_is_refused(portal: Installation) -> None:
    assert portal.person().opens("/", Host="elsewhere.example.org").status == 400


def test_administrator_comes_in_and_signs_in_again_by_mail(portal: Installation, link: str) -> None:
    person = portal.person()
    person.opens(link)
    assert person.sends(link, name="Ada Quill", password=PASSWORD).status == 302
    app = KEY_OF_THE_APP.search(person.opens("/accounts/2fa/totp/activate/").text)[1]
    assert person.sends("/accounts/2fa/totp/activate/", code=totp_code(app)).status == 302
    assert person.opens("/dashboard/").status == 200
    assert {"__Host-session", "__Host-csrftoken"} <= set(person.cookies)
    _signs_in_by_mail(portal.person(), portal, app)


def _signs_in_by_mail(person: Person, portal: Installation, app: str) -> None:
    """The code of the mail says that a worker has sent it; headers that the person forges change nothing."""
    person.opens("/accounts/login/code/")
    assert person.sends("/accounts/login/code/", email=ADA).status == 302
    code = CODE_OF_THE_MAIL.search(portal.mail(ADA, "code"))[1]
    person.opens("/accounts/login/code/confirm/")
    answer = person.sends("/accounts/login/code/confirm/", code=code)
    assert answer.status == 302, answer.text
    assert "code from your app" in person.opens(answer.headers["Location"]).text


def test_mail_that_nobody_was_woken_for_is_sent_by_beat(portal: Installation, link: str) -> None:
    portal.manage("shell", "-c", WRITE, **SLEEPING)
    assert "Found by beat." in portal.mail(ADA, "Nobody was woken")
    assert "send-due-mail" in portal.log("beat")


def test_logs_hold_no_link_that_opens_something_and_nobody(portal: Installation) -> None:
    secret = "WzEsInNlY3JldCJd:1xXh5o:RhdpP2RSmpx7gC7sxPv2W6M9GazqKtEZQG"
    path = f"/invitations/{secret}/"
    page = portal.person().opens(f"{path}?email={ADA}", Referer=portal.address + path, User_Agent="Browser of Ada")
    assert page.status == 404
    portal.person().opens(path.rstrip("/"))
    wait_for(lambda: '"GET /invitations/... HTTP/1.1" 301' in portal.log("web"), lambda: portal.log("web"))
    assert '"GET /invitations/.../ HTTP/1.1" 404' in portal.log("web")
    told = [word for word in (secret, ADA, "Browser of Ada", proxy.ADDRESS) if word in portal.log("web")]
    assert told == []
