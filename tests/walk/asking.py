"""Questions to the regulator: one waits, one takes longer, one is answered, one closed."""

from datetime import timedelta

from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP

ANSWER = {"answer": "Yes: it is an employer like any other."}


def is_answered(walk: Walk) -> None:
    longer = _asks(walk, "Two members of one employer")
    walk.later(10)
    walk.worker()
    _, answered, closed = (_asks(walk, f"Question {number}") for number in range(3))
    manager, chair = walk.person(MANAGER), walk.person(CHAIR)
    manager.opens(longer)
    manager.follows("Say that it takes longer")
    manager.sends(until=walk.today + timedelta(days=14), reason="The panel meets next week.")
    for query in (answered, closed):
        manager.sends(query, **ANSWER)
    chair.sends(closed, to="/close/")


def _asks(walk: Walk, subject: str) -> str:
    chair = walk.person(CHAIR)
    chair.sends(f"{page_of(walk, GROUP)}queries/ask/", subject=subject, question="May charities be members?")
    return chair.path
