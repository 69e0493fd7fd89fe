from datetime import date, timedelta

import pytest

from guidance.vocabulary import ConcernKind, RiskCode, RiskLevel
from tests.oversight.made import NEW, OLD, ON, Member, assessed, facts, members, submissions

DUE = date(2026, 5, 1)


@pytest.mark.parametrize(
    "on, level",
    [
        (DUE - timedelta(days=29), RiskLevel.NONE),
        (DUE - timedelta(days=28), RiskLevel.WATCH),
        (DUE, RiskLevel.WATCH),  # still kept on the day itself
        (DUE + timedelta(days=1), RiskLevel.AT_RISK),
    ],
)
def test_proposal_late(on, level):
    result = assessed(facts(first_contact_on=date(2025, 11, 1)), on=on)
    risk = result.risks[0]
    assert (risk.risk, risk.level, risk.due_on) == ("risk.proposal_late", level, DUE)
    assert (result.risk_level, risk.args) == (level, {})


@pytest.mark.parametrize(
    "first_contact_on, due",
    [
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2025, 8, 28), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 8, 28)),
    ],
)
def test_six_calendar_months(first_contact_on, due):
    assert assessed(facts(first_contact_on=first_contact_on)).proposal_due_on == due


def risk(code, known, policy=NEW, on=ON):
    (found,) = (one for one in assessed(known, policy, on).risks if one.risk == code)
    return found


def level(code, known, policy=NEW, on=ON):
    return risk(code, known, policy, on).level


@pytest.mark.parametrize("policy", [OLD, NEW], ids=["old", "new"])
def test_every_risk_is_always_listed(policy):
    assert [one.risk for one in assessed(facts(), policy).risks] == RiskCode.values


def test_proposal_submitted_is_not_late():
    known = facts(**submissions(("proposal", True, True, None)), first_contact_on=date(2024, 1, 1))
    assert risk("risk.proposal_late", known)[1:3] == (RiskLevel.NONE, None)


# --- the standard ----------------------------------------------------------------------------------------------------
AGREED = ("proposal", True, True, date(2025, 5, 31))
BOTH = (("standard", True, True, None), ("epa_plan", True, True, None))


@pytest.mark.parametrize(
    "on, expected",
    [
        (date(2026, 1, 30), RiskLevel.NONE),
        (date(2026, 1, 31), RiskLevel.WATCH),
        (date(2026, 2, 28), RiskLevel.WATCH),
        (date(2026, 3, 1), RiskLevel.AT_RISK),
    ],
)
def test_2023_standard_is_due_nine_months_after_agreement(on, expected):
    found = risk("risk.standard_late", facts(**submissions(AGREED), plan_due_on=date(2027, 1, 1)), OLD, on)
    assert found[1:3] == (expected, date(2026, 2, 28))


@pytest.mark.parametrize(
    "on, expected",
    [
        (date(2026, 3, 3), RiskLevel.NONE),
        (date(2026, 3, 4), RiskLevel.WATCH),
        (date(2026, 4, 1), RiskLevel.WATCH),
        (date(2026, 4, 2), RiskLevel.AT_RISK),
    ],
)
def test_2025_standard_is_due_by_the_work_plan(on, expected):
    known = facts(**submissions(AGREED), plan_due_on=date(2026, 4, 1))
    assert risk("risk.standard_late", known, NEW, on)[1:3] == (expected, date(2026, 4, 1))


def test_2025_standard_without_a_work_plan_is_watched():
    assert risk("risk.standard_late", facts(**submissions(AGREED)))[1:3] == (RiskLevel.WATCH, None)


@pytest.mark.parametrize("made, applies", [((), False), ((AGREED,), True), ((AGREED, BOTH[0]), True),
                                           ((AGREED, *BOTH), False), (BOTH, False)])  # fmt: skip
def test_standard_is_owed_until_both_documents_are_in(made, applies):
    known = facts(**submissions(*made), plan_due_on=date(2025, 1, 1))
    assert (level("risk.standard_late", known) == RiskLevel.AT_RISK) is applies


def test_first_agreement_starts_the_clock():
    later = ("proposal", True, True, date(2025, 12, 1))
    assert risk("risk.standard_late", facts(**submissions(later, AGREED)), OLD).due_on == date(2026, 2, 28)


# --- representation --------------------------------------------------------------------------------------------------
SOON = ON + timedelta(days=90)
LOST = "risk.representation_lost"


def approved(people, **changes):
    return facts(people, membership_approved=True, **changes)


