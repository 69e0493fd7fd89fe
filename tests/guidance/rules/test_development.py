from datetime import date, timedelta

import pytest

from guidance.facts import ENGAGEMENT_BITS, EVIDENCE_BITS
from guidance.vocabulary import GateCode, Status
from tests.oversight.made import NEW, OLD, ON, assessed, facts, finding, status, submissions, without

MET, NOT_MET, NOT_APPLICABLE = Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE
LAST_YEAR = date(2025, 12, 1)


AGREED = ("proposal", True, True, LAST_YEAR)


@pytest.mark.parametrize(
    "asked, met, expected", [(0, 0, NOT_APPLICABLE), (1, 0, NOT_MET), (2, 1, NOT_MET), (2, 2, MET)]
)
def test_requested_members_are_added(asked, met, expected):
    known = facts(requested_members=asked, requested_members_met=met)
    assert status("group.requested_members", known) == expected
    is_blocked = "group.requested_members" in assessed(known).gates[GateCode.AGREEMENT].blockers
    assert is_blocked is (expected == NOT_MET)


@pytest.mark.parametrize(
    "made, expected",
    [
        ([], NOT_MET),
        ([("proposal", False, False, None)], NOT_MET),
        ([("proposal", True, False, None)], MET),
        ([("proposal", True, True, None), ("proposal", False, False, None)], NOT_MET),  # the newest one counts
        ([("proposal", False, True, None), ("proposal", True, False, None)], MET),
        ([("revision", True, False, None)], NOT_MET),
    ],
)
def test_employers_agree_the_newest_proposal(made, expected):
    assert status("group.proposal_agreed_by_employers", facts(**submissions(*made))) == expected


@pytest.mark.parametrize("standard", [True, False])
@pytest.mark.parametrize("plan", [True, False])
def test_employers_agree_standard_and_epa_plan(standard, plan):
    known = facts(**submissions(("standard", standard, False, None), ("epa_plan", plan, False, None)))
    assert status("group.standard_agreed_by_employers", known) == (MET if standard and plan else NOT_MET)


@pytest.mark.parametrize("made, expected", [([], NOT_MET), ([("revision", True, False, None)], MET)])
def test_employers_agree_the_revision(made, expected):
    assert status("group.revision_agreed_by_employers", facts(**submissions(*made))) == expected


@pytest.mark.parametrize(
    "rule, kind",
    [
        ("group.advice_training_providers", "training_provider"),
        ("group.advice_epaos", "epao"),
        ("group.advice_sector_bodies", "sector_body"),
        ("group.advice_regulators", "regulator"),
        ("group.advice_professional_bodies", "professional_body"),
        ("group.advice_apprentices", "apprentices"),
    ],
)
@pytest.mark.parametrize("policy", [OLD, NEW], ids=["old", "new"])
def test_advice_of_each_kind(rule, kind, policy):
    assert status(rule, facts(engagements=ENGAGEMENT_BITS[kind]), policy) == MET
    assert status(rule, facts(engagements=without(ENGAGEMENT_BITS, kind)), policy) == NOT_MET


@pytest.mark.parametrize(
    "rule, column",
    [("group.advice_regulators", "regulated"), ("group.advice_professional_bodies", "professional_status")],
)
def test_advice_that_the_occupation_does_not_call_for(rule, column):
    assert status(rule, facts(**{column: False})) == NOT_APPLICABLE


@pytest.mark.parametrize(
    "kinds, expected",
    [([], NOT_MET), (["local_authority"], MET), (["regional_body"], MET), (["sector_body"], NOT_MET)],
)
def test_advice_of_local_authorities_or_regional_bodies(kinds, expected):
    known = facts(engagements=sum(ENGAGEMENT_BITS[kind] for kind in kinds))
    assert status("group.advice_local_and_regional", known) == expected
    assert "group.advice_local_and_regional" not in {one.rule for one in assessed(known, OLD).findings}


@pytest.mark.parametrize("quotes, expected", [(0, NOT_MET), (1, MET), (2, MET)])
def test_one_quote(quotes, expected):
    assert status("group.epao_quote", facts(quotes=quotes)) == expected


@pytest.mark.parametrize("name", ["delivery_methods", "consumable_costs", "qualification_fees"])
def test_2023_asks_for_every_part_of_delivery(name):
    known = facts(evidence=without(EVIDENCE_BITS, name))
    assert finding("group.training_delivery_evidence", known, OLD).args == {"missing": [name]}
    assert status("group.epao_in_principle", known, OLD) == MET
    assert "group.training_delivery_evidence" not in {one.rule for one in assessed(known, NEW).findings}


