"""The environment that settings read: what is set to nothing counts as not set, and what is unsafe is refused."""

import os
import re
from collections.abc import Iterable
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

DIVIDED = re.compile(r"[,\s]+")
PORT = re.compile(r":\d+$")


class Environment(environ.Env):
    """A leading $ is a letter like any other, as a random key may have it (the library takes it for a reference)."""

    ENVIRON = {name: value.replace("$", r"\$") for name, value in os.environ.items() if value.strip()}

    def __init__(self) -> None:
        super().__init__()
        self.escape_proxy = True

    def texts(self, name: str, default: list[str]) -> list[str]:
        """A list divided by commas, spaces or lines."""
        return [word for word in DIVIDED.split(self.str(name, default="")) if word] or default

    def refuse_missing(self, needed: dict[str, str]) -> None:
        """Raises ImproperlyConfigured that names every variable of these that is not set, with what it should hold."""
        missing = [f"{name} ({hint})" for name, hint in needed.items() if name not in self.ENVIRON]
        if missing:
            raise ImproperlyConfigured("Not set in the environment: " + "; ".join(missing))


def without_port(host: str) -> str:
    return PORT.sub("", host)


def refuse_address(base_url: str, allowed_hosts: list[str]) -> None:
    """Raises ImproperlyConfigured unless the address is https:// and one of the names, with nothing behind it."""
    parts = urlsplit(base_url)
    if parts.scheme != "https" or parts.netloc != base_url.removeprefix("https://") or DIVIDED.search(base_url):
        raise ImproperlyConfigured("BASE_URL must be https:// and one name in production: https://portal.example.org")
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that serve the portal")
    if parts.hostname not in allowed_hosts:
        raise ImproperlyConfigured(f"ALLOWED_HOSTS must name {parts.hostname}, which BASE_URL sends people to")


def refuse_mail_address(name: str, value: str) -> None:
    """Raises ImproperlyConfigured unless mail can be sent to the value of this variable."""
    local, _, domain = parseaddr(value)[1].rpartition("@")
    if not local or not domain:
        raise ImproperlyConfigured(f"{name} is {value!r}, which is no email address")


def networks(addresses: Iterable[str]) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks of proxies. Raises ImproperlyConfigured for a word that is neither, or is everybody."""
    read = []
    for word in addresses:
        try:
            network = ip_network(word)
        except ValueError as error:
            raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}") from None
        if not network.prefixlen:
            raise ImproperlyConfigured(f"TRUSTED_PROXIES: {word} is everybody; name the proxies before the portal")
        read.append(network)
    return read
