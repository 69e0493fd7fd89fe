"""Groups ask the regulator to accept what a rule does not: one is accepted, one declined, one waits."""

from typing import Any

from tests.walk import first_group, registering, second_group
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.registering import page_of

WHY = "Nearly all of this work moved into one sector in the last two years."
ACCEPT, DECLINE = {"decision": "accept"}, {"decision": "decline", "answer": "Your own figures say otherwise."}


def capacity_is_accepted(walk: Walk) -> None:
    """Six apprenticeships are more than a group under the guidance of November 2023 may have."""
    group, lead = first_group.GROUP, first_group.LEAD
    walk.person(lead).sends(f"{page_of(walk, group)}running/", apprenticeship_count="6")
    walk.worker()
    _asks(walk, group, lead, "group.capacity_limit")
    _answers(walk, group, ACCEPT)
    walk.worker()


def size_is_accepted_and_a_sector_declined(walk: Walk) -> None:
    """Then the group asks once more about the sector, and waits."""
    group, lead = second_group.GROUP, second_group.LEAD
    registering.tells_population(walk, group, by=lead, sector_C="14", sector_K="20")
    _asks(walk, group, lead, "group.represents_sector")
    _answers(walk, group, DECLINE)
    _asks(walk, group, lead, "group.size")
    _answers(walk, group, ACCEPT)
    _asks(walk, group, lead, "group.represents_sector")
    walk.worker()


def _asks(walk: Walk, group: str, name: str, rule: str) -> None:
    walk.person(name).sends(f"{page_of(walk, group)}justify/{rule}/", reason=WHY)


def _answers(walk: Walk, group: str, answers: dict[str, Any]) -> None:
    manager = walk.person(MANAGER)
    manager.opens(page_of(walk, group))
    manager.follows(WHY)
    manager.sends(**answers)
