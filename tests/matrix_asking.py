"""Asking the world of the table of permissions for its pages; nothing of what a request did is kept."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from tests import matrix_world
from tests.matrix_world import Things, World

EVERY_PAGE = "tests.matrix_urls"
OTHER_VERBS = ("PUT", "PATCH", "DELETE", "OPTIONS")
NOT_EMPTY = {"sent": "1"}  # a form sent by a browser always holds something


@contextmanager
def built(before: Callable[[], object] = lambda: None) -> Iterator[World]:
    """Built once, in a transaction that is rolled back; each request has a savepoint of its own.

    `before` is called in the transaction before anything is made.
    """
    with override_settings(ROOT_URLCONF=EVERY_PAGE), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local idle_in_transaction_session_timeout = 0")  # the machine may be slow
        logging.disable(logging.CRITICAL)  # thousands of requests, whose lines nobody reads
        before()
        yield matrix_world.build()
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def answer(
    client: Client, method: str, address: str, then: Callable[[HttpResponse], None] = lambda response: None
) -> HttpResponse:
    """What the client gets, with nothing kept of what the request did; `then` may look at it before."""
    with transaction.atomic():
        data = NOT_EMPTY if method == "POST" else None
        send = getattr(client, method.lower())
        response = read_whole(send(address) if method in OTHER_VERBS else send(address, data))
        then(response)
        transaction.set_rollback(True)
    return response


def read_whole(response: HttpResponse) -> HttpResponse:
    """With all that it holds as `shown`, a file too."""
    response.shown = b"".join(response) if response.streaming else response.content
    return response


def in_words(response: HttpResponse) -> str:
    """As the table says it."""
    to_sign_in = response.status_code == 302 and response.url.startswith(reverse("account_login"))
    return "login" if to_sign_in else str(response.status_code)


def address_of(page: str, things: Things) -> str:
    return reverse(page, kwargs=things.kwargs(page))


# What the pages of the packages name that take an argument.
OF_PACKAGES = {
    "account_confirm_email": {"key": "none"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
}
# Who in the world asks for them.
SIGN_IN_COLUMNS = {"anon": "anon", "person": "memb", "official": "mgr"}
