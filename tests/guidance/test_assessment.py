from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.assessment import Gate, UnknownGroup, assess, assess_many, gate, gates_of
from guidance.policies import NoPolicy, every_policy
from guidance.rules import Finding
from guidance.vocabulary import Dimension, GateCode, Severity, Status
from tests.oversight.dossier import load
from tests.oversight.made import NEW, OLD, Member, assessed, facts, members, submissions
from tests.oversight.sample import ON, dossier

RULES = [rule for rule in NEW.rules if rule.code.startswith("group.")]


# --- gates -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "severity, status, blocks",
    [
        (Severity.MUST, Status.MET, False),
        (Severity.MUST, Status.NOT_APPLICABLE, False),
        (Severity.MUST, Status.NOT_MET, True),
        (Severity.EXPECTED, Status.NOT_MET, True),
        (Severity.EXPECTED, Status.JUSTIFIED, False),
        (Severity.ADVISED, Status.NOT_MET, False),
    ],
)
def test_what_blocks_a_gate(severity, status, blocks):
    found = gates_of([Finding("group.no_fee", severity, status, None, {})], NEW)
    assert found[GateCode.MEMBERSHIP] == Gate(not blocks, ("group.no_fee",) if blocks else ())


@given(st.lists(st.sampled_from(Status.values), min_size=len(RULES), max_size=len(RULES)))
def test_gates_hold_the_unmet_rules_tagged_with_them_and_no_others(statuses):
    findings = [
        Finding(rule.code, rule.severity, Status(status), None, {})
        for rule, status in zip(RULES, statuses, strict=True)
    ]
    gates = gates_of(findings, NEW)
    assert list(gates) == list(GateCode)
    for code, (ready, blockers) in gates.items():
        assert ready is (not blockers)
        assert list(blockers) == sorted(set(blockers))
        for rule, status in zip(RULES, statuses, strict=True):
            stands_in_the_way = status == Status.NOT_MET and rule.severity != Severity.ADVISED and code in rule.gates
            assert (rule.code in blockers) is stands_in_the_way


def test_members_approved_blocks_from_the_proposal_on():
    gates = assessed(facts(members(12, approval="submitted"))).gates
    assert gates[GateCode.MEMBERSHIP].ready
    assert gates[GateCode.PROPOSAL].blockers == ("group.members_approved",)


@pytest.mark.parametrize("approved, expected", [(False, GateCode.MEMBERSHIP), (True, GateCode.PROPOSAL)])
def test_next_gate(approved, expected):
    assert assessed(facts(membership_approved=approved)).next_gate == expected


WORLDS = {
    "nothing": facts([], chairs=[]),
    "no chair": facts(chairs=[]),
    "all well": facts(),
    "adviser": facts([*members(9), Member(person=20, kind="adviser")], membership_approved=True),
    "justified": facts(members(9), justified_rules=["group.size"]),
    "proposed": facts(membership_approved=True, **submissions(("proposal", True, True, None))),
}


@pytest.mark.parametrize("name", WORLDS)
def test_what_is_met_and_what_is_to_be_put_right_make_all_that_is_counted(name):
    for policy in (OLD, NEW):
        result = assessed(WORLDS[name], policy)
        assert result.rules_met + len(result.blockers) == result.rules_counted


def test_rules_counted_can_block_the_next_gate_and_apply():
    # 12 rules can block the membership, one of them only where there are advisers or facilitators
    nobody_else = assessed(facts())
    assert (nobody_else.rules_met, nobody_else.rules_counted) == (11, 11)
    with_adviser = assessed(facts([*members(9), Member(person=20, kind="adviser")], membership_approved=True))
    # and members approved, conflicts managed, details current, proposal agreed by the employers
    assert (with_adviser.rules_met, with_adviser.rules_counted) == (15, 16)


def test_justified_counts_as_met():
    result = assessed(facts(members(9), justified_rules=["group.size"]))
    assert result.rules_met == result.rules_counted
    assert result.gates[GateCode.MEMBERSHIP].ready
    assert [one.status for one in result.exceptions if one.rule == "group.size"] == [Status.JUSTIFIED]


def test_findings_about_one_person():
    result = assessed(facts([*members(11), Member(person=30, statements=0)]))
    assert {one.subject for one in result.of_person(30)} == {30}
    assert len(result.of_person(30)) == 12
    assert len(result.of_person(1)) == 17  # a chair, too


