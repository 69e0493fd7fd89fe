"""Meetings: planned, held with who came, their agenda, actions and minutes; motions and votes."""

from collections.abc import Collection
from datetime import date
from typing import Any

from tests.walk.frame import Walk
from tests.walk.person import Person
from tests.walk.registering import page_of


def plans(walk: Walk, group: str, day: date, *, by: str, **told: str) -> str:
    """The meeting's address."""
    chair = walk.person(by)
    times = {"planned_time": "10:00", "planned_until": "12:00", "place": "Sample Centre, Leeds"}
    chair.sends(f"{page_of(walk, group)}meetings/add/", planned_on=day, **times | told)
    return chair.path


def records(walk: Walk, meeting: str, *, by: str, mode: str = "in_person", away: Collection[str] = ()) -> None:
    """Everybody came in that mode and had nothing new to declare, but some who sent apologies."""
    chair = walk.person(by)
    chair.opens(f"{meeting}record/")
    absent = {str(walk.person(name).user.person.pk) for name in away}
    answers: dict[str, Any] = {"competition_statement": True}
    for field in chair.form().select("select[name^=attended_]"):
        key = field["name"].removeprefix("attended_")
        answers[field["name"]] = "apologies" if key in absent else mode
        answers[f"check_{key}"] = "" if key in absent else "nothing_new"
    chair.sends(**answers)


def writes_minutes(chair: Person, meeting: str) -> None:
    """And shows them to the members."""
    chair.opens(f"{meeting}minutes/edit/")
    notes = [field["name"] for field in chair.form().select("textarea[name^=note_]")]
    chair.sends(**dict.fromkeys(notes, "Members compared how the work is done at their sites."))
    chair.sends(f"{meeting}minutes/", to="minutes/show")


# --- motions ---------------------------------------------------------------------------------------------------------
def opens_motion(walk: Walk, group: str, text: str, *, by: str, **terms: Any) -> str:
    """The motion's address."""
    chair = walk.person(by)
    usual = {"threshold": "majority", "quorum": "5", "text": text}
    chair.sends(f"{page_of(walk, group)}motions/open/", **usual | terms)
    return chair.path


def votes(walk: Walk, motion: str, choices: dict[str, str]) -> None:
    """Each for themself."""
    for name, choice in choices.items():
        walk.person(name).sends(motion, to="vote/", choice=choice)
