"""What registers and the portal know of an organisation: a question to who declares, a help to who handles."""

from collections.abc import Iterable
from typing import Any

from conflicts.models import Interest
from conflicts.rules import question_texts
from members.actions.registers import lists_imported, on_registers
from members.models import Membership, Organisation
from members.rules.comparing import Compared, compared


def about_employer(employer: Organisation) -> list[str]:
    """Questions to a person about the own employer; one statement."""
    return question_texts(employer, on_registers([employer.name]).get(employer.name, set()))


def about_joining(content: dict[str, Any] | None) -> list[str]:
    """Likewise to who joins, from what they said of their employer (its name and kind) where that is kept still."""
    return about_employer(Organisation(name=content["name"], kind=content["kind"])) if content else []


def about_own(membership: Membership, interests: Iterable[Interest]) -> list[str]:
    """Likewise to a member who declares: nothing where an interest in that employer stands already."""
    if any(interest.organisation_id == membership.organisation_id for interest in interests):
        return []
    return about_employer(membership.organisation)


def about_interest(interest: Interest) -> list[Compared]:
    """What each register says of the organisation concerned; none where there is none; two statements."""
    body = interest.organisation
    return compared(on_registers([body.name]).get(body.name, set()), lists_imported()) if body else []
