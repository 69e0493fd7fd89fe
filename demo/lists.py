"""A list of employers as the regulator might have published it, brought in for some groups. Every name is invented."""

import json
from collections.abc import Sequence
from datetime import date

from demo.clock import ago
from demo.draft import Draft
from demo.names import DOMAIN
from lists.actions.lists import import_lists
from lists.models import ListedEmployer, ListQuestion
from members.actions.registers import RegisterFile, import_registers
from members.enums import RegisterKind
from members.models import Organisation, RegisterEntry

LISTED = ("ST0120", "ST1469")  # occupations of groups that have such a list; the first is that of the demo's chair
FROM_GROUP = 4  # of the names on a list, so many serve on the group
OTHERS = (
    "Example Desk Services Ltd (SME)",
    "Example College of Ashmere",
    "Example Birchwell University",
    "Example Federation",
    "Example Penfallow Training Ltd",
    "Example Penfallow Systems (chair)",
    "",
)
PROVIDERS = """ukprn,name
90000001,Example Penfallow Training Limited
90000002,Example Penfallow Systems
90000003,Example Birchwell University
"""
EPAOS = """epao_id,name
EPA9001,Example Penfallow Systems Ltd
EPA9002,Example Quillbrook Awards
"""


def bring_in(drafts: Sequence[Draft], today: date) -> None:
    """Registers first, so that names which stand on them are asked about."""
    now = ago(today, 5, 11)
    files = [
        RegisterFile(RegisterKind.PROVIDER, f"providers.{DOMAIN}", PROVIDERS.encode()),
        RegisterFile(RegisterKind.EPAO, f"epaos.{DOMAIN}", EPAOS.encode()),
    ]
    import_registers(files, now=now)
    listed = {reference: draft for draft in drafts if (reference := draft.plan.occupation) in LISTED}
    content = json.dumps([_standard(draft) for draft in listed.values()])
    import_lists(content=content.encode(), source=f"lists.{DOMAIN}", now=now)
    imported = Organisation.history.filter(history_change_reason__startswith="Imported from")
    for history in (RegisterEntry.history, ListedEmployer.history, ListQuestion.history, imported):
        history.update(history_date=now)  # in the sample's time


def _standard(draft: Draft) -> dict[str, object]:
    own = [joined.membership.organisation.name for joined in draft.joined[:FROM_GROUP]]
    return {
        "name": draft.group.name,
        "reference_code": draft.plan.occupation,
        "employers_involved": [*own, *OTHERS],
    }
