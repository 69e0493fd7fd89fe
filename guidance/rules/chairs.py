"""Rules about each current chair or co-chair."""

from __future__ import annotations

from collections.abc import Callable

from guidance.facts import INTEREST_BITS
from guidance.rules.case import UNMET, Args, Case

DISQUALIFYING_NATURE = INTEREST_BITS["financial"] | INTEREST_BITS["directorship"]
PROFITING = INTEREST_BITS["delivers"] | INTEREST_BITS["may_profit"]
EXEMPT = INTEREST_BITS["financial"] | INTEREST_BITS["by_employment"] | INTEREST_BITS["employs"]


def _is_employer_member(case: Case, place: int) -> Args | None:
    return None if case.facts.chairs[place] in case.employed else UNMET


def _meets_member_rules(case: Case, place: int) -> Args | None:
    person = case.facts.chairs[place]
    if person not in case.employed:
        return {"employer_member": False}
    return {"employer_member": True} if person in case.unmet_members else None


def _confirmed_no_interest(case: Case, place: int) -> Args | None:
    return None if case.facts.chairs_confirmed[place] else UNMET


def _no_disqualifying_interest(case: Case, place: int) -> Args | None:
    person, facts = case.facts.chairs[place], case.facts
    conflicts = sum(
        disqualifies(flags)
        for owner, flags in zip(facts.interest_people, facts.interests, strict=True)
        if owner == person
    )
    return {"interests": conflicts} if conflicts else None


def disqualifies(flags: int) -> bool:
    """Whether an interest (INTEREST_BITS) bars a chair.

    A financial interest that exists only through employment in an organisation that employs people in the occupation
    is exempt, however the organisation profits; a directorship never is (2023, “Trailblazer group requirements”).
    """
    if not flags & DISQUALIFYING_NATURE or not flags & INTEREST_BITS["organisation"] or not flags & PROFITING:
        return False
    return flags & EXEMPT != EXEMPT


def _publication_agreed(case: Case, place: int) -> Args | None:
    return None if case.facts.chairs_published[place] else UNMET


CHAIR_RULES: dict[str, Callable[[Case, int], Args | None]] = {
    "chair.is_employer_member": _is_employer_member,
    "chair.meets_member_rules": _meets_member_rules,
    "chair.confirmed_no_interest": _confirmed_no_interest,
    "chair.no_disqualifying_interest": _no_disqualifying_interest,
    "chair.publication_agreed": _publication_agreed,
}
