"""Whom to believe about who asks and how: the proxies that TRUSTED_PROXIES names, and nobody else."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.environment import networks

Address = IPv4Address | IPv6Address
# what a proxy says of the request that it hands on
FORWARDED = frozenset(
    {"HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST"}
    | {"HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_SSL"}
)


class TrustedProxies:
    """What a trusted proxy says holds: the person's own address takes the place of the proxy's, and the scheme stands.

    What anybody else says of that kind is dropped before it is read. The first of the middlewares, for all others ask
    whether the request is secure, and allauth counts failed sign-ins by address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = networks(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = {name: request.META.pop(name) for name in FORWARDED if name in request.META}
        if self._is_trusted(_address(request.META.get("REMOTE_ADDR", ""))):
            request.META["HTTP_X_FORWARDED_PROTO"] = said.get("HTTP_X_FORWARDED_PROTO", "")
            request.META["REMOTE_ADDR"] = self._person(request.META["REMOTE_ADDR"], said)
        return self.get_response(request)

    def _person(self, peer: str, said: dict[str, str]) -> str:
        """From the right, for each proxy adds whom it was asked by: the first that is no proxy of ours."""
        for word in reversed(said.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            address = _address(word)
            if address is None:  # not an address: what stands left of it cannot be known
                break
            peer = str(address)
            if not self._is_trusted(address):
                break
        return peer

    def _is_trusted(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self.trusted)


def _address(word: str) -> Address | None:
    try:
        address = ip_address(word.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
