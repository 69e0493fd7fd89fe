"""What people state and agree to, in the guidance's own words, for each published version of the guidance.

The words are data, with the day from which they are in force: a module for each version. A row of the ledger keeps the
version (`Wording.version`) under which it was given, so that new words ask again and the old ones stay.
"""

from datetime import date

from guidance.policies.ifate_2023_11.statements import INSTITUTE_2023
from guidance.policies.skills_england_2025_06.statements import SKILLS_ENGLAND_2025
from guidance.statements import EITHER, MAILINGS, Item, Wording
from guidance.vocabulary import ConsentCode, StatementCode

__all__ = [
    "EITHER",
    "INSTITUTE_2023",
    "MAILINGS",
    "OF_THE_EMPLOYER",
    "SKILLS_ENGLAND_2025",
    "WORDINGS",
    "Item",
    "Wording",
    "wording_for",
    "words_given",
]

WORDINGS = {wording.version: wording for wording in (INSTITUTE_2023, SKILLS_ENGLAND_2025)}  # the oldest first


def wording_for(on: date) -> Wording:
    """The newest words in force on that day; the first there are, for a day before them."""
    in_force = [wording for wording in WORDINGS.values() if wording.in_force_from <= on]
    return in_force[-1] if in_force else next(iter(WORDINGS.values()))


def words_given(version: str, on: date) -> Wording:
    """The words under which something was given: of that version, or of that day where no version was noted."""
    return WORDINGS.get(version) or wording_for(on)


# What a person says of the employer, or agrees to in its name: asked again when the employer changes.
OF_THE_EMPLOYER = frozenset(
    {
        *(StatementCode.OWN_WORKFORCE, StatementCode.OPERATIONAL_ROLE),
        *(StatementCode.USES_APPRENTICESHIPS, StatementCode.INTENDS_APPRENTICES),
        *(ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED),
    }
)
