"""Rules about how the group develops its documents: advice, agreement, evidence, meetings."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from guidance.facts import ENGAGEMENT_BITS
from guidance.rules.registry import GroupCheck, Message, group_rule
from guidance.rules.rule_input import NOT_APPLICABLE, UNMET, Args, RuleInput
from guidance.sentences import counted, day, joined
from guidance.vocabulary import EngagementKind, SubmissionKind


def _requested_members(inputs: RuleInput) -> Args | None:
    asked, met = inputs.facts.requested_members, inputs.facts.requested_members_met
    if not asked:
        return NOT_APPLICABLE
    return None if met >= asked else {"asked": asked, "met": met}


group_rule(
    "group.requested_members",
    _requested_members,
    Message(
        "Members whom the regulator asked for are added",
        "Members whom the regulator asked for are not added yet",
        lambda args: f"{args['met']} of {counted(args['asked'], 'member')} whom the regulator asked for added",
        "Invite each member who was asked for.",
        "members",
        not_applicable="The regulator asked for nobody",
    ),
)


# --- agreement -------------------------------------------------------------------------------------------------------
def _agreed_by_employers(kinds: tuple[SubmissionKind, ...], inputs: RuleInput) -> Args | None:
    """Met when the employers agreed the exact version of the newest one of each kind, and none was given back."""
    missing = [str(kind.value) for kind in kinds if not inputs.documents.agreed_by_employers(kind)]
    return {"kinds": missing} if missing else None


# pragma: no mutate start
def _kinds(args: Args) -> str:
    names = [SubmissionKind(kind).label for kind in args["kinds"]]
    shown = [name[0].lower() + name[1:] for name in names]
    return f"The employers have not agreed the newest {joined(shown)}"


def _not_agreed(args: Args) -> str:
    kinds = args.get("kinds", [])
    names = {SubmissionKind.STANDARD: "standard", SubmissionKind.EPA_PLAN: "EPA plan"}
    if len(kinds) == 1:
        return f"The employers have not agreed the {names[kinds[0]]}"
    return "The employers have not agreed the standard and the EPA plan"


# pragma: no mutate end
VERSION = "Have the employers agree the exact version that is to be submitted."
group_rule(
    "group.proposal_agreed_by_employers",
    partial(_agreed_by_employers, (SubmissionKind.PROPOSAL,)),
    Message(
        "The employers agreed the occupation proposal",
        "The employers have not agreed the occupation proposal",
        _kinds,
        VERSION,
        "proposals",
    ),
)
group_rule(
    "group.standard_agreed_by_employers",
    partial(_agreed_by_employers, (SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN)),
    Message("The employers agreed the standard and the EPA plan", _not_agreed, _kinds, VERSION, "proposals"),
)
group_rule(
    "group.revision_agreed_by_employers",
    partial(_agreed_by_employers, (SubmissionKind.REVISION,)),
    Message(
        "The employers agreed the revision", "The employers have not agreed the revision", _kinds, VERSION, "proposals"
    ),
)


# --- advice ----------------------------------------------------------------------------------------------------------
def _advice(kinds: tuple[EngagementKind, ...], inputs: RuleInput) -> Args | None:
    """Met when one of the kinds was engaged at least once."""
    return None if any(inputs.facts.engagements & ENGAGEMENT_BITS[kind] for kind in kinds) else UNMET


def _advice_regulators(inputs: RuleInput) -> Args | None:
    return _advice((EngagementKind.REGULATOR,), inputs) if inputs.facts.regulated else NOT_APPLICABLE


def _advice_professional_bodies(inputs: RuleInput) -> Args | None:
    return _advice((EngagementKind.PROFESSIONAL_BODY,), inputs) if inputs.facts.professional_status else NOT_APPLICABLE


# pragma: no mutate start
def _advice_rule(code: str, check: GroupCheck, requirement: str, title: str, not_applicable: str = "") -> None:
    message = Message(requirement, title, NOT_RECORDED, RECORD, "advice", needs_title=True)
    group_rule(code, check, message._replace(not_applicable=not_applicable) if not_applicable else message)


# pragma: no mutate end
NOT_RECORDED = "Nothing is recorded under “Advice sought”"
RECORD = "Ask for their advice and record it under “Advice sought”."
_advice_rule(
    "group.advice_training_providers",
    partial(_advice, (EngagementKind.TRAINING_PROVIDER,)),
    "Training providers gave advice",
    "No advice of training providers",
)
_advice_rule(
    "group.advice_epaos",
    partial(_advice, (EngagementKind.EPAO,)),
    "End-point assessment organisations gave advice",
    "No advice of end-point assessment organisations",
)
_advice_rule(
    "group.advice_sector_bodies",
    partial(_advice, (EngagementKind.SECTOR_BODY,)),
    "Sector or skills bodies gave advice",
    "No advice of sector or skills bodies",
)
_advice_rule(
    "group.advice_regulators",
    _advice_regulators,
    "Regulators of the occupation gave advice",
    "No advice of regulators of the occupation",
    "The occupation is not recorded as regulated",
)
_advice_rule(
    "group.advice_professional_bodies",
    _advice_professional_bodies,
    "Professional bodies gave advice",
    "No advice of professional bodies",
    "The occupation is not recorded as one with professional status",
)
_advice_rule(
    "group.advice_local_and_regional",
    partial(_advice, (EngagementKind.LOCAL_AUTHORITY, EngagementKind.REGIONAL_BODY)),
    "Local authorities or regional bodies gave advice",
    "No advice of local authorities or regional bodies",
)
_advice_rule(
    "group.advice_apprentices",
    partial(_advice, (EngagementKind.APPRENTICES,)),
    "Apprentices gave their views",
    "No views of apprentices",
)


# --- work plan and meetings ------------------------------------------------------------------------------------------
def _work_plan(inputs: RuleInput) -> Args | None:
    if not inputs.documents.owes_standard:
        return NOT_APPLICABLE
    return UNMET if inputs.facts.plan_agreed_on is None else None


group_rule(
    "group.work_plan",
    _work_plan,
    Message(
        "A development work plan is agreed",
        "No development work plan is agreed",
        "No plan is in force",
        "Agree one with your product manager.",
        "work_plan",
        needs_title=True,
        not_applicable="No proposal is agreed whose standard and EPA plan are still to come",
    ),
)


def _conflicts_checked(inputs: RuleInput) -> Args | None:
    held, unchecked = inputs.facts.meetings_this_year, inputs.facts.meetings_unchecked
    if not held:
        return NOT_APPLICABLE
    return {"unchecked": unchecked} if unchecked else None


group_rule(
    "group.conflicts_checked",
    _conflicts_checked,
    Message(
        "Every meeting checks for declarations of interest",
        "Not every meeting checked for declarations of interest",
        lambda args: f"{counted(args['unchecked'], 'meeting')} in the last year without the check for declarations",
        "Check for declarations at each meeting and record it.",
        "later",
        not_applicable="No meeting in the last year",
    ),
)


def _meets_regularly(inputs: RuleInput) -> Args | None:
    """The newest meeting, or the first contact where there was none, is recent enough while a document is owed."""
    if not inputs.documents.owed:
        return NOT_APPLICABLE
    last_on, days = inputs.facts.last_meeting_on, inputs.parameters.meeting_gap_days
    if (last_on or inputs.facts.first_contact_on) >= inputs.on - timedelta(days=days):
        return None
    return {"last_on": last_on and last_on.isoformat(), "days": days}


# pragma: no mutate start
def _meets(args: Args) -> str:
    if not args["last_on"]:
        return f"No meeting in the {args['days']} days since first contact"
    return f"Last met on {day(args['last_on'])}, more than {args['days']} days ago"


# pragma: no mutate end
group_rule(
    "group.meets_regularly",
    _meets_regularly,
    Message(
        "The group meets regularly",
        "The group has not met for a while",
        _meets,
        "Arrange the next meeting.",
        "later",
        not_applicable="The group develops no document now",
    ),
)


def _competition_statement(inputs: RuleInput) -> Args | None:
    last_on = inputs.facts.last_meeting_on
    if last_on is None:
        return NOT_APPLICABLE
    return None if inputs.facts.last_meeting_competition else {"last_on": last_on.isoformat()}


group_rule(
    "group.competition_statement",
    _competition_statement,
    Message(
        "Meetings take a step against anti-competitive activity",
        "No step against anti-competitive activity at the newest meeting",
        lambda args: f"Not recorded for the meeting on {day(args['last_on'])}",
        "Read the competition statement at the next meeting, or take another step.",
        "later",
        needs_title=True,
        not_applicable="No meeting yet",
    ),
)
