"""`make pages`: each page of the table of permissions as each of its readers gets it, one text file each.

No test: pytest takes this module only where it is named. What it asks for, and what the answer must be, is the table's;
pages that are the same for all who may not see them (403, 404) are written once for each reader.
"""

import os
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from pytest_django.plugin import DjangoDbBlocker

from portal.models import OutgoingMail
from tests import matrix
from tests.matrix_asking import (
    EVERY_PAGE,
    OF_PACKAGES,
    SIGN_IN_COLUMNS,
    address_of,
    answer,
    built,
    in_words,
    read_whole,
)
from tests.matrix_reading import is_page
from tests.matrix_world import World
from tests.pages.folding import folded
from tests.pages.masking import FIRST_KEY, masked
from tests.pdfs import words_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday that is no holiday
WITH_WORDS = {"200", "302", "409", "422"}
ONCE_A_READER = {"403", "404"}
RESTARTED = f"""do $$ declare name regclass; begin
    for name in select oid from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace loop
        execute format('alter sequence %s restart with {FIRST_KEY}', name);
    end loop;
end $$"""  # noqa: S608


@pytest.fixture(scope="session")
def folder() -> Path:
    return Path(os.environ["PAGES"])


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """On one moment of one day, with keys that tell themselves from other numbers."""
    with time_machine.travel(NOON, tick=False), django_db_blocker.unblock(), built(before=_restart_keys) as world:
        yield world


def _restart_keys() -> None:
    with connection.cursor() as cursor:
        cursor.execute(RESTARTED)


@pytest.mark.parametrize("column", matrix.COLUMNS)
def test_pages_are_written(world: World, folder: Path, column: str) -> None:
    client, seen = world.clients[column], set()
    for (page, method), answers in matrix.rows().items():
        words = answers[column]
        if words in WITH_WORDS or (words in ONCE_A_READER and (words, method) not in seen):
            seen.add((words, method))
            address = address_of(page, world.things(column))
            _write(folder, column, method, address, text_of(client, method, address))


@pytest.mark.parametrize("who", SIGN_IN_COLUMNS)
def test_sign_in_pages_are_written(world: World, folder: Path, who: str) -> None:
    column = SIGN_IN_COLUMNS[who]
    for page, answers in matrix.sign_in_rows().items():
        if answers[who] in WITH_WORDS:
            address = reverse(page, kwargs=OF_PACKAGES.get(page))
            _write(folder, column, "GET", address, text_of(world.clients[column], "GET", address))


def _write(folder: Path, column: str, method: str, address: str, text: str) -> None:
    """Under the address's pattern, which stays when a page's name or the part of the portal that shows it changes."""
    path = folder / name_of(address) / f"{method.lower()}-{column}.txt"
    assert not path.exists(), f"{path} is written already: empty the folder, or two addresses have one name"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def name_of(address: str) -> str:
    """`groups/<int:pk>/members/` -> `groups-INT-members`; the first page is `front`."""
    route = resolve(urlsplit(address).path, EVERY_PAGE).route
    names = re.sub(r"<(?:(\w+):)?\w+>", lambda argument: (argument[1] or "str").upper(), route)
    return "-".join(re.findall(r"\w+(?:\.\w+)*", names)) or "front"


def text_of(client: Client, method: str, address: str) -> str:
    """What the reader gets: the answer with its words, the messages that it sends, and the page that it leads to.

    The cookies stay as they were, so that what one page says is not shown by the next.
    """
    last, more, cookies = OutgoingMail.objects.order_by("pk").last(), [], deepcopy(client.cookies)

    def look(response: HttpResponse) -> None:
        sent = OutgoingMail.objects.filter(pk__gt=last.pk if last else 0).order_by("kind", "to", "pk")
        more.extend(f"message to {mail.to}: {mail.subject}\n\n{mail.text}\n" for mail in sent)
        if method == "POST" and response.status_code == 302:
            more.append(_said(read_whole(client.get(response.url))))

    text = _said(answer(client, method, address, look))
    client.cookies = cookies
    return masked("\n".join([text, *more]))


def _said(response: HttpResponse) -> str:
    """The answer in a few words, where it leads, and what it holds."""
    head = [in_words(response), response.get("Content-Type", ""), response.get("Content-Disposition", "")]
    leads = [f"to {response.url}"] if response.status_code == 302 else []
    return "\n".join([*filter(None, head), *leads, "", words_in(response)])


def words_in(response: HttpResponse) -> str:
    """A page folded, the words of a PDF file, and other files as they are."""
    if response["Content-Type"] == "application/pdf" and b"/StructTreeRoot" in response.shown:
        return words_of(response.shown)
    text = response.shown.decode(errors="replace")
    return folded(text) if is_page(text) else text
