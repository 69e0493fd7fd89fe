"""Interests that people of sample groups declare."""

from datetime import datetime
from typing import NamedTuple

from conflicts.enums import Nature, Perception
from conflicts.models import Declaration, Interest
from demo.draft import Draft, Joined, advising_body
from members.enums import Delivers


class Story(NamedTuple):
    nature: Nature
    perception: Perception
    body: str  # the kind of organisation; "own" is the person's own employer, "" is none
    description: str


STORIES = {
    "own_shares": Story(
        Nature.FINANCIAL,
        Perception.ACTUAL,
        "training_provider",
        "I own a fifth of the shares of a training provider that would like to deliver this apprenticeship.",
    ),
    "directs_epao": Story(
        Nature.DIRECTORSHIP,
        Perception.ACTUAL,
        "epao",
        "I have joined the board of an end-point assessment organisation as a director without pay.",
    ),
    "bonus": Story(
        Nature.FINANCIAL,
        Perception.POTENTIAL,
        "own",
        "My employer trains its own apprentices, and part of my pay depends on how that goes.",
    ),
    "college_pay": Story(
        Nature.EMPLOYMENT, Perception.POTENTIAL, "training_provider", "I work for a college that teaches apprentices."
    ),
    "lectures": Story(
        Nature.EMPLOYMENT,
        Perception.POTENTIAL,
        "higher_education",
        "I lecture one evening a week at a university that plans a course for this occupation.",
    ),
    "sister": Story(
        Nature.PERSONAL, Perception.PERCEIVED, "training_provider", "My sister runs the courses of a training provider."
    ),
    "trustee": Story(
        Nature.OTHER, Perception.PERCEIVED, "professional_body", "I am a trustee of the professional body, without pay."
    ),
    "sells_software": Story(
        Nature.EMPLOYMENT, Perception.POTENTIAL, "", "My firm sells software to firms that take apprentices."
    ),
}


def declare_interest(draft: Draft, joined: Joined, declaration: Declaration, name: str, at: datetime) -> Interest:
    """Keep the interest of that name, with the organisation that it concerns."""
    story = STORIES[name]
    is_own = story.body == "own"
    organisation = joined.membership.organisation if is_own else None
    if is_own:
        organisation.delivers, organisation.may_profit = [Delivers.TRAINING], True
    elif story.body:
        organisation = advising_body(draft, story.body)
        organisation.may_profit = story.body in ("training_provider", "epao")
    if organisation:
        draft.keep(organisation, at=at, by=joined.user, why="Named in a declaration")
    interest = Interest(
        declaration=declaration,
        nature=story.nature,
        perception=story.perception,
        organisation=organisation,
        description=story.description,
        by_employment=is_own,
    )
    return draft.keep(interest, at=at, by=joined.user, why="Declared")
