"""Rules about everybody who takes part: that they meet what is asked of them, are approved and declare interests."""

from __future__ import annotations

from collections.abc import Callable

from guidance.facts import STATEMENT_BITS
from guidance.rules.registry import RULES, Message, Subject, group_rule
from guidance.rules.rule_input import NOT_APPLICABLE, UNMET, Args, RuleInput
from guidance.sentences import counted, joined
from guidance.vocabulary import Approval, MembershipKind, StatementCode


# pragma: no mutate start
def _some_title(nobody: str, title: str, some: str) -> Callable[[Args], str]:
    """Nobody is there; or the only one fails; or some, or all, of several do."""

    def sentence(args: Args) -> str:
        if args.get("people") == []:
            return nobody
        return title if args.get("of") == 1 else some

    return sentence


def _some(nobody: str, who: str) -> Callable[[Args], str]:
    """How many fail, and what; or there is nobody. What was stored before the rules were counted says how many."""

    def sentence(args: Args) -> str:
        if not args["people"]:
            return nobody
        failing = len(args["people"])
        number = f"{failing} of {counted(args['of'], who)} {'does' if failing == 1 else 'do'} not"
        unmet = [f"{times} for {RULES[code].message.about}" for code, times in args.get("rules", [])]
        return f"{number} ({joined(unmet)})" if unmet else number

    return sentence


# pragma: no mutate end
# --- the chair -------------------------------------------------------------------------------------------------------
def _chair_selected(inputs: RuleInput) -> Args | None:
    return None if len(inputs.facts.chairs) in (1, 2) else {"chairs": len(inputs.facts.chairs)}


# pragma: no mutate start
def _chairs_title(args: Args) -> str:
    if "chairs" not in args:
        return "Neither one chair nor two co-chairs"
    return "Too many chairs" if args.get("chairs") else "No chair is chosen"


def _chairs(args: Args) -> str:
    there = f"there are {args['chairs']}" if args["chairs"] else "there is none"
    return f"One chair or two co-chairs are needed; {there}"


# pragma: no mutate end
group_rule(
    "group.chair_selected",
    _chair_selected,
    Message("A chair or two co-chairs", _chairs_title, _chairs, "Choose one chair, or two co-chairs.", "chairs"),
)


def _chairs_eligible(inputs: RuleInput) -> Args | None:
    if inputs.facts.chairs and not inputs.unmet_chairs:
        return None
    return {"people": sorted(inputs.unmet_chairs), "of": len(inputs.facts.chairs)}


group_rule(
    "group.chairs_eligible",
    _chairs_eligible,
    Message(
        "Every chair meets the requirements",
        _some_title(
            "No chair who could meet the requirements",
            "The chair does not meet the requirements",
            "Not every chair meets the requirements",
        ),
        _some("There is no chair yet", "chair"),
        "Put right what is listed for each chair.",
        "chairs",
        needs_title=True,
    ),
    people=Subject.CHAIR,
)


# --- members ---------------------------------------------------------------------------------------------------------
def _members_eligible(inputs: RuleInput) -> Args | None:
    if inputs.employers and not inputs.unmet_members:
        return None
    rules = [[code, number] for code, number in inputs.unmet_rules.items()]
    return {"people": sorted(inputs.unmet_members), "of": len(inputs.employers), "rules": rules}


group_rule(
    "group.members_eligible",
    _members_eligible,
    Message(
        "Every employer member meets the requirements",
        _some_title(
            "No employer member who could meet the requirements",
            "The employer member does not meet the requirements",
            "Not every employer member meets the requirements",
        ),
        _some("There is no employer member yet", "employer member"),
        "Put right what is listed for each member, or remind them.",
        "members",
        needs_title=True,
    ),
    people=Subject.MEMBER,
)


def _people(inputs: RuleInput, places: list[int]) -> Args | None:
    """The people at these places are where the rule fails; met where there is none."""
    return {"people": [inputs.facts.people[place] for place in places]} if places else None


def _members_approved(inputs: RuleInput) -> Args | None:
    return _people(inputs, [place for place in inputs.employers if inputs.facts.approvals[place] != Approval.APPROVED])


group_rule(
    "group.members_approved",
    _members_approved,
    Message(
        "Every employer member is approved",
        "Not every employer member is approved",
        lambda args: f"{counted(len(args['people']), 'member')} not yet approved",
        "Submit the membership, or wait for the decision where it is submitted.",
        "members",
    ),
)


# --- interests -------------------------------------------------------------------------------------------------------
def _all_declared(inputs: RuleInput) -> Args | None:
    declared, since = inputs.facts.declared_on, inputs.declared_since
    undeclared = _people(inputs, [place for place, day in enumerate(declared) if day is None or day < since])
    return undeclared and {**undeclared, "of": len(declared), "days": inputs.parameters.declaration_valid_days}


group_rule(
    "group.interests_declared",
    _all_declared,
    Message(
        "Everyone has a recent declaration of interests",
        "Not everyone has a recent declaration of interests",
        lambda args: f"No declaration in the last {args['days']} days by {len(args['people'])} of {args['of']} people",
        "Ask each of them to declare interests, or that there are none.",
        "members",
    ),
)


def _conflicts_managed(inputs: RuleInput) -> Args | None:
    return {"people": inputs.facts.unhandled} if inputs.facts.unhandled else None


group_rule(
    "group.conflicts_managed",
    _conflicts_managed,
    Message(
        "Every declared interest has a recorded handling",
        "Not every declared interest has a recorded handling",
        lambda args: f"Interests of {counted(len(args['people']), 'person', 'people')} have no recorded handling",
        "Record how each interest is handled, also where nothing is needed.",
        "register",
    ),
)


# --- advisers and facilitators ---------------------------------------------------------------------------------------
def _adviser_undertakings(inputs: RuleInput) -> Args | None:
    facts, kinds = inputs.facts, inputs.parameters.undertakings_from
    asked = [place for place, kind in enumerate(facts.kinds) if kind in kinds]
    if not asked:
        return NOT_APPLICABLE
    no_promotion = STATEMENT_BITS[StatementCode.NO_PROMOTION]
    return _people(inputs, [place for place in asked if not facts.statements[place] & no_promotion])


group_rule(
    "group.adviser_undertakings",
    _adviser_undertakings,
    Message(
        "Advisers and facilitators undertake not to promote services",
        "Not everybody who advises or helps has undertaken not to promote services",
        lambda args: f"{counted(len(args['people']), 'person has', 'people have')} not given the undertaking",
        "Ask each of them to give it on their own membership page.",
        "advisers",
        needs_title=True,
        not_applicable="Nobody serves whose undertaking is asked for",
    ),
    asks=(StatementCode.NO_PROMOTION,),
)


def _advisers(inputs: RuleInput) -> Args | None:
    return None if MembershipKind.ADVISER in inputs.facts.kinds else UNMET


group_rule(
    "group.advisers",
    _advisers,
    Message(
        "The group has advisers",
        "The group has no adviser",
        "Nobody has joined as one yet",
        "Invite advisers; this is advice, not a condition.",
        "advisers",
        needs_title=True,
    ),
)
