"""People join a group: invited by who leads it, by the mailed link, in three pages."""

from collections.abc import Collection
from typing import Any

from portal.calendar import add_months
from tests.walk.frame import Walk
from tests.walk.person import Person

SECTORS, SIZES = ("C", "F", "J"), ("small", "medium", "large", "micro")
REGIONS = ("north_west", "london", "east_midlands", "yorkshire_and_the_humber", "south_west", "west_midlands")
EXPERIENCE, EXPERTISE = ("current", "recent"), ("employer_demand", "skills_needs", "competence")


def invites(walk: Walk, group: str, name: str, *, by: str, kind: str = "employer", **told: Any) -> Person:
    person, host = walk.person(name), walk.person(by)
    known = {"name": person.name, "email": person.email, "job_title": "Operations director"}
    known |= {"organisation_name": f"{person.name} Works Ltd"} | told
    host.sends(f"/groups/{walk.groups[group]}/members/invite/{kind}/", **known)
    return person


def adds_self(walk: Walk, group: str, name: str, **told: Any) -> None:
    """Who leads the group joins it, too."""
    person = walk.person(name)
    at = f"/groups/{walk.groups[group]}/members/invite/employer/?me=1"
    person.sends(at, name=name, email=person.email, job_title="Owner", organisation_name=f"{name} Works Ltd")
    answers(walk, person, **told)


def accepts(walk: Walk, name: str, number: int = 0, **told: Any) -> Person:
    """By the mailed link; what is told beyond the usual, as `answers` takes it."""
    person = walk.person(name)
    person.follows_mail("invites you")
    person.sends()
    answers(walk, person, number, **told)
    return person


def answers(
    walk: Walk,
    person: Person,
    number: int = 0,
    *,
    details: dict[str, Any] | None = None,
    without: Collection[str] = (),
    interests: Collection[dict[str, Any]] = (),
) -> None:
    """The three pages: `details` beyond the usual ones of that number, statements and consents but some."""
    person.sends(**_details(walk, person, number) | (details or {}))
    person.sends(**{field: ticked(person, field, without) for field in ("statements", "consents")})
    declares(person, interests)


def _details(walk: Walk, person: Person, number: int) -> dict[str, Any]:
    """Of what the page asks: employers say more than advisers."""
    usual: dict[str, Any] = {
        "organisation_sector": SECTORS[number % len(SECTORS)],
        "organisation_size": SIZES[number % len(SIZES)],
        "organisation_region": REGIONS[number % len(REGIONS)],
        "organisation_employs_in_occupation": True,
        "plans_to_serve_until-day": "1",
        "plans_to_serve_until-month": "6",
        "plans_to_serve_until-year": str(add_months(walk.today, 36).year),
        "occupation_experience": EXPERIENCE[number % len(EXPERIENCE)],
        "expertise": [EXPERTISE[number % len(EXPERTISE)]],
    }
    return {name: answer for name, answer in usual.items() if person.form().select(f'[name="{name}"]')}


def ticked(person: Person, field: str, without: Collection[str] = ()) -> list[str]:
    """All boxes of that name on the page, but some."""
    return [box["value"] for box in person.form().select(f'[name="{field}"]') if box["value"] not in without]


def declares(person: Person, interests: Collection[dict[str, Any]] = ()) -> None:
    """On a page that asks for interests: none, or these."""
    answers: dict[str, Any] = {"has_interests": "some" if interests else "none"}
    for number, interest in enumerate(interests):
        answers |= {f"interests-{number}-{name}": value for name, value in interest.items()}
    person.sends(**answers)


def come(walk: Walk, group: str, names: Collection[str], *, by: str, start: int = 0) -> None:
    """Invited one after the other, and joined with everything that is asked."""
    for number, name in enumerate(names, start=start):
        invites(walk, group, name, by=by)
        accepts(walk, name, number)
