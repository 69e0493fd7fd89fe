"""Somebody at a browser without script: opens pages, follows links, answers what a form asks, reads mail."""

import re
import time
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup, Tag
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from portal.models import OutgoingMail
from tests.accounts.helpers import PASSWORD, record_methods, totp_code
from tests.walk.forms import sent

LINK = re.compile(r"https?://\S+")
KEY_OF_THE_APP = re.compile(r"Key:\s*([A-Z2-7]{16,})")


class Person:
    def __init__(self, name: str, email: str = "") -> None:
        self.name = name
        self.email = email or f"{name.lower().replace(' ', '.')}@example.org"
        self.client, self.path = Client(), "/"
        self._page: BeautifulSoup | None = None  # of the path, once it is looked at

    # --- going -------------------------------------------------------------------------------------------------------
    def opens(self, path: str) -> BeautifulSoup:
        """The page at that address, signed in as before where the session has ended."""
        response = self._gets(path)
        if "/accounts/login/" in self.path or "/2fa/reauthenticate/" in self.path:
            self._signs_in_again()
            response = self._gets(path)
        assert response.status_code == 200, f"{response.status_code} at {self.path}: {self.says()}"
        return self.page

    @property
    def page(self) -> BeautifulSoup:
        """Where the person is, which is fetched once it is looked at."""
        return self._page or self.opens(self.path)

    def follows(self, text: str) -> BeautifulSoup:
        """A link of the page, by what it says, or by a part of its address."""
        return self.opens(urljoin(self.path, self.link(text)))

    def link(self, text: str) -> str:
        links = [(" ".join(a.text.split()), a["href"]) for a in self.page.select("a[href]")]
        found = [href for words, href in links if words == text] or [pair[1] for pair in links if text in pair[0]]
        found = found or [href for _, href in links if text in href]
        assert found, f"no link says {text} at {self.path}: {self.says()}"
        return found[0]

    def follows_mail(self, subject: str) -> BeautifulSoup:
        """The link in the newest mail to this person whose subject says so, or whose kind is this."""
        return self.opens(self.mailed_link(subject))

    def mailed_link(self, subject: str) -> str:
        """Its path."""
        mails = OutgoingMail.objects.filter(to=self.email)
        mail = mails.filter(Q(subject__icontains=subject) | Q(kind__endswith=f".{subject}")).order_by("-pk").first()
        assert mail, list(mails.values_list("kind", "subject"))
        return urlsplit(LINK.search(mail.text)[0]).path

    # --- sending -----------------------------------------------------------------------------------------------------
    def sends(self, at: str = "", to: str = "", button: str = "", **answers: Any) -> None:
        """A form of the page, or of the page `at` that address, with these answers; the person is then where it leads.

        `to` tells one form from others by a part of its address or of its words, `button` which of its buttons.
        Raises AssertionError where the form asks something else, or what was sent is not taken.
        """
        if at:
            self.opens(at)
        form = self.form(to)
        data = sent(form, answers) | self._pressed(form, button)
        address = urljoin(self.path, form.get("action") or self.path)
        response = self.client.post(address, data)
        self._arrives(response, address)
        assert response.status_code in (302, 303), f"{response.status_code} at {address}: {self.says()}"
        self.path, self._page = urljoin(address, response.headers["Location"]), None

    def asks(self, **answers: Any) -> None:
        """A form of the page that asks for another page, such as a search."""
        form = self.page.select("main form[method=get]")[-1]
        query = urlencode(sent(form, answers), doseq=True)
        self.opens(f"{urljoin(self.path, form.get('action') or self.path).partition('?')[0]}?{query}")

    def form(self, to: str = "") -> Tag:
        forms = self.page.select("main form[method=post]")
        found = [one for one in forms if to in (one.get("action") or "") or to in " ".join(one.text.split())]
        assert found, f"no form to {to!r} at {self.path}: {[one.get('action') for one in forms]} {self.says()}"
        return found[0]

    def _pressed(self, form: Tag, words: str) -> dict[str, str]:
        """What the button says that is pressed: where none is named, the first of those that only send the form."""
        buttons = [one for one in form.select("button") if words in " ".join(one.text.split())]
        assert buttons or not words, f"no button {words}: {[one.text.strip() for one in form.select('button')]}"
        plain = [one for one in buttons if not one.get("name")]
        pressed = (buttons if words or not plain else plain)[:1]
        return {one["name"]: one.get("value", "") for one in pressed if one.get("name")}

    # --- seeing ------------------------------------------------------------------------------------------------------
    def says(self) -> str:
        """The page in words, its errors first."""
        errors = [one.text for one in self.page.select(".govuk-error-summary")]
        main = self.page.select_one("main") or self.page
        return " ".join(" ".join([*errors, main.text]).split())[:3000]

    def sees(self, *texts: str) -> None:
        for text in texts:
            assert text in self.says(), f"{text!r} at {self.path}: {self.says()}"

    @property
    def key(self) -> int:
        """The number in the address that comes last."""
        return int(re.findall(r"/(\d+)/", self.path)[-1])

    # --- signing in --------------------------------------------------------------------------------------------------
    def sets_up_as_official(self, link: str) -> None:
        """By the mailed or printed link: name, password, authenticator app."""
        self.sends(link, name=self.name, password=PASSWORD)
        self.opens("/accounts/2fa/totp/activate/")
        self.sends(code=totp_code(KEY_OF_THE_APP.search(self.says())[1]))
        self.opens("/home/")

    @property
    def user(self) -> User:
        return User.objects.get(email=self.email)

    def _signs_in_again(self) -> None:
        """In a new session, as the first time is long ago."""
        self.client = Client()
        self.client.force_login(self.user)
        factor = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        if factor:
            record = {"method": "mfa", "at": time.time(), "id": factor.pk, "type": factor.type}
            record_methods(self.client, self.user, record)

    def _gets(self, path: str) -> HttpResponse:
        response = self.client.get(path)
        for _ in range(5):
            if response.status_code not in (301, 302, 303):
                break
            path = urljoin(path, response.headers["Location"])
            response = self.client.get(path)
        self._arrives(response, path)
        return response

    def _arrives(self, response: HttpResponse, path: str) -> None:
        self.path = path
        is_html = "text/html" in response.headers.get("Content-Type", "")
        self._page = BeautifulSoup(response.content.decode() if is_html else "", "html.parser")
