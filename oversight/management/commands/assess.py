"""manage.py assess FILE.json... [--as-of DATE] [--policy CODE]"""

from datetime import date
from typing import Any

from django.db import transaction

from guidance.assessment import assess
from guidance.policies import Policy
from oversight import dossier
from oversight.management.base import DossierCommand


class Command(DossierCommand):
    help = (
        "Assess group dossiers on a day under a policy, as JSON: one object, or one a line for several files. Nothing "
        "is kept. Exits 0 whatever is found, 2 where a file or an option is wrong."
    )

    def answer(self, content: dossier.Dossier, on: date, policy: Policy, options: dict[str, Any]) -> dict[str, Any]:
        with transaction.atomic():
            loaded = dossier.load_aside(content)
            result = assess(loaded.group.pk, on, policy=policy)
            transaction.set_rollback(True)
        return dossier.answer(result, reference=content["group"]["reference"], subjects=loaded.subjects)
