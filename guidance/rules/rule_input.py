"""What rules work on, and what they answer."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from guidance.documents import Documents
from guidance.facts import Facts
from guidance.policies import Parameters
from guidance.vocabulary import MembershipKind, Severity, Status

Args = dict[str, Any]
NOT_APPLICABLE: Args = {}  # told apart from UNMET by identity
UNMET: Args = {}  # not met, and no more to say


class Finding(NamedTuple):
    """What one rule says; `subject` is the key of the person it is about, or None for the group."""

    rule: str
    severity: Severity
    status: Status
    subject: int | None
    args: Args


class RuleInput:
    """What rules work on: a group's facts, the policy's parameters, the day, and what the person rules found."""

    def __init__(self, facts: Facts, parameters: Parameters, on: date) -> None:
        self.facts, self.parameters, self.on = facts, parameters, on
        self.unmet_members: set[int] = set()  # people of whom a `must` member rule is not met
        self.unmet_rules: dict[str, int] = {}  # `must` member rules that are not met: by how many people
        self.unmet_chairs: set[int] = set()
        self.declared_since = on - timedelta(days=parameters.declaration_valid_days)

    @cached_property
    def employers(self) -> list[int]:
        """Places in the member arrays of the current employer members."""
        return employers_of(self.facts)

    @cached_property
    def documents(self) -> Documents:
        """What the group submits, as it is on the day."""
        return self.facts.documents(self.on)

    @cached_property
    def employed(self) -> set[int]:
        """The people who are current employer members."""
        return {self.facts.people[place] for place in self.employers}


def employers_of(facts: Facts) -> list[int]:
    return [place for place, kind in enumerate(facts.kinds) if kind == MembershipKind.EMPLOYER]


def by_organisation(facts: Facts, values: list[str]) -> dict[int, str]:
    """One of `sizes`, `sectors`, `regions` for each current employer's organisation, counted once."""
    return {facts.organisations[place]: values[place] for place in employers_of(facts)}
