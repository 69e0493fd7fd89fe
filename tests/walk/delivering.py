"""The first group writes its proposal, which is returned, asked for on a condition and agreed; then what follows it."""

from tests.walk import joining, papers
from tests.walk.first_group import GROUP, LEAD, MEMBERS
from tests.walk.frame import Walk
from tests.walk.officials import ASSURANCE_MANAGER, MANAGER, ROUTE_MANAGER
from tests.walk.registering import page_of

VOTERS = (LEAD, *MEMBERS[:6])
RETURN = {"outcome": "returned", "reasons": "Please show where the demand comes from."}
CONDITION = {"outcome": "on_condition", "reasons": "All sizes of employers must be heard."}
NEWCOMER = "Nia Newcomer"


def proposal_is_returned(walk: Walk) -> None:
    chair = walk.person(LEAD)
    chair.sends(f"{page_of(walk, GROUP)}confirm-details/")
    paper = _agreed(walk, "proposal")
    papers.submits(walk, GROUP, "proposal", by=LEAD)
    walk.worker()
    manager = walk.person(MANAGER)
    manager.sends(f"{paper}versions/1/", to="comments/", section="demand", text="A table by region would help.")
    papers.recommends(walk, paper, by=MANAGER, **RETURN)
    papers.decides(walk, paper, by=ROUTE_MANAGER, **RETURN)


def proposal_is_agreed_on_a_condition(walk: Walk) -> None:
    paper = _agreed(walk, "proposal")
    papers.submits(walk, GROUP, "proposal", by=LEAD)
    papers.recommends(walk, paper, by=MANAGER, **CONDITION)
    asked = "A small employer in the North East"
    papers.decides(walk, paper, by=ROUTE_MANAGER, requested=asked, **CONDITION)
    joining.come(walk, GROUP, [NEWCOMER], by=LEAD, start=4)
    manager = walk.person(MANAGER)
    _approves_newcomer(walk)
    manager.opens(paper)
    manager.follows("Record who was added")
    manager.sends(membership=walk.person(NEWCOMER).user.person.memberships.get().pk)
    papers.decides(walk, paper, by=ROUTE_MANAGER, outcome="agreed")


def _approves_newcomer(walk: Walk) -> None:
    manager = walk.person(MANAGER)
    manager.opens(f"{page_of(walk, GROUP)}members/decide/")
    manager.asks(member=[str(walk.person(NEWCOMER).user.person.memberships.get().pk)])
    manager.sends(outcome="approved")


def _agreed(walk: Walk, kind: str) -> str:
    """A document that the employers agreed; its address."""
    paper = papers.begins(walk, GROUP, kind, by=LEAD)
    walk.worker()
    papers.writes(walk.person(LEAD), paper, kind)
    papers.is_agreed_by_employers(walk, paper, VOTERS, by=LEAD)
    return paper


def standard_and_plan_are_agreed(walk: Walk) -> None:
    """The route manager decides on the standard, the assurance manager on the plan."""
    standard, plan = _agreed(walk, "standard"), _agreed(walk, "epa_plan")
    papers.submits(walk, GROUP, "standard", by=LEAD)
    walk.worker()
    for paper, decider in ((standard, ROUTE_MANAGER), (plan, ASSURANCE_MANAGER)):
        papers.recommends(walk, paper, by=MANAGER, outcome="agreed")
        papers.decides(walk, paper, by=decider, outcome="agreed")
