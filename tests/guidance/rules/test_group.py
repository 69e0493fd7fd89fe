from dataclasses import replace
from datetime import timedelta

import pytest

from guidance.facts import EXPERTISE_BITS, STATEMENT_BITS
from guidance.vocabulary import StatementCode, Status
from tests.oversight.made import NEW, OLD, ON, Member, assessed, facts, finding, members, status, without

MET, NOT_MET, JUSTIFIED, NOT_APPLICABLE = Status.MET, Status.NOT_MET, Status.JUSTIFIED, Status.NOT_APPLICABLE


@pytest.mark.parametrize("policy", [OLD, NEW])
def test_the_group_made_for_tests_meets_every_rule(policy):
    known = facts([*members(12), Member(person=20, kind="adviser")])
    statuses = {one.rule: one.status for one in assessed(known, policy).findings}
    assert set(statuses.values()) <= {MET, NOT_APPLICABLE}


@pytest.mark.parametrize("answer, expected", [(None, NOT_MET), (True, NOT_MET), (False, MET)])
def test_no_fee_must_be_answered(answer, expected):
    assert status("group.no_fee", facts(charges_fee=answer)) == expected


@pytest.mark.parametrize("policy", [OLD, NEW])
@pytest.mark.parametrize("count, expected", [(0, NOT_MET), (9, NOT_MET), (10, MET), (20, MET), (21, NOT_MET)])
def test_size_from_ten_to_twenty(policy, count, expected):
    assert status("group.size", facts(members(count)), policy) == expected


@pytest.mark.parametrize("policy, count, expected", [(OLD, 9, NOT_MET), (NEW, 10, MET)])
def test_2023_counts_organisations_and_2025_members(policy, count, expected):
    shared = [*members(9), Member(person=10, organisation=1)]
    found = finding("group.size", facts(shared), policy)
    assert found.status == expected
    assert found.args.get("count", 10) == count


def test_advisers_and_facilitators_are_no_employers():
    people = [*members(9), Member(person=20, kind="adviser"), Member(person=21, kind="facilitator")]
    assert finding("group.size", facts(people)).args == {"count": 9, "counts": "members", "min": 10, "max": 20}


def test_accepted_justification_passes_an_expected_rule_only():
    known = facts([], justified_rules=["group.size", "group.members_eligible", "group.represents_region"])
    assert status("group.size", known) == JUSTIFIED
    assert status("group.members_eligible", known) == NOT_MET
    assert status("group.represents_region", known, OLD) == JUSTIFIED
    assert status("group.represents_region", known, NEW) == NOT_MET  # advised since 2025: nothing to justify
    assert status("group.size", facts(justified_rules=["group.size"])) == MET


@pytest.mark.parametrize("size, expected", [("micro", MET), ("small", MET), ("medium", NOT_MET), ("", NOT_MET)])
def test_2023_asks_for_a_small_employer(size, expected):
    people = [*members(11, size="large"), Member(person=12, organisation=12, size=size)]
    assert status("group.small_employers", facts(people), OLD) == expected
    assert "group.small_employers" not in {one.rule for one in assessed(facts(people), NEW).findings}


def test_small_employers_count_once_each():
    known = facts([*members(2), Member(person=3, organisation=1), Member(person=4, organisation=4, size="medium")])
    two, three = (replace(OLD, parameters=replace(OLD.parameters, small_employers_required=many)) for many in (2, 3))
    assert status("group.small_employers", known, two) == MET
    assert finding("group.small_employers", known, three).args == {"count": 2, "required": 3, "below": 50}


def test_what_is_small_is_the_policys_to_say():
    policy = replace(OLD, parameters=replace(OLD.parameters, small_employer_below=250))
    assert status("group.small_employers", facts(members(12, size="medium")), policy) == MET


def test_members_eligible_needs_a_member():
    assert status("group.members_eligible", facts([])) == NOT_MET
    assert status("group.members_eligible", facts([Member(person=20, kind="adviser")])) == NOT_MET


def test_members_eligible_names_who_is_not():
    people = [*members(2), Member(person=3, plans_to_serve_until=None)]
    rules = [["member.two_years", 1]]
    assert finding("group.members_eligible", facts(people)).args == {"people": [3], "of": 3, "rules": rules}


