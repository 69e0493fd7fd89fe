"""manage.py assess FILE.json... [--as-of DATE] [--policy CODE]"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from oversight import dossier
from oversight.assessment import assess
from oversight.policies import NoPolicy, Policy, policy_called, policy_for
from portal.calendar import today

WRONG = 2  # the exit code for what is wrong with what was given


class Command(BaseCommand):
    help = (
        "Assess group dossiers on a day under a policy, as JSON: one object, or one a line for several files. Nothing "
        "is kept. Exits 0 whatever is found, 2 where a file or an option is wrong."
    )
    requires_system_checks: list[str] = []  # whose warnings would stand on standard error

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
        parser.add_argument("--as-of", help="the day, such as 2025-06-02; today in London without it")
        parser.add_argument("--policy", help="a policy's code; without it the policy in force on that day")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day(options["as_of"])
        policy = _policy(options["policy"], on)
        files: list[Path] = options["files"]
        indent = None if len(files) > 1 else 1
        for path in files:
            try:
                answer = _assess(path, on, policy)
            except (dossier.DossierError, OverflowError) as problem:
                raise CommandError(f"{path.name}: {problem}", returncode=WRONG) from problem
            self.stdout.write(json.dumps(answer, indent=indent))


def _assess(path: Path, on: date, policy: Policy) -> dict[str, Any]:
    told = dossier.read(path)
    with transaction.atomic():
        loaded = dossier.load_aside(told)
        result = assess(loaded.group.pk, on, policy=policy)
        transaction.set_rollback(True)
    return dossier.answer(result, reference=told["group"]["reference"], subjects=loaded.subjects)


def _day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(
            f"--as-of: expected a date such as 2025-06-02, found {text!r}", returncode=WRONG
        ) from problem


def _policy(code: str | None, on: date) -> Policy:
    """The policy named, or the one in force; there must be one in force on that day either way."""
    try:
        in_force = policy_for(on)
        return policy_called(code) if code else in_force
    except NoPolicy as problem:
        raise CommandError(str(problem), returncode=WRONG) from problem
