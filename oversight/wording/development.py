"""The words of the rules about how the group develops its documents."""

from __future__ import annotations

from oversight.wording.parts import Args, Words, counted, day, joined
from proposals.enums import SubmissionKind

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
    return f"{args['met']} of {counted(args['asked'], 'member')} asked for added"


def _meets(args: Args) -> str:
    if not args["last_on"]:
        return f"No meeting in the {args['days']} days since first contact"
    return f"Last met on {day(args['last_on'])}, more than {args['days']} days ago"


def _advice(title: str, who: str) -> Words:
    return Words(title, f"No advice of {who} recorded", RECORD, "advice")


DEVELOPMENT: dict[str, Words] = {
    "group.requested_members": Words(
        "Members whom the regulator asked for are added", _requested, "Invite each member who was asked for.", "members"
    ),
    "group.proposal_agreed_by_employers": Words(
        "The employers agreed the occupation proposal", _kinds, VERSION, "proposals"
    ),
    "group.standard_agreed_by_employers": Words(
        "The employers agreed the standard and the EPA plan", _kinds, VERSION, "proposals"
    ),
    "group.revision_agreed_by_employers": Words("The employers agreed the revision", _kinds, VERSION, "proposals"),
    "group.advice_training_providers": _advice("Training providers gave advice", "training providers"),
    "group.advice_epaos": _advice(
        "End-point assessment organisations gave advice", "end-point assessment organisations"
    ),
    "group.advice_sector_bodies": _advice("Sector or skills bodies gave advice", "sector or skills bodies"),
    "group.advice_regulators": _advice("Regulators of the occupation gave advice", "regulators of the occupation"),
    "group.advice_professional_bodies": _advice("Professional bodies gave advice", "professional bodies"),
    "group.advice_local_and_regional": _advice(
        "Local authorities or regional bodies gave advice", "local authorities or regional bodies"
    ),
    "group.advice_apprentices": _advice("Apprentices gave their views", "apprentices"),
    "group.epao_quote": Words(
        "An end-point assessment organisation gave a quote",
        lambda args: f"{counted(args['quotes'], 'quote')}; {args['required']} needed",
        "Ask an end-point assessment organisation for a quote.",
        "funding",
    ),
    "group.training_delivery_evidence": Words(
        "Information on training delivery is recorded",
        lambda args: "Not recorded: " + joined([EVIDENCE_NAMES[name] for name in args["missing"]]),
        "Record what is missing in the funding evidence.",
        "funding",
    ),
    "group.epao_in_principle": Words(
        "An end-point assessment organisation committed in principle",
        "No commitment recorded",
        "Ask an end-point assessment organisation for an in-principle commitment.",
        "funding",
    ),
    "group.conflicts_checked": Words(
        "Every meeting checks for declarations of interest",
        lambda args: f"{counted(args['unchecked'], 'meeting')} in the last year without the check",
        "Check for declarations at each meeting and record it.",
        "later",
    ),
    "group.work_plan": Words(
        "A development work plan is agreed",
        "No work plan is agreed",
        "Agree one with your product manager.",
        "work_plan",
    ),
    "group.meets_regularly": Words("The group meets regularly", _meets, "Arrange the next meeting.", "later"),
    "group.competition_statement": Words(
        "Meetings take a step against anti-competitive activity",
        lambda args: f"Not recorded for the meeting on {day(args['last_on'])}",
        "Read the competition statement at the next meeting, or take another step.",
        "later",
    ),
}
