"""What the commands over groups share: one line on standard error, and a code to exit with, for whatever is wrong."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, Error, IntegrityError

from guidance.policies import NoPolicy, Policy, policy_called, policy_for
from oversight import dossier
from portal.calendar import today

WRONG = 2  # the exit code for what is wrong with what was given
BROKEN = 1  # and for a database that cannot be used


def wrong(problem: object) -> CommandError:
    """For what was given: exits with WRONG."""
    return CommandError(" ".join(str(problem).split()), returncode=WRONG)


class GroupCommand(BaseCommand):
    requires_system_checks: list[str] = []  # whose warnings would stand on standard error

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As Django's; an error of the database is one line. Exits with BROKEN where there is none or no schema."""
        try:
            return super().execute(*args, **options)
        except (DataError, IntegrityError) as problem:
            raise wrong(f"The database refuses it: {_first_line(problem)}") from problem
        except (Error, psycopg.Error) as problem:  # a cursor on the server raises its own
            text = f"The database cannot be used ({_first_line(problem)}): is it there, is `manage.py migrate` done?"
            raise CommandError(text, returncode=BROKEN) from problem


class DossierCommand(GroupCommand):
    """An answer about each dossier on a day under a policy, as JSON; nothing is kept."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
        parser.add_argument("--as-of", help="the day, such as 2025-06-02; today in London without it")
        parser.add_argument("--policy", help="a policy's code; without it the policy in force on that day")

    def answer(self, content: dossier.Dossier, on: date, policy: Policy, options: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        on = day_named(options["as_of"])
        policy = policy_named(options["policy"], on)
        files: list[Path] = options["files"]
        indent = None if len(files) > 1 else 1
        for path in files:
            try:
                answer = self.answer(dossier.read(path), on, policy, options)
            except (dossier.DossierError, OverflowError) as problem:
                raise wrong(f"{path.name}: {problem}") from problem
            self.stdout.write(json.dumps(answer, indent=indent))


def _first_line(problem: Exception) -> str:
    return next(iter(str(problem).splitlines()), type(problem).__name__)


def day_named(text: str | None) -> date:
    """The day of `--as-of`; today in London without it."""
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise wrong(f"--as-of: expected a date such as 2025-06-02, found {text!r}") from problem


def policy_named(code: str | None, on: date) -> Policy:
    """The policy named, or the one in force; there must be one in force on that day either way."""
    try:
        in_force = policy_for(on)
        return policy_called(code) if code else in_force
    except NoPolicy as problem:
        raise wrong(problem) from problem
