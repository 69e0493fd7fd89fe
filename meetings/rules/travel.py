"""Who may claim for travelling to a meeting, and until when: by a policy's fund and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guidance.policies import TravelFund
from guidance.vocabulary import SizeBand
from portal.calendar import add_days

SMALL = {SizeBand.MICRO, SizeBand.SMALL}  # fewer than 50 employees


@dataclass(frozen=True, slots=True)
class Journey:
    """A person's way to a meeting. `claimed_by_colleagues`: others of the employer with a claim for the meeting."""

    held_on: date | None
    came_in_person: bool
    is_employer_member: bool
    employer: str
    size: str
    claimed_by_colleagues: int


def usual_until(fund: TravelFund, held_on: date) -> date:
    """The last day on which a claim needs no reason for its time."""
    return add_days(held_on, fund.usual_days)


def latest_on(fund: TravelFund, held_on: date) -> date:
    """The last day on which a claim is taken."""
    return add_days(held_on, fund.latest_days)


def refusals(fund: TravelFund, journey: Journey, *, on: date) -> list[str]:
    """Why this journey cannot be claimed for on that day, in sentences to the person; none where it can."""
    if journey.held_on is None:
        return ["The meeting has not been held yet."]
    checks = [
        (not journey.is_employer_member, "Only employer members claim travel costs."),
        (
            not journey.came_in_person,
            "It is not recorded that you came to this meeting in person. If you did, a chair can correct it.",
        ),
        (
            journey.size not in SMALL,
            f"Travel is paid to employers with fewer than 50 employees, and {journey.employer} is not recorded as one."
            " If it is one, a chair can correct it on the page of the members.",
        ),
        (
            journey.claimed_by_colleagues >= fund.attendees_an_employer,
            f"{fund.attendees_an_employer} people of {journey.employer} have claimed for this meeting already, and"
            f" travel is paid to {fund.attendees_an_employer} of an employer.",
        ),
        (
            on > latest_on(fund, journey.held_on),
            f"Claims are taken for {fund.latest_days} days after a meeting:"
            f" until {latest_on(fund, journey.held_on):%-d %B %Y}.",
        ),
    ]
    return [text for holds, text in checks if holds]


def needs_reason(fund: TravelFund, held_on: date, *, on: date) -> bool:
    """Whether a claim on that day is late, so that it must say why."""
    return on > usual_until(fund, held_on)
