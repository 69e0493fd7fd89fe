"""Who of today's members will still serve on a later day, as far as is known today."""

from __future__ import annotations

from datetime import date
from typing import Any

from guidance.facts import Facts
from portal.calendar import add_days

# the columns that run in parallel with `people`
MEMBER_COLUMNS = (
    *("people", "kinds", "started_on", "plans_to_serve_until", "ended_on", "approvals", "experience", "expertise"),
    *("statements", "consents", "details", "declared_on", "organisations", "sizes", "sectors", "regions"),
)


def forecast(facts: Facts, on: date) -> Facts:
    """The facts without the members who leave by that day; the same object where nobody does.

    Dropped are those whose end is on that day or before, and those who plan to serve until a day before it.
    """
    staying = [place for place in range(len(facts.people)) if _stays(facts, place, on)]
    if len(staying) == len(facts.people):
        return facts
    columns: dict[str, Any] = {name: [getattr(facts, name)[place] for place in staying] for name in MEMBER_COLUMNS}
    return facts._replace(**columns)


def _stays(facts: Facts, place: int, on: date) -> bool:
    ended_on, until = facts.ended_on[place], facts.plans_to_serve_until[place]
    return (ended_on is None or ended_on > on) and (until is None or until >= on)


def loss_days(facts: Facts, on: date, last: date) -> list[date]:
    """The days after `on`, up to and with `last`, from which somebody is dropped, in their order."""
    ends = [ended_on for ended_on in facts.ended_on if ended_on is not None]
    ends += [add_days(until, 1) for until in facts.plans_to_serve_until if until is not None]
    return sorted({max(day, add_days(on, 1)) for day in ends if day <= last})


def leaving(facts: Facts, on: date) -> list[tuple[int, date]]:
    """The people who leave by that day, each with the day from which, or until which, as `forecast` drops them."""
    gone = [place for place in range(len(facts.people)) if not _stays(facts, place, on)]
    return [(facts.people[place], _leaves_on(facts, place, on)) for place in gone]


def _leaves_on(facts: Facts, place: int, on: date) -> date:
    """The earlier of the recorded end and the day until which the person plans to serve, of those that fall by then."""
    ended_on, until = facts.ended_on[place], facts.plans_to_serve_until[place]
    return min(day for day in (ended_on, until) if day is not None and day <= on)
