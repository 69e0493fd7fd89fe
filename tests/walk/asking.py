"""Questions to the regulator: one waits, one takes longer, one is answered, one closed, one overdue."""

from datetime import timedelta

from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP

ANSWER = {"outcome": "answer", "answer": "Yes: it is an employer like any other."}


def is_answered(walk: Walk) -> None:
    _asks(walk, "Two members of one employer")
    walk.later(10)
    walk.worker()
    longer, answered, closed = (_asks(walk, f"Question {number}") for number in range(3))
    manager, chair = walk.person(MANAGER), walk.person(CHAIR)
    wait = {"until": walk.today + timedelta(days=14), "reason": "The panel meets next week."}
    manager.sends(longer, outcome="longer", **wait)
    for query in (answered, closed):
        manager.sends(query, **ANSWER)
    chair.sends(closed, to="/close/")


def _asks(walk: Walk, subject: str) -> str:
    chair = walk.person(CHAIR)
    chair.sends(f"{page_of(walk, GROUP)}queries/ask/", subject=subject, question="May charities be members?")
    return chair.path