def test_representation_asks_for_an_approved_membership():
    assert level(LOST, facts(members(9))) == RiskLevel.NONE
    assert level(LOST, approved(members(9))) == RiskLevel.AT_RISK


def test_too_many_employers_are_still_representative():
    assert level(LOST, approved(members(21))) == RiskLevel.NONE


def test_justified_size_is_no_risk_now_nor_later():
    leaving = [*members(9), Member(person=10, organisation=10, ended_on=SOON)]
    assert level(LOST, approved(members(9), justified_rules=["group.size"])) == RiskLevel.NONE
    assert level(LOST, approved(leaving, justified_rules=["group.size"])) == RiskLevel.NONE


@pytest.mark.parametrize("dimension, category", [("size", "large"), ("sector", "C")])
def test_missing_category_where_figures_are_recorded(dimension, category):
    assert level(LOST, approved(members(12), population={dimension: {category: 1}})) == RiskLevel.AT_RISK


def test_region_and_missing_figures_are_no_risk():
    assert level(LOST, approved(members(12), population={"region": {"north_east": 1}})) == RiskLevel.NONE
    assert level(LOST, approved(members(12), population={})) == RiskLevel.NONE


def test_shares_that_make_no_whole_are_recorded_all_the_same():
    assert level(LOST, approved(members(12), population={"size": {"small": 0.5}})) == RiskLevel.AT_RISK


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"ended_on": SOON}, RiskLevel.WATCH),
        ({"ended_on": SOON + timedelta(days=1)}, RiskLevel.NONE),
        ({"plans_to_serve_until": SOON - timedelta(days=1)}, RiskLevel.WATCH),
        ({"plans_to_serve_until": SOON}, RiskLevel.NONE),
        ({"plans_to_serve_until": None}, RiskLevel.NONE),
    ],
)
def test_forecast_drops_who_leaves_within_ninety_days(changes, expected):
    found = risk(LOST, approved([*members(9), Member(person=10, organisation=10, **changes)]))
    assert found.level == expected
    if expected == RiskLevel.WATCH:
        assert found.args == {"rules": ["group.size"], "within_days": 90}


def test_forecast_of_a_category():
    last = Member(person=20, organisation=20, size="large", ended_on=SOON)
    known = approved([*members(12), last], population={"size": {"small": 0.5, "large": 0.5}})
    assert risk(LOST, known).args["rules"] == ["group.represents_size"]


# --- compliance and concerns -----------------------------------------------------------------------------------------
def test_standing_rule_of_the_group_not_met_is_watched():
    found = risk("risk.policy_noncompliance", facts(meetings_unchecked=1))
    assert (found.level, found.args) == (RiskLevel.WATCH, {"rules": ["group.conflicts_checked"]})


def test_neither_member_rules_nor_advice_nor_gated_rules_are_noncompliance():
    known = facts([*members(12), Member(person=30, statements=0)], charges_fee=True, last_meeting_competition=False)
    assert level("risk.policy_noncompliance", known) == RiskLevel.NONE


@pytest.mark.parametrize("kind", ConcernKind.values)
def test_open_concern_is_a_risk_of_its_kind(kind):
    known = facts(concerns=[kind], meetings_unchecked=1)
    levels = {one.risk: one.level for one in assessed(known).risks}
    assert levels.pop(f"risk.{kind}") == RiskLevel.AT_RISK
    assert set(levels.values()) <= {RiskLevel.NONE, RiskLevel.WATCH}


# --- mitigations -----------------------------------------------------------------------------------------------------
def test_mitigation_moves_what_is_at_risk_and_nothing_else():
    late = {"first_contact_on": date(2025, 1, 1), "mitigations": ["risk.proposal_late"]}
    found = risk("risk.proposal_late", facts(**late))
    assert (found.level, found.due_on) == (RiskLevel.MITIGATED, date(2025, 7, 1))
    assert assessed(facts(**late)).risk_level == RiskLevel.MITIGATED
    assert level("risk.proposal_late", facts(**late | {"first_contact_on": date(2025, 9, 10)})) == RiskLevel.WATCH
    assert level("risk.quality", facts(**late, concerns=["quality"])) == RiskLevel.AT_RISK


def test_group_is_at_the_worst_of_its_levels():
    known = facts(concerns=["quality"], mitigations=["risk.quality"], meetings_unchecked=1)
    assert assessed(known).risk_level == RiskLevel.WATCH
    nothing = {name: [] for name in ("mitigations", "mitigations_accepted_on", "mitigations_until")}
    assert assessed(known._replace(**nothing)).risk_level == RiskLevel.AT_RISK
