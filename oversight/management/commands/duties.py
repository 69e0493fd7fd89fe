"""manage.py duties FILE.json... [--as-of DATE] [--policy CODE] [--all]"""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from guidance.policies import Policy
from oversight import dossier
from oversight.management.base import DossierCommand


class Command(DossierCommand):
    help = (
        "Say what is due of the groups in dossiers on a day under a policy, from whom and by when, as JSON: one "
        "object, or one a line for several files. Nothing is kept. Exits 0 whatever is due, 2 where a file or an "
        "option is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--all", action="store_true", help="also the duties that ended")

    def answer(self, content: dossier.Dossier, on: date, policy: Policy, options: dict[str, Any]) -> dict[str, Any]:
        return dossier.duties(content, on, policy, ended=options["all"])
