"""Beside the interests themselves: who has declared and who has not, and what changed since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from conflicts.models import Declaration
from conflicts.views.register_rows import RegisterRow
from groups.models import Group
from guidance.policies import policy_for
from members.models import Membership, Person

NEVER, OLD, SOME, NIL = "never", "old", "some", "nil"
STATES = {  # in the order in which they are to be looked at: words and colour
    NEVER: ("Has not declared", "red"),
    OLD: ("Declared over a year ago", "orange"),
    SOME: ("Interests declared", "blue"),
    NIL: ("Nothing to declare", "green"),
}


@dataclass
class Declared:
    """Somebody who serves on the group, with the newest declaration and the number of interests that stand."""

    person: Person
    role: str
    declared_on: date | None
    interests: int
    state: str

    @property
    def number(self) -> str:
        """How many interests stand; nobody knows it of who has never declared."""
        return str(self.interests) if self.declared_on else "Not known"

    @property
    def status(self) -> str:
        return STATES[self.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.state][1]


def declared_by(
    group: Group, rows: Sequence[RegisterRow], *, on: date, roles: dict[int, str], user: User | None
) -> list[Declared]:
    """Everyone who serves on that day, first who has not declared; only `user` where one is given. One statement."""
    own = Declaration.objects.filter(group=group, person=OuterRef("person"), declared_on__lte=on)
    serving = Membership.objects.current(on).filter(group=group).select_related("person")
    if user is not None:
        serving = serving.filter(person__user=user)
    counts = Counter(row.person.pk for row in rows if row.is_current)
    since = on - timedelta(days=policy_for(on).parameters.declaration_valid_days)
    results = []
    newest = {"declared_on": Subquery(own.order_by("-declared_on").values("declared_on")[:1])}
    for membership in serving.annotate(**newest):
        number = counts[membership.person_id]
        state = (
            NEVER if not membership.declared_on else OLD if membership.declared_on < since else SOME if number else NIL
        )
        results.append(
            Declared(membership.person, roles.get(membership.person_id, ""), membership.declared_on, number, state)
        )
    return sorted(results, key=lambda row: ([*STATES].index(row.state), row.person.name.casefold()))


# --- what changed ----------------------------------------------------------------------------------------------------
KINDS = ("Declared", "Changed", "Handled", "Ended")


@dataclass
class Event:
    on: date
    what: str  # one of KINDS
    row: RegisterRow
    text: str


def events_since(rows: Sequence[RegisterRow], since: date, on: date) -> list[Event]:
    """What happened to the interests from `since` to `on`, both days included, the newest first."""
    events = [event for row in rows for event in _events(row) if since <= event.on <= on]
    return sorted(events, key=lambda event: (event.on, event.row.interest.pk), reverse=True)


def _events(row: RegisterRow) -> list[Event]:
    interest = row.interest
    events = [Event(interest.declaration.declared_on, "Declared", row, "")]
    for version in row.versions[1:]:
        text = ", ".join(label.lower() for label, _, _ in version.changes)
        events.append(Event(timezone.localdate(version.at), "Changed", row, text))
    events += [
        Event(handling.recorded_on, "Handled", row, handling.get_measure_display())
        for handling in interest.handlings.all()
    ]
    if interest.ended_on:
        events.append(Event(interest.ended_on, "Ended", row, ""))
    return events


def counted(events: Sequence[Event]) -> str:
    """The events in numbers, such as "2 declared, 1 handled"."""
    numbers = Counter(event.what for event in events)
    return ", ".join(
        f"{numbers[what]} {what.lower()}" for what in ("Declared", "Changed", "Handled", "Ended") if numbers[what]
    )
