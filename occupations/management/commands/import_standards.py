"""manage.py import_standards FILE [--by EMAIL] [--json]"""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from occupations import actions, rules
from occupations.actions.runs import keep_refused
from occupations.enums import ImportKind, StandardStatus
from occupations.management import add_official, changes, official, summary_of_changes
from occupations.rules.results import Remark
from occupations.standards_csv import NotAnExport
from portal.imports import content_of, single_line

LARGEST_FILE = 50 * 1024 * 1024  # the real export is under 2 MB
SHOWN = 20  # rejected rows in the summary for people; --json has them all


class Command(BaseCommand):
    help = (
        "Bring in the regulator's list of apprenticeship standards (its CSV download, one row a version). All of "
        "the file or nothing is saved; a row that cannot be used is listed with its reason; a second run changes "
        "nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file as downloaded")
        add_official(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of a summary")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        content = content_of(path, largest=LARGEST_FILE, what="the list of standards")
        now, by = timezone.now(), official(options["by"])
        try:
            imported = actions.import_standards(content=content, source=path.name, now=now, by=by)
        except NotAnExport as problem:
            keep_refused(kind=ImportKind.STANDARDS, source=path.name, why=problem, by=by, now=now)
            raise CommandError(f"{path.name}: {problem}", returncode=2) from problem
        except OperationalError as problem:
            raise CommandError(f"Nothing was saved: the database did not answer ({single_line(problem)})") from problem
        report = figures(imported)
        self.stdout.write(json.dumps(report) if options["json"] else summary(report))


def figures(imported: actions.Imported) -> dict[str, Any]:
    """What an import found and did, ready for JSON.

    `created`, `changed`, `unchanged` count versions; `occupations` has the same three of the map. Counts by reference
    are those of its highest version. `changes` has what is new or changed and `kept` what the file would have changed
    or could not say, row by row. Notes that say the same of the same value are one entry with their rows.
    """
    export = imported.export
    labels = dict(StandardStatus.choices)
    highest = rules.highest(export.rows).values()
    return {
        "read": export.read,
        "references": len(highest),
        "versions": len(export.rows),
        "rows_by_status": count(labels[row.values["status"]] for row in export.rows),
        "references_by_status": count(labels[row.values["status"]] for row in highest),
        "references_by_level": count(str(row.values.get("level") or "TBC") for row in highest),
        "references_by_route": count(row.values.get("routes") or "blank" for row in highest),
        **asdict(imported.versions),
        "occupations": asdict(imported.occupations),
        "absent_columns": export.absent,
        "unread_columns": export.unread,
        **changes(imported.lines),
        "rejected": [asdict(remark) for remark in export.rejected],
        "notes": gather(export.notes),
    }


def count(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def gather(notes: Iterable[Remark]) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str, str], list[int]] = {}
    for note in notes:
        rows.setdefault((note.column, note.value, note.reason), []).append(note.row)
    return [
        {"column": column, "value": value, "reason": reason, "count": len(where), "rows": where}
        for (column, value, reason), where in rows.items()
    ]


def summary(report: dict[str, Any]) -> str:
    """The figures for a person."""
    lines = [
        f"Read {report['read']} rows: {report['versions']} versions of {report['references']} standards.",
        "Versions: {created} created, {changed} changed, {unchanged} unchanged.".format(**report),
        "Occupations: {created} created, {changed} changed, {unchanged} unchanged.".format(**report["occupations"]),
        "Standards by the status of their highest version:",
        *(f"  {number:>5}  {status}" for status, number in report["references_by_status"].items()),
    ]
    if report["absent_columns"]:
        lines.append(f"Columns that the file lacks, left as they were: {', '.join(report['absent_columns'])}")
    lines += summary_of_changes(report)
    if report["notes"]:
        lines.append("Kept, but worth knowing:")
        lines += [
            f"  {note['count']:>5}  {note['column']} “{note['value']}”: {note['reason']}" for note in report["notes"]
        ]
    lines.append(f"Rejected rows: {len(report['rejected'])}")
    lines += [
        f"  row {problem['row']} ({problem['reference'] or 'no reference'}) {problem['column']}: {problem['reason']}"
        for problem in report["rejected"][:SHOWN]
    ]
    if len(report["rejected"]) > SHOWN:
        lines.append(f"  and {len(report['rejected']) - SHOWN} more: see --json")
    return "\n".join(lines)
