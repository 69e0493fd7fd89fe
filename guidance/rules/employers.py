"""Rules about the group's employers together: how many, how small, and what they know."""

from __future__ import annotations

from guidance.facts import EXPERTISE_BITS
from guidance.rules.registry import EITHER, Message, group_rule
from guidance.rules.rule_input import UNMET, Args, RuleInput, by_organisation
from guidance.sentences import counted, joined
from guidance.vocabulary import Experience, Expertise, SizeBand

SIZE_BELOW = {SizeBand.MICRO: 10, SizeBand.SMALL: 50, SizeBand.MEDIUM: 250}  # each has fewer employees than that
EXPERIENCED = {Experience.CURRENT, Experience.RECENT}


def _size(inputs: RuleInput) -> Args | None:
    parameters = inputs.parameters
    if parameters.counts == "organisations":
        count = len({inputs.facts.organisations[place] for place in inputs.employers})
    else:
        count = len(inputs.employers)
    if parameters.employers_min <= count <= parameters.employers_max:
        return None
    span = {"min": parameters.employers_min, "max": parameters.employers_max}
    return {"count": count, "counts": parameters.counts, **span}


# pragma: no mutate start
def _size_title(args: Args) -> str:
    return "Too many employers" if args.get("count", 0) > args.get("max", 0) else "Too few employers"


def _not_the_number(args: Args) -> str:
    what = counted(args["count"], "employer" if args["counts"] == "organisations" else "member")
    return f"{what}; {args['min']} to {args['max']} expected"


# pragma: no mutate end
group_rule(
    "group.size",
    _size,
    Message(
        "The right number of employers", _size_title, _not_the_number, f"Invite more employers, {EITHER}.", "members"
    ),
)


def _small_employers(inputs: RuleInput) -> Args | None:
    below, required = inputs.parameters.small_employer_below, inputs.parameters.small_employers_required
    small_sizes = {size for size, limit in SIZE_BELOW.items() if limit <= below}
    count = sum(size in small_sizes for size in by_organisation(inputs.facts, inputs.facts.sizes).values())
    return None if count >= required else {"count": count, "required": required, "below": below}


group_rule(
    "group.small_employers",
    _small_employers,
    Message(
        "Small employers take part",
        "Not enough small employers",
        lambda args: (
            f"{counted(args['count'], 'small employer')} (fewer than {args['below']} employees);"
            f" {args['required']} needed"
        ),
        "Invite a small employer.",
        "members",
    ),
)


def _occupation_experience(inputs: RuleInput) -> Args | None:
    return None if any(inputs.facts.experience[place] in EXPERIENCED for place in inputs.employers) else UNMET


group_rule(
    "group.occupation_experience",
    _occupation_experience,
    Message(
        "A member works in the occupation, or did so recently",
        "No employer member works in the occupation, or did so recently",
        "Nobody has said so",
        "Ask members to answer the question, or invite somebody who does.",
        "members",
        needs_title=True,
    ),
)


def _expertise(inputs: RuleInput) -> Args | None:
    covered = 0
    for place in inputs.employers:
        covered |= inputs.facts.expertise[place]
    missing = [str(area) for area in Expertise if not covered & EXPERTISE_BITS[area]]
    return {"missing": missing} if missing else None


group_rule(
    "group.expertise",
    _expertise,
    Message(
        "All areas of expertise are covered",
        "Not all areas of expertise are covered",
        lambda args: "Not covered: " + joined([Expertise(area).label.lower() for area in args["missing"]]),
        "Ask members which areas they bring, or invite somebody who brings them.",
        "members",
    ),
)
