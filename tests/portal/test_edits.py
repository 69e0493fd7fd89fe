from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.edits import describe, form_digest

answers = st.dictionaries(st.sampled_from("abcdef"), st.one_of(st.none(), st.booleans(), st.integers(), st.text()))


@given(answers)
def test_stamp_does_not_depend_on_order(given_answers):
    assert form_digest(given_answers) == form_digest(dict(reversed(given_answers.items())))


@given(answers, st.sampled_from("abcdef"))
def test_stamp_tells_a_changed_answer(given_answers, key):
    assert form_digest(given_answers) != form_digest({**given_answers, key: "something else entirely"})


def test_stamp_takes_a_number_however_it_is_written():
    assert form_digest({"share": Decimal("0.5000")}) == form_digest({"share": Decimal("0.5")})


def test_describe_says_what_is_not_answered():
    assert describe({"charges_fee": None, "capacity": True}) == [
        ("Charges fee", "Not answered"),
        ("Capacity", "Yes"),
    ]
