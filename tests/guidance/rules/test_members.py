from datetime import date, timedelta

import pytest

from guidance.facts import CONSENT_BITS, DETAIL_BITS, STATEMENT_BITS
from guidance.vocabulary import ConsentCode, StatementCode, Status
from tests.oversight.made import NEW, OLD, ON, Member, assessed, facts, finding, members, status, without

MET, NOT_MET = Status.MET, Status.NOT_MET
ONE_STATEMENT = {
    "member.track_record": StatementCode.TRACK_RECORD,
    "member.knowledge": StatementCode.KNOWLEDGE,
    "member.future_skills": StatementCode.FUTURE_SKILLS,
    "member.judgement": StatementCode.JUDGEMENT,
    "member.inclusion": StatementCode.INCLUSION,
}


def alone(**changes):
    return facts([Member(person=1, **changes)])


@pytest.mark.parametrize("rule", ONE_STATEMENT)
def test_statement_of_that_name_is_needed_since_2025(rule):
    only = STATEMENT_BITS[ONE_STATEMENT[rule]]
    assert status(rule, alone(statements=only)) == MET
    assert status(rule, alone(statements=without(STATEMENT_BITS, ONE_STATEMENT[rule]))) == NOT_MET
    assert rule not in {one.code for one in OLD.rules}


@pytest.mark.parametrize("policy", [OLD, NEW])
@pytest.mark.parametrize(
    "codes, expected",
    [
        ([StatementCode.OWN_WORKFORCE], MET),
        ([StatementCode.OPERATIONAL_ROLE], MET),
        ([StatementCode.OWN_WORKFORCE, StatementCode.OPERATIONAL_ROLE], MET),
        ([StatementCode.KNOWLEDGE], NOT_MET),
        ([], NOT_MET),
    ],
)
def test_is_employer_by_either_statement(policy, codes, expected):
    given = sum(STATEMENT_BITS[code] for code in codes)
    assert status("member.is_employer", alone(statements=given), policy) == expected


@pytest.mark.parametrize(
    "policy, code, expected",
    [
        (OLD, StatementCode.INTENDS_APPRENTICES, MET),
        (OLD, StatementCode.USES_APPRENTICESHIPS, MET),
        (NEW, StatementCode.USES_APPRENTICESHIPS, MET),
        (NEW, StatementCode.INTENDS_APPRENTICES, NOT_MET),
    ],
)
def test_intending_to_employ_apprentices_was_enough_until_2025(policy, code, expected):
    assert status("member.uses_apprenticeships", alone(statements=STATEMENT_BITS[code]), policy) == expected


@pytest.mark.parametrize(
    "started_on, until, expected",
    [
        (date(2025, 3, 1), date(2027, 2, 28), NOT_MET),
        (date(2025, 3, 1), date(2027, 3, 1), MET),
        (date(2025, 3, 1), date(2027, 3, 2), MET),
        (date(2024, 2, 29), date(2026, 2, 27), NOT_MET),  # a leap day's second anniversary is 28 February
        (date(2024, 2, 29), date(2026, 2, 28), MET),
        (date(2026, 2, 28), date(2028, 2, 27), NOT_MET),
        (date(2026, 2, 28), date(2028, 2, 28), MET),  # not the 29th
        (date(2025, 3, 1), None, NOT_MET),
    ],
)
def test_two_years_from_the_first_day_served(started_on, until, expected):
    known = alone(started_on=started_on, plans_to_serve_until=until)
    assert status("member.two_years", known) == expected


@pytest.mark.parametrize(
    "rule, codes",
    [
        ("member.holding_agreed", [ConsentCode.DETAILS_HELD]),
        ("member.employer_agreed", [ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED]),
    ],
)
def test_every_consent_of_the_rule_must_stand(rule, codes):
    assert status(rule, alone(consents=sum(CONSENT_BITS[code] for code in codes))) == MET
    for code in codes:
        found = finding(rule, alone(consents=without(CONSENT_BITS, code)))
        assert (found.status, found.args) == (NOT_MET, {"consents": [code]})


@pytest.mark.parametrize("missing", DETAIL_BITS)
def test_each_detail_is_needed(missing):
    found = finding("member.details", alone(details=without(DETAIL_BITS, missing)))
    assert (found.status, found.args) == (NOT_MET, {"missing": [missing]})


@pytest.mark.parametrize("age, expected", [(0, MET), (364, MET), (365, MET), (366, NOT_MET)])
def test_newest_declaration_is_at_most_365_days_old(age, expected):
    assert status("member.interests_declared", alone(declared_on=ON - timedelta(days=age))) == expected


def test_nobody_declared_is_not_met():
    assert status("member.interests_declared", alone(declared_on=None)) == NOT_MET


def test_one_finding_for_each_employer_member_in_the_order_of_people():
    people = [*members(3, first=4), Member(person=2, kind="adviser"), Member(person=9, kind="facilitator")]
    rule = "member.track_record"
    known = facts(people)
    subjects = [one.subject for one in assessed(known).findings if one.rule == rule]
    assert subjects == [4, 5, 6]
