"""The query of an address, where anything may be typed."""

import pytest
from django.http import HttpRequest, QueryDict

from portal import parameters


def asked(query: str) -> HttpRequest:
    request = HttpRequest()
    request.GET = QueryDict(query)
    return request


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("q=lantern", "lantern"),
        ("q=++two++words+", "two  words"),
        ("q=%00", ""),
        ("q=a%00b%0Ac%7F", "a b c"),
        ("q=%ED%A0%80", "\ufffd\ufffd\ufffd"),
        ("q=e%CC%81", "\u00e9"),
        ("q=a&q=b", "b"),
        ("q=" + "a" * 500, "a" * 200),
        ("q", ""),
        ("other=a", ""),
    ],
)
def test_a_text_holds_nothing_that_cannot_be_stored(typed, text):
    assert parameters.text(asked(typed), "q") == text


def test_a_text_is_cut_where_its_reader_says():
    assert parameters.text(asked("q=abcdef"), "q", most=3) == "abc"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("n=0", 0), ("n=007", 7), ("n=42", 42), ("n=999999999999999999", 999_999_999_999_999_999)],
        *[("n=" + "9" * 19, 999_999_999_999_999_999), ("n=" + "9" * 5000, 999_999_999_999_999_999)],
        *[("n=%C2%B2", None), ("n=%D9%A1", None), ("n=-1", None), ("n=1.5", None), ("n=1e3", None), ("n=+1", None)],
        *[("n=", None), ("", None), ("n=%00", None)],
    ],
)
def test_a_number_is_one_that_the_database_holds_or_none(typed, number):
    assert parameters.number(asked(typed), "n") == number


def test_a_number_has_a_bound():
    assert parameters.number(asked("n=1000"), "n", most=99) == 99


@pytest.mark.parametrize(("typed", "choice"), [("s=b", "b"), ("s=", "a"), ("s=x", "a"), ("", "a"), ("s=b%00", "b")])
def test_a_choice_is_one_of_those_known_or_the_default(typed, choice):
    assert parameters.choice(asked(typed), "s", ["a", "b"], "a") == choice


def test_nothing_asked_is_not_the_same_as_everything():
    known = ["open", "done", ""]
    asking = [parameters.choice(asked(query), "s", known, "open") for query in ("", "s=", "s=done", "s=x")]
    assert asking == ["open", "", "done", "open"]


def test_a_query_is_kept_for_a_link():
    request = asked("q=a+b&page=2&sort=name&sort=age")
    assert parameters.encoded(request) == "q=a+b&page=2&sort=name&sort=age"
    assert parameters.encoded(request, without=("page", "sort"), show=1) == "q=a+b&show=1"
    assert parameters.encoded(request, page=3, q="c") == "sort=name&sort=age&page=3&q=c"
