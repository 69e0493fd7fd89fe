"""The two things that a chair confirms: where each is kept, under which words, and what it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from guidance.statements import Wording
from members.models import ChairAppointment

NO_INTEREST, PUBLICATION = "no_interest", "publication"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One of the two: `field` keeps its day, `version_field` the words, `rule` asks for it."""

    code: str
    title: str
    rule: str
    field: str
    version_field: str
    text: Callable[[Wording], str]

    def given_on(self, appointment: ChairAppointment) -> date | None:
        """Since when it stands; None where it was never given, or was withdrawn."""
        if self.code == PUBLICATION and not appointment.is_published:
            return None
        return getattr(appointment, self.field)

    def version(self, appointment: ChairAppointment) -> str:
        return getattr(appointment, self.version_field)


CHAIR_CONFIRMATIONS = (
    Confirmation(
        NO_INTEREST,
        "No interest that is excluded",
        "chair.confirmed_no_interest",
        "confirmed_no_interest_on",
        "wording_version",
        lambda wording: wording.chair_interest,
    ),
    Confirmation(
        PUBLICATION,
        "Contact details published",
        "chair.publication_agreed",
        "publication_agreed_on",
        "publication_wording_version",
        lambda wording: wording.chair_publication,
    ),
)
CONFIRMATION_OF = {confirmation.code: confirmation for confirmation in CHAIR_CONFIRMATIONS}
