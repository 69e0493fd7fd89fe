"""The official export of standards, brought in: what it says is taken, what it does not say stays, and all is told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import User
from occupations import rules, standards_csv
from occupations.actions.comparing import compare, differing, shown, shown_date, subject_of, why_older
from occupations.actions.runs import keep_run
from occupations.actions.saving import OCCUPATION_FIELDS, VERSION_FIELDS, save_all
from occupations.enums import ImportKind
from occupations.models import ImportRun, Occupation, Route, StandardVersion
from occupations.rules.results import Export, StandardRow
from portal.enums import LineKind
from portal.imports import Line

IMPORT_LOCK = 5_201_601  # any number that no other advisory lock of the portal uses
T = TypeVar("T", bound=models.Model)
Stored = dict[str, dict[str, StandardVersion]]  # by reference and version
MAP_TITLES = {
    **{"title": "Name", "status": "Status", "level": "Level", "route": "Route", "regulated": "Regulated Standard"},
    **{"professional_status": "Professional recognition", "summary": "Overview of role"},
}


@dataclass(slots=True)
class Written:
    """How many rows of one table were created, changed and left alone."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Imported:
    """What an import read, what it wrote of each table, and what it did row by row."""

    export: Export
    occupations: Written = field(default_factory=Written)
    versions: Written = field(default_factory=Written)
    lines: list[Line] = field(default_factory=list)
    older: set[tuple[str, str]] = field(default_factory=set)  # rows left out for a newer one that is stored
    run: ImportRun | None = None


@transaction.atomic
def import_standards(*, content: bytes, source: str, now: datetime, by: User | None = None) -> Imported:
    """Bring the official export of standards in: all of it or nothing; a second time changes nothing.

    `content` is the file as it came, `source` its name, `now` the moment of reading (later "Last Updated" dates are
    noted). Nothing that is known is erased: a column that the file lacks and a cell that says nothing leave what
    stands; a row that was updated before the stored one changes nothing. Raises standards_csv.NotAnExport. A second
    import at the same time waits for the first; after the database's lock timeout it raises OperationalError.
    """
    records = standards_csv.read_records(content)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    routes = {route.name: route for route in Route.objects.all()}
    imported = Imported(rules.check(records, routes=routes, on=timezone.localdate(now)))
    reason = f"Imported from {source}"
    stored = _stored_versions(imported.export.rows)
    create, change = _merge_versions(imported, stored)
    on_map = _save_occupations(imported, stored, routes, by, reason)
    for reference, version in create:
        version.occupation = on_map[reference]
    save_all(StandardVersion, [version for _, version in create], change, VERSION_FIELDS, by, reason)
    imported.lines += _remarks(imported.export)
    imported.run = _keep(imported, source, by, now)
    return imported


def _keep(imported: Imported, source: str, by: User | None, now: datetime) -> ImportRun:
    export = imported.export
    absent = ", ".join(export.absent)
    return keep_run(
        kind=ImportKind.STANDARDS,
        source=source,
        rows=export.read,
        unchanged=imported.versions.unchanged,
        lines=imported.lines,
        remarks=[f"The file lacks these columns, and what was known of them stays: {absent}"] if absent else [],
        by=by,
        now=now,
    )


def _remarks(export: Export) -> list[Line]:
    results = [(LineKind.REJECTED, remark) for remark in export.rejected]
    results += [(LineKind.NOTED, remark) for remark in export.notes]
    return [
        Line(kind, item.row, item.reference, item.column, after=item.value, reason=item.reason)
        for kind, item in results
    ]


def _stored_versions(rows: Iterable[StandardRow]) -> Stored:
    references = {row.reference for row in rows}
    stored: Stored = defaultdict(dict)
    for row in StandardVersion.objects.filter(occupation__reference__in=references).select_related("occupation"):
        stored[str(row.occupation.reference)][row.version] = row
    return stored


def _merge_versions(
    imported: Imported, stored: Stored
) -> tuple[list[tuple[str, StandardVersion]], list[StandardVersion]]:
    """The versions to make, each with its reference, and those to change, with their new values set."""
    in_file: dict[str, list[StandardRow]] = defaultdict(list)
    for row in imported.export.rows:
        in_file[row.reference].append(row)
    create, change, written = [], [], imported.versions
    for row in imported.export.rows:
        version = _stored_as(row, stored.get(row.reference, {}), in_file[row.reference])
        if version is None:
            create.append((row.reference, StandardVersion(version=row.version, **row.values)))
            imported.lines.append(Line(LineKind.NEW, row.row, subject_of(row)))
            continue
        comparison = compare(version, row)
        imported.lines += comparison.lines
        if comparison.is_older:
            imported.older.add((row.reference, row.version))
        if comparison.values:
            _set(version, comparison.values)
            change.append(version)
    written.created, written.changed = len(create), len(change)
    written.unchanged = len(imported.export.rows) - len(create) - len(change)
    return create, change


