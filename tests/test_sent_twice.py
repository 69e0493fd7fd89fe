"""Forms of the table of permissions, filled in and sent twice: saved once, and the second leads to the first's result.

No view does anything for it (`portal.middleware.FormsSavedOnce`); this shows that none gets round it.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from portal.form_tokens import FIELD, new_token
from portal.models import SentForm
from tests import test_permission_matrix as table
from tests.filling import attempts, forms_of
from tests.matrix_world import World
from tests.test_permission_matrix import GET_PAGES, ROWS, address_of, answer

pytestmark = pytest.mark.django_db
world = table.world
ROUNDS = 20
# what makes something new each time, or writes to people: without the token there would be two
CREATING = [
    *("groups:query_ask", "groups:query_follow_up", "meetings:add", "meetings:item_add", "meetings:open_motion"),
    *("members:advice_add", "oversight:concern_raise"),
]
# what can be filled in without knowing more of it than its form shows; new pages may join
SAVING = [
    *("accounts:change_name", "accounts:official_invitation", "groups:occupation", "groups:running"),
    *("groups:decide", "groups:justify", "groups:justification_decide", "groups:work_plan_answer"),
    *("groups:work_plan_withdraw", "groups:milestone", "groups:query_close", "members:facilitators"),
    *("members:upload_begin", "members:upload_confirm", "members:upload_discard", "members:doubles_find"),
    *("members:double", "members:person_doubles_find", "members:person_double", "members:request_member"),
    *("members:ask", "members:end", "members:remind", "members:remind_all", "members:resend", "members:revoke"),
    *("members:chair_confirm", "members:chair_briefing", "members:chair_mentor_ask", "members:chair_mentor_end"),
    *("members:hand_over", "members:hand_over_call_off", "members:list_questions", "members:list_question"),
    *("members:advice_edit", "members:collaborations", "members:over_arching_propose"),
    *("members:collaboration_join", "members:collaboration_leave", "members:over_arching_agree"),
    *("members:over_arching_end", "meetings:change", "meetings:record", "meetings:withdraw_motion"),
    *("meetings:call_off", "meetings:recorded_for_me", "meetings:item", "meetings:item_move"),
    *("meetings:item_left", "meetings:paper_remove", "meetings:declare_for", "meetings:action"),
    *("meetings:action_change", "meetings:travel_decide", "meetings:travel_paid", "proposals:quote_add"),
    *("proposals:quote_edit", "proposals:funding_document_add", "proposals:funding_document_remove"),
    *("proposals:document", "proposals:freeze", "proposals:reopen", "proposals:ask", "proposals:withdraw"),
    *("proposals:resolve", "proposals:recommend", "proposals:decide", "members:invitation", "members:decline"),
    *("members:join_statements", "members:join_interests", "members:mine_statements"),
    *("conflicts:change_interest", "conflicts:end_interest", "conflicts:handle", "conflicts:share"),
    *("oversight:concern_answer", "oversight:concern_close", "oversight:mitigation_ask"),
    *("oversight:mitigation_decide", "oversight:case_discuss", "oversight:case_decide", "groups:route_officials"),
    *("groups:route_official_end", "groups:allocate", "groups:allocation_end", "accounts:user_invite"),
    *(
        "accounts:user_change",
        "accounts:user_close",
        "accounts:user_reset_factor",
        "accounts:user_send_again",
    ),
]


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
            with transaction.atomic():
                before, replies = rows(), sent_twice(client, address, answers, token)
                transaction.set_rollback(True)
            if replies[0].status_code == 302:
                return before, replies
    raise AssertionError(f"{name}: no way of filling the form in was accepted")


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
    assert second.status_code == 409 or second.rows != first.rows


def test_every_form_that_is_shown_has_a_token(world):
    lacking = set()
    for name in GET_PAGES:
        for column in ("anon", "chair", "mgr", "route"):
            if ROWS[name, "GET"][column] == "200":
                page = answer(world.clients[column], "GET", address_of(name, world.things(column)))
                lacking |= {name for form in forms_of(page.shown) if not form.select_one(f"input[name={FIELD}]")}
    assert lacking == set()