# --- fingerprint -----------------------------------------------------------------------------------------------------
def test_fingerprint_stays_while_only_days_pass():
    known = facts(members(9, declared_on=date(2024, 1, 1)))
    assert assessed(known, on=date(2026, 2, 1)).fingerprint() == assessed(known, on=date(2026, 2, 20)).fingerprint()


@pytest.mark.parametrize(
    "changes",
    [
        {"people": members(8)},
        {"people": members(9, consents=0)},
        {"membership_approved": True},
        {"justified_rules": ["group.size"]},
        {"first_contact_on": date(2025, 10, 1)},
        {"first_contact_on": date(2025, 2, 1)},
    ],
)
def test_fingerprint_tells_what_differs(changes):
    first, other = {"people": members(9)}, {"people": members(9)} | changes
    assert assessed(facts(**first)).fingerprint() != assessed(facts(**other)).fingerprint()


def test_fingerprint_tells_policies_apart():
    assert assessed(facts(), OLD).fingerprint() != assessed(facts(), NEW).fingerprint()


# --- facts of a group as if read ------------------------------------------------------------------------------------
KNOWN = facts(members(9))


@pytest.fixture
def read(monkeypatch):
    """What is asked for, with the facts of one group as the answer; 0 is no group."""
    asked = []

    def of_one(group_id, on):
        asked.append((group_id, on))
        return KNOWN if group_id else None

    monkeypatch.setattr("guidance.assessment.single_group", of_one)
    monkeypatch.setattr("guidance.assessment.every_group", lambda keys, *, on: [of_one(key, on) for key in keys])
    return asked


@pytest.mark.parametrize("policy", [None, OLD, NEW])
def test_a_group_is_judged_as_at_the_day_under_the_policy(read, policy):
    expected = assessed(KNOWN, policy or NEW)
    assert (expected.group_id, expected.on, expected.policy) == (7, ON, policy or NEW)
    assert assess(7, ON, policy=policy) == expected
    assert list(assess_many([7, 8], ON, policy=policy)) == [expected] * 2
    assert gate(7, GateCode.MEMBERSHIP, ON) == Gate(False, ("group.size",))
    assert read == [(7, ON), (7, ON), (8, ON), (7, ON)]


def test_a_group_that_is_not_there_is_named(read):
    with pytest.raises(UnknownGroup, match="no group 0"):
        assess(0, ON)


def test_coverage_is_of_the_dimension_and_the_policy():
    strict = replace(NEW, parameters=replace(NEW.parameters, material_share=0.6))
    known = facts(population={"size": {"small": 0.55, "large": 0.45}, "sector": {"C": 0.99}})
    assert [row.is_gap for row in assessed(known).coverage(Dimension.SIZE).categories if row.category == "large"] == [
        True
    ]
    shown = assessed(known, strict).coverage(Dimension.SECTOR)
    assert (shown.dimension, shown.is_recorded, shown.total, shown.is_whole) == (Dimension.SECTOR, True, 0.99, True)
    region = assessed(known).coverage(Dimension.REGION)
    assert (region.is_recorded, region.total, region.is_whole) == (False, 0, False)
    assert {row.is_material for row in region.categories} == {False}


# --- from the database -----------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_one_statement_whatever_the_number_of_members(count, django_assert_num_queries):
    pk = load(dossier(count)).group.pk
    with django_assert_num_queries(1):
        result = assess(pk, ON)
        assert len([one for one in result.findings if one.rule == "member.two_years"]) == count


@pytest.mark.django_db
def test_policy_of_the_day_unless_another_is_asked_for():
    pk = load(dossier()).group.pk
    assert assess(pk, date(2025, 6, 1)).policy == OLD
    assert assess(pk, date(2025, 6, 2)).policy == NEW
    assert assess(pk, ON, policy=OLD).policy == OLD
    with pytest.raises(NoPolicy):
        assess(pk, date(2023, 10, 31))


@pytest.mark.django_db
def test_no_such_group():
    with pytest.raises(UnknownGroup):
        assess(0, ON)


@pytest.mark.django_db
def test_one_gate():
    pk = load(dossier(9)).group.pk
    assert gate(pk, GateCode.MEMBERSHIP, ON) == Gate(False, ("group.size",))


@pytest.mark.django_db
@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_many_groups_are_answered_as_one_is(policy):
    told = dossier(2, reference="TB9002")
    for row in told["people"]:
        row["email"] = f"other-{row['email']}"
    keys = [load(dossier(10)).group.pk, load(told).group.pk]
    assert list(assess_many(None, ON, policy=policy)) == [assess(pk, ON, policy=policy) for pk in keys]
