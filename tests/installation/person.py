"""Somebody at the installation's address, over TLS, with cookies: what a browser keeps to, in few lines."""

import http.client
import re
import socket
import ssl
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

LONGEST_ANSWER = 60  # seconds
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Page(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> Page:
    """One question and its answer; the connection is closed after it, and redirects are not followed."""
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return Page(answer.status, answer.headers, answer.read().decode())
    finally:
        connection.close()


class Person:
    """Trusts the certificate in `pem`, and nothing but https at `address` gets the cookies."""

    def __init__(self, address: str, pem: Path) -> None:
        self.address, self.cookies, self.token = address, {}, ""
        self.trust = ssl.create_default_context(cafile=str(pem))

    def opens(self, path: str, *, method: str = "GET", body: str | None = None, **headers: str) -> Page:
        parts = urlsplit(self.address)
        said = {"Host": parts.netloc, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPSConnection("127.0.0.1", parts.port, timeout=LONGEST_ANSWER)
        plain = socket.create_connection(("127.0.0.1", parts.port), timeout=LONGEST_ANSWER)
        connection.sock = self.trust.wrap_socket(plain, server_hostname=parts.hostname)
        page = ask(connection, method, path, body, said)
        self._keeps(page)
        return page

    def sends(self, path: str, **fields: str) -> Page:
        """A form, with the token of the page seen last."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        kind = {"Content_Type": "application/x-www-form-urlencoded", "Origin": self.address}
        return self.opens(path, method="POST", body=body, **kind)

    def _keeps(self, page: Page) -> None:
        for line in page.headers.get_all("Set-Cookie") or []:
            for name, cookie in SimpleCookie(line).items():
                kept_to_us = cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]
                assert kept_to_us or not cookie.value, line
                self.cookies[name] = cookie.value
        if found := TOKEN.search(page.text):
            self.token = found[1]
