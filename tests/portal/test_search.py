import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from portal.search import folded, holds, search_terms

pytestmark = pytest.mark.django_db
PAIRS = [
    ("O’Brien & Sons", "obrien and sons"),
    ("O'Brien  &  Sons", "obrien and sons"),
    ("Café Rouge", "cafe rouge"),
    ("Cafe\u0301 Rouge", "cafe rouge"),
    ("Rolls\u2011Royce", "rolls royce"),
    ("Rolls–Royce", "rolls royce"),
    ("East\u00a0Midlands", "east midlands"),
    ("Łukasz Sørensen", "lukasz sorensen"),
    ("STRASSE Straße", "strasse strasse"),
    ("Smith, Jones (UK) Ltd.", "smith jones uk ltd."),
    ("ÉCOLE", "ecole"),
    ("  Ann   Nine ", "ann nine"),
    ("", ""),
]


def in_database(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_folded(%s)", [text])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("text", "plain"), PAIRS)
def test_what_looks_alike_to_the_reader_is_found_alike_in_python_and_in_the_database(text, plain):
    assert folded(text) == in_database(text) == plain


# letters of the languages of Western and Central Europe, punctuation, spaces and marks
LATIN = st.characters(min_codepoint=32, max_codepoint=0x17F) | st.sampled_from(
    "\u0301\u0308’‘–—‐‑−\u2009\u202f\u3000 &'"
)


@given(st.text(LATIN, max_size=20))
def test_python_and_the_database_fold_alike(text):
    assert folded(text) == in_database(text)


@given(st.text(max_size=30))
def test_a_folded_text_stays_as_it_is(text):
    assert folded(folded(text)) == folded(text)


def test_a_search_looks_at_the_first_words_of_a_long_text_and_takes_any_text():
    assert len(search_terms("word " * 50)) == 8
    assert search_terms("\x00 \ud800 a") == ["a"]


def test_rows_in_memory_are_searched_by_all_words_in_any_order():
    assert holds("Zoë O’Brien, Rolls-Royce plc", "obrien zoe")
    assert holds("Zoë O’Brien, Rolls-Royce plc", "rolls royce")
    assert not holds("Zoë O’Brien", "zoe smith")
    assert holds("anything", "")
