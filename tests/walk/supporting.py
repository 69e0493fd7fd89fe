"""Concerns, mitigating circumstances and cases of withdrawal, and an occupation that stays on the map."""

from datetime import date, timedelta
from typing import Any

from tests.walk import registering
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER, ROUTE_MANAGER
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP
from tests.walk.third_group import GROUP as OTHER

SEEN = "The group charged its members a fee, and has not paid it back."
CIRCUMSTANCES = "Two employers merged in the spring, and their successor joined only in the summer."


def raises_concerns(walk: Walk) -> None:
    """One is open, one answered by the group, one closed."""
    page, manager, chair = f"{page_of(walk, GROUP)}support/", walk.person(MANAGER), walk.person(CHAIR)
    for kind in ("policy_noncompliance", "quality", "refuses_collaboration"):
        manager.sends(f"{page}concerns/raise/", kind=kind, reason=SEEN)
    chair.opens(page)
    chair.follows("/answer/")
    chair.sends(response="We agree, and have asked our members.")
    manager.opens(page)
    manager.follows("/close/")
    manager.sends(answer="Both chairs met.")
    walk.worker()


def considers_withdrawal(walk: Walk) -> None:
    """Of a group that has yet to hear of it."""
    page = f"{page_of(walk, OTHER)}support/case/raise/"
    walk.person(MANAGER).sends(page, reason="risk.policy_noncompliance", evidence=SEEN)


def holds_circumstances(walk: Walk) -> None:
    """Past its six months a group asks for time, twice: the first is granted. Nothing else is held against it then."""
    page, manager = f"{page_of(walk, GROUP)}support/", walk.person(MANAGER)
    for _ in range(2):
        manager.opens(page)
        manager.follows("/close/")
        manager.sends(answer="It is settled.")
    registering.tells_population(walk, GROUP, by=CHAIR, sector_K="")
    for day in (date(2025, 12, 15), date(2026, 1, 12)):
        walk.on(day)
        walk.worker()
    _asks(walk, page, 45)
    official = walk.person(ROUTE_MANAGER)
    official.opens(page)
    official.follows("/decide/")
    official.sends(decision="accept", answer="We expect the proposal by then.")
    walk.later(1)
    walk.worker()
    _asks(walk, page, 60)


def _asks(walk: Walk, page: str, days: int) -> None:
    until = walk.today + timedelta(days=days)
    answers: dict[str, Any] = {"risk": "risk.proposal_late", "reason": CIRCUMSTANCES, "until": until}
    walk.person(CHAIR).sends(f"{page}circumstances/ask/", **answers)


def ends(walk: Walk) -> None:
    """Another apprenticeship meets the group's needs: discussed, decided, and the occupation stays on the map."""
    page, manager, official = f"{page_of(walk, GROUP)}support/", walk.person(MANAGER), walk.person(ROUTE_MANAGER)
    evidence = "Seven of ten employers now train their people as lamp fitters."
    manager.sends(f"{page}case/raise/", reason="risk.alternative_apprenticeship", evidence=evidence)
    manager.opens(page)
    manager.follows("/discuss/")
    said = {"discussed_with": "The chair", "discussion": "The chair confirms it."}
    manager.sends(discussed_on=walk.today, **said)
    official.opens(page)
    official.follows("/decide/")
    official.sends(outcome="withdraw", decision="The group itself sees no further need.")
    official.opens(page)
    official.follows("/map/")
    official.sends(outcome="remains", reason="Employers outside the group may yet want the occupation.")
    walk.worker()
