"""manage.py assess FILE.json... [--as-of DATE] [--policy CODE]"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from guidance.assessment import assess
from guidance.policies import Policy
from oversight import dossier
from oversight.management.base import GroupCommand, day_named, policy_named, wrong


class Command(GroupCommand):
    help = (
        "Assess group dossiers on a day under a policy, as JSON: one object, or one a line for several files. Nothing "
        "is kept. Exits 0 whatever is found, 2 where a file or an option is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
        parser.add_argument("--as-of", help="the day, such as 2025-06-02; today in London without it")
        parser.add_argument("--policy", help="a policy's code; without it the policy in force on that day")

    def handle(self, *args: Any, **options: Any) -> None:
        on = day_named(options["as_of"])
        policy = policy_named(options["policy"], on)
        files: list[Path] = options["files"]
        indent = None if len(files) > 1 else 1
        for path in files:
            try:
                answer = _assess(path, on, policy)
            except (dossier.DossierError, OverflowError) as problem:
                raise wrong(f"{path.name}: {problem}") from problem
            self.stdout.write(json.dumps(answer, indent=indent))


def _assess(path: Path, on: date, policy: Policy) -> dict[str, Any]:
    content = dossier.read(path)
    with transaction.atomic():
        loaded = dossier.load_aside(content)
        result = assess(loaded.group.pk, on, policy=policy)
        transaction.set_rollback(True)
    return dossier.answer(result, reference=content["group"]["reference"], subjects=loaded.subjects)
