"""What a finding and a risk say beside their status: the words are made of it, and it is stored."""

from datetime import date

import pytest

from guidance.facts import CONSENT_BITS, DETAIL_BITS, EVIDENCE_BITS, EXPERTISE_BITS, INTEREST_BITS
from guidance.vocabulary import RiskCode, StatementCode, Status
from tests.oversight.made import EVERY, NEW, OLD, Member, assessed, facts, finding, members, submissions, without

EACH = pytest.mark.parametrize("policy", [OLD, NEW], ids=["old", "new"])
CONFLICT = INTEREST_BITS["directorship"] | INTEREST_BITS["organisation"] | INTEREST_BITS["delivers"]


@EACH
@pytest.mark.parametrize(
    "rule, changes, args",
    [
        ("member.is_employer", {"statements": 0}, {"statements": ["own_workforce", "operational_role"]}),
        ("member.two_years", {"plans_to_serve_until": None}, {"until": None, "at_least": "2027-12-01"}),
        (
            "member.two_years",
            {"plans_to_serve_until": date(2027, 11, 30)},
            {"until": "2027-11-30", "at_least": "2027-12-01"},
        ),
        ("member.holding_agreed", {"consents": without(CONSENT_BITS, "details_held")}, {"consents": ["details_held"]}),
        (
            "member.employer_agreed",
            {"consents": 0},
            {"consents": ["employer_agrees_membership", "employer_name_published"]},
        ),
        ("member.details", {"details": without(DETAIL_BITS, "email", "size")}, {"missing": ["email", "size"]}),
        ("member.interests_declared", {"declared_on": None}, {"declared_on": None, "days": 365}),
        (
            "member.interests_declared",
            {"declared_on": date(2025, 2, 28)},
            {"declared_on": "2025-02-28", "days": 365},
        ),
    ],
)
def test_of_a_member(rule, changes, args, policy):
    assert finding(rule, facts([Member(person=1, **changes)]), policy).args == args


@pytest.mark.parametrize(
    "policy, codes",
    [
        (OLD, [StatementCode.INTENDS_APPRENTICES, StatementCode.USES_APPRENTICESHIPS]),
        (NEW, [StatementCode.USES_APPRENTICESHIPS]),
    ],
)
def test_of_apprenticeships(policy, codes):
    found = finding("member.uses_apprenticeships", facts([Member(person=1, statements=0)]), policy)
    assert found.args == {"statements": [str(code) for code in codes]}
    assert [type(code) for code in found.args["statements"]] == [str] * len(codes)


@pytest.mark.parametrize("name", ["track_record", "knowledge", "future_skills", "judgement", "inclusion"])
def test_of_a_statement(name):
    assert finding(f"member.{name}", facts([Member(person=1, statements=0)])).args == {"statements": [name]}


@EACH
@pytest.mark.parametrize(
    "rule, changes, args",
    [
        ("chair.is_employer_member", {"chairs": [99]}, {}),
        ("chair.meets_member_rules", {"chairs": [99]}, {"employer_member": False}),
        ("chair.meets_member_rules", {"people": [Member(person=1, consents=0)]}, {"employer_member": True}),
        ("chair.confirmed_no_interest", {"chairs_confirmed": [False]}, {}),
        (
            "chair.no_disqualifying_interest",
            {"interest_people": [1, 1, 1], "interests": [CONFLICT, INTEREST_BITS["financial"], CONFLICT]},
            {"interests": 2},
        ),
        ("chair.publication_agreed", {"chairs_published": [False]}, {}),
        ("group.no_fee", {"charges_fee": True}, {"charges_fee": True}),
        ("group.no_fee", {"charges_fee": None}, {"charges_fee": None}),
        ("group.chair_selected", {"chairs": [1, 2, 3]}, {"chairs": 3}),
        ("group.chairs_eligible", {"chairs": []}, {"people": [], "of": 0}),
        ("group.chairs_eligible", {"chairs": [1, 2, 98, 99]}, {"people": [98, 99], "of": 4}),
        ("group.members_eligible", {"people": []}, {"people": [], "of": 0, "rules": []}),
        ("group.members_approved", {"people": members(2, approval="draft")}, {"people": [1, 2]}),
        (
            "group.interests_declared",
            {"people": [*members(2), Member(person=7, kind="adviser", declared_on=None)]},
            {"people": [7], "of": 3, "days": 365},
        ),
        ("group.conflicts_managed", {"unhandled": [1, 4]}, {"people": [1, 4]}),
        ("group.occupation_experience", {"people": []}, {}),
        ("group.capacity_confirmed", {"capacity_confirmed": False}, {}),
        ("group.drafting_responsibility", {"drafting_responsibility_confirmed": False}, {}),
        (
            "group.adviser_undertakings",
            {"people": [Member(person=8, kind="facilitator", statements=0), Member(person=1)]},
            {"people": [8]},
        ),
        ("group.requested_members", {"requested_members": 3}, {"asked": 3, "met": 1}),
        ("group.details_current", {"details_confirmed_on": None}, {"confirmed_on": None, "days": 365}),
        (
            "group.details_current",
            {"details_confirmed_on": date(2025, 2, 28)},
            {"confirmed_on": "2025-02-28", "days": 365},
        ),
        ("group.proposal_agreed_by_employers", submissions(), {"kinds": ["proposal"]}),
        ("group.standard_agreed_by_employers", submissions(), {"kinds": ["standard", "epa_plan"]}),
        ("group.revision_agreed_by_employers", submissions(), {"kinds": ["revision"]}),
        ("group.advice_epaos", {"engagements": 0}, {}),
        ("group.epao_quote", {"quotes": 0}, {"quotes": 0, "required": 1}),
        ("group.conflicts_checked", {"meetings_unchecked": 1}, {"unchecked": 1}),
        ("group.meets_regularly", {"last_meeting_on": date(2025, 11, 1)}, {"last_on": "2025-11-01", "days": 90}),
        ("group.meets_regularly", {"last_meeting_on": None}, {"last_on": None, "days": 90}),
        ("group.competition_statement", {"last_meeting_competition": False}, {"last_on": "2026-02-01"}),
        ("group.advisers", {}, {}),
        ("group.expertise", {"people": members(2, expertise=0)}, {"missing": list(EXPERTISE_BITS)}),
        ("group.represents_size", {"population": {}}, {"recorded": False}),
        ("group.represents_size", {"population": {"size": {"small": 0.5}}}, {"recorded": True, "sum": "0.5"}),
        (
            "group.represents_size",
            {"population": {"size": {"small": 0.5, "large": 0.3, "micro": 0.2}}},
            {"missing": [["large", 0.3], ["micro", 0.2]]},
        ),
    ],
)
def test_of_a_chair_or_the_group(rule, changes, args, policy):
    found = finding(rule, facts(**changes), policy, subject=None if rule[0] == "g" else facts(**changes).chairs[0])
    assert (found.status, found.args) == (Status.NOT_MET, args)


