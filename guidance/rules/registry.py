"""Which rules there are: the code of each, whom it is about, how it is checked, and what is said of it.

A rule is declared by a call right below its check. It is no decorator: rules that differ in a parameter share a check,
and `make mutation` passes over functions that are decorated.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from guidance.rules.rule_input import Args, RuleInput

Sentence = str | Callable[[Args], str]
PersonCheck = Callable[[RuleInput, int], Args | None]  # the place is the person's in the facts' arrays
GroupCheck = Callable[[RuleInput], Args | None]
EITHER = "or give a reason that an official can accept"  # how the action of an expected rule ends


class Subject(Enum):
    """Whom a rule is about: each current employer member, each current chair, or the group."""

    MEMBER = "member"
    CHAIR = "chair"
    GROUP = "group"


class Message(NamedTuple):
    """What is said of a rule: `requirement` is what is asked, as it should be.

    Of a finding that is not met, `title` and `not_met` (the detail) are made from its args; a title also without any.
    `action` is what to do, on `page` (a name that `members.findings` makes a link of, or `later` where no page does it
    yet), at its `anchor`. Where the detail `needs_title`, it says nothing without. `not_applicable` says why the rule
    does not apply; `about` names the rule among others within a sentence.
    """

    requirement: str
    title: Sentence
    not_met: Sentence
    action: str
    page: str
    anchor: str = ""
    needs_title: bool = False
    not_applicable: str = "Does not apply to this group"
    about: str = ""


class DeclaredRule(NamedTuple):
    """`asks` are the statements and consents (their codes) that the rule is about; `people`, of a rule of the group
    whose args name people, says whose own rules tell what is wrong with each."""

    code: str
    subject: Subject
    check: Callable[..., Args | None]
    message: Message
    asks: tuple[str, ...] = ()
    people: Subject | None = None


RULES: dict[str, DeclaredRule] = {}


def member_rule(code: str, check: PersonCheck, message: Message, *, asks: tuple[str, ...] = ()) -> None:
    """Declare a rule about each current employer member; ValueError where there is one of that code."""
    _declare(DeclaredRule(code, Subject.MEMBER, check, message, asks))


def chair_rule(code: str, check: PersonCheck, message: Message) -> None:
    """Declare a rule about each current chair or co-chair; ValueError where there is one of that code."""
    _declare(DeclaredRule(code, Subject.CHAIR, check, message))


def group_rule(
    code: str, check: GroupCheck, message: Message, *, asks: tuple[str, ...] = (), people: Subject | None = None
) -> None:
    """Declare a rule about the group as a whole; ValueError where there is one of that code."""
    _declare(DeclaredRule(code, Subject.GROUP, check, message, asks, people))


def _declare(rule: DeclaredRule) -> None:
    if rule.code in RULES:
        raise ValueError(f"There are two rules {rule.code!r}")
    if not rule.code.startswith(f"{rule.subject.value}."):
        raise ValueError(f"The rule {rule.code!r} is about a {rule.subject.value}, and its code does not say so")
    RULES[rule.code] = rule
