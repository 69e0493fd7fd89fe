"""A chair's confirmation beside what that person declared: which interests speak against it, and which do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conflicts.models import Declaration, Interest
from groups.models import Group
from guidance.facts import INTEREST_BITS
from guidance.rules.chairs import disqualifies
from members.models import Person


@dataclass(frozen=True, slots=True)
class CheckedInterest:
    """One interest, whether it speaks against the confirmation, and why."""

    interest: Interest
    is_against: bool
    why: str


class CheckedInterests(list[CheckedInterest]):
    """Somebody's current interests; without any, `has_declared` tells a nil declaration from none at all."""

    has_declared = True


def checked_interests(group: Group, people: Iterable[Person], on: date) -> dict[int, CheckedInterests]:
    """The current interests that these people declared to the group, by the person's key; two statements.

    As the rule `chair.no_disqualifying_interest` has them, for somebody who is to become a chair, too.
    """
    results = {person.pk: CheckedInterests() for person in people}
    own = Interest.objects.current(on).filter(declaration__group=group, declaration__person__in=list(results))
    for interest in own.select_related("declaration", "organisation").order_by("pk"):
        results[interest.declaration.person_id].append(_judged(interest))
    made = Declaration.objects.filter(group=group, person__in=list(results), declared_on__lte=on)
    declared = set(made.values_list("person", flat=True))
    for person, interests in results.items():
        interests.has_declared = person in declared
    return results


def _judged(interest: Interest) -> CheckedInterest:
    flags = _flags(interest)
    return CheckedInterest(interest, disqualifies(flags), _why(interest, flags))


def _flags(interest: Interest) -> int:
    """As the facts of an assessment hold an interest."""
    organisation = interest.organisation
    holds = {
        "financial": interest.nature == "financial",
        "directorship": interest.nature == "directorship",
        "by_employment": interest.by_employment,
        "organisation": organisation is not None,
        "delivers": bool(organisation and organisation.all_delivered),
        "may_profit": bool(organisation and organisation.may_profit),
        "employs": bool(organisation and organisation.employs_in_occupation),
    }
    return sum(INTEREST_BITS[name] for name, held in holds.items() if held)


def _why(interest: Interest, flags: int) -> str:
    if disqualifies(flags):
        return "It is in an organisation that may profit from the group’s apprenticeship"
    if interest.nature not in ("financial", "directorship"):
        return "It is neither financial nor a director’s or equivalent position"
    if interest.organisation is None:
        return "It names no organisation"
    if not flags & (INTEREST_BITS["delivers"] | INTEREST_BITS["may_profit"]):
        return "The organisation is not one that may profit from the group’s apprenticeship"
    return "It is there only by employment, in an organisation that employs people in the occupation"
