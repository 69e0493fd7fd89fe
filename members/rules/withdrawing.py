"""Which rule asks for what a person states or agrees to."""

from guidance.rules import RULES, Subject
from guidance.vocabulary import MembershipKind

RULE_OF = {code: rule for rule in RULES.values() for code in rule.asks}


def rule_of(code: str, kind: str) -> str:
    """The rule that the statement or consent of such a membership serves; "" where none does."""
    rule = RULE_OF.get(code)
    if rule is None or (rule.subject is Subject.MEMBER and kind != MembershipKind.EMPLOYER):
        return ""
    return rule.code
