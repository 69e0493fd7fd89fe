"""Rules about how the group runs: what it costs, what it can take on, and that its details are right."""

from __future__ import annotations

from datetime import timedelta

from guidance.rules.registry import EITHER, Message, group_rule
from guidance.rules.rule_input import UNMET, Args, RuleInput
from guidance.sentences import day


def _no_fee(inputs: RuleInput) -> Args | None:
    return None if inputs.facts.charges_fee is False else {"charges_fee": inputs.facts.charges_fee}


# pragma: no mutate start
def _fee_title(args: Args) -> str:
    if "charges_fee" not in args:
        return "A fee is charged, or it is not answered"
    return "A fee is charged" if args.get("charges_fee") else "Not answered whether a fee is charged"


def _fee(args: Args) -> str:
    charged = "The group charges an admission or membership fee"
    return charged if args["charges_fee"] else "Not answered whether the group charges a fee"


# pragma: no mutate end
group_rule(
    "group.no_fee",
    _no_fee,
    Message(
        "No admission or membership fee",
        _fee_title,
        _fee,
        "Say whether there is a fee; none may be charged.",
        "running",
        anchor="#id_charges_fee",
    ),
)


def _capacity_confirmed(inputs: RuleInput) -> Args | None:
    return None if inputs.facts.capacity_confirmed else UNMET


group_rule(
    "group.capacity_confirmed",
    _capacity_confirmed,
    Message(
        "The group has the capacity to complete the work",
        "The group’s capacity to complete the work is not confirmed",
        "Nobody has confirmed it for the group",
        "Confirm the group’s capacity.",
        "running",
        anchor="#id_capacity",
        needs_title=True,
    ),
)


def _capacity_limit(inputs: RuleInput) -> Args | None:
    count, limit = inputs.facts.apprenticeship_count, inputs.parameters.max_apprenticeships
    return None if limit is None or count <= limit else {"count": count, "max": limit}


group_rule(
    "group.capacity_limit",
    _capacity_limit,
    Message(
        "No more apprenticeships than one group can develop",
        "More apprenticeships than one group can develop",
        lambda args: f"{args['count']} apprenticeships; no more than {args['max']} expected",
        f"Hand some over to another group, {EITHER}.",
        "running",
        anchor="#id_apprenticeship_count",
    ),
)


def _drafting_responsibility(inputs: RuleInput) -> Args | None:
    return None if inputs.facts.drafting_responsibility_confirmed else UNMET


group_rule(
    "group.drafting_responsibility",
    _drafting_responsibility,
    Message(
        "Employers take responsibility for drafting decisions",
        "That employers take responsibility for drafting decisions is not confirmed",
        "Nobody has confirmed it for the group",
        "Confirm it for the group.",
        "running",
        anchor="#id_drafting",
        needs_title=True,
    ),
)


def _details_current(inputs: RuleInput) -> Args | None:
    confirmed_on, days = inputs.facts.details_confirmed_on, inputs.parameters.details_valid_days
    if confirmed_on and confirmed_on >= inputs.on - timedelta(days=days):
        return None
    return {"confirmed_on": confirmed_on and confirmed_on.isoformat(), "days": days}


# pragma: no mutate start
def _not_confirmed(args: Args) -> str:
    if not args["confirmed_on"]:
        return "They have never been confirmed"
    return f"Last confirmed on {day(args['confirmed_on'])}, more than {args['days']} days ago"


# pragma: no mutate end
group_rule(
    "group.details_current",
    _details_current,
    Message(
        "The group’s details were confirmed recently",
        "The group’s details were not confirmed recently",
        _not_confirmed,
        "Check the group’s details and confirm them.",
        "confirm_details",
        needs_title=True,
    ),
)
