"""What another policy would change: pure, on facts made by hand."""

from datetime import date

from guidance.facts import STATEMENT_BITS
from guidance.vocabulary import RiskLevel
from oversight.preview import RiskMove, added, compare, counts_of, policy_difference
from tests.oversight.made import NEW, OLD, assessed, facts, members, submissions, without


def compared(known, before=OLD, after=NEW):
    return compare(assessed(known, before), assessed(known, after))


def test_nothing_changes_where_both_policies_are_met():
    change = compared(facts())
    assert not change.has_change
    assert (change.risk_before, change.risk_after) == (RiskLevel.NONE, RiskLevel.NONE)


def test_a_rule_that_comes_new_counts_where_it_is_not_met():
    change = compared(facts(members(12, statements=without(STATEMENT_BITS, "track_record"))))
    rules = [(one.rule, one.subject) for one in change.unmet]
    assert rules[:2] == [("member.track_record", 1), ("member.track_record", 2)]
    assert rules[12:] == [
        ("chair.meets_member_rules", 1),
        ("group.chairs_eligible", None),
        ("group.members_eligible", None),
    ]
    assert change.unmet[0].before is None
    assert change.unmet[0].after.status == "not_met"
    assert change.blocked == ("membership", "proposal", "agreement", "standard", "revision")
    assert (change.met, change.ready) == ((), ())


def test_the_way_back_is_the_same_change_mirrored():
    known = facts(members(12, statements=without(STATEMENT_BITS, "track_record")))
    there, back = compared(known), compared(known, NEW, OLD)
    assert (back.ready, back.blocked) == (there.blocked, ())
    assert {(one.rule, one.subject) for one in back.met} == {(one.rule, one.subject) for one in there.unmet}
    assert back.unmet == ()
    assert next(one for one in back.met if one.rule == "member.track_record").after is None


def test_one_organisation_with_ten_members_counts_otherwise():
    change = compared(facts(members(12, organisation=1)))
    assert [one.rule for one in change.met] == ["group.size"]
    assert change.met[0].after.status == "met"
    assert "membership" in change.ready


def test_a_parameter_moves_a_risk():
    """Nine months after the agreement under the one, the work plan's day under the other."""
    agreed = submissions(("proposal", True, True, date(2025, 4, 1)))
    change = compared(facts(**agreed, plan_due_on=date(2026, 12, 1), membership_approved=True))
    assert RiskMove("risk.standard_late", RiskLevel.AT_RISK, RiskLevel.NONE) in change.risks
    assert (change.risk_before, change.risk_after) == (RiskLevel.AT_RISK, RiskLevel.NONE)


def test_what_the_policies_ask_differently():
    differs = policy_difference(OLD, NEW)
    assert "member.track_record" in differs.added
    assert set(differs.dropped) == {
        *("group.small_employers", "group.capacity_limit", "group.training_delivery_evidence"),
        "group.epao_in_principle",
    }
    assert differs.severity == {"group.represents_region": ("expected", "advised")}


def test_counts_are_of_groups_and_add_up():
    worse = compared(facts(members(12, statements=without(STATEMENT_BITS, "track_record"))))
    better = compared(facts(members(12, organisation=1)))
    late = compared(facts(**submissions(("proposal", True, True, date(2025, 4, 1))), plan_due_on=date(2026, 12, 1)))
    all_at_once = counts_of([worse, better, late, worse, compared(facts()), None])

    assert (all_at_once["groups"], all_at_once["failed"], all_at_once["changing"]) == (6, 1, 4)
    assert all_at_once["rules"]["unmet"]["member.track_record"] == 2
    assert all_at_once["rules"]["met"]["group.size"] == 1
    assert all_at_once["gates"]["blocked"]["proposal"] == 2
    assert all_at_once["gates"]["ready"]["membership"] == 1
    assert all_at_once["risk_levels"] == {"at_risk": {"none": 1}}
    assert added(counts_of([worse, better]), counts_of([late, worse, compared(facts()), None])) == all_at_once
    assert added(counts_of([]), all_at_once) == all_at_once
