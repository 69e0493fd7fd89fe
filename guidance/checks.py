"""Whether rules, messages, policies and statements fit together: checked whenever a command starts.

| id | what is wrong |
| --- | --- |
| guidance.E001 | a rule whose message is not complete |
| guidance.E002 | a line of a policy without a rule of that code |
| guidance.E003 | a rule that no policy has |
| guidance.E004 | a line of a policy whose rule asks for statements or consents of which that policy offers none |
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Error

from guidance.policies import Policy, every_policy
from guidance.rules import RULES, DeclaredRule, Subject


def check_guidance(app_configs: object = None, **kwargs: Any) -> list[CheckMessage]:
    """As Django calls it."""
    return list(errors(RULES.values(), every_policy()))


def errors(rules: Collection[DeclaredRule], policies: Collection[Policy]) -> list[Error]:
    """What is wrong among these rules and policies; empty where they fit together."""
    codes = {rule.code for rule in rules}
    asked = {rule.code: rule.asks for rule in rules}
    lines = {line.code for policy in policies for line in policy.rules}
    return [
        *(
            Error(f"The message of the rule {rule.code} is not complete.", id="guidance.E001")
            for rule in rules
            if not _is_complete(rule)
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
            Error(
                f"The policy {policy.code} has {line.code}, and its statements offer none of what that asks for.",
                id="guidance.E004",
            )
            for policy in policies
            for line in policy.rules
            if (asks := asked.get(line.code)) and not any(policy.statements.item(code) for code in asks)
        ),
    ]


def _is_complete(rule: DeclaredRule) -> bool:
    """A group's rule about its members names each of theirs by what it is `about`."""
    message = rule.message
    is_named = rule.subject is not Subject.MEMBER or message.about
    return all((message.requirement, message.title, message.not_met, message.action, is_named))
