"""manage.py import_groups FILE [--by EMAIL] [--json]"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from lists.actions.lists import Imported, import_lists
from lists.rules.lists import NotALists, by_size
from members.enums import Doubt
from members.models import RegisterEntry
from members.rules.names import likely_duplicates
from occupations.actions.runs import keep_refused
from occupations.enums import ImportKind
from occupations.management import add_official, official
from portal.imports import content_of, single_line

LARGEST_FILE = 50 * 1024 * 1024  # the real list is under 1 MB
SHOWN = 20  # rejected entries in the summary for people; --json has them all


class Command(BaseCommand):
    help = (
        "Bring in lists of standards with the employers that made them (JSON). Each standard with employers gets a "
        "group and its list of employers; nobody becomes a member. Names that sound like no employer, or that stand on "
        "a register brought in by import_registers, become questions for the chair. All of the file or nothing is "
        "saved; every entry is accounted for; a second run changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the JSON file")
        add_official(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of a summary")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        content = content_of(path, largest=LARGEST_FILE, what="lists of employers")
        now, by = timezone.now(), official(options["by"])
        try:
            imported = import_lists(content=content, source=path.name, now=now, by=by)
        except NotALists as problem:
            keep_refused(kind=ImportKind.GROUPS, source=path.name, why=problem, by=by, now=now)
            raise CommandError(f"Nothing was saved. {path.name}: {problem}", returncode=2) from problem
        except OperationalError as problem:
            raise CommandError(f"Nothing was saved: the database did not answer ({single_line(problem)})") from problem
        report = figures(imported)
        self.stdout.write(json.dumps(report) if options["json"] else summary(report))


def figures(imported: Imported) -> dict[str, Any]:
    """What was read, and what became of it: entries = members + rejected, always.

    An entry is what the file has between two quotes. `members` counts entries that put at least one name on their
    group's list; `employers` counts these names (an entry can hold several: see `split`). `groups_by_entries` counts
    entries as they came, before anything was cleaned.
    """
    lists = [list for list in imported.lists if list.entries]
    pairs = likely_duplicates(name.name for list in lists for name in list.names)
    registers = RegisterEntry.objects.values_list("register", flat=True)
    return {
        "standards": len(imported.lists),
        "groups": len(lists),
        "entries": sum(list.entries for list in lists),
        "members": sum(list.members for list in lists),
        "rejected": [asdict(entry) for list in lists for entry in list.rejected],
        "employers": sum(len(list.names) for list in lists),
        "groups_by_entries": by_size(lists),
        "doubles_proposed": len(pairs),
        "suspected_non_employers": imported.questions[Doubt.EMPLOYER],
        "on_provider_register": imported.questions[Doubt.PROVIDER],
        "on_epao_register": imported.questions[Doubt.EPAO],
        "registers_brought_in": sorted(set(registers)),
        "created": imported.created,
        "split": [asdict(entry) for list in lists for entry in list.split],
        "doubles": [asdict(double) for double in pairs],
    }


def summary(report: dict[str, Any]) -> str:
    """The figures for a person."""
    rejected = report["rejected"]
    sizes = "{below_10} below 10, {10_to_20} with 10 to 20, {above_20} above 20"
    lines = [
        "{standards} standards, {groups} with employers: {entries} entries.".format(**report),
        f"Groups by entries before cleaning: {sizes.format(**report['groups_by_entries'])}.",
        f"{report['members']} entries gave {report['employers']} names; {len(rejected)} were rejected.",
        "New: {groups} groups, {listed_employers} listed employers, {questions} questions.".format(**report["created"]),
        "To ask: {suspected_non_employers} may be no employers, {on_provider_register} are on the register of training"
        " providers, {on_epao_register} on that of assessment organisations.".format(**report),
        f"{report['doubles_proposed']} pairs of names may mean the same organisation.",
    ]
    if not report["registers_brought_in"]:
        lines.append("No register was brought in yet: names were compared with none. See import_registers.")
    lines += [
        f"  {entry['group']} “{' '.join(entry['text'].split())}”: {entry['reason']}" for entry in rejected[:SHOWN]
    ]
    return "\n".join(lines + ([f"  and {len(rejected) - SHOWN} more: see --json"] if len(rejected) > SHOWN else []))
