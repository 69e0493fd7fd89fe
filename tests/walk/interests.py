"""Declared interests are handled, changed, ended and declared anew."""

from typing import Any

from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.person import Person
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP, SOON

NOTHING = {"measure": "none", "reason": "The body has nothing to do with this occupation."}


def are_handled(walk: Walk) -> None:
    """By a chair, of her own by the other chair; what changes is handled anew."""
    other, chair = walk.person(SOON), walk.person(CHAIR)
    subjects = ["standard", "funding"]
    leave = {"measure": "leave_for_item", "scope": "some", "subjects": subjects, "reason": "It trains people."}
    _handles(walk, other, CHAIR, **leave)
    _handles(walk, chair, "Bea Barnard", measure="no_vote", scope="all", reason="Until we know what it does.")
    _handles(walk, chair, "Bea Barnard", **NOTHING)
    _handles(walk, chair, "Cal Cooper", **NOTHING)
    _handles(walk, walk.person(MANAGER), SOON, measure="no_vote", scope="all", reason="It may assess apprentices.")


def _handles(walk: Walk, handler: Person, name: str, **answers: Any) -> None:
    handler.opens(f"{page_of(walk, GROUP)}register/?q={name.replace(' ', '+')}")
    handler.follows(f": {name}")
    handler.sends(**answers)


def are_changed_and_ended(walk: Walk) -> None:
    """By whoever declared them; one declares again that there is nothing more."""
    walk.later(3)
    owner = _at_own_interest(walk, CHAIR)
    owner.sends(owner.link("Change"), description="I have sold half of my shares.")
    ends_own(walk, "Cal Cooper")
    walk.person("Duncan Dyer").sends(f"{page_of(walk, GROUP)}mine/declare/", has_interests="none")
    walk.person("Bea Barnard").sends(f"{page_of(walk, GROUP)}mine/declare/renew/")
    _handles(walk, walk.person(SOON), CHAIR, **NOTHING)
    walk.worker()


def ends_own(walk: Walk, name: str) -> None:
    _at_own_interest(walk, name).follows("End it")
    walk.person(name).sends(ended_on=walk.today)


def _at_own_interest(walk: Walk, name: str) -> Person:
    person = walk.person(name)
    person.opens(f"{page_of(walk, GROUP)}register/")
    person.follows(name)
    return person
