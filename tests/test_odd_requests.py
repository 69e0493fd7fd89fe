"""Whatever an address or a form says, the portal answers: every page of the table of permissions, with what nobody
types by mistake. The worst is tried each time, and all of it by `make deep`."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import test_permission_matrix as table
from tests.matrix_world import World
from tests.test_permission_matrix import GET_PAGES, POST_PAGES, ROWS, address_of, answer

pytestmark = pytest.mark.django_db
world = table.world
PROJECT = Path(__file__).resolve().parent.parent
LETS_IN = {"200", "302", "422", "409"}
# as they stand in an address: NUL, digits that are none, half a surrogate pair, no UTF-8, beyond every number and date
ODD = [
    *("%00", "%C2%B2", "%D9%A1", "%ED%A0%80", "%FF", "%E2%80%AE", "", "0", "-1", "a" * 300, "9" * 30),
    *("9223372036854775808", "9999-12-31", "0001-01-01", "2026-02-30", "%27%22%3C", "a%0D%0AX-Odd:%201"),
]
WORST = [*ODD[:2], "9" * 30]  # each name alone, since one that makes no sense may hide the others
WORST_TYPED = ["%00", "9999-12-31"]
TYPED = ["%00", "%C2%B2", "%ED%A0%80", "9" * 30, "9999-12-31"]
ODD_KEYS = [2**31, 2**63]
ODD_NAMES = ["\0", "²", "a" * 3000]
FORM = "application/x-www-form-urlencoded"
BODIES = [
    ("application/json", b'{"a": [1]}'),
    ("text/plain", b"\x00\xff"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\xff\r\n\r\n\x00\r\n--x"),
    (f"{FORM}; charset=nonsense", b"a=%FF"),
    (f"{FORM}; charset=utf-16", b"a=b"),
    (FORM, b"%FF%00=%ED%A0%80&form_token=%00"),
    (FORM, b"&".join(b"f%d=1" % number for number in range(3000))),
]


WORST_BODIES = [BODIES[0], BODIES[4], BODIES[6]]


def let_in(world: World, page: str, method: str) -> tuple[Client, str]:
    """Somebody who may look at the page, or send to it, and its address for them."""
    answers = ROWS[page, method]
    column = next((name for name in answers if answers[name] in LETS_IN), "chair")
    return world.clients[column], address_of(page, world.things(column))


def broken(client: Client, method: str, address: str, **sent: object) -> str:
    """ "" for any answer but a broken server's."""
    try:
        with transaction.atomic():
            response = client.generic(method, address, **sent) if sent else getattr(client, method.lower())(address)
            shown = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
    except Exception as error:  # the test says which address it was
        return f"{method} {address[:120]}: {type(error).__name__} {error}"[:400]
    return f"{method} {address[:120]}: {shown[:200]!r}" if response.status_code >= 500 else ""


# --- the query -------------------------------------------------------------------------------------------------------
def test_one_module_reads_what_an_address_asks_for():
    """`portal.parameters`, which makes it clean; templates neither."""
    apps_of_ours = [path for path in PROJECT.iterdir() if (path / "__init__.py").exists() and path.name != "tests"]
    code = [path for app in apps_of_ours for path in app.rglob("*.py")]
    readers = {path.relative_to(PROJECT).as_posix() for path in code if "GET" in _attributes(path)}
    readers |= {str(path) for path in (PROJECT / "templates").rglob("*.*") if "request.GET" in path.read_text()}
    assert readers == {"portal/parameters.py"}


def _attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}


@pytest.fixture
def asked(monkeypatch) -> Iterator[set[str]]:
    """The names of parameters that a page looks for, its forms' and filters' too."""
    names: set[str] = set()

    def noting(method):
        return lambda self, name, *more: names.add(name) or method(self, name, *more)

    for name in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, name, noting(getattr(QueryDict, name)))
    yield names


@pytest.mark.parametrize("name", GET_PAGES)
def test_page_answers_whatever_its_parameters_say(world, asked, name):
    assert _broken_queries(world, asked, name, WORST[:2], each=WORST[:1]) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", GET_PAGES)
def test_page_answers_all_that_its_parameters_can_say(world, asked, name):
    assert _broken_queries(world, asked, name, ODD, each=WORST) == []


