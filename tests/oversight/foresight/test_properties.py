"""What holds of every group before every gate. `make deep` asks of many more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings

from guidance.facts import Facts
from oversight.foresight.repairs import repairs_of
from oversight.foresight.situation import Kind, Repair, Situation
from oversight.foresight.units import PARALLEL
from oversight.foresight.ways import MOST, Answer, shortest
from tests.oversight.foresight.drawn import situations

# examples of the suite, and of `make deep`
FEW, MANY = 25, 300
Property = Callable[[Situation], None]
PROPERTIES: list[Property] = []


def holds(check: Property) -> Property:
    PROPERTIES.append(check)
    return check


@holds
def applying_a_way_opens_the_gate(situation: Situation) -> None:
    answer = shortest(situation)
    for way in _ways(answer):
        assert situation.after(way.steps).is_open
    assert all(Kind.JUSTIFY not in {step.kind for step in way.steps} for way in answer.without_exception)
    assert all(Kind.JUSTIFY in {step.kind for step in way.steps} for way in answer.with_exception)


@holds
def there_is_a_way(situation: Situation) -> None:
    """But where the group is full of people without whom something would be missing."""
    answer = shortest(situation)
    is_full = situation.count >= situation.policy.parameters.employers_max
    assert answer.without_exception or (is_full and answer.with_exception)
    assert len(answer.without_exception) <= MOST and len(answer.with_exception) <= MOST


@holds
def a_ready_gate_has_the_empty_way_and_no_other_has(situation: Situation) -> None:
    answer = shortest(situation)
    assert situation.is_open == (_efforts(answer.without_exception)[:1] == [0])
    if situation.is_open:
        assert [way.steps for way in _ways(answer)] == [()]


@holds
def ways_come_by_effort_then_number_then_keys_and_none_does_more_than_another(situation: Situation) -> None:
    for ways in shortest(situation):
        assert [way.rank for way in ways] == sorted(way.rank for way in ways)
        assert not any(one.keys < other.keys for one in ways for other in ways)


@holds
def no_one_or_two_repairs_with_less_effort_open_the_gate(situation: Situation) -> None:
    if situation.is_open:
        return
    answer = shortest(situation)
    without = min(_efforts(answer.without_exception), default=None)
    excepted = min(_efforts(answer.with_exception), default=None)
    for repairs in _opening(situation):
        effort = sum(repair.effort for repair in repairs)
        least = excepted if any(repair.kind == Kind.JUSTIFY for repair in repairs) else without
        assert least is not None and least <= effort, [repair.key for repair in repairs]


@holds
def a_repair_leaves_met_what_was_met(situation: Situation) -> None:
    steps = [repair for way in _ways(shortest(situation)) for repair in _with_those_before(situation, way.steps)]
    alone = [(situation, repair) for repair in repairs_of(situation, exceptions=True)]
    for before, repair in [*steps, *alone]:
        assert not before.worsens(repair), repair.key


@holds
def facts_stay_in_step(situation: Situation) -> None:
    """The fields of a unit that run in parallel are as long as each other, after every repair."""
    for repair in repairs_of(situation, exceptions=True):
        _in_step(repair.edit(situation.facts))


@holds
def nobody_is_ended_but_above_the_maximum_nor_appointed_who_is_barred(situation: Situation) -> None:
    for way in _ways(shortest(situation)):
        after = situation.after(way.steps).facts
        leaving = [step for step in way.steps if step.kind == Kind.LEAVE]
        joining = [step for step in way.steps if step.kind == Kind.JOIN]
        assert set(situation.facts.people) - set(after.people) == {step.person for step in leaving}
        above = situation.count + len(joining) - situation.policy.parameters.employers_max
        assert len(leaving) <= max(0, above)
        assert not (set(after.chairs) - set(situation.facts.chairs)) & situation.barred


def _ways(answer: Answer) -> list:
    return [*answer.without_exception, *answer.with_exception]


def _efforts(ways: list) -> list[int]:
    return [way.effort for way in ways]


def _opening(situation: Situation) -> Iterator[list[Repair]]:
    """Sets of one or two repairs, one after the other, that open the gate, where neither does so alone."""
    singles = repairs_of(situation, exceptions=True)
    openers = {repair.key for repair in singles if situation.after([repair]).is_open}
    for first in singles:
        after = situation.after([first])
        if first.key in openers:
            yield [first]
            continue
        for second in repairs_of(after, exceptions=True):
            if second.key not in openers and after.after([second]).is_open:
                yield [first, second]


def _with_those_before(situation: Situation, steps: tuple[Repair, ...]) -> Iterator[tuple[Situation, Repair]]:
    for step in steps:
        yield situation, step
        situation = situation.after([step])


def _in_step(facts: Facts) -> None:
    for names in PARALLEL.values():
        assert len({len(getattr(facts, name)) for name in names}) == 1, names


@pytest.mark.parametrize("check", PROPERTIES, ids=lambda check: check.__name__)
def test_of_a_few_groups(check: Property) -> None:
    settings(max_examples=FEW, deadline=None)(given(situations())(check))()


@pytest.mark.deep
@pytest.mark.parametrize("check", PROPERTIES, ids=lambda check: check.__name__)
def test_of_many_groups(check: Property) -> None:
    settings(max_examples=MANY, deadline=None)(given(situations())(check))()
