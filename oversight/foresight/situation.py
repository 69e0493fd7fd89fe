"""A group before a gate: what blocks it, and what a repair of it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, auto
from functools import cached_property
from typing import Any, NamedTuple

from guidance.assessment import BLOCKING, PASSES, AssessmentResult, assessment_of
from guidance.facts import Facts
from guidance.policies import Policy
from guidance.rules import RULES, Subject
from guidance.rules.rule_input import employers_of
from guidance.vocabulary import GateCode, MembershipKind, Status
from oversight.foresight.units import Edit


class Kind(StrEnum):
    """What is done, in the order in which a way does it: whoever serves first, then new people, then their decisions.

    The figures come last: they may show what nobody sees yet.
    """

    COMPLETE = auto()  # a person gives all that is missing
    ANSWER = auto()  # a member says that they work in the occupation
    SAY = auto()  # the chairs say it for the group
    HANDLE = auto()  # interests
    HAND_ON = auto()  # apprenticeships, to another group
    LEAVE = auto()  # the member above the maximum
    JOIN = auto()  # a new employer
    STEP_DOWN = auto()  # one of the chairs, who stays a member
    APPOINT = auto()  # a member as chair
    CONFIRM = auto()  # what a chair confirms
    APPROVE = auto()  # members
    ADD = auto()  # whom the regulator asked for
    ADVICE = auto()
    PAPER = auto()  # of somebody outside
    WRITE = auto()  # a document
    AGREE = auto()  # the employers, its exact version
    JUSTIFY = auto()  # an official accepts a reason
    RECORD = auto()  # figures of the occupation's employers


ORDER = {kind: place for place, kind in enumerate(Kind)}


class Actor(StrEnum):
    PERSON = auto()  # named by the repair's `person`
    A_MEMBER = auto()
    CHAIRS = auto()
    GROUP = auto()
    EMPLOYERS = auto()
    NEW_EMPLOYER = auto()
    REGULATOR = auto()
    ASSESSOR = auto()


class Profile(NamedTuple):
    """What a new employer has to be; empty: any."""

    size: str = ""
    sector: str = ""
    region: str = ""
    is_experienced: bool = False


class Repair(NamedTuple):
    """One step: which unmet rules of the group it is for, who takes it, at what effort, and what it changes.

    Efforts are the portal's own and no days: 1 said in the portal, 2 a meeting or vote, 3 a paper or decision from
    outside, 5 somebody new, 8 a document written. `after` is the kind of repair that has to come before it.
    """

    kind: Kind
    subject: str
    rules: tuple[str, ...]
    actor: Actor
    effort: int
    edit: Edit
    person: int | None = None
    args: dict[str, Any] = {}
    profile: Profile | None = None
    after: Kind | None = None

    @property
    def key(self) -> tuple[int, str]:
        return ORDER[self.kind], self.subject


@dataclass(frozen=True, repr=False)
class Situation:
    """A group on a day under a policy before a gate.

    `barred` may not be made chair, besides those whose interests the facts hold; `excused` are rules taken as passed.
    """

    facts: Facts
    policy: Policy
    on: date
    gate: GateCode
    barred: frozenset[int] = frozenset()
    excused: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """Short, as the facts of a group are not."""
        return f"Situation(group {self.facts.group}, {self.policy.code}, {self.on}, {self.gate})"

    @cached_property
    def result(self) -> AssessmentResult:
        return assessment_of(self.facts, self.policy, self.on)

    @cached_property
    def is_open(self) -> bool:
        return self.result.gates[self.gate].ready

    @cached_property
    def blockers(self) -> tuple[str, ...]:
        return tuple(code for code in self.result.gates[self.gate].blockers if code not in self.excused)

    def args(self, rule: str) -> dict[str, Any]:
        """What the group's finding of the rule says; nothing where it does not block."""
        if rule not in self.blockers:
            return {}
        return next(finding.args for finding in self.result.findings if finding.rule == rule)

    def excusing(self, rules: Iterable[str]) -> Situation:
        """The same with these rules taken as passed, without asking the engine again."""
        excused = replace(self, excused=frozenset(rules))
        excused.__dict__["result"] = self.result
        return excused

    def after(self, repairs: Iterable[Repair]) -> Situation:
        return replace(self, facts=applied(self.facts, repairs))

    @cached_property
    def employers(self) -> list[int]:
        """The current employer members."""
        return [self.facts.people[place] for place in employers_of(self.facts)]

    @cached_property
    def count(self) -> int:
        """The employers as the policy counts them."""
        if self.policy.parameters.counts == "organisations":
            return len({self.facts.organisations[place] for place in employers_of(self.facts)})
        return len(self.employers)

    @cached_property
    def unmet_members(self) -> dict[int, list[str]]:
        """By the person, the `must` rules about employer members that are not met."""
        return self._unmet(Subject.MEMBER)

    @cached_property
    def unmet_chairs(self) -> dict[int, list[str]]:
        """By the person, the rules about chairs that are not met."""
        return self._unmet(Subject.CHAIR)

    def _unmet(self, subject: Subject) -> dict[int, list[str]]:
        people: dict[int, list[str]] = {}
        for finding in self.result.findings:
            is_about = finding.subject is not None and RULES[finding.rule].subject is subject
            if is_about and finding.status == Status.NOT_MET and finding.severity in BLOCKING:
                people.setdefault(finding.subject or 0, []).append(finding.rule)
        return people

    @cached_property
    def passed(self) -> frozenset[str]:
        """The group's rules at any gate that block nothing now."""
        return frozenset(
            finding.rule
            for finding in self.result.findings
            if finding.subject is None
            and finding.status in PASSES
            and finding.severity in BLOCKING
            and self.policy.rule(finding.rule).gates
        )

    def worsens(self, repair: Repair) -> bool:
        """Whether a rule that is met now would not be after it."""
        return not self.passed <= self.after([repair]).passed


def applied(facts: Facts, repairs: Iterable[Repair]) -> Facts:
    """The facts after these repairs, one after the other."""
    for repair in repairs:
        facts = repair.edit(facts)
    return facts


def is_employer(facts: Facts, place: int) -> bool:
    return facts.kinds[place] == MembershipKind.EMPLOYER


Maker = Callable[[Situation], list[Repair]]  # makes the repairs of a rule that blocks
