"""Causes in words: what happened, on which day, who recorded it and when, and where it can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.permissions import Action, Role, can
from conflicts.access import sees_register
from groups.models import Group
from guidance import messages
from guidance.sentences import day
from members.models import Membership
from oversight.foresight.causes import Cause, Reason
from oversight.foresight.changes import Moment
from oversight.foresight.differences import Difference
from oversight.foresight.units import CHAIRS, MEMBERS, POPULATION, SUBMISSIONS
from oversight.views.records import DELETED, Period, Record, day_in, events, records
from oversight.views.trail import Trail
from oversight.views.trails import has_days, trail_of, trails_of

REGISTER = "conflicts:register"
SHOWN = 4  # of a cause; the rest are counted
# Where a unit can be seen; none where no page shows it to everybody who sees this one.
PLACES = {
    "details_confirmed_on": "overview:confirm_details",
    "membership": "overview:members",
    POPULATION: "overview:representation",
    MEMBERS: "overview:members",
    "employer_left_on": "overview:members",
    CHAIRS: "chairs:chairs",
    "interests": REGISTER,
    "unhandled": REGISTER,
    "requested members": "overview:members",
    "engagements": "members:advice",
    SUBMISSIONS: "proposals:list",
    "work plan": "overview:work_plan",
    "quotes": "proposals:funding",
    "evidence": "proposals:funding",
    "meetings": "meetings:list",
    "concerns": "oversight:support",
    "mitigations": "oversight:support",
    "support_withdrawn_on": "oversight:support",
}
UNRECORDED = {
    MEMBERS: "What is kept of {who} differs",
    CHAIRS: "The appointment of {who} as chair differs",
    SUBMISSIONS: "What was submitted differs",
}


@dataclass(frozen=True)
class Event:
    """One thing that happened: `note` says who recorded it and when."""

    text: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class CauseRow:
    intro: str
    events: list[Event] = field(default_factory=list)
    more: int = 0


class People:
    """Whoever is or was in the group, by the person's key: the name, the newest membership, and the users."""

    def __init__(self, group: Group) -> None:
        rows = Membership.objects.filter(group=group).order_by("started_on", "pk")
        values = rows.values_list("person", "person__name", "person__user", "pk")
        self.names = {person: name for person, name, _, _ in values}
        self.memberships = {person: key for person, _, _, key in values}
        self.users = {user for _, _, user, _ in values if user is not None}

    def name(self, person: int | None) -> str:
        return self.names.get(person or 0, "Somebody")


