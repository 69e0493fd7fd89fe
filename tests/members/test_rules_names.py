"""Which names mean the same, and which are so alike that somebody should look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.rules import SimilarNames, closest, likely_duplicates, normalised

NAMES = st.text(alphabet="abcdé &.'’()-LTDpluk 19", max_size=30)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sample Works Ltd", "SAMPLE WORKS LIMITED"),
        ("Sample & Sons plc", "Sample and Sons (UK) PLC"),
        ("The Sample Group", "Sample"),
        ("Sample’s Bakery", "Samples Bakery Ltd."),
        ("J.C. Sample", "JC Sample LLP"),
        ("Café Sample", "Cafe Sample"),
    ],
)
def test_normalised_passes_over_what_writers_differ_in(name, other):
    assert normalised(name) == normalised(other)


@pytest.mark.parametrize(("name", "other"), [("Sample North", "Sample South"), ("Sample 1", "Sample 2")])
def test_normalised_tells_names_apart(name, other):
    assert normalised(name) != normalised(other)


def test_normalised_keeps_a_name_made_of_legal_forms_alone():
    assert normalised("The UK Group") == "uk" and normalised("Limited") == "ltd"


@given(NAMES)
def test_normalised_is_empty_only_where_nothing_can_be_read(name):
    assert bool(normalised(name)) == any(letter.isalnum() or letter == "&" for letter in name)


def test_equal_names_are_certain_and_come_first():
    found = likely_duplicates(["Sample Bakery", "Sampel Bakery", "Sample Bakery Ltd", "Other Works"])
    assert found[0] == SimilarNames("Sample Bakery", "Sample Bakery Ltd", 100.0)
    assert {(d.first, d.second) for d in found[1:]} == {
        ("Sampel Bakery", "Sample Bakery"),
        ("Sampel Bakery", "Sample Bakery Ltd"),
    }


def test_order_of_words_does_not_matter():
    (double,) = likely_duplicates(["University of Sample", "Sample, University of"])
    assert double.score == 99.9


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sample Employer 11 Ltd", "Sample Employer 12 Ltd"),
        ("North Sampleshire District Council", "South Sampleshire District Council"),
        ("Sample Bakery", "Sample Brewery and Distillery"),
    ],
)
def test_names_that_tell_two_organisations_are_no_doubles(name, other):
    assert likely_duplicates([name, other]) == []


def test_nothing_comes_of_nothing():
    assert likely_duplicates([]) == [] and likely_duplicates(["", "..."]) == []


@given(st.lists(NAMES, max_size=12))
def test_pairs_are_of_different_names_and_come_once(names):
    found = likely_duplicates(names)
    assert all(double.first < double.second and 90 <= double.score <= 100 for double in found)
    assert len({(double.first, double.second) for double in found}) == len(found)


def test_closest_are_those_that_may_mean_the_same():
    known = ["Sample Bakery Ltd", "The Bakery of Sample", "Other Works", "Sample Bakery 2"]
    assert closest("Sampel Bakery", known) == ["Sample Bakery Ltd"]
    assert closest("SAMPLE BAKERY LIMITED", known) == closest("", known) == closest("...", known) == []
