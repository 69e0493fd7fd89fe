"""Whether rules, messages, policies and statements fit together: checked whenever a command starts.

| id | what is wrong |
| --- | --- |
| guidance.E001 | a rule whose message is not complete |
| guidance.E002 | a line of a policy without a rule of that code |
| guidance.E003 | a rule that no policy has |
| guidance.E004 | a statement or consent that a rule asks for and no policy's statements offer |
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Error

from guidance.policies import Policy, every_policy
from guidance.rules import RULES, DeclaredRule


def check_guidance(app_configs: object = None, **kwargs: Any) -> list[CheckMessage]:
    """As Django calls it."""
    return list(errors(RULES.values(), every_policy()))


def errors(rules: Collection[DeclaredRule], policies: Collection[Policy]) -> list[Error]:
    """What is wrong among these rules and policies; empty where they fit together."""
    codes = {rule.code for rule in rules}
    lines = {line.code for policy in policies for line in policy.rules}
    return [
        *(
            Error(f"The message of the rule {rule.code} is not complete.", id="guidance.E001")
            for rule in rules
            if not all((rule.message.requirement, rule.message.title, rule.message.not_met, rule.message.action))
        ),
        *(
            Error(
                f"The policy {policy.code} has a line for {line.code}, and there is no such rule.", id="guidance.E002"
            )
            for policy in policies
            for line in policy.rules
            if line.code not in codes
        ),
        *(
            Error(f"The rule {rule.code} is in no policy.", id="guidance.E003")
            for rule in rules
            if rule.code not in lines
        ),
        *(
            Error(f"The rule {rule.code} asks for {code}, which no policy's statements offer.", id="guidance.E004")
            for rule in rules
            for code in rule.asks
            if not any(policy.statements.item(code) for policy in policies)
        ),
    ]
