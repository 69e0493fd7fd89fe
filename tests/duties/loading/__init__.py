"""A whole dossier in real tables: what the importer of dossiers keeps, and all that only the portal's own tables hold.

The rows that tables want and a dossier does not know (texts, who wrote something) are harmless ones.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.duties.loading import asked, members, officials, support, work
from tests.duties.loading.entering import Entering
from tests.duties.loading.sayable import sayable

__all__ = ["Entering", "enter", "load", "sayable"]

PARTS = (officials.enter, members.enter, asked.enter, work.enter, support.enter)


def load(dossier: dict[str, Any], on: date) -> Entering:
    """The dossier, which `sayable` went through, as rows. `on` is the day on which it is read: an account that is open
    until a later day is open still."""
    entering = Entering(dossier)
    enter(entering, dossier, on)
    return entering


def enter(entering: Entering, dossier: dict[str, Any], on: date) -> None:
    """Bring the rows to what the dossier says now; what was entered before is changed in place."""
    for part in PARTS:
        part(entering, dossier, on)
