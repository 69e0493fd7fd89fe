"""Which fields of Facts move together."""

from itertools import chain

from guidance.facts import Facts
from guidance.rules.forecast import MEMBER_COLUMNS
from oversight.foresight.units import CHAIRS, MEMBERS, PARALLEL, UNITS, with_new_row, with_row, without_rows
from tests.oversight.made import facts


def test_every_field_is_in_exactly_one_unit():
    assert sorted(chain.from_iterable(UNITS.values())) == sorted(Facts._fields)


def test_members_move_as_the_forecast_moves_them():
    assert PARALLEL[MEMBERS] == MEMBER_COLUMNS


def test_what_runs_in_parallel_is_listed_and_nothing_else():
    """A list that stands alone is one of names or of people, an entry a thing."""
    listed = {name for name, value in facts()._asdict().items() if isinstance(value, list)}
    assert listed - set(chain.from_iterable(PARALLEL.values())) == {"justified_rules", "unhandled"}


def test_a_row_is_changed_added_and_taken_away_as_a_whole_and_the_facts_given_stay():
    before = facts(chairs=[1, 2])
    changed = with_row(before, CHAIRS, 1, chairs_confirmed=False)
    assert (changed.chairs, changed.chairs_confirmed, changed.chairs_published) == ([1, 2], [True, False], [True] * 2)
    longer = with_new_row(changed, CHAIRS, 3, True, False)
    assert (longer.chairs, longer.chairs_published) == ([1, 2, 3], [True, True, False])
    shorter = without_rows(longer, CHAIRS, {0, 2})
    assert (shorter.chairs, shorter.chairs_confirmed, shorter.chairs_published) == ([2], [False], [True])
    assert before == facts(chairs=[1, 2])
