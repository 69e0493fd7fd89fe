"""Every page and method, for every role: the table of `matrix.py` is what the portal answers."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse
from pytest_django.plugin import DjangoDbBlocker

from groups.models import Group
from portal.calendar import today
from tests import matrix
from tests.matrix_asking import (
    EVERY_PAGE,
    OF_PACKAGES,
    OTHER_VERBS,
    SIGN_IN_COLUMNS,
    address_of,
    answer,
    built,
    in_words,
)
from tests.matrix_reading import Page, is_page, read
from tests.matrix_world import SECRETS, Seen, World, secret
from tests.pdfs import words_of

pytestmark = pytest.mark.django_db
ROWS = matrix.rows()
GET_PAGES = [page for page, method in ROWS if method == "GET"]
POST_PAGES = [page for page, method in ROWS if method == "POST"]
PACKAGES = ("admin:", "account_", "mfa_", "usersessions_")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), built() as world:
        yield world


def look(world: World, column: str, address: str) -> Seen:
    """The same for as long as the world stands: the table and the search for personal data look at it once."""
    if (column, address) not in world.seen:
        response = answer(world.clients[column], "GET", address)
        world.seen[column, address] = Seen(in_words(response), _told(response))
    return world.seen[column, address]


def _told(response: HttpResponse) -> str:
    """The papers of the table are no whole PDF files, and hold nothing."""
    if response["Content-Type"] == "application/pdf" and b"/StructTreeRoot" in response.shown:
        return words_of(response.shown)
    return response.shown.decode(errors="replace")


# --- the project's pages ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", GET_PAGES)
def test_page_is_shown_to_each_role_as_the_table_says(world: World, name: str) -> None:
    answers = {column: look(world, column, address_of(name, world.things(column))).words for column in world.clients}
    assert answers == ROWS[name, "GET"]


@pytest.mark.parametrize("name", POST_PAGES)
def test_page_takes_what_each_role_sends_as_the_table_says(world: World, name: str) -> None:
    answers = {
        column: in_words(answer(client, "POST", address_of(name, world.things(column))))
        for column, client in world.clients.items()
    }
    assert answers == ROWS[name, "POST"]


@pytest.mark.parametrize("name", GET_PAGES)
def test_page_takes_no_other_verb(world: World, name: str) -> None:
    for verb in OTHER_VERBS:
        assert in_words(answer(world.clients["chair"], verb, address_of(name, world.own))) == "405", verb


def test_table_covers_every_page_and_method() -> None:
    names = {name for name in page_names(get_resolver(EVERY_PAGE)) if not name.startswith(PACKAGES)}
    assert {page for page, _ in ROWS} == names
    assert set(ROWS) == {(name, method) for name in names for method in ("GET", "POST")}


def test_pages_of_packages_are_all_known() -> None:
    names = {name for name in page_names(get_resolver(EVERY_PAGE)) if name.startswith(PACKAGES[1:])}
    assert set(matrix.sign_in_rows()) == names


def page_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The name of every page of the portal; one without a name could not be in the table."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from page_names(pattern, inner)
        elif isinstance(pattern, URLPattern) and not _is_admin_catch_all(pattern, namespace):
            assert pattern.name, f"{pattern} has no name"
            yield f"{namespace}{pattern.name}"


def _is_admin_catch_all(pattern: URLPattern, namespace: str) -> bool:
    return namespace == "admin:" and not pattern.name


# --- what a page offers ----------------------------------------------------------------------------------------------
REFUSED = ("403", "404", "405", "500")
SIGN_OUT = "/accounts/logout/"  # of no use to the rest of the test


@pytest.mark.parametrize("column", matrix.COLUMNS)
def test_page_offers_no_link_or_form_that_its_reader_may_not_use(world: World, column: str) -> None:
    """Every address that a page of the table leads to is asked for, and every form sent empty, by who sees it."""
    pages = _shown_to(world, column)
    links = {link: page.address for page in pages for link in page.links()}
    forms = {action: page.address for page in pages for action in page.posts() - {SIGN_OUT}}
    refused = {f"{page} leads to {link}" for link, page in links.items() if look(world, column, link).words in REFUSED}
    client = world.clients[column]
    refused |= {
        f"{page} posts to {to}" for to, page in forms.items() if in_words(answer(client, "POST", to)) in REFUSED
    }
    assert refused == set()


@pytest.mark.parametrize("column", matrix.COLUMNS)
def test_page_is_well_formed_html(world: World, column: str) -> None:
    """Ids once, references that lead somewhere, headings in order, elements closed and where they may stand."""
    answers = ("200", "403", "404", "409", "422")
    faults = {page.address: page.faults for page in _shown_to(world, column, answers) if page.faults}
    assert faults == {}


@pytest.mark.parametrize("words", ["422", "409"])
def test_answer_to_an_empty_form_is_well_formed_html(world: World, words: str) -> None:
    """Each page of the table that answers so, to the first column that gets this answer."""
    faults = {}
    for name in POST_PAGES:
        for column in [column for column, told in ROWS[name, "POST"].items() if told == words][:1]:
            address = address_of(name, world.things(column))
            text = answer(world.clients[column], "POST", address).shown.decode()
            if wrong := read(address, text).faults:
                faults[address] = wrong
    assert faults == {}


def _shown_to(world: World, column: str, answers: tuple[str, ...] = ("200",)) -> list[Page]:
    """The pages of the table that this column gets with one of these answers."""
    addresses = dict.fromkeys(address_of(name, world.things(column)) for name in GET_PAGES)
    seen = {address: look(world, column, address) for address in addresses}
    return [read(address, one.told) for address, one in seen.items() if one.words in answers and is_page(one.told)]


# --- once support is withdrawn ---------------------------------------------------------------------------------------
# What people still do then: leave, take statements, consents and interests back, answer what was asked, map.
STILL_THERE = {
    "members:end",
    "members:mine_statements",
    "members:withdraw",
    "members:chair_withdraw",
    "conflicts:end_interest",
    "groups:query",
    "oversight:case_map",
}


@pytest.mark.parametrize("column", ["chair", "mgr"])
def test_group_without_support_shows_no_form_that_it_refuses(world: World, column: str) -> None:
    shown = set()
    with transaction.atomic():
        Group.objects.filter(pk=world.own.group.pk).update(support_withdrawn_on=today())
        for page in GET_PAGES:
            if str(world.own.group.pk) in address_of(page, world.own).split("/"):
                seen = answer(world.clients[column], "GET", address_of(page, world.own))
                forms = BeautifulSoup(seen.shown, "html.parser").select("main form[method=post]")
                shown |= {page} if seen.status_code == 200 and forms else set()
        transaction.set_rollback(True)
    assert shown <= STILL_THERE


@pytest.mark.parametrize("column", ["memb", "facil", "chair", "mgr", "other", "route"])
def test_group_without_support_offers_no_task(world: World, column: str) -> None:
    """No link of its pages, of the first page and of the list of what waits leads to what is refused now."""
    group, client, refused = world.own.group, world.clients[column], set()
    with transaction.atomic():
        Group.objects.filter(pk=group.pk).update(support_withdrawn_on=today(), membership_approved_on=today())
        asked = {address_of(name, world.own) for name in GET_PAGES}
        own = {address for address in asked if str(group.pk) in address.split("/")}
        pages = [(address, answer(client, "GET", address)) for address in sorted({*own, "/home/", "/dashboard/"})]
        links: dict[str, str] = {}
        for address, seen in pages:
            if seen.status_code == 200 and is_page(seen.shown.decode(errors="replace")):
                links |= dict.fromkeys(read(address, seen.shown.decode()).links(), address)
        for link, page in links.items():
            if in_words(answer(client, "GET", link)) in {*REFUSED, "409"}:
                refused.add(f"{page} leads to {link}")
        transaction.set_rollback(True)
    assert refused == set()


# --- allauth's and the administrator's -------------------------------------------------------------------------------
@pytest.mark.parametrize("name", matrix.sign_in_rows())
def test_sign_in_page_answers_as_the_table_says(world: World, name: str) -> None:
    address = reverse(name, kwargs=OF_PACKAGES.get(name))
    clients = {who: world.clients[column] for who, column in SIGN_IN_COLUMNS.items()}
    answers = {who: in_words(answer(client, "GET", address)) for who, client in clients.items()}
    assert answers == matrix.sign_in_rows()[name]


def test_support_pages_are_for_administrators_alone(world: World) -> None:
    """Each page itself refuses, whatever stands before it."""
    users = {column: get_user(client) for column, client in world.clients.items() if column != "admin"}
    for name in sorted(set(page_names(get_resolver(EVERY_PAGE)))):
        if name.startswith("admin:") and name not in {"admin:login", "admin:logout"}:
            address = _admin_address(name)
            page, arguments, named = resolve(address, EVERY_PAGE)
            for column, user in users.items():
                request = RequestFactory().get(address)
                request.user = user
                assert page(request, *arguments, **named).status_code == 302, (name, column)
    assert answer(world.clients["admin"], "GET", reverse("admin:index")).status_code == 200
    for column in users:
        assert answer(world.clients[column], "GET", reverse("admin:index")).status_code != 200, column


def _admin_address(name: str) -> str:
    """The names of the arguments do not matter here: every page of the support pages takes at most two."""
    for arguments in ((), ("1",), ("1", "1")):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return reverse(name, args=["accounts"])  # the list of an app


# --- personal data ---------------------------------------------------------------------------------------------------
STRANGERS = ("anon", "out", "inv", "elsew")  # what they get of the group's own data, wherever they ask
PEOPLE = ("memb", "advis", "facil", "chair")
# who sees the personal fields of a member of the group, from `domain.md`: “Who may do what” and “Personal data”
SEEN_BY = {
    "email": {*PEOPLE, "mgr", "route", "assur"},
    "phone": {*PEOPLE, "mgr", "route", "assur"},
    "interest": {"memb", "chair", "mgr", "route", "assur"},
}


@pytest.fixture(scope="module")
def bodies(world: World) -> dict[str, str]:
    """All that each column is ever shown: every page that there is, of the own group and of another."""
    return {column: "".join(_pages(column, world)) for column in world.clients}


def _pages(column: str, world: World) -> Iterator[str]:
    """Officials read every group anyway; nobody but they and the own people is looked for in the other one."""
    groups = (world.own, world.elsewhere) if column in {*PEOPLE, "anon", "out"} else (world.own,)
    for page in GET_PAGES:
        for address in {address_of(page, things) for things in groups}:
            yield look(world, column, address).told


@pytest.mark.parametrize("kind", SECRETS)
def test_personal_data_never_reaches_people_of_another_group(bodies: dict[str, str], kind: str) -> None:
    leaks = {column for column in STRANGERS if secret(kind, "own") in bodies[column]}
    leaks |= {column for column in (*PEOPLE, "anon", "out") if secret(kind, "elsewhere") in bodies[column]}
    assert leaks == set()


@pytest.mark.parametrize("kind", SEEN_BY)
def test_personal_data_is_seen_by_whom_it_is_for(bodies: dict[str, str], kind: str) -> None:
    assert {column for column, shown in bodies.items() if secret(kind, "own") in shown} == SEEN_BY[kind]


# --- what others lack, and where the invited are reached -------------------------------------------------------------
READERS = {"memb", "chair", "mgr", "other", "route", "assur", "admin"}  # not those who advise or facilitate
LACKING = (
    "Not stated: ",
    "Not confirmed: ",
    "Has made no declaration",
    "No day given",
    "Has not opened the invitation",
)


@pytest.mark.parametrize("words", LACKING)
def test_what_another_person_lacks_is_seen_by_no_adviser_or_facilitator(bodies: dict[str, str], words: str) -> None:
    assert {column for column, shown in bodies.items() if words in shown} == READERS


def test_address_of_an_invited_person_is_seen_by_no_adviser_or_facilitator(
    world: World, bodies: dict[str, str]
) -> None:
    address = world.own.invitation.email
    seen_by = {column for column, shown in bodies.items() if address in shown}
    assert seen_by == {"inv", "memb", "chair", "mgr", "route", "assur"}  # of one's own address, too
