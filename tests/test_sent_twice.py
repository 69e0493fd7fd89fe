"""Forms of the table of permissions, filled in and sent twice: saved once, and the second leads to the first's result.

No view does anything for it (`portal.middleware.FormsSavedOnce`); this shows that none gets round it.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from guidance.vocabulary import CATEGORIES, Dimension
from portal.form_tokens import FIELD, new_token
from portal.models import SentForm
from tests import test_permission_matrix as table
from tests.filling import attempts, forms_of
from tests.matrix_world import World
from tests.proposals.files import PDF
from tests.test_permission_matrix import GET_PAGES, POST_PAGES, ROWS, address_of, answer

pytestmark = pytest.mark.django_db
world = table.world
ROUNDS = 20
# what makes something new each time, or writes to people: without the token there would be two, or a refusal
CREATING = [
    *(
        "groups:query_ask",
        "groups:query_follow_up",
        "groups:query_request",
        "meetings:add",
        "meetings:item_add",
        "meetings:open_motion",
    ),
    *("members:advice_add", "oversight:concern_raise", "groups:enquire", "members:invite"),
]
# what a form asks that cannot be guessed from the form alone; None leaves a field out
TYPED: dict[str, dict[str, object]] = {
    "groups:enquire": {"occupation": "", "proposed_title": "Stonemason of the year"},
    "groups:enquiry_record": {"occupation": "", "proposed_title": "Stonemason of the year"},
    "groups:enquiry_decide": {"decision": "accept", "group": "", "join_reason": "", "reason": ""},
    "chairs:hand_over": {"decision": "decline", "reason": "Not now"},
    "overview:mine_details": {"phone": "020 7946 0000"},
    "conflicts:declare": {"has_interests": "some", "another": None},
    "meetings:vote": {"choice": "for"},
    "meetings:paper_add": {"document": lambda world: SimpleUploadedFile("paper.pdf", PDF)},
    "overview:population": {
        **{f"{dimension}_{one}": "" for dimension in Dimension for one in CATEGORIES[dimension].values},
        **{"size_medium": "100", "sector_C": "100", "region_north_west": "100"},
    },
    "officials:allocate_several": {
        "groups": lambda world: world.own.published.pk,
        "user": lambda world: get_user(world.clients["mgr"]).pk,
    },
    "overview:collaboration_ask": {"reference": lambda world: world.own.published.reference},
    "proposals:comment": {"text": "This is clear"},
    "oversight:preview_run": {"policy": "ifate-2023-11", "on": "2026-11-29"},
}
# pages whose form is not filled in with the others, with the reason
NOT_FILLED_IN = {
    "groups:enquiry_confirm": "signs the sender in: see the test below",
    "officials:portfolio": "shows first who would get what: see tests/officials/test_portfolios.py",
    "overview:submit": "the group lacks something: see the test below",
    "proposals:submit": "the group lacks something: see the test below",
    **dict.fromkeys(
        [
            *("overview:population_upload", "proposals:requested_meet", "chairs:chair_mentor"),
            *("members:decide_confirm", "meetings:minutes_show"),
        ],
        "needs a group of its own: see test_sent_twice_alone",
    ),
}
TAKEN = [name for name in POST_PAGES if {"302", "422"} & set(ROWS[name, "POST"].values())]
SAVING = [name for name in TAKEN if name not in NOT_FILLED_IN]


def sent_twice(client: Client, address: str, answers: dict[str, object], token: str) -> list[HttpResponse]:
    """Both answers; files are read from their beginning."""
    replies, answers = [], {key: value for key, value in answers.items() if key != FIELD}
    for _ in range(2):
        for value in answers.values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        replies.append(client.post(address, answers | ({FIELD: token} if token else {})))
        replies[-1].rows = rows()
    return replies


def rows() -> dict[str, int]:
    """How many there are in each table but those of sessions; mails among them."""
    left_out = {Session, SentForm}
    names = [model._meta.db_table for model in apps.get_models() if model not in left_out and model._meta.managed]
    one = " union all ".join(f"select '{name}', count(*) from \"{name}\"" for name in sorted({*names}))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(one)
        return dict(cursor.fetchall())


def accepted(world: World, name: str, token: str) -> tuple[dict[str, int], list[HttpResponse]]:
    """The rows before, and both answers to the first way of filling the form in that is saved; nothing stays of it."""
    for column in [column for column, words in ROWS[name, "POST"].items() if words in ("302", "422")]:
        client, address = world.clients[column], address_of(name, world.things(column))
        for answers in _ways(client, address):
            answers = known(world, name, answers)
            with transaction.atomic():
                before, replies = rows(), sent_twice(client, address, answers, token)
                transaction.set_rollback(True)
            if replies[0].status_code == 302:
                return before, replies
    raise AssertionError(f"{name}: no way of filling the form in was accepted")


def known(world: World, name: str, answers: dict[str, object]) -> dict[str, object]:
    """What the form shows, and what only somebody who knows the page can say."""
    typed = {key: value(world) if callable(value) else value for key, value in TYPED.get(name, {}).items()}
    return {key: value for key, value in (answers | typed).items() if value is not None}


def _ways(client: Client, address: str) -> Iterator[dict[str, object]]:
    """The form that the page shows for this address, filled in; a button without a form sends nothing."""
    page = answer(client, "GET", address)
    shown = forms_of(page.shown) if page.status_code == 200 else []
    for form in [form for form in shown if form.get("action", "") in ("", address)]:
        yield from attempts(form)
    yield {}


@pytest.mark.parametrize("name", CREATING)
def test_a_form_that_is_sent_twice_is_saved_once(world, name):
    before, (first, second) = accepted(world, name, new_token())
    assert first.rows != before
    assert (second.status_code, second.url, second.rows) == (302, first.url, first.rows)


@pytest.mark.parametrize("name", SAVING)
def test_what_is_sent_twice_leads_to_the_first_result(world, name):
    _, (first, second) = accepted(world, name, new_token())
    assert (second.status_code, second.url, second.rows) == (302, first.url, first.rows)


@pytest.mark.parametrize("name", CREATING)
def test_without_its_token_it_would_be_saved_twice_or_refused(world, name):
    """What the test above would see without the cure."""
    _, (first, second) = accepted(world, name, "")
    assert second.status_code in (409, 422) or second.rows != first.rows


@pytest.mark.parametrize("token", [new_token(), ""], ids=["with its token", "without one"])
def test_an_enquiry_is_confirmed_once_however_often_the_button_is_pressed(world, token):
    """The link is void by then, and its page says that it may have been used already."""
    with transaction.atomic():
        before, replies = rows(), sent_twice(Client(), address_of("groups:enquiry_confirm", world.own), {}, token)
        transaction.set_rollback(True)
    (first, second) = replies
    assert (first.status_code, second.status_code) == (302, 404)
    assert first.rows != before and second.rows == first.rows
    assert "used already" in second.content.decode()


@pytest.mark.parametrize("name", ["overview:submit", "proposals:submit"])
def test_what_lacks_something_is_refused_as_often_as_it_is_sent(world, name):
    """Submitting what lacks nothing is tried by the tests of each action."""
    column = next(column for column, words in ROWS[name, "POST"].items() if words == "422")
    address = address_of(name, world.things(column))
    with transaction.atomic():
        before, replies = rows(), sent_twice(world.clients[column], address, {"sent": "1"}, new_token())
        transaction.set_rollback(True)
    assert [(reply.status_code, reply.rows) for reply in replies] == [(422, before)] * 2


def test_pages_that_are_left_out_are_pages_of_the_table():
    assert NOT_FILLED_IN.keys() <= set(TAKEN)


def test_every_form_that_is_shown_has_a_token(world):
    lacking = set()
    for name in GET_PAGES:
        for column in ("anon", "chair", "mgr", "route"):
            if ROWS[name, "GET"][column] == "200":
                page = answer(world.clients[column], "GET", address_of(name, world.things(column)))
                lacking |= {name for form in forms_of(page.shown) if not form.select_one(f"input[name={FIELD}]")}
    assert lacking == set()