@pytest.mark.parametrize(
    "rule, changes, args",
    [
        ("group.size", {"people": members(9)}, {"count": 9, "counts": "organisations", "min": 10, "max": 20}),
        ("group.small_employers", {"people": []}, {"count": 0, "required": 1, "below": 50}),
        ("group.capacity_limit", {"apprenticeship_count": 6}, {"count": 6, "max": 5}),
        ("group.training_delivery_evidence", {"evidence": 0}, {"missing": list(EVIDENCE_BITS)[:3]}),
        ("group.epao_in_principle", {"evidence": 0}, {}),
    ],
)
def test_of_what_2023_asks(rule, changes, args):
    assert finding(rule, facts(**changes), OLD).args == args


@EACH
def test_what_is_met_says_no_more_and_every_finding_has_the_severity_of_its_rule(policy):
    for known in (facts(), facts([Member(person=1, statements=0)])):
        for one in assessed(known, policy).findings:
            assert one.severity == policy.rule(one.rule).severity
            assert one.args == {} or one.status == Status.NOT_MET


# --- risks -----------------------------------------------------------------------------------------------------------
def said(known, policy=NEW):
    return {one.risk: one.args for one in assessed(known, policy).risks if one.args != {}}


@EACH
@pytest.mark.parametrize(
    "changes, args",
    [
        ({}, {}),
        (submissions(("proposal", True, True, None)), {}),
        ({"people": members(9)}, {}),
        ({"membership_approved": True}, {}),
        (
            {"people": members(9), "membership_approved": True},
            {RiskCode.REPRESENTATION_LOST: {"rules": ["group.size"]}},
        ),
        (  # one leaves, and enough stay
            {"people": [*members(10), Member(person=30, organisation=30, ended_on=date(2026, 3, 2))],
             "membership_approved": True},
            {},
        ),
        ({"concerns": ["quality"]}, {RiskCode.QUALITY: {"concern": True}}),
        ({"meetings_unchecked": 1}, {RiskCode.POLICY_NONCOMPLIANCE: {"rules": ["group.conflicts_checked"]}}),
    ],
)  # fmt: skip
def test_of_a_risk(changes, args, policy):
    assert said(facts(**changes), policy) == args


def test_of_a_standard_without_a_work_plan():
    agreed = submissions(("proposal", True, True, date(2025, 12, 1)))
    assert said(facts(**agreed)) == {
        RiskCode.STANDARD_LATE: {"no_plan": True},
        RiskCode.POLICY_NONCOMPLIANCE: {"rules": ["group.work_plan"]},
    }


# --- columns that run in parallel ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "column",
    [
        *("population_shares", "interests", "submission_outcomes", "submission_days"),
        *("concerns_opened_on", "mitigations_accepted_on", "mitigations_until"),
    ],
)
def test_columns_of_different_length_are_refused(column):
    of_risks = {"concerns": ["quality"], "mitigations": ["risk.quality"]}
    known = facts(interest_people=[1], interests=[CONFLICT], **of_risks)
    shorter = known._replace(**{column: getattr(known, column)[:-1]})
    with pytest.raises(ValueError, match=r"argument [23] is shorter"):
        assessed(shorter)


def test_everything_given_is_every_bit():
    assert EVERY["expertise"] == sum(EXPERTISE_BITS.values()) == 31
