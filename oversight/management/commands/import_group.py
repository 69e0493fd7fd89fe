"""manage.py import_group FILE.json [--replace]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from oversight import dossier
from oversight.management.base import GroupCommand, wrong


class Command(GroupCommand):
    help = (
        "Bring in a group from its dossier: all of it or nothing. People who are there by their address, and equal "
        "organisations, are joined. Exits 2 where the dossier is wrong or the group is there already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--replace", action="store_true", help="replace the group of the same reference")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            loaded = dossier.load_into(dossier.read(path), replace=options["replace"])
        except dossier.DossierError as problem:
            raise wrong(f"{path.name}: {problem}") from problem
        self.stdout.write(f"Imported {loaded.group}")
