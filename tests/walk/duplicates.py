"""Organisations and people that may be the same, as the nightly look finds them: merged, different, left open."""

from urllib.parse import quote

from tests.walk.frame import Walk
from tests.walk.officials import MANAGER


def are_judged(walk: Walk) -> None:
    manager = walk.person(MANAGER)
    for employer, decision in (("Cem First", "first"), ("Dot First", "different")):
        manager.opens(f"/organisations/doubles/?q={quote(employer)}")
        manager.follows("Compare")
        manager.sends(to="Save the decision", decision=decision)
