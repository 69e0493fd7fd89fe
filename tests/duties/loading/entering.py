"""Rows by their places in a dossier, each made once and changed in place afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
from conflicts.models import Interest
from groups.models import Group
from members.models import ChairAppointment, Membership, Person
from oversight.dossier import load_aside
from tests.factories import OfficialFactory, RouteFactory, UserFactory

Row = dict[str, Any]
# What is entered here and not by the importer: it keeps neither all of their days nor meetings that were not held.
OWN = ("meetings", "submissions", "requested_members")
OWN_OF_GROUP = ("work_plan", "work_plans", "justifications", "mitigations", "concerns")
UNSAID = date(2099, 1, 1)  # of a day that a table wants and the dossier does not name: it never comes
WRITTEN = "As the dossier says."


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def at(text: str | None) -> datetime | None:
    """Noon of the day in London."""
    return None if text is None else timezone.make_aware(datetime.combine(date.fromisoformat(text), time(12)))


def happened(text: str | None, by: User) -> tuple[datetime | None, User | None]:
    """The moment and who it was, as pairs of columns have them: both or neither."""
    return at(text), None if text is None else by


def placed(holder: Row, name: str, path: str = "") -> Iterator[tuple[str, Row]]:
    """The rows with their places; an empty place is of a row to come."""
    for place, row in enumerate(holder.get(name) or []):
        if row is not None:
            yield f"{path}{name}/{place}", row


class Entering:
    """A dossier's group in the tables, `rows` by their places."""

    def __init__(self, dossier: Row) -> None:
        loaded = load_aside(_for_the_importer(dossier))
        self.group: Group = loaded.group
        self.reference: str = dossier["group"]["reference"]  # the group's own is a fresh one
        self.people = {name: Person.objects.get(pk=pk) for pk, name in loaded.subjects.items()}
        self.users: dict[str, User] = {}
        self.rows: dict[str, models.Model] = {}
        self.group.occupation.route = RouteFactory()
        self.group.occupation.save(update_fields=["route"])
        self._number(dossier)

    def _number(self, dossier: Row) -> None:
        """The rows of the importer, which come in the dossier's order."""
        declared = [
            place for path, row in placed(dossier, "declarations") for place, _ in placed(row, "interests", f"{path}/")
        ]
        for places, rows in (
            ([place for place, _ in placed(dossier, "memberships")], Membership.objects.filter(group=self.group)),
            ([place for place, _ in placed(dossier, "chairs")], ChairAppointment.objects.filter(group=self.group)),
            (declared, Interest.objects.filter(declaration__group=self.group)),
        ):
            self.rows |= dict(zip(places, rows.order_by("pk"), strict=True))

    def keep(self, place: str, make: Callable[..., Any], **values: Any) -> Any:
        """The row of that place, made or changed."""
        row = self.rows.get(place)
        self.rows[place] = row = make(**values) if row is None else _changed(row, values)
        return row

    @cached_property
    def somebody(self) -> User:
        """Who did what the dossier names nobody for; no official and nobody of the group."""
        return UserFactory(email=f"somebody{self.group.pk}@example.org")

    @cached_property
    def decider(self) -> User:
        """Who decided; sees to nothing of the group."""
        return OfficialFactory(email=f"decider{self.group.pk}@example.org")

    def person(self, name: str | None) -> Person | None:
        return None if name is None else self.people[name]

    def user(self, name: str | None) -> User | None:
        """An official of the dossier; for somebody of the group, whose account a dossier does not name, somebody."""
        return None if name is None else self.users.get(name, self.somebody)

    @property
    def subjects(self) -> dict[str, str]:
        """The places by the subjects of duties."""
        return {f"{row._meta.model_name}/{row.pk}": place for place, row in self.rows.items()}

    @property
    def names(self) -> dict[str, str]:
        """The ids of people and users by the names that the tables give them."""
        people = {f"p{person.pk}": name for name, person in self.people.items()}
        return people | {f"u{user.pk}": name for name, user in self.users.items()}

    def place(self, subject: str | None) -> str | None:
        """A duty's subject as the dossier has it."""
        if subject is None:
            return None
        places = self.subjects | self.names
        return ",".join(places.get(part, part) for part in subject.split(","))


def _changed(row: models.Model, values: Row) -> models.Model:
    for name, value in values.items():
        setattr(row, name, value)
    row.skip_history_when_saving = True  # type: ignore[attr-defined]  # simple_history reads it from the row
    row.save()
    return row


def _for_the_importer(dossier: Row) -> Row:
    made = deepcopy(dossier)
    for name in OWN:
        made.pop(name, None)
    for name in OWN_OF_GROUP:
        made["group"].pop(name, None)
    return made
