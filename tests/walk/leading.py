"""Chairs are briefed and guided, let facilitators prepare, and work together under an over-arching chair."""

from tests.walk import first_group, second_group
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.registering import page_of

GROUP, NEW_CHAIR = second_group.GROUP, second_group.LEAD


def are_supported(walk: Walk) -> None:
    """The new chair is briefed, and guided by one who has chaired another group for a year."""
    chair, manager = walk.person(NEW_CHAIR), walk.person(MANAGER)
    page = f"{page_of(walk, GROUP)}chairs/"
    manager.opens(page)
    manager.follows("/briefing/")
    manager.sends(held_on=walk.today, note="Went through the register of interests together.")
    chair.sends(page, to="mentor/ask")
    manager.opens(page)
    manager.follows("/mentor/")
    manager.sends(mentor=walk.person(first_group.LEAD).user.person.pk, agreed=True)


def let_prepare(walk: Walk) -> None:
    walk.person(NEW_CHAIR).sends(f"{page_of(walk, GROUP)}members/facilitators/", button="Let facilitators prepare")


def work_together(walk: Walk) -> None:
    """Two groups have an over-arching chair, on whom both agreed."""
    first, second = walk.person(first_group.LEAD), walk.person(NEW_CHAIR)
    told = {"name": "Lanterns together", "purpose": "We compare duties so that none is left out."}
    first.sends(f"{page_of(walk, first_group.GROUP)}collaborations/", **told)
    page = first.path
    first.sends(f"{page}ask/", reference=_reference(walk, GROUP))
    second.sends(page, to="/join/")
    first.sends(f"{page}chair/", person=first.user.person.pk)
    second.sends(page, to="/agree/")


def _reference(walk: Walk, group: str) -> str:
    return f"TB{walk.groups[group]:04d}"
