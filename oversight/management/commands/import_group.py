"""manage.py import_group FILE.json [--replace]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oversight import dossier

WRONG = 2


class Command(BaseCommand):
    help = (
        "Bring in a group from its dossier: all of it or nothing. People who are there by their address, and equal "
        "organisations, are joined. Exits 2 where the dossier is wrong or the group is there already."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--replace", action="store_true", help="replace the group of the same reference")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            loaded = dossier.load_into(dossier.read(path), replace=options["replace"])
        except dossier.DossierError as problem:
            raise CommandError(f"{path.name}: {problem}", returncode=WRONG) from problem
        self.stdout.write(f"Imported {loaded.group}")
