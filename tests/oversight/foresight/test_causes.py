"""Why an answer changed: time, the policy, facts, in this order; and what holds of any two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.documents import SubmissionDates
from guidance.facts import Facts
from guidance.policies import Policy
from guidance.vocabulary import GateCode, MembershipKind, RiskCode
from oversight.foresight.causes import Cause, Explanation, Reason
from oversight.foresight.changes import Key, Moment, Part, as_at
from oversight.foresight.differences import Difference, differing_units, set_back, unit_set_back, within
from oversight.foresight.units import CHAIRS, MEMBERS
from tests.oversight.foresight.drawn import situations, whole
from tests.oversight.made import NEW, OLD, ON, Member, dated, facts, members

EARLIER = ON - timedelta(days=30)
DAY = timedelta(days=1)


def explained(before: Facts, after: Facts, *, policy: Policy = NEW, on: date = ON) -> dict[Key, Cause]:
    explanation = Explanation(Moment(before, policy, EARLIER), Moment(after, NEW, on))
    return {change.key: cause for change, cause in explanation.changes}


def rule(code: str, subject: int | None = None) -> Key:
    return Key(Part.RULE, code, subject)


# --- each cause ------------------------------------------------------------------------------------------------------
def test_time():
    """Nothing is recorded, and a declaration grows too old."""
    people = [replace(member, declared_on=EARLIER - 350 * DAY) for member in members(1)] + members(11, first=2)
    causes = explained(facts(people), facts(people))
    assert causes[rule("group.interests_declared")] == Cause(Reason.TIME)
    assert {cause.reason for cause in causes.values()} == {Reason.TIME}


def test_a_policy():
    """The one asks how old declarations may be otherwise, and other rules altogether."""
    causes = explained(whole(), whole(), policy=OLD)
    assert causes and {cause.reason for cause in causes.values()} == {Reason.POLICY}


def test_a_fact_alone():
    causes = explained(whole(charges_fee=None), whole())
    [cause] = set(causes.values())
    assert cause == Cause(Reason.FACT, ("charges_fee",), (Difference("charges_fee"),))


def test_a_member_who_left_and_one_whose_statements_changed():
    before = facts(members(10))
    spoilt = [replace(member, statements=0) if member.person == 3 else member for member in members(9)]
    causes = explained(before, facts(spoilt))
    assert causes[rule("group.size")].differences == (Difference(MEMBERS, (10, 0)),)
    assert causes[rule("group.members_eligible")].differences == (Difference(MEMBERS, (3, 0), "statements"),)
    assert causes[rule("member.track_record", 3)].differences == (Difference(MEMBERS, (3, 0), "statements"),)
    assert Difference(MEMBERS, (3, 0), "statements").person == 3


def test_a_chair_who_confirmed_something():
    causes = explained(facts(chairs_confirmed=[False]), facts())
    assert causes[rule("group.chairs_eligible")].differences == (Difference(CHAIRS, (1, 0), "chairs_confirmed"),)


def test_several_of_which_each_alone_is_enough():
    """Of a rule about everybody, whoever put something right is named."""
    lacking = [replace(member, statements=0) if member.person in {2, 3} else member for member in members(12)]
    causes = explained(facts(lacking), facts())
    people = [difference.person for difference in causes[rule("group.members_eligible")].differences]
    assert people == [2, 3] and causes[rule("group.members_eligible")].reason == Reason.FACT


def test_several_in_one_unit_that_only_together_do_it():
    """Any of three who left would have made it ten; of four who left, two are needed."""
    causes = explained(facts(members(12)), facts(members(9)))
    assert causes[rule("group.size")].reason == Reason.FACT
    assert len(causes[rule("group.size")].differences) == 3
    causes = explained(facts(members(12)), facts(members(8)))
    assert len(causes[rule("group.size")].differences) == 2


def test_several_together_names_those_that_are_needed_and_no_other():
    """A gate that two facts opened needs both; one that two facts close is closed by either, so neither alone."""
    gate = Key(Part.GATE, GateCode.PROPOSAL)
    opened = explained(whole(charges_fee=None, capacity_confirmed=False, quotes=0), whole())
    assert set(opened[gate].units) == {"charges_fee", "capacity_confirmed"} and opened[gate].reason == Reason.FACT
    closed = explained(whole(), whole(charges_fee=None, capacity_confirmed=False, quotes=0))
    assert closed[gate].reason == Reason.TOGETHER
    assert set(closed[gate].units) == {"charges_fee", "capacity_confirmed"}


def test_a_submission_is_a_fact_though_its_days_are_read_beforehand():
    """What is dated later stands among the facts of every day."""
    submitted = dated(SubmissionDates("proposal", "agreed", EARLIER - DAY, decided_on=ON, submitted_on=ON - DAY))
    known_all_along = whole(**submitted)
    causes = explained(known_all_along, known_all_along)
    step = causes[Key(Part.STEP)]
    assert (step.reason, step.units) == (Reason.FACT, ("submissions",))
    assert step.differences == (Difference("submissions", (0,), "decided_on"),)


def test_a_meeting_that_falls_out_of_the_year_is_time():
    then = {"last_meeting_on": EARLIER - 300 * DAY, "meetings_this_year": 2, "meetings_unchecked": 1}
    before = whole(**then, meeting_unchecked_on=ON - 380 * DAY)
    after = before._replace(meetings_this_year=1, meetings_unchecked=0, meeting_unchecked_on=None)
    causes = explained(before, after)
    assert causes and {cause.reason for cause in causes.values()} == {Reason.TIME}
    held = after._replace(last_meeting_on=ON - DAY)
    assert Reason.FACT in {cause.reason for cause in explained(before, held).values()}


def test_a_risk_moves_by_its_level_and_its_last_day():
    late = whole(first_contact_on=EARLIER - 160 * DAY, **dated())
    causes = explained(late, late)
    assert causes[Key(Part.RISK, RiskCode.PROPOSAL_LATE)] == Cause(Reason.TIME)


def test_few_judgements_where_little_changed():
    explanation = Explanation(Moment(whole(charges_fee=None), NEW, EARLIER), Moment(whole(), NEW, ON))
    assert explanation.changes and explanation.calls <= 5


# --- what holds of any two days --------------------------------------------------------------------------------------
@st.composite
def pairs(draw: st.DrawFn) -> tuple[Moment, Moment]:
    """Two groups as if they were one; under any two policies, on one day or two."""
    one, other = draw(situations()), draw(situations())
    on = draw(st.sampled_from([ON, EARLIER, ON - 400 * DAY]))
    return Moment(one.facts, one.policy, on), Moment(other.facts, other.policy, ON)


@settings(max_examples=40)
@given(pairs())
def test_each_change_has_a_cause_that_holds(pair):
    before, after = pair
    explanation = Explanation(before, after)
    for change, cause in explanation.changes:
        if cause.reason in {Reason.TIME, Reason.POLICY}:
            assert not cause.differences
            continue
        assert cause.differences and {one.unit for one in cause.differences} == set(cause.units)
        tries = [[one] for one in cause.differences]
        if cause.reason == Reason.FACT:
            assert all(_takes_away(explanation, change, within(unit, *explanation.facts)) for unit in cause.units)
        assert all(_takes_away(explanation, change, one) for one in tries) or _takes_away(
            explanation, change, cause.differences
        )


def _takes_away(explanation, change, differences):
    after = explanation.after
    back = set_back(differences, *explanation.facts)
    return Moment(back, after.policy, after.on).answers.get(change.key) != change.after


@settings(max_examples=40)
@given(situations())
def test_the_same_facts_on_the_same_day_change_nothing(situation):
    moments = [Moment(situation.facts, situation.policy, situation.on) for _ in range(2)]
    assert Explanation(*moments).changes == []


@settings(max_examples=40)
@given(pairs())
def test_all_units_set_back_give_the_earlier_answers(pair):
    """As sets of units, and as what differs within them; on the day and under the policy of the earlier facts."""
    before, after = pair
    facts = after.facts
    for unit in differing_units(before.facts, facts):
        facts = unit_set_back(unit, before.facts, facts)
    assert Moment(facts, before.policy, before.on).answers == before.answers
    units = differing_units(before.facts, after.facts)
    every = [one for unit in units for one in within(unit, before.facts, after.facts)]
    assert Moment(set_back(every, before.facts, after.facts), before.policy, before.on).answers == before.answers


@settings(max_examples=40)
@given(situations(), st.sampled_from([0, 1, 5, 6, 7, 8, 9, 30]))
def test_what_has_happened_by_a_day_says_the_same_of_that_day(situation, ago):
    """Cutting off what is to come changes no answer of the day."""
    on = ON - ago * DAY
    cut = as_at(situation.facts, on)
    uncut = situation.facts.documents(on)
    assert [(row.state, row.since) for row in cut.documents(on).submissions] == [
        (row.state, row.since) for row in uncut.submissions
    ]
    assert as_at(cut, on) == cut


def test_members_come_and_go_in_the_order_of_their_keys():
    before, after = facts(members(3)), facts([*members(2), Member(person=4, kind=MembershipKind.ADVISER)])
    found = within(MEMBERS, before, after)
    assert found == [Difference(MEMBERS, (3, 0)), Difference(MEMBERS, (4, 0))]
    assert set_back(found, before, after).people == [1, 2, 3]
    assert set_back(found[:1], before, after).people == [1, 2, 3, 4]