def test_members_eligible_counts_what_is_not_met_by_how_many():
    late = {"declared_on": None}
    people = [*members(2), Member(person=3, plans_to_serve_until=None, **late), Member(person=4, **late)]
    rules = [["member.two_years", 1], ["member.interests_declared", 2]]
    assert finding("group.members_eligible", facts(people)).args == {"people": [3, 4], "of": 4, "rules": rules}


@pytest.mark.parametrize("approval, expected", [("approved", MET), ("submitted", NOT_MET), ("draft", NOT_MET)])
def test_members_approved(approval, expected):
    people = [*members(2), Member(person=3, approval=approval), Member(person=4, kind="adviser", approval="draft")]
    assert status("group.members_approved", facts(people)) == expected


@pytest.mark.parametrize("kind", ["employer", "adviser", "facilitator"])
@pytest.mark.parametrize("age, expected", [(365, MET), (366, NOT_MET), (None, NOT_MET)])
def test_everyone_declares(kind, age, expected):
    declared_on = None if age is None else ON - timedelta(days=age)
    people = [*members(2), Member(person=3, kind=kind, declared_on=declared_on)]
    assert status("group.interests_declared", facts(people)) == expected


@pytest.mark.parametrize(
    "kind, experience, expected",
    [
        ("employer", "current", MET),
        ("employer", "recent", MET),
        ("employer", "none", NOT_MET),
        ("employer", "", NOT_MET),
        ("adviser", "current", NOT_MET),
    ],
)
def test_experience_of_one_employer_member_is_enough(kind, experience, expected):
    people = [*members(2, experience="none"), Member(person=3, kind=kind, experience=experience)]
    assert status("group.occupation_experience", facts(people)) == expected


@pytest.mark.parametrize(
    "rule, column",
    [
        ("group.capacity_confirmed", "capacity_confirmed"),
        ("group.drafting_responsibility", "drafting_responsibility_confirmed"),
    ],
)
def test_what_the_group_confirms(rule, column):
    assert status(rule, facts(**{column: True})) == MET
    assert status(rule, facts(**{column: False})) == NOT_MET


@pytest.mark.parametrize("count, expected", [(0, MET), (5, MET), (6, NOT_MET)])
def test_2023_expects_at_most_five_apprenticeships(count, expected):
    known = facts(apprenticeship_count=count)
    assert status("group.capacity_limit", known, OLD) == expected
    assert "group.capacity_limit" not in {one.rule for one in assessed(known, NEW).findings}


NO_UNDERTAKING = without(STATEMENT_BITS, StatementCode.NO_PROMOTION)


@pytest.mark.parametrize(
    "policy, kind, given, expected",
    [
        (OLD, "adviser", False, NOT_APPLICABLE),
        (OLD, "facilitator", False, NOT_MET),
        (OLD, "facilitator", True, MET),
        (NEW, "adviser", False, NOT_MET),
        (NEW, "facilitator", False, NOT_MET),
        (NEW, "adviser", True, MET),
        (NEW, "employer", False, NOT_APPLICABLE),
    ],
)
def test_who_undertakes_not_to_promote_services(policy, kind, given, expected):
    statements = STATEMENT_BITS[StatementCode.NO_PROMOTION] if given else NO_UNDERTAKING
    people = [*members(2), Member(person=3, kind=kind, statements=statements)]
    assert status("group.adviser_undertakings", facts(people), policy) == expected


@pytest.mark.parametrize("age, expected", [(0, MET), (365, MET), (366, NOT_MET), (None, NOT_MET)])
def test_details_were_confirmed_in_the_last_365_days(age, expected):
    confirmed_on = None if age is None else ON - timedelta(days=age)
    assert status("group.details_current", facts(details_confirmed_on=confirmed_on)) == expected


@pytest.mark.parametrize("kind, expected", [("adviser", MET), ("facilitator", NOT_MET)])
def test_a_facilitator_is_no_adviser(kind, expected):
    assert status("group.advisers", facts([*members(2), Member(person=3, kind=kind)])) == expected


def test_expertise_adds_up_over_employer_members():
    areas = list(EXPERTISE_BITS)
    first = Member(person=1, expertise=without(EXPERTISE_BITS, *areas[:2]))
    second = Member(person=2, expertise=EXPERTISE_BITS[areas[0]])
    adviser = Member(person=3, kind="adviser", expertise=EXPERTISE_BITS[areas[1]])
    assert finding("group.expertise", facts([first, second, adviser])).args == {"missing": [areas[1]]}
    assert status("group.expertise", facts([first, Member(person=2)])) == MET
