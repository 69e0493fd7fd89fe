"""Ways of groups that one can picture; what holds of all is in test_properties."""

from guidance.vocabulary import GateCode
from oversight.foresight.situation import Kind, Profile, Situation
from oversight.foresight.ways import Way, shortest
from tests.oversight.foresight.drawn import whole
from tests.oversight.made import NEW, OLD, ON, Member, facts, members


def answer(known, gate=GateCode.MEMBERSHIP, policy=NEW):
    return shortest(Situation(known, policy, ON, gate))


def kinds(way):
    return [str(step.kind) for step in way.steps]


def test_a_gate_that_is_ready_has_the_empty_way():
    assert answer(facts()) == ([Way()], [])


def test_one_employer_short_is_one_new_employer_or_one_accepted_reason():
    without, excepted = answer(facts(members(9)))
    assert [(kinds(way), way.effort) for way in without] == [(["join"], 5)]
    assert [(kinds(way), way.effort) for way in excepted] == [(["justify"], 3)]


def test_a_new_employer_counts_once_in_each_dimension():
    shares = {"size": {"micro": 0.5, "small": 0.5}, "sector": {"F": 0.4, "C": 0.3, "Q": 0.3}, "region": {"london": 1}}
    [way, *_] = answer(facts(members(9), population=shares)).without_exception
    assert kinds(way) == ["join", "join"]
    assert [step.profile for step in way.steps] == [Profile("micro", "C"), Profile("", "Q")]


def test_somebody_who_has_not_answered_may_say_it_or_somebody_new_bring_it():
    ways = answer(facts(members(12, experience=""))).without_exception
    assert [kinds(way) for way in ways] == [["answer"], ["join"]]
    assert ways[1].steps[0].profile.is_experienced


def test_a_full_group_makes_room_and_the_chair_stays():
    known = facts(members(20, experience="none"), chairs=[20])
    [way] = answer(known).without_exception
    assert kinds(way) == ["leave", "join"]
    assert way.steps[0].person == 19


def test_nobody_leaves_without_whom_something_would_be_missing():
    people = [*members(20), Member(person=21, organisation=21, size="micro")]
    shares = {"size": {"small": 0.5, "micro": 0.5}, "sector": {"F": 1}, "region": {"london": 1}}
    [way] = answer(facts(people, population=shares)).without_exception
    assert [step.person for step in way.steps] == [20]


def test_figures_come_last_and_say_look_again():
    [way] = answer(facts(members(9), population={})).without_exception
    assert kinds(way) == ["join", "record"] and way.looks_again
    assert not answer(facts(members(9))).without_exception[0].looks_again


def test_no_chair_and_nobody_who_could_be_is_a_new_employer_who_chairs():
    known = facts([Member(person=1, kind="adviser")], chairs=[])
    [way] = answer(known).without_exception
    assert kinds(way) == ["join"] * 10 + ["appoint"]


def test_only_expected_rules_are_passed_by_a_reason():
    known = facts(members(12, size="medium"), apprenticeship_count=6)
    for way in answer(known, policy=OLD).with_exception:
        passed = {rule for step in way.steps if step.kind == Kind.JUSTIFY for rule in step.rules}
        assert passed <= {"group.capacity_limit", "group.represents_size"}
    assert "join" in kinds(answer(known, policy=OLD).with_exception[0])  # a small employer is a must


def test_whoever_is_approved_only_later_is_one_decision():
    [way] = answer(whole(people=members(12, approval="draft")), GateCode.PROPOSAL).without_exception
    assert (kinds(way), way.effort) == (["approve"], 3)
