"""Rules, messages, policies and statements fit together, or a command does not start."""

from dataclasses import replace

import pytest
from django.core import checks

from guidance.checks import check_guidance, errors
from guidance.policies import every_policy
from guidance.rules import RULES
from guidance.rules.registry import group_rule
from tests.oversight.made import NEW, OLD


def ids(rules=None, policies=None):
    return [error.id for error in errors(rules or [*RULES.values()], policies or every_policy())]


def test_what_there_is_fits_together():
    assert ids() == []


def test_a_command_asks():
    assert check_guidance in checks.registry.registry.registered_checks


@pytest.mark.parametrize("part", ["requirement", "title", "not_met", "action"])
def test_a_rule_without_a_message(part):
    size = RULES["group.size"]
    silent = size._replace(message=size.message._replace(**{part: ""}))
    assert ids([*(RULES | {silent.code: silent}).values()]) == ["guidance.E001"]


def test_a_rule_about_members_that_has_no_name_among_others():
    stated = RULES["member.track_record"]
    nameless = stated._replace(message=stated.message._replace(about=""))
    assert ids([*(RULES | {nameless.code: nameless}).values()]) == ["guidance.E001"]


def test_a_line_of_a_policy_without_a_rule():
    line = replace(NEW.rules[0], code="group.unheard_of")
    assert ids(policies=[OLD, replace(NEW, rules=(*NEW.rules, line))]) == ["guidance.E002"]


def test_a_rule_in_no_policy():
    spare = RULES["group.size"]._replace(code="group.spare")
    assert ids([*RULES.values(), spare]) == ["guidance.E003"]


def test_a_statement_that_nobody_is_asked():
    statements = tuple(item for item in NEW.statements.members if item.code != "track_record")
    silent = replace(NEW, statements=replace(NEW.statements, members=statements))
    assert ids(policies=[OLD, silent]) == ["guidance.E004"]
    assert ids(policies=[OLD, NEW, silent]) == ["guidance.E004"]  # that another policy asks helps nobody


def test_no_code_is_declared_twice():
    with pytest.raises(ValueError, match=r"group\.size"):
        group_rule("group.size", lambda case: None, RULES["group.size"].message)


def test_a_code_says_whom_its_rule_is_about():
    with pytest.raises(ValueError, match="about a group"):
        group_rule("member.unheard_of", lambda case: None, RULES["group.size"].message)
    assert "member.unheard_of" not in RULES
