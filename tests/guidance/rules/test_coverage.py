import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.facts import SHARE_UNITS
from guidance.rules import coverage
from guidance.rules.coverage import material, sums_to_whole
from guidance.vocabulary import CATEGORIES, Dimension, SizeBand, Status
from tests.oversight.made import NEW, Member, facts, finding, members, status

MET, NOT_MET = Status.MET, Status.NOT_MET
RULE = "group.represents_size"


def of_sizes(shares, *sizes):
    people = [Member(person=key, organisation=key, size=size) for key, size in enumerate(sizes, start=1)]
    return facts(people, population={Dimension.SIZE: shares})


def units(shares):
    return {name: round(share * SHARE_UNITS) for name, share in shares.items()}


@pytest.mark.parametrize(
    "total, expected",
    [(1, True), (0.99, True), (1.01, True), (0.9899, False), (1.0101, False), (0.98996, True), (1.01004, True)],
)
def test_shares_make_a_whole_within_a_hundredth_both_ends_included(total, expected):
    assert sums_to_whole(units({"small": 0.5, "large": total - 0.5})) is expected


@pytest.mark.parametrize("parts", [[0.33, 0.33, 0.33], [0.1] * 9 + [0.09], [0.337, 0.337, 0.336]])
def test_sums_are_exact_where_floats_are_not(parts):
    assert sums_to_whole(units({str(place): part for place, part in enumerate(parts)}))


@pytest.mark.parametrize("share, expected", [(0.0999, MET), (0.1, NOT_MET), (0.1001, NOT_MET)])
def test_material_from_a_tenth(share, expected):
    assert status(RULE, of_sizes({"small": share, "large": 1 - share}, "large")) == expected


def test_where_nothing_is_material_the_largest_are():
    shares = units({"a": 0.09, "b": 0.09, "c": 0.01})
    assert material(shares, 0.10) == ["a", "b"]


def test_gaps_are_named_the_largest_first():
    found = finding(RULE, of_sizes({"micro": 0.2, "small": 0.42, "large": 0.38}, "large"))
    assert found.args == {"missing": [["small", 0.42], ["micro", 0.2]]}


def test_no_population_is_not_met_and_says_so():
    known = facts(population={Dimension.SECTOR: {"F": 1}})
    assert finding(RULE, known).args == {"recorded": False}
    assert status("group.represents_sector", known) == MET


def test_shares_that_make_no_whole_are_not_met_though_all_are_present():
    found = finding(RULE, of_sizes({"small": 0.5, "large": 0.4}, "small", "large"))
    assert (found.status, found.args) == (NOT_MET, {"recorded": True, "sum": "0.9"})


def test_advisers_represent_nobody():
    adviser = Member(person=9, organisation=9, kind="adviser", size="micro")
    known = facts([*members(2), adviser], population={Dimension.SIZE: {"micro": 0.5, "small": 0.5}})
    assert finding(RULE, known).args == {"missing": [["micro", 0.5]]}


SIZES = st.sampled_from(SizeBand.values)
PARTS = st.dictionaries(SIZES, st.integers(0, 10_000), min_size=1).filter(lambda parts: sum(parts.values()) > 0)


@st.composite
def populations(draw):
    parts = draw(PARTS)
    return {name: part / sum(parts.values()) for name, part in parts.items()}


@given(populations(), st.lists(SIZES, min_size=1, max_size=30))
def test_the_test_holds_exactly_where_no_material_category_is_absent(shares, sizes):
    known = of_sizes(shares, *sizes)
    needed = {name for name, share in shares.items() if round(share * SHARE_UNITS) >= 0.1 * SHARE_UNITS}
    assert (status(RULE, known) == MET) is (needed <= set(sizes))


@given(populations(), st.lists(SIZES, max_size=30))
def test_one_more_employer_never_opens_a_gap(shares, sizes):
    before = status(RULE, of_sizes(shares, *sizes))
    for size in SizeBand.values:
        after = status(RULE, of_sizes(shares, *sizes, size))
        assert not (before == MET and after == NOT_MET)


@given(populations(), st.lists(SIZES, max_size=30))
def test_the_comparison_agrees_with_the_rule(shares, sizes):
    known = of_sizes(shares, *sizes)
    shown = coverage(known, Dimension.SIZE, NEW.parameters)
    gaps = {row.category for row in shown.categories if row.is_gap}
    assert gaps == {name for name, _ in finding(RULE, known).args.get("missing", [])}
    assert [row.category for row in shown.categories] == CATEGORIES[Dimension.SIZE].values
    assert 0 <= shown.distance <= 1.0001
    assert sum(row.employers for row in shown.categories) == len(sizes)


def test_distance_is_half_the_sum_of_differences():
    shown = coverage(of_sizes({"small": 0.6, "large": 0.4}, "small", "large"), Dimension.SIZE, NEW.parameters)
    assert shown.distance == pytest.approx(0.1)


def test_an_organisation_counts_once_in_the_comparison():
    people = [
        Member(person=1, organisation=1),
        Member(person=2, organisation=1),
        Member(person=3, organisation=2, size="large"),
    ]
    known = facts(people, population={Dimension.SIZE: {"small": 0.5, "large": 0.5}})
    assert coverage(known, Dimension.SIZE, NEW.parameters).distance == 0
