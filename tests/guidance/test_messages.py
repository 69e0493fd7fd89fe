import json
from datetime import date, timedelta

import pytest

from guidance import messages
from guidance.policies import every_policy
from guidance.rules import RULES
from guidance.vocabulary import RiskCode, Status
from members.findings import FIX_PAGES
from tests.oversight.made import NEW, OLD, ON, Member, assessed, facts, finding, members, unmet_facts

FIXES = {*FIX_PAGES, "later"}
NOTHING = unmet_facts()
SIZE = "group.represents_size"


def words(rule, known, policy=NEW):
    found = finding(rule, known, policy)
    return messages.detail(found.rule, found.status, found.args)


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_every_rule_has_words(policy):
    for rule in policy.rules:
        assert messages.requirement(rule.code)
        assert messages.next_step(rule.code).endswith(".")
        assert messages.fix(rule.code) in FIXES


PROPOSED = {
    one.rule: one
    for policy in every_policy()
    for one in assessed(NOTHING, policy).findings
    if one.status == Status.NOT_MET
}


def table():
    """Every rule of every policy, with what it finds in the worst group."""
    return [pytest.param(PROPOSED[rule], id=rule) for rule in RULES]


def test_the_table_has_every_rule_and_no_other():
    assert set(PROPOSED) == set(RULES)


@pytest.mark.parametrize("found", table())
def test_each_status_has_a_title_and_a_detail_of_its_own(found):
    for args in (found.args, {}):  # a risk names a rule without its args
        titles = {status: messages.title(found.rule, status, args) for status in Status}
        assert len(set(titles.values())) == len(Status), titles
        assert titles[Status.MET] == messages.requirement(found.rule)
    told = [*titles.values(), *(messages.detail(found.rule, status, found.args) for status in Status)]
    for words in told:
        assert (
            (words[0].isupper() or words[0].isdigit())
            and not words.endswith((".", ":"))
            and not {"{", "[", "_"} & set(words)
        ), words


@pytest.mark.parametrize("found", table())
def test_what_is_not_met_is_said_without_stating_that_it_is(found):
    """Neither title nor sentence begins as the requirement does: in a list only the beginning is read."""
    lacking = messages.title(found.rule, Status.NOT_MET, found.args)
    alone = messages.sentence(found.rule, Status.NOT_MET, found.args)

    for words in (lacking, alone):
        assert not words.startswith(messages.requirement(found.rule))
    denials = (
        "no",
        "not",
        "none",
        "nobody",
        "nothing",
        "never",
        "missing",
        "incomplete",
        "fewer",
        "short",
        "too",
        "fee",
    )
    beyond = {"group.capacity_limit": "more", "chair.no_disqualifying_interest": "has an interest"}
    assert set(lacking.lower().replace(",", "").split()) & set(denials) or beyond[found.rule] in lacking.lower(), (
        lacking
    )


def test_no_two_rules_say_the_same():
    """What is counted can be counted in the list."""
    for policy in every_policy():
        for known in (NOTHING, facts([], chairs=[])):
            unmet = [
                one for one in assessed(known, policy).findings if one.status == Status.NOT_MET and not one.subject
            ]
            told = [messages.sentence(one.rule, one.status, one.args) for one in unmet]
            assert len(set(told)) == len(told) > 5


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_everything_that_can_fail_is_worded_also_from_what_is_stored(policy):
    unmet = [one for one in assessed(NOTHING, policy).findings if one.status == Status.NOT_MET]
    assert {one.rule for one in unmet} == {rule.code for rule in policy.rules}
    for one in unmet:
        stored = json.loads(json.dumps(one.args))
        text = messages.detail(one.rule, one.status, stored)
        assert text and "{" not in text and "None" not in text
        assert text == messages.detail(one.rule, one.status, one.args)


@pytest.mark.parametrize(
    "rule, known, policy, expected",
    [
        ("group.size", facts(members(9)), NEW, "9 members; 10 to 20 expected"),
        ("group.size", facts(members(1)), OLD, "1 employer; 10 to 20 expected"),
        ("group.size", facts(), NEW, "Met"),
        ("group.adviser_undertakings", facts(), NEW, "Nobody serves whose undertaking is asked for"),
        ("group.chair_selected", facts(chairs=[]), NEW, "One chair or two co-chairs are needed; there is none"),
        ("group.no_fee", facts(charges_fee=None), NEW, "Not answered whether the group charges a fee"),
        ("group.members_eligible", facts([]), NEW, "There is no employer member yet"),
        (
            "group.members_eligible",
            facts([*members(2), Member(person=3, consents=0), Member(person=4, consents=0, declared_on=None)]),
            NEW,
            "2 of 4 employer members do not (2 for agreement to details being held, 2 for employer’s agreement and 1"
            " for declaration of interests)",
        ),
        (
            SIZE,
            facts(members(2, size="large"), population={"size": {"small": 0.42, "large": 0.58}}),
            NEW,
            "No small employer; 42% of employers in this occupation are small",
        ),
        (
            "group.represents_sector",
            facts(members(2), population={"sector": {"C": 0.125, "F": 0.875}}),
            NEW,
            "No employer in manufacturing; 12.5% of employers in this occupation are",
        ),
        (
            "group.represents_region",
            facts(members(2, region="london"), population={"region": {"north_east": 0.3, "london": 0.7}}),
            NEW,
            "No employer with its head office in the North East; 30% of employers in this occupation are there",
        ),
        (SIZE, facts(population={}), NEW, "No figures are recorded for the employers in this occupation by size"),
        (
            SIZE,
            facts(population={"size": {"small": 0.9}}),
            NEW,
            "The shares by size add up to 90%; they must add up to 100%",
        ),
        (
            "member.two_years",
            facts([Member(person=1, plans_to_serve_until=None)]),
            NEW,
            "No day given; 1 December 2027 or later is needed",
        ),
        (
            "member.employer_agreed",
            facts([Member(person=1, consents=0)]),
            NEW,
            "Not confirmed: the employer agrees to the membership and the employer’s name may be published",
        ),
    ],
)
def test_details(rule, known, policy, expected):
    assert words(rule, known, policy) == expected


