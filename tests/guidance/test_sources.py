"""The engine knows tables as SQL alone: which, the page on the architecture lists."""

import re

from django.apps import apps

from guidance.facts import statement
from guidance.sources import PARTS
from tests.oversight.sample import ON
from tests.structure import docs


def tables() -> set[str]:
    text, _ = statement(None, on=ON)
    return set(re.findall(r"\b(?:FROM|JOIN)\s+([a-z]+_[a-z]+)", text))


def test_every_table_is_that_of_a_model():
    assert tables() <= {model._meta.db_table for model in apps.get_models()}


def test_the_page_on_the_architecture_lists_the_tables():
    listed = docs.between(docs.ARCHITECTURE.read_text(), "tables")
    assert re.findall(r"`(\w+)`", listed) == sorted(tables())


def test_each_part_is_joined_once():
    text, _ = statement(None, on=ON)
    assert [text.count(f") {part.name} ON TRUE") for part in PARTS] == [1] * len(PARTS)
