"""What a group says of itself, who chairs it, and how its membership goes to the regulator and is decided."""

from typing import Any

from tests.walk.frame import Walk
from tests.walk.person import Person

RUNNING = {"charges_fee": "False", "capacity": "True", "drafting": "True", "apprenticeship_count": "1"}
# the usual members of `joining`, as the occupation's employers are
POPULATION = {
    "source": "Sample survey of employers by the group",
    **{f"size_{size}": "25" for size in ("micro", "small", "medium", "large")},
    **{f"sector_{sector}": share for sector, share in (("C", "34"), ("F", "33"), ("J", "33"))},
    **{f"region_{region}": "25" for region in ("north_west", "london", "east_midlands", "yorkshire_and_the_humber")},
}


def page_of(walk: Walk, group: str) -> str:
    return f"/groups/{walk.groups[group]}/"


def answers_tasks(walk: Walk, group: str, *, by: str, running: dict[str, Any] | None = None) -> None:
    person, page = walk.person(by), page_of(walk, group)
    person.sends(f"{page}occupation/", regulated="False", professional_status="True")
    person.sends(f"{page}running/", **RUNNING | (running or {}))


def tells_population(walk: Walk, group: str, *, by: str, **changed: str) -> None:
    walk.person(by).sends(f"{page_of(walk, group)}population/", **POPULATION | changed)


def has_chairs(walk: Walk, group: str, *names: str, by: str, confirmed_by: str) -> None:
    """The first ones: proposed for today, accepted with a chair's confirmations, confirmed by the product manager."""
    lead, page = walk.person(by), f"{page_of(walk, group)}chairs/"
    lead.sends(f"{page}hand-over/", successor=[walk.person(name).user.person.pk for name in names])
    for name in names:
        accepts_chair(walk.person(name))
        walk.person(confirmed_by).sends(walk.person(name).path, to="confirm", decision="confirm")


def accepts_chair(chair: Person) -> None:
    """By the mailed link, with a chair's confirmations."""
    if "accept" not in chair.path:  # who proposes themself is there already
        chair.follows_mail("hand_over_proposed")
        chair.follows("Accept")
    chair.sends(has_no_interest=True, agrees_to_publication=True)


def submits(walk: Walk, group: str, *, by: str) -> None:
    chair = walk.person(by)
    chair.sends(f"{page_of(walk, group)}check/", to="submit")


def decides(walk: Walk, group: str, *, by: str, **answers: Any) -> None:
    walk.person(by).sends(f"{page_of(walk, group)}decide/", to="Save the decision", **{"outcome": "approved"} | answers)
