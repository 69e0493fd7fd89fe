import dataclasses
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from guidance import policies
from guidance.policies import NoPolicy, every_policy, policy_called, policy_for, statements_for, statements_given
from guidance.rules import RULES, Subject
from guidance.vocabulary import GateCode, RiskCode, Severity
from tests.oversight.made import NEW, OLD, assessed, facts, members

GUIDANCE = Path(__file__).parents[3] / "shared" / "guidance"
DOCUMENTS = {
    "ifate-2023-11": "ifate-trailblazer-groups-2023-11.txt",
    "skills-england-2025-06": "skills-england-group-of-persons-2025-06.txt",
}
SUBJECTS = list(Subject)


@pytest.mark.parametrize(
    "on, code",
    [
        (date(2023, 11, 1), "ifate-2023-11"),
        (date(2025, 6, 1), "ifate-2023-11"),
        (date(2025, 6, 2), "skills-england-2025-06"),
    ],
)
def test_newest_policy_in_force(on, code):
    assert policy_for(on).code == code


def test_the_last_policy_stays_in_force():
    assert policy_for(date.max) is every_policy()[-1]


def test_no_policy_before_the_first():
    with pytest.raises(NoPolicy, match="2023-10-31"):
        policy_for(date(2023, 10, 31))


def test_no_policy_of_an_unknown_code():
    with pytest.raises(NoPolicy, match="nonsense"):
        policy_called("nonsense")


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_rules_stand_members_first_then_chairs_then_the_group(policy):
    codes = [rule.code for rule in policy.rules]
    order = [SUBJECTS.index(RULES[code].subject) for code in codes]
    assert order == sorted(order)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_advised_rules_of_the_guidance_block_nothing(policy):
    known = facts(members(12, region="north_east", expertise=0))
    result = assessed(known, policy)
    advised = {rule.code for rule in policy.rules if rule.severity == Severity.ADVISED}
    assert not advised & {code for gate in result.gates.values() for code in gate.blockers}


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_sources_are_the_guidances_own_words(policy):
    path = GUIDANCE / DOCUMENTS.get(policy.code, "")
    if not path.is_file():
        pytest.skip("the text of this guidance is not beside this checkout")
    text = re.sub(r"\s+", " ", path.read_text())
    for rule in policy.rules:
        assert rule.source.sentence in text, rule.code
        assert rule.source.heading in text, rule.code
    for reason in policy.reasons:
        assert reason.source.sentence in text, reason.risk
        assert reason.source.heading in text, reason.risk


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_every_risk_is_a_reason_that_the_guidance_names(policy):
    assert [reason.risk for reason in policy.reasons] == RiskCode.values
    with pytest.raises(KeyError):
        policy.reason("risk.unknown")


@pytest.mark.parametrize("policy", [OLD, NEW], ids=["old", "new"])
def test_a_reason_is_that_of_its_risk(policy):
    assert "unable to comply" in policy.reason("risk.policy_noncompliance").sentence.replace(" -", "")


THIRD = """
import dataclasses
from datetime import date, timedelta
from guidance.policies.skills_england_2025_06 import POLICY as BEFORE

POLICY = dataclasses.replace(
    BEFORE, code="example-2090-01", name="Example", in_force_from=date(2090, 1, 1),
    parameters=dataclasses.replace(BEFORE.parameters, employers_min=5),
    rules=tuple(rule for rule in BEFORE.rules if rule.code != "member.two_years"),
)
"""


@pytest.fixture
def third(tmp_path, monkeypatch):
    (tmp_path / "example_2090_01").mkdir()
    (tmp_path / "example_2090_01" / "__init__.py").write_text(THIRD)
    monkeypatch.setattr(policies, "__path__", [*policies.__path__, str(tmp_path)])
    every_policy.cache_clear()
    yield policy_called("example-2090-01")
    every_policy.cache_clear()


def test_a_third_policy_is_one_more_folder(third):
    assert policy_for(date(2089, 12, 31)) is every_policy()[-2]
    assert policy_for(date(2090, 1, 1)) is third is every_policy()[-1]

    known = facts(members(5, plans_to_serve_until=None))
    before, after = assessed(known), assessed(known, third)
    assert before.gates[GateCode.MEMBERSHIP].blockers == (
        "group.chairs_eligible",
        "group.members_eligible",
        "group.size",
    )
    assert after.gates[GateCode.MEMBERSHIP].ready


@pytest.mark.parametrize(
    "on, version",
    [
        (date(2023, 10, 31), "ifate-2023-11"),  # the first there are, for a day before them
        (date(2025, 6, 1), "ifate-2023-11"),
        (date(2025, 6, 2), "skills-england-2025-06"),
    ],
)
def test_statements_are_those_of_the_policy_in_force(on, version):
    assert statements_for(on) is policy_called(version).statements


def test_statements_given_are_of_the_version_else_of_the_day():
    on = date(2025, 6, 2)
    assert statements_given("ifate-2023-11", on).version == "ifate-2023-11"
    assert statements_given("", on).version == statements_given("unknown", on).version == "skills-england-2025-06"
    assert statements_given("", on - timedelta(days=1)).version == "ifate-2023-11"


def test_a_policy_that_takes_over_statements_asks_nobody_anew(third):
    assert statements_for(third.in_force_from).version == "skills-england-2025-06"


@pytest.mark.parametrize("policy", [OLD, NEW], ids=["old", "new"])
def test_statements_of_a_version_say_where_they_are_from(policy):
    statements = policy.statements
    assert (statements.version, statements.in_force_from) == (policy.code, policy.in_force_from)
    assert {statements.document} == {rule.source.document for rule in policy.rules}


def test_policies_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        every_policy()[0].code = "other"
