"""A list of employers as the regulator might have published it, brought in for some groups. Every name is invented."""

import json
from collections.abc import Sequence
from datetime import date

from demo.draft import Draft
from demo.names import DOMAIN
from members.actions.lists import import_lists
from members.actions.registers import RegisterFile, import_registers
from members.enums import RegisterKind

LISTED = ("ST0120", "ST1469")  # occupations of groups that have such a list; the first is that of the demo's chair
FROM_GROUP = 4  # of the names on a list, so many serve on the group
OTHERS = (
    "Brackenfell Desk Services Ltd (SME)",
    "Sample College of Larkhaven",
    "Larkhaven University",
    "The Ashmoor Federation",
    "Ashmoor Federation",
    "Penwarden Training Ltd",
    "Penwarden Systems (chair)",
    "",
)
PROVIDERS = (
    "ukprn,name\n90000001,Penwarden Training Limited\n90000002,Penwarden Systems\n90000003,Larkhaven University\n"
)
EPAOS = "epao_id,name\nEPA9001,Penwarden Systems Ltd\nEPA9002,Quillbrook Awards\n"


def bring_in(drafts: Sequence[Draft], today: date) -> None:
    """Registers first, so that names which stand on them are asked about."""
    files = [
        RegisterFile(RegisterKind.PROVIDER, f"providers.{DOMAIN}", PROVIDERS.encode()),
        RegisterFile(RegisterKind.EPAO, f"epaos.{DOMAIN}", EPAOS.encode()),
    ]
    import_registers(files, on=today)
    listed = {reference: draft for draft in drafts if (reference := draft.plan.occupation) in LISTED}
    content = json.dumps([_standard(draft) for draft in listed.values()])
    import_lists(content=content.encode(), source=f"lists.{DOMAIN}", on=today)


def _standard(draft: Draft) -> dict[str, object]:
    own = [joined.membership.organisation.name for joined in draft.joined[:FROM_GROUP]]
    return {
        "name": draft.group.name,
        "reference_code": draft.plan.occupation,
        "employers_involved": [*own, *OTHERS],
    }
