"""The shortest way to a gate: the least that opens it, who must do it, and what if an official accepts an exception.

The parts do not depend on each other: what is forced, whom the group chooses as chair, how many employers are new, and
which expected rules an official passes. So the ways are their combinations, tried from the least effort, and the engine
says of each whether it opens the gate. Nothing gets worse by a step: nobody's membership ends but the one above the
maximum, and nobody who is barred is made chair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import NamedTuple

from oversight.foresight import chairs, people
from oversight.foresight.repairs import REPAIRS, justifiable, justifications
from oversight.foresight.situation import Kind, Repair, Situation

MOST = 3  # ways of an answer
CHOSEN = {Kind.ANSWER, Kind.JOIN, Kind.LEAVE, Kind.STEP_DOWN, Kind.APPOINT, Kind.CONFIRM}  # by the choices below


class Way(NamedTuple):
    """What opens the gate, step by step."""

    steps: tuple[Repair, ...] = ()

    @property
    def effort(self) -> int:
        return sum(step.effort for step in self.steps)

    @property
    def rank(self) -> tuple[int, int, list[tuple[int, str]]]:
        """By effort, then number, then keys."""
        return self.effort, len(self.steps), [step.key for step in self.steps]

    @property
    def looks_again(self) -> bool:
        """It ends with figures that may show a gap."""
        return any(step.kind == Kind.RECORD for step in self.steps)

    @property
    def keys(self) -> frozenset[tuple[int, str]]:
        return frozenset(step.key for step in self.steps)


class Answer(NamedTuple):
    """Ways without an exception, and ways for which an official accepts a reason; each by rank."""

    without_exception: list[Way]
    with_exception: list[Way]

    @property
    def shortest(self) -> Way | None:
        """Of those without an exception."""
        return next(iter(self.without_exception), None)


def shortest(situation: Situation) -> Answer:
    """Up to three ways of each kind; the empty way where the gate is open."""
    if situation.is_open:
        return Answer([Way()], [])
    without = _opening(situation, _combined(situation), set())
    rules = justifiable(situation)
    subsets = chain.from_iterable(combinations(rules, number) for number in range(1, len(rules) + 1))
    excused = chain.from_iterable(_combined(situation.excusing(rules)) for rules in subsets)
    return Answer(without, _opening(situation, excused, {way.keys for way in without}))


def _opening(situation: Situation, ways: Iterable[Way], shorter: set[frozenset[tuple[int, str]]]) -> list[Way]:
    """The first that the engine confirms, none of which does more than another, or than one of the shorter."""
    results: list[Way] = []
    for way in sorted(ways, key=lambda way: way.rank):
        if any(keys <= way.keys for keys in shorter):
            continue
        if situation.after(way.steps).is_open:
            results.append(way)
            shorter = shorter | {way.keys}
        if len(results) == MOST:
            break
    return results


def _combined(situation: Situation) -> Iterator[Way]:
    """What is forced with each choice; rules that are excused are justified first."""
    excused = justifications(situation.excusing(()), sorted(situation.excused))
    for answers in _answers(situation):
        for chaired in chairs.options(situation):
            number = _number(situation, answers, chaired)
            leaving = people.leaving(situation, number)
            rest = _forced(situation.after(leaving) if leaving else situation)
            joining = people.joining(situation, number)
            steps = [*answers, *chaired, *leaving, *joining, *rest, *excused]
            yield Way(tuple(sorted(steps, key=lambda step: step.key)))


def _answers(situation: Situation) -> list[list[Repair]]:
    """A member says that they work in the occupation, or somebody new does, where nobody said so."""
    made = people.answers(situation)
    if people.EXPERIENCE not in situation.blockers:
        return [[]]
    return [made, []] if made and not people.shortfall(situation) else [[]]


def _number(situation: Situation, answers: list[Repair], chaired: list[Repair]) -> int:
    """How many employers are new."""
    needs_experience = people.EXPERIENCE in situation.blockers and not answers
    needs_chair = any(repair.kind == Kind.APPOINT for repair in chaired) and not chairs.candidates(situation)
    return max(people.shortfall(situation), int(needs_experience), int(needs_chair))


def _forced(situation: Situation) -> list[Repair]:
    """What blocks, and leaves no choice."""
    made = [repair for rule in situation.blockers for repair in REPAIRS[rule](situation) if repair.kind not in CHOSEN]
    return list({repair.key: repair for repair in made}.values())