def _stored_as(
    row: StandardRow, versions: dict[str, StandardVersion], in_file: list[StandardRow]
) -> StandardVersion | None:
    """The stored version that the row is about.

    A row of a file that numbers no versions is about the newest. Where a standard gets numbers, the version that had
    none is one that is not older than it: the one approved on the same day, else the first.
    """
    if not row.is_numbered:
        return versions[max(versions, key=rules.version_key)] if versions else None
    if row.version in versions or "" not in versions or any(not other.version for other in in_file):
        return versions.get(row.version)
    blank = versions[""]
    new = (other for other in in_file if other.version not in versions and not why_older(blank, other))
    return blank if row is min(new, key=partial(_distance, blank), default=None) else None


def _distance(blank: StandardVersion, row: StandardRow) -> tuple[bool, tuple[int, ...]]:
    is_same_day = blank.approved_on is not None and row.values.get("approved_on") == blank.approved_on
    return not is_same_day, rules.version_key(row.version)


def _save_occupations(
    imported: Imported, stored: Stored, routes: dict[str, Route], by: User | None, reason: str
) -> dict[str, Occupation]:
    """Each reference's place on the map, as its highest version has it; an older file does not set a newer one back."""
    highest = rules.highest(imported.export.rows)
    occupations = Occupation.objects.select_related("route").filter(reference__in=highest)
    on_map = {str(row.reference): row for row in occupations}
    create, change, written = [], [], imported.occupations
    for reference, row in highest.items():
        occupation = on_map.setdefault(reference, Occupation(reference=reference))
        values = {} if _is_behind(row, stored[reference], imported) else _occupation_values(occupation, row, routes)
        imported.lines += _occupation_lines(occupation, row, values)
        if occupation.taken_off_on:
            values.pop("status", None)
        if occupation.pk is None:
            create.append(_set(occupation, values))
        elif values:
            change.append(_set(occupation, values))
    save_all(Occupation, create, change, OCCUPATION_FIELDS, by, reason)
    written.created, written.changed = len(create), len(change)
    written.unchanged = len(highest) - len(create) - len(change)
    return on_map  # those just created have their keys by now


def _is_behind(row: StandardRow, versions: dict[str, StandardVersion], imported: Imported) -> bool:
    if (row.reference, row.version) in imported.older:
        return True
    top = max(map(rules.version_key, versions), default=())
    return row.is_numbered and rules.version_key(row.version) < top


def _occupation_values(occupation: Occupation, row: StandardRow, routes: dict[str, Route]) -> dict[str, Any]:
    """What the row says of the occupation and the map does not; what it does not know leaves what stands."""
    values = row.values
    fields = {
        "title": values["title"],
        "status": values["status"],
        "level": values.get("level"),
        "route": routes.get(row.route),
        "regulated": values.get("regulated"),
        "summary": values.get("overview"),
    }
    if recognition := values.get("professional_recognition"):
        fields["professional_status"] = any(letter.isalpha() for letter in recognition)
    fields = {name: value for name, value in fields.items() if value not in (None, "")}
    if "route" in fields and fields["route"] != occupation.route:
        fields |= {"pathway": None, "cluster": None}  # they belong to the route left
    return differing(occupation, fields)


def _occupation_lines(occupation: Occupation, row: StandardRow, values: dict[str, Any]) -> list[Line]:
    subject = f"{row.reference} on the map"
    if occupation.pk is None:
        return [Line(LineKind.NEW, row.row, subject)]
    lines = []
    for name in values.keys() & MAP_TITLES.keys():
        before, after = (shown(occupation, name, value) for value in (getattr(occupation, name), values[name]))
        if name == "status" and occupation.taken_off_on:
            why = f"An official took it off the map on {shown_date(occupation.taken_off_on)}; the file says {after}"
            lines.append(Line(LineKind.KEPT, row.row, subject, MAP_TITLES[name], before, before, why))
        else:
            lines.append(Line(LineKind.CHANGED, row.row, subject, MAP_TITLES[name], before, after))
    return sorted(lines, key=lambda line: line.column)


def _set(instance: T, values: dict[str, Any]) -> T:
    for name, value in values.items():
        setattr(instance, name, value)
    return instance
