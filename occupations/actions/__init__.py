"""Every write to the occupational map."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.actions.officials import add_on_server
from accounts.models import User
from occupations import rules
from occupations.actions.importing import Imported, Written, import_standards
from occupations.actions.saving import OCCUPATION_FIELDS, save_all
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route, RouteOfficial
from portal import history
from portal.exceptions import Conflict

__all__ = [
    "Imported",
    "ListedOccupation",
    "Written",
    "add_listed_occupations",
    "add_official",
    "add_potential_occupation",
    "appoint_route_official",
    "end_route_official",
    "import_standards",
]
LISTED_STATUSES = {label.casefold(): value for value, label in OccupationStatus.choices}
LISTED_STATUSES["decommissioned"] = OccupationStatus.RETIRED.value  # as lists before 2019 said it


@dataclass(frozen=True, slots=True)
class ListedOccupation:
    """What a list of standards says of one: route and status in the list's own words, "" where it says nothing."""

    reference: str
    title: str
    level: int | None
    route: str
    status: str


@transaction.atomic
def add_potential_occupation(
    *, title: str, level: int | None, route: Route | None, by: User | None, reason: str
) -> Occupation:
    """A place for an occupation that is not on the map yet. Raises ValidationError, say for a level out of 2..8.

    Titles may repeat: whether it is a new occupation or one the map has under another name is for an official to say.
    """
    occupation = Occupation(title=" ".join(title.split()), level=level, route=route, status=OccupationStatus.POTENTIAL)
    occupation.full_clean()
    return history.save(occupation, by=by, why=reason)


def add_listed_occupations(rows: Iterable[ListedOccupation], *, reason: str, by: User | None = None) -> int:
    """Places on the map for standards that a list names and the map lacks; how many. What the map has stays as it is.

    Call it inside a transaction. A route that the map does not know, and a status in other words, stay unknown.
    """
    known = set(Occupation.objects.values_list("reference", flat=True))
    routes = {rules.route_key(route.name): route for route in Route.objects.all()}
    create = [_from_list(row, routes) for row in rows if row.reference not in known]
    save_all(Occupation, create, [], OCCUPATION_FIELDS, by, reason)
    return len(create)


def _from_list(row: ListedOccupation, routes: dict[str, Route]) -> Occupation:
    status = LISTED_STATUSES.get(row.status.casefold(), OccupationStatus.POTENTIAL)
    route = routes.get(rules.current_route(row.route))
    return Occupation(reference=row.reference, title=row.title, level=row.level, route=route, status=status)


@transaction.atomic
def appoint_route_official(
    *, route: Route, user: User, started_on: date, by: User | None, reason: str
) -> RouteOfficial:
    """An official's time on a route, from `started_on` on. Raises ValidationError: no official, or has it already."""
    if not user.is_official:
        raise ValidationError("Only an official of the regulator can be given a route")
    appointment = RouteOfficial(route=route, user=user, started_on=started_on)
    appointment.full_clean()
    return history.save(appointment, by=by, why=reason)


@transaction.atomic
def end_route_official(*, appointment: RouteOfficial, ended_on: date, by: User | None, reason: str) -> RouteOfficial:
    """End it; `ended_on` is the first day no longer served.

    Raises ValidationError for a day not after the start, Conflict where it has ended already.
    """
    appointment = RouteOfficial.objects.select_for_update().get(pk=appointment.pk)
    if appointment.ended_on:
        raise Conflict("This has ended already", state=f"Ended on {date_format(appointment.ended_on, 'j F Y')}")
    appointment.ended_on = ended_on
    appointment.full_clean()
    return history.save(appointment, by=by, why=reason, fields=["ended_on"])


@transaction.atomic
def add_official(
    *, email: str, name: str, role: str, routes: Iterable[Route], reason: str, now: datetime
) -> tuple[User, bool, list[RouteOfficial]]:
    """What `manage.py add_official` does: an official, and from today the routes that they have not got yet; whether
    anything was done for the account, and the new appointments.

    All or nothing. Raises accounts.actions.NotAllowed, Conflict and ValidationError.
    """
    user, is_new = add_on_server(email=email, name=name, role=role, reason=reason, now=now)
    today, why = timezone.localdate(now), reason or "Added on the server"
    held = set(RouteOfficial.objects.filter(user=user, ended_on=None).values_list("route", flat=True))
    missing = [route for route in routes if route.pk not in held]
    return (
        user,
        is_new,
        [appoint_route_official(route=route, user=user, started_on=today, by=None, reason=why) for route in missing],
    )
