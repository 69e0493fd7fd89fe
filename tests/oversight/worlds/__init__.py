"""A few groups in which every fact stands at each of its boundaries, with the facts expected of them.

Made once, they answer in one statement for each day: the check of mutants reads them again for each change of the facts
statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance import facts as known
from guidance.facts import Facts
from tests.oversight.sample import AFTER, BEFORE
from tests.oversight.worlds.dated import dated
from tests.oversight.worlds.mixed import mixed, spoil_and_plan
from tests.oversight.worlds.others import empty, leap_day, returned, share_a_person
from tests.oversight.worlds.world import TODAY, World

NAMES = ("outside before", "before", "on", "after", "never", "mixed", "returned", "empty", "leap day", "outside after")


def load_all() -> dict[str, World]:
    """Every world in the database, by its name; the first and the last are there to be left out of a range."""
    made = [dated(day) for day in (BEFORE, BEFORE, TODAY, AFTER, None)]
    made += [mixed(), returned(), empty(), leap_day(), empty()]
    worlds = dict(zip(NAMES, made, strict=True))
    for world in made:
        world.load()
    spoil_and_plan(worlds["mixed"])
    share_a_person(worlds["returned"], worlds["mixed"])
    return worlds


def inside(worlds: dict[str, World]) -> dict[str, World]:
    return dict(list(worlds.items())[1:-1])


def range_of(worlds: Iterable[World]) -> range:
    keys = [world.group for world in worlds]
    return range(min(keys), max(keys) + 1)


def read(worlds: dict[str, World]) -> Iterator[tuple[World, Facts | None]]:
    """Each world within the range with what is known of it on its day, in one statement a day."""
    kept = list(inside(worlds).values())
    for on in sorted({world.on for world in kept}):
        found = {one.group: one for one in known.every_group(range_of(kept), on=on)}
        if len(found) != len(kept):
            raise AssertionError(f"{len(found)} groups of {len(kept)}")
        yield from ((world, found[world.group]) for world in kept if world.on == on)
