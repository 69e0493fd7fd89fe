"""The work plan: proposed by the group, changed, agreed; milestones reached; moved by the regulator."""

from datetime import timedelta

from tests.walk.first_group import GROUP, LEAD
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER
from tests.walk.registering import page_of

REASON = "Two large employers asked for a second round of comments on the draft."


def is_agreed(walk: Walk) -> None:
    plan = f"{page_of(walk, GROUP)}work-plan/"
    walk.person(LEAD).sends(f"{plan}propose/")
    walk.worker()
    walk.person(MANAGER).opens(plan)
    walk.person(MANAGER).follows("Agree or ask for changes")
    walk.person(MANAGER).sends(answer="agree")
    walk.worker()


def is_reached_and_moved(walk: Walk) -> None:
    """The first milestone is reached; the product manager proposes another day, the chair agrees, and it passes."""
    plan = f"{page_of(walk, GROUP)}work-plan/"
    chair, manager = walk.person(LEAD), walk.person(MANAGER)
    chair.opens(plan)
    chair.follows("First draft of the occupational standard")
    chair.sends(reached_on=walk.today)
    due_on = walk.today + timedelta(days=60)
    manager.sends(f"{plan}propose/", standard_due_on=due_on, reason=REASON)
    chair.opens(plan)
    chair.follows("Agree or ask for changes")
    chair.sends(answer="agree")
    walk.later(65)
    walk.worker()
