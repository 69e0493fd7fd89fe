"""Groups dealt evenly; without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.balancing import Dealt, Taker, balanced, counted

GROUPS = [Dealt(number, f"TB{number:04}", None) for number in range(1, 7)]


def test_fewest_duties_then_fewest_groups_then_lowest_key():
    takers = [Taker(3, led=0, duties=1), Taker(2, led=1), Taker(1, led=1), Taker(4, led=0)]
    assert [*balanced(GROUPS, takers).values()] == [4, 1, 2, 4, 1, 2]


def test_duties_that_go_along_count_for_the_next_group():
    groups = [Dealt(1, "TB0001", None, duties=5), *GROUPS[1:3]]
    assert balanced(groups, [Taker(1, led=0), Taker(2, led=9)]) == {1: 1, 2: 2, 3: 2}


def test_whoever_looks_after_the_route_comes_first():
    groups = [Dealt(1, "TB0001", 7), Dealt(2, "TB0002", 8), Dealt(3, "TB0003", 7)]
    busy, idle = Taker(1, led=50, routes=frozenset({7})), Taker(2, led=0)
    assert balanced(groups, [idle, busy]) == {1: 1, 2: 2, 3: 1}


def test_order_of_reference_decides_and_not_of_the_list():
    takers = [Taker(1, led=0), Taker(2, led=0)]
    assert balanced(GROUPS[::-1], takers[::-1]) == balanced(GROUPS, takers)


def test_counts_are_given_by_key():
    assert [taker.duties for taker in counted([Taker(1, led=0), Taker(2, led=0)], {2: 3})] == [0, 3]


def test_nobody_to_deal_to_is_an_error():
    with pytest.raises(ValueError, match="empty"):
        balanced(GROUPS, [])


@given(led=st.lists(st.integers(0, 9), min_size=1, max_size=5), count=st.integers(0, 30))
def test_each_group_is_dealt_once_and_what_is_dealt_evens_out(led, count):
    takers = [Taker(key, led=number) for key, number in enumerate(led)]
    groups = [Dealt(number, f"TB{number:04}", None) for number in range(count)]
    dealt = balanced(groups, takers)
    assert sorted(dealt) == list(range(count))
    after = [number + [*dealt.values()].count(key) for key, number in enumerate(led)]
    gained = [total for total, before in zip(after, led, strict=True) if total > before]
    assert all(total <= min(after) + 1 for total in gained)
