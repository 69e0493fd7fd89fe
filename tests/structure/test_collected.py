"""Tests are collected on one day and may run on the next: none keeps the day on which it was collected."""

import ast

import pytest

from tests.structure.collected import calls_at_import, clocks_read

# The words in force change with a release alone.
EXCEPTIONS = {"tests/members/helpers.py"}


def test_no_test_keeps_the_day_on_which_it_was_collected() -> None:
    read = list(clocks_read())
    assert [place for place in read if place.partition(":")[0] not in EXCEPTIONS] == []
    assert {place.partition(":")[0] for place in read} == EXCEPTIONS


@pytest.mark.parametrize(
    "text",
    [
        "LATE = today()",
        "LATE = [{'on': timezone.now() - DAY}]",
        "@pytest.mark.parametrize('on', [today()])\ndef test_a(on): pass",
        "def some(on=today()): pass",
        "class A:\n    on = date.today()",
    ],
)
def test_clock_that_is_read_too_early_is_seen(text: str) -> None:
    assert len(list(calls_at_import(ast.parse(text)))) == 1


@pytest.mark.parametrize("text", ["def test_a():\n    return today()", "LATE = lambda: today()", "LATE = today"])
def test_clock_that_is_read_when_it_runs_is_not(text: str) -> None:
    assert not list(calls_at_import(ast.parse(text)))
