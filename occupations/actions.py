"""Every write to the occupational map."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.actions.officials import add_on_server
from accounts.models import User
from occupations import rules, standards_csv
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route, RouteOfficial, StandardVersion
from portal import history
from portal.exceptions import Conflict

IMPORT_LOCK = 5_201_601  # any number that no other advisory lock of the portal uses
BATCH = 500
VERSION_FIELDS = ["title", "status", "level", "routes", *rules.COLUMNS]
OCCUPATION_FIELDS = ["title", "level", "status", "route", "pathway", "cluster", "regulated", "professional_status"]
OCCUPATION_FIELDS += ["summary"]


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


@dataclass(slots=True)
class Written:
    """How many rows of one table were created, changed and left alone."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import read, and what it wrote of each table."""

    export: rules.Export
    occupations: Written
    versions: Written


@transaction.atomic
def import_standards(*, content: bytes, reason: str, on: date, by: User | None = None) -> Imported:
    """Bring the official export of standards in: all of it or nothing; a second time changes nothing.

    `content` is the file as it came, `on` the day of reading (later "Last Updated" dates are noted). Raises
    standards_csv.NotAnExport. A second import at the same time waits for the first; after the database's lock timeout
    it raises OperationalError.
    """
    records = standards_csv.read_records(content)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    routes = {route.name: route for route in Route.objects.all()}
    export = rules.check(records, routes=routes, on=on)
    stored = _stored_versions(export.rows)
    occupations, on_map = _save_occupations(export.rows, stored, routes, by, reason)
    versions = _save_versions(export.rows, stored, on_map, by, reason)
    return Imported(export, occupations, versions)


def _stored_versions(rows: Iterable[rules.StandardRow]) -> dict[tuple[str, str], StandardVersion]:
    references = {row.reference for row in rows}
    found = StandardVersion.objects.filter(occupation__reference__in=references).select_related("occupation")
    return {(str(row.occupation.reference), row.version): row for row in found}


def _save_occupations(
    rows: list[rules.StandardRow],
    stored: dict[tuple[str, str], StandardVersion],
    routes: dict[str, Route],
    by: User | None,
    reason: str,
) -> tuple[Written, dict[str, Occupation]]:
    """Each reference's place on the map, as its highest version has it; an older file does not set a newer one back."""
    top: dict[str, tuple[int, ...]] = {}
    for reference, version in stored:
        top[reference] = max(top.get(reference, ()), rules.version_key(version))
    highest = rules.highest(rows)
    on_map = {
        str(row.reference): row for row in Occupation.objects.select_related("route").filter(reference__in=highest)
    }
    create, change, written = [], [], Written()
    for reference, row in highest.items():
        occupation = on_map.setdefault(reference, Occupation(reference=reference))
        is_behind = rules.version_key(row.version) < top.get(reference, ())
        has_changed = not is_behind and _set(occupation, _occupation_values(occupation, row, routes))
        if occupation.pk is None:
            create.append(occupation)
        elif has_changed:
            change.append(occupation)
        else:
            written.unchanged += 1
    _write(Occupation, create, change, OCCUPATION_FIELDS, by, reason)
    written.created, written.changed = len(create), len(change)
    return written, on_map  # those just created have their keys by now


def _occupation_values(occupation: Occupation, row: rules.StandardRow, routes: dict[str, Route]) -> dict[str, Any]:
    """What the row says of the occupation; what it does not know leaves what stands."""
    values = row.values
    known = {
        "title": values["title"],
        "status": values["status"],
        "level": values["level"],
        "route": routes.get(row.route),
        "regulated": values["regulated"],
        "professional_status": any(letter.isalpha() for letter in values["professional_recognition"]),
        "summary": values["overview"],
    }
    known = {name: value for name, value in known.items() if value not in (None, "")}
    if "route" in known and known["route"] != occupation.route:
        known |= {"pathway": None, "cluster": None}  # they belong to the route left
    return known


def _save_versions(
    rows: list[rules.StandardRow],
    stored: dict[tuple[str, str], StandardVersion],
    on_map: dict[str, Occupation],
    by: User | None,
    reason: str,
) -> Written:
    create, change, written = [], [], Written()
    for row in rows:
        version = stored.get((row.reference, row.version))
        if version is None:
            create.append(StandardVersion(occupation=on_map[row.reference], version=row.version, **row.values))
        elif _set(version, row.values):
            change.append(version)
        else:
            written.unchanged += 1
    _write(StandardVersion, create, change, VERSION_FIELDS, by, reason)
    written.created, written.changed = len(create), len(change)
    return written


def _set(instance: models.Model, values: dict[str, Any]) -> bool:
    """Put the values in; whether any differed."""
    differing = {name: value for name, value in values.items() if getattr(instance, name) != value}
    for name, value in differing.items():
        setattr(instance, name, value)
    return bool(differing)


def _write(
    model: type[models.Model], create: list, change: list, fields: list[str], by: User | None, reason: str
) -> None:
    options = {"batch_size": BATCH, "default_user": by, "default_change_reason": reason}
    if create:
        bulk_create_with_history(create, model, **options)
    if change:
        bulk_update_with_history(change, model, fields, **options)


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
    routes = {route.name.casefold(): route for route in Route.objects.all()}
    create = [_from_list(row, routes) for row in rows if row.reference not in known]
    _write(Occupation, create, [], OCCUPATION_FIELDS, by, reason)
    return len(create)


def _from_list(row: ListedOccupation, routes: dict[str, Route]) -> Occupation:
    name = row.route.casefold()
    status = LISTED_STATUSES.get(row.status.casefold(), OccupationStatus.POTENTIAL)
    route = routes.get(rules.FORMER_ROUTES.get(name, name))
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
