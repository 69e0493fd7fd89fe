"""What mends each rule."""

import pytest

from guidance.policies import every_policy
from guidance.rules import RULES, Subject
from guidance.vocabulary import GateCode, Severity
from oversight.foresight.repairs import REPAIRS, WITHOUT_REPAIR, repairs_of
from oversight.foresight.situation import Kind, Situation
from tests.oversight.foresight.drawn import whole
from tests.oversight.made import NEW, OLD, ON, Member, facts, members, unmet_facts

OF_THE_GROUP = {code for code, rule in RULES.items() if rule.subject is Subject.GROUP}
PLACES = [(policy, rule.code) for policy in every_policy() for rule in policy.rules]


def before(gate, known, policy=NEW, **more):
    return Situation(known, policy, ON, GateCode(gate), **more)


def kinds(situation):
    return [str(repair.kind) for repair in repairs_of(situation)]


def test_every_rule_has_a_repair_or_a_reason_why_none():
    """Rules about people block through those of the group."""
    assert set(REPAIRS) | set(WITHOUT_REPAIR) == OF_THE_GROUP
    assert not set(REPAIRS) & set(WITHOUT_REPAIR)
    assert all(WITHOUT_REPAIR.values())


@pytest.mark.parametrize("policy, code", PLACES, ids=lambda value: getattr(value, "code", value))
def test_whatever_can_block_a_gate_has_a_repair(policy, code):
    rule = policy.rule(code)
    can_block = bool(rule.gates) and rule.severity != Severity.ADVISED
    assert not can_block or code in REPAIRS


@pytest.mark.parametrize("policy", [OLD, NEW], ids=lambda policy: policy.code)
@pytest.mark.parametrize("gate", GateCode.values)
def test_each_repair_says_for_which_blockers_it_is(policy, gate):
    situation = before(gate, unmet_facts(), policy)
    repairs = repairs_of(situation)
    named = {rule for repair in repairs for rule in repair.rules}
    assert named <= set(situation.blockers)
    after_somebody_joined = {"group.chair_selected", "group.chairs_eligible"}  # the only member is barred
    assert set(situation.blockers) - named == after_somebody_joined
    assert {repair.effort for repair in repairs} <= {1, 2, 3, 5, 8}


def test_a_person_gives_all_that_is_missing_at_once():
    known = facts([*members(11), Member(person=30, organisation=30, statements=0, consents=0, declared_on=None)])
    situation = before("membership", known)
    [repair] = repairs_of(situation)
    assert (repair.kind, repair.person, repair.effort) == (Kind.COMPLETE, 30, 1)
    assert repair.rules == ("group.members_eligible", "group.interests_declared")
    assert situation.after([repair]).is_open


def test_a_size_that_was_not_given_fills_no_gap():
    shares = {"size": {"small": 0.5, "large": 0.5}, "sector": {"F": 1}, "region": {"london": 1}}
    known = facts([*members(11), Member(person=30, organisation=30, details=0, size="")], population=shares)
    assert kinds(before("membership", known)) == ["complete", "join"]


@pytest.mark.parametrize(
    "gate, changes, expected",
    [
        ("membership", {"charges_fee": True}, ["say"]),
        ("membership", {"chairs": []}, ["appoint"]),
        ("membership", {"chairs": [1, 2, 3]}, ["step_down"]),
        ("membership", {"chairs": [1, 99]}, ["step_down", "appoint"]),
        ("membership", {"chairs_confirmed": [False]}, ["confirm"]),
        ("membership", {"population": {}}, ["record"]),
        ("membership", {"people": members(9)}, ["join"]),
        ("membership", {"people": members(21)}, ["leave"]),
        ("membership", {"people": members(12, experience="")}, ["answer", "join"]),
        ("membership", {"people": members(20, experience="none")}, ["leave"]),
        ("proposal", {"people": members(12, approval="submitted")}, ["approve"]),
        ("proposal", {"unhandled": [3]}, ["handle"]),
        ("agreement", {"requested_members": 3, "requested_members_met": 1}, ["add"]),
        ("standard", {"quotes": 0}, ["paper"]),
        ("standard", {"engagements": 0}, ["advice"] * 6),
        ("revision", {"submissions": [], "submission_outcomes": [], "submission_days": []}, ["write"]),
    ],
)
def test_what_is_offered(gate, changes, expected):
    assert kinds(before(gate, facts(**changes))) == expected


def test_who_is_barred_is_not_appointed():
    situation = before("membership", facts(members(12), chairs=[]), barred=frozenset(range(1, 12)))
    [repair] = repairs_of(situation)
    assert situation.after([repair]).facts.chairs == [12]


def test_requested_members_count_one_by_one():
    [repair] = repairs_of(before("agreement", facts(requested_members=3, requested_members_met=1)))
    assert repair.effort == 10


def test_a_document_that_was_returned_is_written_anew_and_then_agreed():
    known = whole(
        submissions=["proposal"], submission_outcomes=["returned"], submission_days=[[None] * 7 + [ON] + [None]]
    )
    situation = before("proposal", known)
    [written] = repairs_of(situation)
    assert (written.kind, written.effort) == (Kind.WRITE, 8)
    [agreed] = repairs_of(situation.after([written]))
    assert (agreed.kind, agreed.effort) == (Kind.AGREE, 2)
    assert situation.after([written, agreed]).is_open
