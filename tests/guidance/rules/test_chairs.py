import pytest

from guidance.facts import CONSENT_BITS, INTEREST_BITS
from guidance.rules.chairs import disqualifies
from guidance.vocabulary import Status
from tests.oversight.made import Member, facts, members, status, without

MET, NOT_MET = Status.MET, Status.NOT_MET


def flags(names: str) -> int:
    return sum(INTEREST_BITS[name] for name in names.split())


@pytest.mark.parametrize(
    "names, expected",
    [
        ("financial organisation delivers", True),
        ("financial organisation may_profit", True),
        ("directorship organisation delivers", True),
        ("directorship organisation may_profit", True),
        ("financial organisation", False),  # an organisation that delivers nothing
        ("financial", False),  # no organisation at all
        ("financial delivers may_profit", False),
        ("directorship", False),
        ("organisation delivers may_profit", False),  # another nature: employment, personal, other
        ("financial organisation delivers by_employment", True),  # it does not employ people in the occupation
        ("financial organisation delivers employs", True),  # not by employment
        ("financial organisation delivers by_employment employs", False),
        ("financial organisation may_profit by_employment employs", False),  # however it profits
        ("directorship organisation delivers by_employment employs", True),  # a directorship never is exempt
    ],
)
def test_what_disqualifies_a_chair(names, expected):
    assert disqualifies(flags(names)) is expected


CONFLICT = flags("directorship organisation delivers")


def test_one_of_two_co_chairs_conflicted():
    known = facts(chairs=[1, 2], interest_people=[2], interests=[CONFLICT])
    assert status("chair.no_disqualifying_interest", known, subject=1) == MET
    assert status("chair.no_disqualifying_interest", known, subject=2) == NOT_MET
    assert status("group.chairs_eligible", known) == NOT_MET
    assert status("group.chair_selected", known) == MET


def test_one_harmless_interest_hides_no_conflict():
    known = facts(interest_people=[1, 1], interests=[CONFLICT, flags("financial")])
    assert status("chair.no_disqualifying_interest", known) == NOT_MET


@pytest.mark.parametrize("person, expected", [(1, MET), (20, NOT_MET), (99, NOT_MET)])
def test_chair_is_an_employer_member(person, expected):
    known = facts([*members(12), Member(person=20, kind="adviser")], chairs=[person])
    assert status("chair.is_employer_member", known) == expected
    assert status("chair.meets_member_rules", known) == expected
    assert status("group.chairs_eligible", known) == expected


def test_chair_meets_member_rules_looks_at_the_chair_only():
    unmet = Member(person=2, consents=without(CONSENT_BITS, "details_held"))
    people = [Member(person=1), unmet]
    assert status("chair.meets_member_rules", facts(people, chairs=[1])) == MET
    assert status("chair.meets_member_rules", facts(people, chairs=[2])) == NOT_MET


@pytest.mark.parametrize(
    "rule, column",
    [("chair.confirmed_no_interest", "chairs_confirmed"), ("chair.publication_agreed", "chairs_published")],
)
def test_what_a_chair_confirms(rule, column):
    known = facts(chairs=[1, 2], **{column: [True, False]})
    assert status(rule, known, subject=1) == MET
    assert status(rule, known, subject=2) == NOT_MET
    assert status("group.chairs_eligible", known) == NOT_MET


@pytest.mark.parametrize("chairs, expected", [([], NOT_MET), ([1], MET), ([1, 2], MET), ([1, 2, 3], NOT_MET)])
def test_one_chair_or_two(chairs, expected):
    assert status("group.chair_selected", facts(chairs=chairs)) == expected


def test_without_a_chair_chairs_are_not_eligible():
    assert status("group.chairs_eligible", facts(chairs=[])) == NOT_MET