class Wording:
    """Causes in words, of one group's changes between two moments, for one reader.

    Officials read everybody's name; the group's own people read their names, and the regulator's instead of theirs.
    """

    def __init__(self, group: Group, before: Moment, after: Moment) -> None:
        self.group, self.before, self.after, self.people = group, before, after, People(group)
        self.period = Period(before.on, after.on)
        self.sees_register = sees_register(group)
        self.history = records(group, self.period, with_interests=self.sees_register)

    # --- causes ------------------------------------------------------------------------------------------------------
    def cause(self, cause: Cause) -> CauseRow:
        if cause.reason == Reason.TIME:
            return CauseRow("Time went by: nothing that was recorded did it.")
        if cause.reason == Reason.POLICY:
            policy = self.after.policy
            return CauseRow(f"The guidance changed: “{policy.name}” is in force from {day(policy.in_force_from)}.")
        events = [event for difference in cause.differences for event in self._events(difference)]
        events = list(dict.fromkeys(events))
        how_many = "any one" if cause.is_each else "all"
        several = len(cause.differences) > 1
        intro = f"Had {how_many} of these been missing, it would not have changed:" if several else ""
        return CauseRow(intro, events[:SHOWN], max(0, len(events) - SHOWN))

    def _events(self, difference: Difference) -> list[Event]:
        """What history keeps of a difference; a sentence where it keeps nothing."""
        href = self._href(difference)
        results = [
            Event(f"{self._text(text, record, trail)} on {day(on)}", self._note(record, trail, on), href)
            for trail in trails_of(difference.unit, difference.field)
            for record in self.history
            if self._is_of(record, trail, difference)
            for text, on in events(trail, record)
            if self.period.holds(on)
        ]
        if results:
            return results
        who = self.people.name(difference.person)
        text = UNRECORDED.get(difference.unit, "What is kept of “{unit}” differs")
        return [
            Event(text.format(who=who, unit=difference.unit.replace("_", " ")), "History keeps nothing of it", href)
        ]

    def _is_of(self, record: Record, trail: Trail, difference: Difference) -> bool:
        if record.model is not trail.model:
            return False
        if trail.person and difference.person not in (None, record.person):
            return False
        about = self._about(difference)
        return not trail.about or about is None or record.now.get(trail.about) == about

    def _about(self, difference: Difference) -> str | None:
        """What a row is about, where those of its unit are about different things."""
        if difference.unit == SUBMISSIONS:
            kinds = max(self.before.facts.submissions, self.after.facts.submissions, key=len)
            return str(kinds[difference.row[0]])
        return str(difference.row[0]) if difference.unit in {"concerns", "mitigations"} else None

    def _href(self, difference: Difference) -> str:
        if difference.unit == MEMBERS and (membership := self.people.memberships.get(difference.person or 0)):
            return reverse("overview:member", args=[self.group.pk, membership])
        place = PLACES.get(difference.unit)
        if place is None or (place == REGISTER and not can(self.group.roles, Action.REGISTER_OPEN)):
            return ""
        return reverse(place, args=[self.group.pk])

    # --- what else was recorded --------------------------------------------------------------------------------------
    def backdated(self) -> list[Event]:
        """What was recorded in the period for a day before it: both days count it."""
        return self._unique(
            Event(f"{self._text(text, record, trail)} on {day(on)}", self._note(record, trail, on))
            for record, trail in self._recorded()
            for text, on in events(trail, record)
            if on <= self.before.on
        )

    def undated(self) -> list[Event]:
        """What was changed in the period and has no day of its own: both days take it as it is today."""
        return self._unique(
            Event(self._text(text, record, trail) + values(record, name), self._changed(record, trail))
            for record, trail in self._recorded()
            if record.was or not has_days(record.model)
            for name, text in trail.plain.items()
            if record.changed(name)
        )

    def removed(self) -> list[Event]:
        """Rows that were taken out: neither day counts them."""
        return self._unique(
            Event(f"Removed: {record.model._meta.verbose_name}", self._changed(record, trail))
            for record, trail in self._recorded()
            if record.kind == DELETED and has_days(record.model)
        )

    def _recorded(self) -> Iterator[tuple[Record, Trail]]:
        """Each row that was written in the period, with what all trails of its model say of it.

        Of interests themselves nothing for who does not see the register.
        """
        for record in self.history:
            trail = trail_of(record.model)
            if self.period.holds(record.on) and (self.sees_register or not trail.is_private):
                yield record, trail

    @staticmethod
    def _unique(written: Iterable[Event]) -> list[Event]:
        return list(dict.fromkeys(written))

    # --- parts of sentences ------------------------------------------------------------------------------------------
    def _text(self, text: str, record: Record, trail: Trail) -> str:
        what = about_text(record, trail)
        return text.format(who=self.people.name(record.person), what=what)

    def _note(self, record: Record, trail: Trail, on: date) -> str:
        """When it was recorded and by whom; said where that was another day, and where it was after both days."""
        when = "the same day" if record.on == on else f"on {day(record.on)}"
        after = ", after the days compared" if record.on > self.after.on else ""
        return f"Recorded {when}{after}{self._by(record, trail)}"

    def _changed(self, record: Record, trail: Trail) -> str:
        return f"Changed on {day(record.on)}{self._by(record, trail)}"

    def _by(self, record: Record, trail: Trail) -> str:
        by = record.by
        if trail.is_private and not self.sees_register:
            return ""
        if by.key is None:
            return " by the portal"
        if Role.OFFICIAL in self.group.roles or by.key in self.people.users:
            return f" by {by.name}"
        return f" by {settings.REGULATOR_NAME}" if by.is_official else " by somebody outside the group"


def about_text(record: Record, trail: Trail) -> str:
    """What the row is about, in words."""
    value = (record.now or record.was).get(trail.about) if trail.about else None
    if not value:
        return ""
    if trail.about == "rule":
        return messages.requirement(value)
    choices = dict(record.model._meta.get_field(trail.about).flatchoices)
    return str(choices.get(value, value))


def values(record: Record, name: str) -> str:
    """What it is now and was before, where both can be said in a word or two."""
    field = record.model._meta.get_field(name)
    if not (field.choices or isinstance(field, models.BooleanField | models.IntegerField | models.DateField)):
        return ""
    if isinstance(record.now.get(name) or record.was.get(name), list):
        return ""
    now, was = (_value(field, row.get(name)) for row in (record.now, record.was))
    return f": {now} (before: {was})"


def _value(field: Any, value: Any) -> str:
    if value is None or value == "":
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, models.DateField):
        return day(day_in(value))
    return str(dict(field.flatchoices).get(value, value))
