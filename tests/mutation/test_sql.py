import re

import pytest

from guidance import facts
from tests.mutation.sql import mutants

WHERE = "SELECT count(*) FROM pears p WHERE p.ripe_on <= %(on)s AND (p.sold_on IS NULL OR p.sold_on > %(on)s)"


def changes(text):
    return {mutant.name: " ".join(mutant.text.split()) for mutant in mutants(text)}


def test_each_condition_is_dropped_and_each_word_turned():
    tail = "(p.sold_on IS NULL OR p.sold_on > %(on)s)"
    start = "SELECT count(*) FROM pears p WHERE"
    assert set(changes(WHERE).values()) == {
        f"{start} p.ripe_on < %(on)s AND {tail}",
        f"{start} p.ripe_on > %(on)s AND {tail}",
        f"{start} p.ripe_on <= %(on)s OR {tail}",
        f"{start} p.ripe_on <= %(on)s AND (p.sold_on IS NOT NULL OR p.sold_on > %(on)s)",
        f"{start} p.ripe_on <= %(on)s AND (p.sold_on IS NULL AND p.sold_on > %(on)s)",
        f"{start} p.ripe_on <= %(on)s AND (p.sold_on IS NULL OR p.sold_on >= %(on)s)",
        f"{start} p.ripe_on <= %(on)s AND (p.sold_on IS NULL OR p.sold_on <= %(on)s)",
        f"{start} TRUE AND {tail}",
        f"{start} p.ripe_on <= %(on)s AND TRUE",
        f"{start} p.ripe_on <= %(on)s AND ( FALSE OR p.sold_on > %(on)s)",
        f"{start} p.ripe_on <= %(on)s AND (p.sold_on IS NULL OR FALSE )",
    }


@pytest.mark.parametrize(
    "text, name, expected",
    [
        ("SELECT FROM a WHERE NOT EXISTS (SELECT FROM b)", "a: NOT goes from NOT EXISTS (SELECT FROM b)",
         "SELECT FROM a WHERE EXISTS (SELECT FROM b)"),
        ("SELECT x FROM a ORDER BY x, y DESC LIMIT 1", "a: DESC comes to x in BY x",
         "SELECT x FROM a ORDER BY x DESC, y DESC LIMIT 1"),
        ("SELECT x FROM a LEFT JOIN b ON b.i = a.i", "a: TRUE instead of b.i = a.i",
         "SELECT x FROM a LEFT JOIN b ON TRUE"),
        ("SELECT CASE k WHEN 'x' THEN 1 ELSE 0 END FROM a", "a: 'x' goes from CASE 'x'",
         "SELECT CASE k WHEN '?' THEN 1 ELSE 0 END FROM a"),
        ("SELECT k IN ('x', 'y') FROM a", "a: 'y' goes from the list of k IN ('x', 'y')",
         "SELECT k IN ('x', '?') FROM a"),
        ("SELECT d >= n - 365 FROM a", "a: 365 becomes one more in d >= n - 365", "SELECT d >= n - 366 FROM a"),
    ],
)  # fmt: skip
def test_what_is_changed_and_how_it_is_called(text, name, expected):
    assert changes(text)[name] == expected


def test_the_and_of_a_between_joins_nothing():
    assert set(changes("SELECT x FROM a WHERE x BETWEEN 1 AND 2").values()) == {"SELECT x FROM a WHERE TRUE"}


def test_no_comparison_of_the_facts_statement_is_left_out():
    text = facts._statement("g.id = %(ids)s")
    changed = {place for mutant in mutants(text) for place in range(mutant.start, max(mutant.end, mutant.start + 1))}
    compared = [found.start() for found in re.finditer(r"<=|>=|<>|(?<!['<>])[<>=]|\b(AND|OR|IS|NOT EXISTS)\b", text)]
    assert len(compared) > 100
    assert not set(compared) - changed
    names = [mutant.name for mutant in mutants(text)]
    assert len(set(names)) == len(names)
