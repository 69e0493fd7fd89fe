"""People of several groups, people who return, a group of nobody, a leap day."""

from __future__ import annotations

from datetime import date
from typing import get_origin, get_type_hints

from guidance.facts import Facts
from members.models import ChairAppointment, Membership
from tests.oversight.sample import ON, dossier, membership
from tests.oversight.worlds.world import AGREED, STATED, TODAY, World, ledgers

LEAP_DAY = date(2028, 2, 29)


def returned() -> World:
    """p01 came back without a word, p02 changed sides today; a stranger, p01 of the group before, serves here too."""
    told = dossier(2) | {
        "memberships": [
            membership("p01", "o01", ended_on="2026-01-01"),
            membership("p01", "o01", started_on="2026-02-01", **ledgers(None)),
            membership("p02", "o02", ended_on=TODAY),
            membership("p02", "o02", started_on=TODAY, kind="adviser"),
        ],
    }
    facts = {
        "people": ["a stranger", "p01", "p02"],
        "kinds": ["employer", "employer", "adviser"],
        "started_on": [date(2026, 1, 1), date(2026, 2, 1), ON],
        "statements": [0, 0, STATED],
        "consents": [0, 0, AGREED],
        "declared_on": [None, date(2025, 12, 1), date(2025, 12, 1)],
        "chairs": ["a stranger", "p01"],
        "chairs_confirmed": [False, True],
        "interests": [],
        "unhandled": [],
    }
    return World(told, facts)


def share_a_person(world: World, other: World) -> None:
    (served,) = Membership.objects.filter(group_id=other.group, person_id=min(other.names))
    Membership.objects.create(
        group_id=world.group, person=served.person, organisation=served.organisation, started_on=date(2026, 1, 1)
    )
    ChairAppointment.objects.create(group_id=world.group, person=served.person, started_on=date(2026, 1, 1))


def empty() -> World:
    told = {key: value for key, value in dossier(1).items() if key in ("format", "group")}
    told["group"] |= {"population": None}
    lists = [name for name, kind in get_type_hints(Facts).items() if get_origin(kind) is list]
    facts = {
        **{name: [] for name in lists},
        **dict.fromkeys(("quotes", "evidence", "engagements", "meetings_this_year", "requested_members"), 0),
        **dict.fromkeys(("last_meeting_on", "plan_due_on", "plan_agreed_on", "employer_left_on"), None),
        "last_meeting_competition": False,
    }
    return World(told, facts)


def leap_day() -> World:
    told = dossier(2, details_confirmed_on="2028-02-29") | {
        "memberships": [
            membership("p01", "o01", started_on="2028-02-29", ended_on="2028-03-01", **ledgers(None)),
            membership("p02", "o02", ended_on="2028-02-29"),
        ],
        "meetings": [{"held_on": "2027-03-01"}, {"held_on": "2027-02-28"}],  # 365 days ago, 366 days ago
    }
    facts = {
        "people": ["p01"],
        "ended_on": [date(2028, 3, 1)],
        "details_confirmed_on": LEAP_DAY,
        "meetings_this_year": 1,
        "last_meeting_on": date(2027, 3, 1),
    }
    return World(told, facts, on=LEAP_DAY)
