from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.figures.suppression import Line, suppressed

COUNTS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 10**6)), max_size=25)


def values_that_fit(line):
    """Of each hidden cell of a line whose total is shown: how many values fit all that is shown. The others are at
    least 1, since zeros are shown."""
    hidden = line.counts.count(None)
    rest = line.total - sum(count for count in line.counts if count is not None)
    return sum(
        1 for value in range(1, min(rest, 50) + 1) if (hidden > 1 or value == rest) and rest - value >= hidden - 1
    )


@given(COUNTS)
def test_hidden_counts_could_be_five_values_each(counts):
    line = suppressed(counts)
    if line.hides and line.total is not None:
        assert values_that_fit(line) >= 5


@given(COUNTS)
def test_no_small_count_is_shown_and_nothing_is_changed(counts):
    line = suppressed(counts)
    assert not {1, 2, 3, 4} & {*line.counts, line.total}
    assert all(shown in (None, count) for shown, count in zip(line.counts, counts, strict=True))
    assert line.total in (None, sum(counts))
    assert [place for place, count in enumerate(counts) if not count] == [
        place for place, count in enumerate(line.counts) if count == 0
    ]
    assert line.hides == any(0 < count < 5 for count in counts)


def test_every_table_of_four_counts_from_0_to_10_keeps_what_it_hides():
    lines = [suppressed(counts) for counts in product(range(11), repeat=4) if any(0 < count < 5 for count in counts)]
    assert len(lines) == 12_240
    assert all(line.total is None or values_that_fit(line) >= 5 for line in lines)
    assert sum(line.total is None for line in lines) == 191


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([], (), 0),
        ([0, 0], (0, 0), 0),
        ([5, 60], (5, 60), 65),
        ([3, 60, 9], (None, 60, None), 72),  # alone it would be what is left
        ([1, 1, 60], (None, None, None), 62),  # two that sum to 2 can only be 1 and 1
        ([1, 4, 6, 60], (None, None, None, 60), 71),
        ([3], (None,), None),
        ([3, 0], (None, 0), None),
        ([2, 3, 0], (None, None, 0), None),
        ([3, 3, 0], (None, None, 0), 6),
    ],
)
def test_what_is_shown(counts, shown, total):
    assert suppressed(counts) == Line(shown, total)


def test_a_table_that_would_show_nothing_says_so():
    assert suppressed([3, 2, 0]).shows_nothing
    assert not suppressed([0, 0]).shows_nothing
    assert not suppressed([3, 9, 60]).shows_nothing


def test_a_share_is_hidden_with_its_count_and_with_the_total():
    line = suppressed([3, 9, 36])
    assert [line.share(count) for count in line.counts] == [None, None, 75]
    assert Line((0, None), None).share(0) is None
    assert suppressed([0]).share(0) is None
