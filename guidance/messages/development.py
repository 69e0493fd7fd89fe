"""The words of the rules about how the group develops its documents."""

from __future__ import annotations

from guidance.messages.parts import Args, Words, counted, day, joined
from guidance.vocabulary import SubmissionKind

VERSION = "Have the employers agree the exact version that is to be submitted."
RECORD = "Ask for their advice and record it under “Advice sought”."
EVIDENCE_NAMES = {
    "delivery_methods": "typical delivery methods",
    "consumable_costs": "necessary consumable costs",
    "qualification_fees": "mandatory qualification fees",
}


def _kinds(args: Args) -> str:
    names = [SubmissionKind(kind).label for kind in args["kinds"]]
    shown = [name[0].lower() + name[1:] for name in names]
    return f"The employers have not agreed the newest {joined(shown)}"


def _requested(args: Args) -> str:
    return f"{args['met']} of {counted(args['asked'], 'member')} whom the regulator asked for added"


def _meets(args: Args) -> str:
    if not args["last_on"]:
        return f"No meeting in the {args['days']} days since first contact"
    return f"Last met on {day(args['last_on'])}, more than {args['days']} days ago"


def _not_agreed(args: Args) -> str:
    kinds = args.get("kinds", [])
    names = {SubmissionKind.STANDARD: "standard", SubmissionKind.EPA_PLAN: "EPA plan"}
    if len(kinds) == 1:
        return f"The employers have not agreed the {names[kinds[0]]}"
    return "The employers have not agreed the standard and the EPA plan"


def _advice(rule: str, lacking: str, absent: str = "") -> Words:
    words = Words(rule, lacking, "Nothing is recorded under “Advice sought”", RECORD, "advice", leans=True)
    return words._replace(absent=absent) if absent else words


def _not_recorded(args: Args) -> str:
    names = joined([EVIDENCE_NAMES[name] for name in args["missing"]])
    return f"Not recorded: {names}"


DEVELOPMENT: dict[str, Words] = {
    "group.requested_members": Words(
        "Members whom the regulator asked for are added",
        "Members whom the regulator asked for are not added yet",
        _requested,
        "Invite each member who was asked for.",
        "members",
        absent="The regulator asked for nobody",
    ),
    "group.proposal_agreed_by_employers": Words(
        "The employers agreed the occupation proposal",
        "The employers have not agreed the occupation proposal",
        _kinds,
        VERSION,
        "proposals",
    ),
    "group.standard_agreed_by_employers": Words(
        "The employers agreed the standard and the EPA plan", _not_agreed, _kinds, VERSION, "proposals"
    ),
    "group.revision_agreed_by_employers": Words(
        "The employers agreed the revision", "The employers have not agreed the revision", _kinds, VERSION, "proposals"
    ),
    "group.advice_training_providers": _advice("Training providers gave advice", "No advice of training providers"),
    "group.advice_epaos": _advice(
        "End-point assessment organisations gave advice", "No advice of end-point assessment organisations"
    ),
    "group.advice_sector_bodies": _advice(
        "Sector or skills bodies gave advice", "No advice of sector or skills bodies"
    ),
    "group.advice_regulators": _advice(
        "Regulators of the occupation gave advice",
        "No advice of regulators of the occupation",
        "The occupation is not recorded as regulated",
    ),
    "group.advice_professional_bodies": _advice(
        "Professional bodies gave advice",
        "No advice of professional bodies",
        "The occupation is not recorded as one with professional status",
    ),
    "group.advice_local_and_regional": _advice(
        "Local authorities or regional bodies gave advice", "No advice of local authorities or regional bodies"
    ),
    "group.advice_apprentices": _advice("Apprentices gave their views", "No views of apprentices"),
    "group.epao_quote": Words(
        "An end-point assessment organisation gave a quote",
        "Not enough quotes of end-point assessment organisations",
        lambda args: f"{counted(args['quotes'], 'quote')} of an organisation that assesses; {args['required']} needed",
        "Ask an end-point assessment organisation for a quote.",
        "funding",
        leans=True,
    ),
    "group.training_delivery_evidence": Words(
        "Information on training delivery is recorded",
        "Information on training delivery is not complete",
        _not_recorded,
        "Record what is missing in the funding evidence.",
        "funding",
    ),
    "group.epao_in_principle": Words(
        "An end-point assessment organisation committed in principle",
        "No end-point assessment organisation has committed in principle",
        "Nothing is recorded in the funding evidence",
        "Ask an end-point assessment organisation for an in-principle commitment.",
        "funding",
        leans=True,
    ),
    "group.conflicts_checked": Words(
        "Every meeting checks for declarations of interest",
        "Not every meeting checked for declarations of interest",
        lambda args: f"{counted(args['unchecked'], 'meeting')} in the last year without the check for declarations",
        "Check for declarations at each meeting and record it.",
        "later",
        absent="No meeting in the last year",
    ),
    "group.work_plan": Words(
        "A development work plan is agreed",
        "No development work plan is agreed",
        "No plan is in force",
        "Agree one with your product manager.",
        "work_plan",
        leans=True,
        absent="No proposal is agreed whose standard and EPA plan are still to come",
    ),
    "group.meets_regularly": Words(
        "The group meets regularly",
        "The group has not met for a while",
        _meets,
        "Arrange the next meeting.",
        "later",
        absent="The group develops no document now",
    ),
    "group.competition_statement": Words(
        "Meetings take a step against anti-competitive activity",
        "No step against anti-competitive activity at the newest meeting",
        lambda args: f"Not recorded for the meeting on {day(args['last_on'])}",
        "Read the competition statement at the next meeting, or take another step.",
        "later",
        leans=True,
        absent="No meeting yet",
    ),
}
