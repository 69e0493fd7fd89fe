"""manage.py import_registers [--providers FILE …] [--epaos FILE …] [--taken-on DATE] [--source TEXT] [--by EMAIL]"""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from members.actions.registers import RegisterFile, Taken, import_registers
from members.enums import RegisterKind
from members.models import RegisterEntry
from members.rules.registers import NotARegister
from occupations.actions.runs import keep_refused
from occupations.enums import ImportKind
from occupations.management import add_official, changes, official
from portal.cells import Unreadable, read_day
from portal.imports import content_of, single_line

LARGEST_FILE = 50 * 1024 * 1024  # the real registers are under 2 MB


class Command(BaseCommand):
    help = (
        "Bring in the public registers with which names of employers are compared: training providers (columns ukprn "
        "and a name) and end-point assessment organisations (columns epao_id and a name, "
        "or the headings of the official register), one row a body or one row a "
        "body and standard. All of the files or nothing is saved; a second run changes nothing. Where a file is wrong, "
        "it is refused with row and column."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--providers", type=Path, nargs="+", default=[], metavar="FILE", action="extend")
        parser.add_argument("--epaos", type=Path, nargs="+", default=[], metavar="FILE", action="extend")
        parser.add_argument("--taken-on", type=_day, help="date of the lists, like 2026-07-16")
        parser.add_argument("--source", help="where the lists come from; else the name of each file")
        add_official(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of a summary")

    def handle(self, *args: Any, **options: Any) -> None:
        files = self._files(options)
        if not files:
            raise CommandError("Name at least one file, with --providers or --epaos", returncode=2)
        now, by = timezone.now(), official(options["by"])
        try:
            taken = import_registers(files, now=now, taken_on=options["taken_on"], by=by)
        except NotARegister as problem:
            sources = ", ".join(dict.fromkeys(file.source for file in files))
            keep_refused(kind=ImportKind.REGISTERS, source=sources, why=problem, by=by, now=now)
            raise CommandError(f"Nothing was saved. {problem}", returncode=2) from problem
        except OperationalError as problem:
            raise CommandError(f"Nothing was saved: the database did not answer ({single_line(problem)})") from problem
        report = figures(taken)
        self.stdout.write(json.dumps(report) if options["json"] else summary(report))

    def _files(self, options: dict[str, Any]) -> list[RegisterFile]:
        chosen = [(RegisterKind.PROVIDER, path) for path in options["providers"]]
        chosen += [(RegisterKind.EPAO, path) for path in options["epaos"]]
        return [
            RegisterFile(
                register, options["source"] or path.name, content_of(path, largest=LARGEST_FILE, what="a register")
            )
            for register, path in chosen
        ]


def figures(taken: list[Taken]) -> dict[str, Any]:
    """What was read and written of each file and in all, and how many entries each register now has."""
    stored = Counter(RegisterEntry.objects.values_list("register", flat=True))
    return {
        "files": [_of_file(counts) for counts in taken],
        **{
            name: sum(getattr(counts, name) for counts in taken) for name in ("rows", "created", "changed", "unchanged")
        },
        "on_provider_register": stored[RegisterKind.PROVIDER],
        "on_epao_register": stored[RegisterKind.EPAO],
    }


def _of_file(taken: Taken) -> dict[str, Any]:
    content = asdict(taken)
    del content["lines"]
    return {**content, "taken_on": taken.taken_on.isoformat(), "changes": changes(taken.lines)["changes"]}


def _day(text: str) -> date:
    try:
        return read_day(text, on=timezone.localdate())
    except Unreadable as problem:
        raise ArgumentTypeError(str(problem)) from problem


def summary(report: dict[str, Any]) -> str:
    """The figures for a person."""
    lines = [
        "{source}: {rows} rows, {entries} entries: {created} created, {changed} changed, {unchanged} unchanged.".format(
            **file
        )
        for file in report["files"]
    ]
    lines.append(
        "{on_provider_register} names on the register of training providers, {on_epao_register} on that of assessment"
        " organisations.".format(**report)
    )
    return "\n".join(lines)
