"""Why an answer about a group changed between two days: time, the policy, or facts; nothing stays unexplained.

In this order. Time, where the earlier facts give the later answer on the later day. The policy, where they do under the
later policy. Facts, where the later answer goes once they are set back: each for which it goes is a cause; where it
goes for none alone, those are for which it goes together. First whole units are set back, then what differs in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum, auto
from functools import cached_property
from typing import NamedTuple

from guidance.facts import Facts
from oversight.foresight.changes import Change, Key, Moment, changes
from oversight.foresight.differences import Difference, differing_units, set_back, unit_set_back, within


class Reason(StrEnum):
    TIME = auto()
    POLICY = auto()
    FACT = auto()  # without a unit of facts it would not have changed; there may be several such
    TOGETHER = auto()  # of several units none is such alone


class Cause(NamedTuple):
    """Why; of facts what differs, and of which units.

    `is_each`: without any one of the differences it would not have changed; else without all of them.
    """

    reason: Reason
    units: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    is_each: bool = True


class Explained(NamedTuple):
    change: Change
    cause: Cause


class Explanation:
    """Each change between two moments of a group with its cause; `calls` is how often the engine was asked."""

    def __init__(self, before: Moment, after: Moment) -> None:
        self.before, self.after = before, after
        self.calls = 2
        self._tried: dict[str | tuple[Difference, ...], Moment] = {}

    @cached_property
    def changes(self) -> list[Explained]:
        return [Explained(change, self._cause(change.key)) for change in changes(self.before, self.after)]

    # --- in this order -----------------------------------------------------------------------------------------------
    def _cause(self, key: Key) -> Cause:
        if self._is_there(key, self._by_time):
            return Cause(Reason.TIME)
        if self._is_there(key, self._by_policy):
            return Cause(Reason.POLICY)
        alone = [unit for unit in self.units if not self._is_there(key, self._without_unit(unit))]
        if alone:
            differences = [difference for unit in alone for difference in self._within(key, [unit])]
            return self._by_facts(Reason.FACT, key, differences)
        return self._by_facts(Reason.TOGETHER, key, self._within(key, self.units))

    def _by_facts(self, reason: Reason, key: Key, differences: list[Difference]) -> Cause:
        units = dict.fromkeys(difference.unit for difference in differences)
        is_each = not any(self._is_there(key, self._without([difference])) for difference in differences)
        return Cause(reason, tuple(units), tuple(differences), is_each)

    def _within(self, key: Key, units: Iterable[str]) -> list[Difference]:
        """Each difference that is enough alone; else the last that are left when as many as can be are left out."""
        every = [difference for unit in units for difference in within(unit, *self.facts)]
        alone = [difference for difference in every if not self._is_there(key, self._without([difference]))]
        if alone:
            return alone
        return self._fewest(key, every)

    def _fewest(self, key: Key, differences: list[Difference]) -> list[Difference]:
        """Without all of these it would not have changed, and of these none can be left out; halves are tried first."""
        size = len(differences) // 2
        while size:
            for start in reversed(range(0, len(differences), size)):
                fewer = differences[:start] + differences[start + size :]
                if fewer and not self._is_there(key, self._without(fewer)):
                    differences = fewer
            size //= 2
        return differences

    def _is_there(self, key: Key, moment: Moment) -> bool:
        """Whether it has the later answer."""
        return moment.answers.get(key) == self.after.answers.get(key)

    # --- what is tried -----------------------------------------------------------------------------------------------
    @cached_property
    def facts(self) -> tuple[Facts, Facts]:
        """The earlier ones as time alone leaves them, and the later ones.

        Meetings are counted for a year back, and fall out of it; one that was held meanwhile would be the last one.
        """
        before, after = self.before.facts, self.after.facts
        is_later = self.after.on > self.before.on
        if is_later and before.last_meeting_on == after.last_meeting_on:
            before = unit_set_back("meetings", after, before)
        return before, after

    @cached_property
    def units(self) -> list[str]:
        """Those that differ, but for what time does to them."""
        return differing_units(*self.facts)

    @cached_property
    def _by_time(self) -> Moment:
        return self._moment(self.facts[0], self.before)

    @cached_property
    def _by_policy(self) -> Moment:
        return self._by_time if self.before.policy is self.after.policy else self._moment(self.facts[0], self.after)

    def _without_unit(self, unit: str) -> Moment:
        if unit not in self._tried:
            self._tried[unit] = self._moment(unit_set_back(unit, *self.facts), self.after)
        return self._tried[unit]

    def _without(self, differences: list[Difference]) -> Moment:
        tried = tuple(differences)
        if tried not in self._tried:
            self._tried[tried] = self._moment(set_back(tried, *self.facts), self.after)
        return self._tried[tried]

    def _moment(self, facts: Facts, like: Moment) -> Moment:
        """On the later day, under the policy of one of the two."""
        self.calls += 1
        return Moment(facts, like.policy, self.after.on)
