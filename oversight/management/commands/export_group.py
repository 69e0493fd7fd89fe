"""manage.py export_group REFERENCE [--output FILE.json]"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from groups.models import Group
from oversight import dossier
from oversight.management.base import GroupCommand, wrong


class Command(GroupCommand):
    help = "Write a group as a dossier that import_group and assess read. It holds personal data: keep it safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the group's reference, such as TB0001")
        parser.add_argument("--output", type=Path, help="the file to write; standard output without it")

    def handle(self, *args: Any, **options: Any) -> None:
        group = Group.objects.select_related("occupation__route").filter(reference=options["reference"]).first()
        if group is None:
            raise wrong(f"There is no group {options['reference']}")
        try:
            text = json.dumps(dossier.export(group), indent=1)
        except dossier.DossierError as problem:
            raise wrong(problem) from problem
        if options["output"]:
            options["output"].write_text(text + "\n")
        else:
            self.stdout.write(text)