def _broken_queries(world: World, asked: set[str], name: str, values: list[str], *, each: list[str]) -> list[str]:
    """With every parameter that the page looks for, all at once and one at a time."""
    client, address = let_in(world, name, "GET")
    answer(client, "GET", address)
    known = sorted(asked)
    assert known or name not in {
        "overview:multiple_memberships",
        "duplicates:duplicates",
        "oversight:dashboard",
        "groups:enquire",
    }
    queries = ["&".join(f"{key}={value}" for key in known) for value in values] if known else []
    queries += [f"{key}={value}" for key in known for value in each]
    queries += ["&".join(f"{key}=a&{key}=%00" for key in known)]
    return [found for query in queries if (found := broken(client, "GET", f"{address}?{query}"))]


# --- the path --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "method"), [(name, "GET") for name in GET_PAGES] + [(name, "POST") for name in POST_PAGES]
)
def test_page_answers_whatever_its_address_names(world, name, method):
    client, _ = let_in(world, name, method)
    addresses = {*_odd_addresses(name, world.own.kwargs(name))}
    assert [found for address in addresses if (found := broken(client, method, address))] == []


def _odd_addresses(page: str, named: dict[str, object]) -> Iterator[str]:
    for name, value in named.items():
        for odd in ODD_KEYS if isinstance(value, int) else ODD_NAMES:
            try:
                yield reverse(page, kwargs=named | {name: odd})
            except (NoReverseMatch, UnicodeEncodeError):
                continue  # an address that leads nowhere


# --- what is sent ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", POST_PAGES)
def test_page_answers_whatever_kind_of_thing_is_sent(world, name):
    assert _broken_bodies(world, name, WORST_BODIES) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", POST_PAGES)
def test_page_answers_every_kind_of_thing_that_is_sent(world, name):
    assert _broken_bodies(world, name, BODIES) == []


def _broken_bodies(world: World, name: str, bodies: list[tuple[str, bytes]]) -> list[str]:
    client, address = let_in(world, name, "POST")
    answers = [broken(client, "POST", address, data=body, content_type=kind) for kind, body in bodies]
    return [found for found in answers if found]


@pytest.mark.parametrize("name", GET_PAGES)
def test_forms_of_a_page_answer_whatever_is_typed(world, name):
    assert _broken_forms(world, name, WORST_TYPED) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", GET_PAGES)
def test_forms_of_a_page_answer_all_that_is_typed(world, name):
    assert _broken_forms(world, name, TYPED) == []


def _broken_forms(world: World, name: str, values: list[str]) -> list[str]:
    client, address = let_in(world, name, "GET")
    found = BeautifulSoup(answer(client, "GET", address).shown, "html.parser").select("main form[method=post]")
    sent = {(form.get("action") or address, names) for form in found if (names := _names(form))}
    answers = [
        broken(client, "POST", to, data="&".join(f"{each}={value}" for each in names), content_type=FORM)
        for to, names in sent
        for value in values
    ]
    return [found for found in answers if found]


def _names(form) -> tuple[str, ...]:
    fields = form.select("input[name], select[name], textarea[name], button[name]")
    return tuple(sorted({field["name"] for field in fields} - {"csrfmiddlewaretoken", "form_token"}))


# --- dates at the ends of time ---------------------------------------------------------------------------------------
@pytest.fixture(params=[date.max, date.min], ids=["last", "first"])
def at_the_end(request, world) -> Iterator[date]:
    """Every date of every row is the last, or the first, that there is, where the constraints let it be."""
    with transaction.atomic():
        for model in [model for model in apps.get_models() if model._meta.app_label != "demo"]:
            for field in model._meta.concrete_fields:
                if type(field) is models.DateField:
                    _set(model, field, request.param)
        yield request.param
        transaction.set_rollback(True)


def _set(model: type[models.Model], field: models.Field, day: date) -> None:
    rows = model._default_manager.exclude(**{field.name: None}) if field.null else model._default_manager.all()
    for pk in list(rows.order_by().values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=pk).update(**{field.name: day})
        except DatabaseError:
            continue  # a constraint forbids it


def test_pages_answer_with_every_date_at_the_end_of_time(world, at_the_end):
    asked = [let_in(world, page, "GET") for page in GET_PAGES]
    assert [found for client, address in asked if (found := broken(client, "GET", address))] == []