def test_a_justified_finding_says_so():
    known = facts(members(9), justified_rules=["group.size"])
    assert words("group.size", known) == "9 members; 10 to 20 expected. An official accepted the reason"


@pytest.mark.parametrize(
    "left, expected",
    [
        (30, "Due on 2 June 2025, 30 days left"),
        (1, "Due on 2 June 2025, 1 day left"),
        (0, "Due on 2 June 2025, today"),
        (-3, "Was due on 2 June 2025, 3 days ago"),
    ],
)
def test_risk_in_words(left, expected):
    due = date(2025, 6, 2)
    assert messages.risk_detail(due, {}, on=due - timedelta(days=left)) == expected
    assert messages.risk_title("risk.proposal_late") == "Occupation proposal late"


@pytest.mark.parametrize(
    "args, expected",
    [
        ({"no_plan": True}, "No work plan is agreed"),
        ({"concern": True}, "A concern is open"),
        ({"rules": ["group.conflicts_checked"]}, "Not every meeting checked for declarations of interest"),
        (
            {"rules": ["group.size"], "within_days": 90},
            "Within 90 days: too few employers",
        ),
        ({}, "No reason for concern"),
    ],
)
def test_risk_without_a_day_in_words(args, expected):
    assert messages.risk_detail(None, args, on=ON) == expected


@pytest.mark.parametrize("risk", RiskCode.values)
def test_every_risk_says_what_has_come_up_and_what_to_do(risk):
    watch, at_risk = (messages.risk_summary(risk, level, {}) for level in ("watch", "at_risk"))
    assert watch != at_risk and watch[0].islower() and at_risk[0].islower()
    assert messages.risk_step(risk, {}).endswith(".")


def test_no_work_plan_is_told_as_such():
    args = {"no_plan": True}
    assert messages.risk_summary("risk.standard_late", "watch", args).startswith("no work plan is agreed")
    assert messages.risk_step("risk.standard_late", args).startswith("Agree a development work plan")


def test_unmet_standing_rules_are_put_right_not_answered():
    step = messages.risk_step("risk.policy_noncompliance", {"rules": ["group.work_plan"]})
    assert step.startswith("Put it right")


@pytest.mark.parametrize(
    "risk, level, due, args, expected",
    [
        (
            "risk.proposal_late",
            "watch",
            ON + timedelta(days=1),
            {},
            "The occupation proposal is due soon. Due on 2 March 2026, 1 day left",
        ),
        ("risk.quality", "mitigated", None, {"concern": True}, "A concern about quality is open"),
        (
            "risk.standard_late",
            "watch",
            None,
            {"no_plan": True},
            "No work plan is agreed for the standard and the EPA plan",
        ),
        (
            "risk.policy_noncompliance",
            "watch",
            None,
            {"rules": ["group.work_plan"]},
            "A standing requirement is not met. No development work plan is agreed",
        ),
    ],
)
def test_risk_as_a_sentence(risk, level, due, args, expected):
    assert messages.risk_sentence(risk, level, due, args, on=ON) == expected


@pytest.mark.parametrize(
    "rule, known, expected",
    [
        (
            "group.capacity_confirmed",
            NOTHING,
            "The group’s capacity to complete the work is not confirmed: nobody has confirmed it for the group",
        ),
        (
            "group.members_eligible",
            facts([Member(person=1, consents=0)]),
            "The employer member does not meet the requirements: 1 of 1 employer member does not (1 for agreement to"
            " details being held and 1 for employer’s agreement)",
        ),
        (
            "group.members_eligible",
            facts([]),
            "No employer member who could meet the requirements: there is no employer member yet",
        ),
        ("group.size", facts(members(9)), "9 members; 10 to 20 expected"),
    ],
)
def test_sentence_has_its_title_in_front_where_the_detail_leans_on_it(rule, known, expected):
    found = finding(rule, known, NEW)
    assert messages.sentence(found.rule, found.status, found.args) == expected
