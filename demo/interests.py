"""Interests that people of sample groups declare, and what becomes of them."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from conflicts.enums import Measure, Nature, Perception, Subject
from conflicts.models import Declaration, Handling, Interest
from demo.draft import Draft, Joined, advising_body
from guidance.vocabulary import Delivers
from members.models import Organisation
from portal.calendar import add_months


class Story(NamedTuple):
    nature: Nature
    perception: Perception
    body: str  # the kind of organisation; "own" is the person's own employer, "" is none
    description: str
    handlings: tuple["How", ...] = ()  # one after the other
    later: str = ""  # what it says once it was changed


class How(NamedTuple):
    measure: Measure
    reason: str
    subjects: tuple[Subject, ...] = ()


STORIES = {
    "own_shares": Story(
        Nature.FINANCIAL,
        Perception.ACTUAL,
        "training_provider",
        "I own a fifth of the shares of a training provider that would like to deliver this apprenticeship.",
        (
            How(
                Measure.LEAVE_FOR_ITEM,
                "What training costs decides what the shares are worth.",
                (Subject.STANDARD, Subject.FUNDING),
            ),
        ),
        "I have sold half of my shares, and own a tenth of the training provider now.",
    ),
    "directs_epao": Story(
        Nature.DIRECTORSHIP,
        Perception.ACTUAL,
        "epao",
        "I have joined the board of an end-point assessment organisation as a director without pay.",
        (How(Measure.NO_VOTE, "The organisation may offer to assess this apprenticeship.", (Subject.EPA_PLAN,)),),
    ),
    "bonus": Story(
        Nature.FINANCIAL,
        Perception.POTENTIAL,
        "own",
        "My employer trains its own apprentices, and part of my pay depends on how that goes.",
        (How(Measure.NO_VOTE, "The funding band touches the pay.", (Subject.FUNDING,)),),
    ),
    "college_pay": Story(
        Nature.EMPLOYMENT,
        Perception.POTENTIAL,
        "training_provider",
        "I work for a college that teaches apprentices.",
        (How(Measure.NONE, "Advisers do not vote, and it is why we asked for this advice."),),
    ),
    "lectures": Story(
        Nature.EMPLOYMENT,
        Perception.POTENTIAL,
        "higher_education",
        "I lecture one evening a week at a university that plans a course for this occupation.",
        (How(Measure.NONE, "The course does not lead to this apprenticeship."),),
    ),
    "sister": Story(
        Nature.PERSONAL,
        Perception.PERCEIVED,
        "training_provider",
        "My sister runs the courses of a training provider.",
        (How(Measure.NO_VOTE, "Others could think that the sister’s firm gains by it.", (Subject.FUNDING,)),),
    ),
    "trustee": Story(
        Nature.OTHER,
        Perception.PERCEIVED,
        "professional_body",
        "I am a trustee of the professional body, without pay.",
        (
            How(Measure.NO_VOTE, "Until we know what the body does for this occupation."),
            How(Measure.NONE, "The body awards no status in this occupation, so nothing touches it."),
        ),
    ),
    "sells_software": Story(
        Nature.EMPLOYMENT, Perception.POTENTIAL, "", "My firm sells software to firms that take apprentices."
    ),
}


def declare_interest(draft: Draft, joined: Joined, declaration: Declaration, name: str, at: datetime) -> Interest:
    """Keep the interest of that name, with the organisation that it concerns."""
    story = STORIES[name]
    organisation: Organisation | None = None
    is_own = story.body == "own"
    if is_own:
        organisation = joined.membership.organisation
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
        began_on=add_months(declaration.declared_on, -18) if organisation else None,
    )
    draft.declared.append((name, joined, interest))
    return draft.keep(interest, at=at, by=joined.user, why="Interest declared")


def look_after(draft: Draft) -> None:
    """Who handles them does, one person says something else of an interest later, and some interests end."""
    for name, joined, interest in draft.declared:
        for number, how in enumerate(STORIES[name].handlings if name in draft.plan.handled else ()):
            _handle(draft, interest, how, by=_handler(draft, joined), at=draft.ago(9 - 6 * number, 15))
        if name in draft.plan.changed:
            interest.description, interest.revision = STORIES[name].later, interest.revision + 1
            draft.keep(interest, at=draft.ago(5), by=joined.user, why="Interest changed")
        if name in draft.plan.ended:
            at = draft.ago(4)
            interest.ended_on = timezone.localdate(at)
            draft.keep(interest, at=at, by=joined.user, why="Interest ended")


def _handler(draft: Draft, owner: Joined) -> User:
    """The first chair who is somebody else; for a chair alone the product manager."""
    others = [place for place in draft.plan.chairs if place != owner.place]
    return draft.place(others[0]).user if others else draft.manager


def _handle(draft: Draft, interest: Interest, how: How, *, by: User, at: datetime) -> None:
    handling = Handling(interest=interest, measure=how.measure, subjects=[*how.subjects], reason=how.reason)
    handling.recorded_on, handling.recorded_by = timezone.localdate(at), by
    draft.keep(handling, at=at, by=by, why=f"Interest handled: {handling.get_measure_display().lower()}")
