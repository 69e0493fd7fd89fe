import io
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.email_verification import get_email_verification_url
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.auth.tokens import default_token_generator
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from gunicorn.config import Config

from accounts.models import User
from portal.access_log import AccessLog
from portal.links import new_nonce, sign
from portal.logs import masked

KEYS = {"token", "key", "uidb36"}
NO_SECRET = {"proposals:section"}  # the name of a part of a proposal
EVERYTHING = (
    '%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s" %(U)s %(q)s %({x-forwarded-for}i)s %({path_info}e)s'
)


def names_with_keys(patterns, space: str = "") -> set[str]:
    """Every address of the portal that holds what opens a page."""
    found = set()
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            found |= names_with_keys(each.url_patterns, inner)
        elif isinstance(each, URLPattern) and KEYS & _parameters(each):
            found.add(f"{space}{each.name}")
    return found


def _parameters(pattern: URLPattern) -> set[str]:
    by_expression = getattr(pattern.pattern, "regex", None)
    return set(pattern.pattern.converters) | set(by_expression.groupindex if by_expression else ())


def arguments(name: str) -> dict[str, str]:
    user = User(pk=7, email="ada@example.org", password="x")
    if name == "account_reset_password_from_key":
        return {"uidb36": "7", "key": default_token_generator.make_token(user)}
    if name == "account_confirm_email":
        return {"key": EmailConfirmationHMAC(EmailAddress(pk=7, user=user)).key}
    return {"token": sign("purpose", 7, new_nonce())}


@pytest.mark.parametrize("name", sorted(names_with_keys(get_resolver().url_patterns) - NO_SECRET))
def test_no_key_of_any_address_is_written(name: str) -> None:
    given = arguments(name)
    path = reverse(name, kwargs=given)
    secret = max(given.values(), key=len)
    for text in (path, path.rstrip("/"), f"{path}?next=/", f"Not Found: {path}", f'"GET {path} HTTP/1.1"'):
        assert secret not in masked(text) and "/..." in masked(text)


def test_invitations_and_confirmations_are_among_them() -> None:
    found = names_with_keys(get_resolver().url_patterns)
    assert {"joining:invitation", "groups:enquiry_confirm", "account_reset_password_from_key"} <= found
    assert get_email_verification_url  # allauth's, whose keys are signed


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(written: io.StringIO) -> Iterator[AccessLog]:
    settings = Config()
    settings.set("access_log_format", EVERYTHING)
    settings.set("accesslog", "-")
    made = AccessLog(settings)
    ours = [(logger, handler) for logger in (made.error_log, made.access_log) for handler in logger.handlers]
    ours = [(logger, handler) for logger, handler in ours if hasattr(handler, "_gunicorn")]
    for _, handler in ours:
        handler.setStream(written)
    yield made
    for logger, handler in ours:
        logger.removeHandler(handler)


def test_whatever_the_format_a_line_holds_no_person_and_no_key(log: AccessLog, written: io.StringIO) -> None:
    path = f"/invitations/{sign('purpose', 7, new_nonce())}/"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"{path}?q=ada@example.org",
        "PATH_INFO": path,
        "QUERY_STRING": "q=a",
    }
    environ |= {"SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "198.51.100.7", "HTTP_REFERER": f"https://x{path}"}
    environ |= {"HTTP_USER_AGENT": "Browser of Ada", "HTTP_AUTHORIZATION": "Basic YWRhOng="}
    request = SimpleNamespace(headers=[("X-FORWARDED-FOR", "198.51.100.7"), ("REFERER", path)])
    log.access(SimpleNamespace(status="200 OK", sent=10, headers=[]), request, environ, timedelta(seconds=1))
    line = written.getvalue()
    assert '"GET /invitations/.../ HTTP/1.1" 200 10 "-" "-" /invitations/.../ - - -' in line
    assert line.startswith("- - - [")


def test_errors_of_the_server_hide_them_too(log: AccessLog, written: io.StringIO) -> None:
    log.error("Error handling request %s", f"/invitations/{'k' * 40}/")
    assert "Error handling request /invitations/.../" in written.getvalue()
