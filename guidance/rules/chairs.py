"""Rules about each current chair or co-chair."""

from __future__ import annotations

from guidance.facts import INTEREST_BITS
from guidance.rules.registry import Message, chair_rule
from guidance.rules.rule_input import UNMET, Args, RuleInput
from guidance.sentences import counted

DISQUALIFYING_NATURE = INTEREST_BITS["financial"] | INTEREST_BITS["directorship"]
PROFITING = INTEREST_BITS["delivers"] | INTEREST_BITS["may_profit"]
EXEMPT = INTEREST_BITS["financial"] | INTEREST_BITS["by_employment"] | INTEREST_BITS["employs"]


def _is_employer_member(inputs: RuleInput, place: int) -> Args | None:
    return None if inputs.facts.chairs[place] in inputs.employed else UNMET


chair_rule(
    "chair.is_employer_member",
    _is_employer_member,
    Message(
        "The chair is an employer member",
        "The chair is not an employer member",
        "Is not an employer member of the group",
        "Choose a chair from the group’s employer members.",
        "chairs",
    ),
)


def _meets_member_rules(inputs: RuleInput, place: int) -> Args | None:
    person = inputs.facts.chairs[place]
    if person not in inputs.employed:
        return {"employer_member": False}
    return {"employer_member": True} if person in inputs.unmet_members else None


chair_rule(
    "chair.meets_member_rules",
    _meets_member_rules,
    Message(
        "The chair meets the requirements for members",
        "The chair does not meet the requirements for members",
        lambda args: (
            "Does not meet every requirement for members" if args["employer_member"] else "Is not an employer member"
        ),
        "Put right what the chair’s own membership lacks.",
        "members",
    ),
)


def _confirmed_no_interest(inputs: RuleInput, place: int) -> Args | None:
    return None if inputs.facts.chairs_confirmed[place] else UNMET


chair_rule(
    "chair.confirmed_no_interest",
    _confirmed_no_interest,
    Message(
        "The chair confirmed having no interest that disqualifies",
        "The chair has not confirmed having no interest that disqualifies",
        "Has not confirmed it",
        "The chair confirms it.",
        "chairs",
        needs_title=True,
    ),
)


def _no_disqualifying_interest(inputs: RuleInput, place: int) -> Args | None:
    person, facts = inputs.facts.chairs[place], inputs.facts
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


chair_rule(
    "chair.no_disqualifying_interest",
    _no_disqualifying_interest,
    Message(
        "The chair has no interest that disqualifies",
        "The chair has an interest that disqualifies",
        lambda args: (
            f"{counted(args['interests'], 'interest')} in an organisation that may profit from the apprenticeship"
        ),
        "End the interest if it no longer exists, or choose another chair.",
        "chairs",
    ),
)


def _publication_agreed(inputs: RuleInput, place: int) -> Args | None:
    return None if inputs.facts.chairs_published[place] else UNMET


chair_rule(
    "chair.publication_agreed",
    _publication_agreed,
    Message(
        "The chair agrees to published contact details",
        "The chair has not agreed to published contact details",
        "Has not agreed, or has withdrawn it",
        "The chair agrees to it.",
        "chairs",
        needs_title=True,
    ),
)
