"""Forms of the table of permissions that somebody else saved first: both versions are told in the form's words."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from conflicts.forms.declaring import InterestForm
from conflicts.forms.handling import HandlingForm
from conflicts.rules import ASKED
from guidance.vocabulary import CATEGORIES
from portal.versions import label_of
from tests import test_permission_matrix as table
from tests.filling import attempts, forms_of
from tests.matrix_world import World
from tests.test_permission_matrix import GET_PAGES, ROWS, address_of, answer

pytestmark = pytest.mark.django_db
world = table.world
OLD = "0123456789abcdef"  # the stamp of a form that was shown before somebody else saved
# every form that carries a stamp of what it was shown with, and shows both versions
STAMPED = [
    *("overview:occupation", "overview:running", "overview:population", "proposals:funding", "proposals:section"),
    *("members:correct", "members:edit_invitation", "overview:mine_details"),
    *("conflicts:change_interest", "conflicts:handle"),
]
RAW = re.compile(r"\b(?:True|False|None)\b|\d{4}-\d{2}-\d{2}|^[a-z]+(_[a-z]+)+$")


def stamped_form(page: bytes) -> Tag | None:
    return next((form for form in forms_of(page) if form.select_one("input[type=hidden][name=seen]")), None)


def refused(world: World, name: str) -> tuple[Tag, Tag]:
    """The form of that page, and the page that refuses it because somebody else saved meanwhile."""
    for column in [column for column, words in ROWS[name, "POST"].items() if words in ("302", "409", "422")]:
        address = address_of(name, world.things(column))
        form = stamped_form(answer(world.clients[column], "GET", address).shown)
        for answers in attempts(form) if form else ():
            response = _post(world.clients[column], address, answers | _fitting(answers) | {"seen": OLD})
            page = BeautifulSoup(response.content, "html.parser")
            if response.status_code == 409 and page.select("main dl"):
                return form, page
    raise AssertionError(f"{name}: the form was never refused")


def _fitting(answers: dict[str, object]) -> dict[str, object]:
    """What must agree with other answers: shares of 100% for each dimension, no postcode."""
    shares = {f"{one.value}_{key}": "" for one, keys in CATEGORIES.items() for key in keys.values}
    shares |= {f"{one.value}_{keys.values[0]}": "100" for one, keys in CATEGORIES.items()}
    others = {"organisation_postcode": "", "organisation_division": ""}
    return {name: text for name, text in (shares | others).items() if name in answers}


def _post(client: Client, address: str, answers: dict[str, object]) -> HttpResponse:
    with transaction.atomic():
        response = client.post(address, answers)
        transaction.set_rollback(True)
    return response


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split()).removesuffix(" (optional)")


def labels_of(name: str, form: Tag) -> list[str]:
    """Of what both versions hold: an interest is handled beside its words."""
    if name == "conflicts:handle":
        return [*ASKED.values()]
    return [words_of(one) for one in form.select("label, legend")]


@pytest.mark.parametrize("name", STAMPED)
def test_both_versions_are_told_in_the_labels_and_words_of_the_form(world, name):
    form, page = refused(world, name)
    labels = labels_of(name, form)
    for one in page.select("main dl"):
        keys, values = [words_of(key) for key in one.select("dt")], [words_of(value) for value in one.select("dd")]
        asked = [key if key in labels else key.partition(": ")[2] for key in keys]
        assert keys and set(asked) <= set(labels), labels
        assert asked == sorted(asked, key=labels.index) or name == "overview:population"  # “Other” is there three times
        assert [value for value in values if RAW.search(value)] == []


def test_every_form_that_carries_a_digest_is_in_this_test(world):
    """Those that confirm what is shown have no second version: nothing is typed. Of who covers an absence, the refusal
    names the other. A table of a population is a file; what it says is told as `overview:population` tells it."""
    confirming = {"overview:confirm_details", "conflicts:renew", "overview:population_upload", "officials:absence"}
    stamped = {name for name in GET_PAGES if any(_is_stamped(world, column, name) for column in ("chair", "mgr"))}
    assert stamped - confirming <= set(STAMPED), stamped - confirming - set(STAMPED)


def _is_stamped(world: World, column: str, name: str) -> bool:
    return stamped_form(answer(world.clients[column], "GET", address_of(name, world.things(column))).shown) is not None


def test_an_interest_is_told_in_the_labels_of_its_forms():
    fields = [field for form in (InterestForm(), HandlingForm()) for field in form]
    asked = [field for field in fields if field.name not in ("seen", "subjects")]
    assert [*ASKED.values()] == [label_of(field.form, field.name) for field in asked]