def test_2023_asks_for_a_commitment_in_principle():
    known = facts(evidence=without(EVIDENCE_BITS, "epao_in_principle"))
    assert status("group.epao_in_principle", known, OLD) == NOT_MET
    assert status("group.training_delivery_evidence", known, OLD) == MET
    assert "group.epao_in_principle" not in {one.rule for one in assessed(known, NEW).findings}


@pytest.mark.parametrize("held, unchecked, expected", [(0, 0, NOT_APPLICABLE), (3, 0, MET), (3, 1, NOT_MET)])
def test_every_meeting_checks_for_declarations(held, unchecked, expected):
    known = facts(meetings_this_year=held, meetings_unchecked=unchecked)
    assert status("group.conflicts_checked", known) == expected
    assert not any("group.conflicts_checked" in gate.blockers for gate in assessed(known).gates.values())


@pytest.mark.parametrize(
    "made, plan, expected",
    [
        ([("proposal", True, True, None)], None, NOT_APPLICABLE),
        ([AGREED], None, NOT_MET),
        ([AGREED], date(2026, 9, 1), MET),
        ([AGREED, ("standard", True, True, None)], None, NOT_MET),
        ([AGREED, ("epa_plan", True, True, None)], None, NOT_MET),
        ([AGREED, ("standard", True, True, None), ("epa_plan", True, True, None)], None, NOT_APPLICABLE),
    ],
)
def test_work_plan_while_the_standard_is_owed(made, plan, expected):
    assert status("group.work_plan", facts(**submissions(*made), plan_due_on=plan)) == expected


@pytest.mark.parametrize("column", ["last_meeting_on", "first_contact_on"])
@pytest.mark.parametrize("age, expected", [(89, MET), (90, MET), (91, NOT_MET)])
def test_meets_at_least_every_ninety_days(column, age, expected):
    days = {"last_meeting_on": None, column: ON - timedelta(days=age)}
    assert status("group.meets_regularly", facts(**days)) == expected


@pytest.mark.parametrize(
    "made, expected",
    [
        ([], NOT_MET),
        ([("proposal", True, False, None)], NOT_MET),
        ([("proposal", True, True, None)], NOT_APPLICABLE),  # it waits for the regulator
        ([AGREED], NOT_MET),
        ([AGREED, ("standard", True, True, None), ("epa_plan", True, True, None)], NOT_APPLICABLE),
    ],
)
def test_meets_regularly_while_developing(made, expected):
    known = facts(**submissions(*made), last_meeting_on=date(2025, 6, 1))
    assert status("group.meets_regularly", known) == expected


@pytest.mark.parametrize(
    "last_on, recorded, expected", [(None, False, NOT_APPLICABLE), (ON, True, MET), (ON, False, NOT_MET)]
)
def test_newest_meeting_records_the_competition_statement(last_on, recorded, expected):
    known = facts(last_meeting_on=last_on, last_meeting_competition=recorded)
    assert status("group.competition_statement", known) == expected


@pytest.mark.parametrize("unhandled, expected", [([], MET), ([3], NOT_MET)])
def test_interests_are_handled(unhandled, expected):
    known = facts(unhandled=unhandled)
    assert status("group.conflicts_managed", known) == expected
    gates = assessed(known).gates
    assert "group.conflicts_managed" not in gates[GateCode.MEMBERSHIP].blockers
    for code in (GateCode.PROPOSAL, GateCode.AGREEMENT, GateCode.STANDARD, GateCode.REVISION):
        assert ("group.conflicts_managed" in gates[code].blockers) is bool(unhandled)


@pytest.mark.parametrize(
    "made, expected",
    [
        ([], GateCode.PROPOSAL),
        ([("proposal", True, False, None)], GateCode.PROPOSAL),
        ([("proposal", True, True, None)], GateCode.AGREEMENT),
        ([AGREED], GateCode.STANDARD),
        ([AGREED, ("standard", True, True, None)], GateCode.STANDARD),
        ([AGREED, ("standard", True, True, None), ("epa_plan", True, True, None)], None),
    ],
)
def test_next_gate_follows_the_submissions(made, expected):
    known = submissions(*made)
    assert assessed(facts(membership_approved=True, **known)).next_gate == expected
    assert assessed(facts(membership_approved=False, **known)).next_gate == GateCode.MEMBERSHIP
