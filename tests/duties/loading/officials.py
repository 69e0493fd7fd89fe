"""The regulator's people, the enquiry, and the group's own days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from groups.enums import EnquiryState
from tests.duties.loading.entering import Entering, Row, at, day, happened, placed
from tests.factories import (
    AbsenceFactory,
    EnquiryFactory,
    GroupOfficialFactory,
    OfficialFactory,
    RouteOfficialFactory,
    UserFactory,
)

FIRST = timezone.make_aware(datetime(2020, 1, 6, 12))
OWN_DAYS = ("membership_approved_on", "support_withdrawn_on", "details_confirmed_on")


def enter(entering: Entering, dossier: Row, on: date) -> None:
    _own_days(entering, dossier["group"])
    _users(entering, dossier, on)
    _officials(entering, dossier)
    _absences(entering, dossier)
    if dossier.get("enquiry"):
        _enquiry(entering, dossier["enquiry"])


def _own_days(entering: Entering, content: Row) -> None:
    for name in OWN_DAYS:
        setattr(entering.group, name, day(content.get(name)))
    entering.group.save(update_fields=OWN_DAYS)


def _users(entering: Entering, dossier: Row, on: date) -> None:
    for place, row in enumerate(dossier.get("users") or []):
        if row["id"] not in entering.users:
            made = OfficialFactory(official_role=row["role"], created_at=FIRST + timedelta(minutes=place))
            entering.users[row["id"]] = made
            last_day = day(row.get("active_until"))
            if last_day is not None and last_day < on:
                _close(made, last_day + timedelta(days=1))


def _close(user: User, closed_on: date) -> None:
    user.is_active = False
    user._history_date = at(closed_on.isoformat())  # type: ignore[attr-defined]  # simple_history reads it
    user.save()


def _officials(entering: Entering, dossier: Row) -> None:
    for place, row in placed(dossier, "officials"):
        dates = {"started_on": day(row["started_on"]), "ended_on": day(row.get("ended_on"))}
        user = entering.users[row["user"]]
        if row["scope"] == "group":
            entering.keep(place, GroupOfficialFactory, group=entering.group, user=user, **dates)
        else:
            entering.keep(place, RouteOfficialFactory, route=entering.group.occupation.route, user=user, **dates)


def _absences(entering: Entering, dossier: Row) -> None:
    for place, row in placed(dossier, "absences"):
        entering.keep(
            place,
            AbsenceFactory,
            user=entering.users[row["user"]],
            first_day=day(row["from"]),
            last_day=day(row["until"]),
            cover=None if row.get("cover") is None else entering.users[row["cover"]],
            recorded_on=day(row.get("recorded_on") or row["from"]),
        )


def _enquiry(entering: Entering, row: Row) -> None:
    """The enquirer has an account, and so has one whom the dossier does not name."""
    person, user = entering.person(row.get("person")), entering.somebody
    if person is not None:
        if person.user is None:
            person.user = UserFactory()
            person.save(update_fields=["user"])
        user = person.user
    decided_at, decided_by = happened(row.get("decided_on"), entering.decider)
    entering.keep(
        "enquiry",
        EnquiryFactory,
        occupation=entering.group.occupation,
        group=entering.group,
        state=EnquiryState.ACCEPTED,
        user=user,
        allocated_to=entering.user(row.get("user")),
        received_at=at(row["received_on"]),
        decided_at=decided_at,
        decided_by=decided_by,
    )
