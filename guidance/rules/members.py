"""Rules about each current employer member."""

from __future__ import annotations

from functools import cache, partial

from guidance.facts import CONSENT_BITS, DETAIL_BITS, STATEMENT_BITS
from guidance.rules.registry import Message, PersonCheck, member_rule
from guidance.rules.rule_input import Args, RuleInput
from guidance.sentences import day, joined
from guidance.vocabulary import ConsentCode, StatementCode
from portal.calendar import add_months

ALL_DETAILS = sum(DETAIL_BITS.values())
CONFIRM = "The member confirms this on their own membership page."
CONSENT_PHRASES: dict[str, str] = {
    ConsentCode.DETAILS_HELD: "name, contact details and employer’s name may be held on the portal",
    ConsentCode.EMPLOYER_AGREES_MEMBERSHIP: "the employer agrees to the membership",
    ConsentCode.EMPLOYER_NAME_PUBLISHED: "the employer’s name may be published",
}
DETAIL_NAMES = {
    "email": "email address",
    "name": "name",
    "job_title": "job title",
    "organisation": "organisation’s name",
    "kind": "organisation’s type",
    "sector": "organisation’s main business activity",
    "size": "organisation’s size",
    "region": "organisation’s head office",
}


# --- statements ------------------------------------------------------------------------------------------------------
@cache
def _statement_mask(codes: tuple[str, ...]) -> int:
    return sum(STATEMENT_BITS[code] for code in codes)


def _stated(codes: tuple[str, ...], inputs: RuleInput, place: int) -> Args | None:
    """Met when one of the statements is given."""
    if inputs.facts.statements[place] & _statement_mask(codes):
        return None
    return {"statements": list(map(str, codes))}


def _uses_apprenticeships(inputs: RuleInput, place: int) -> Args | None:
    return _stated(inputs.parameters.apprenticeship_statements, inputs, place)


# pragma: no mutate start
def _statement(args: Args) -> str:
    return "Not stated: " + " or ".join(StatementCode(code).label.lower() for code in args["statements"])


def _statement_rule(
    code: str, check: PersonCheck, asks: tuple[StatementCode, ...], requirement: str, title: str, about: str
) -> None:
    member_rule(code, check, Message(requirement, title, _statement, CONFIRM, "my_membership", about=about), asks=asks)


# pragma: no mutate end
EMPLOYER = (StatementCode.OWN_WORKFORCE, StatementCode.OPERATIONAL_ROLE)
_statement_rule(
    "member.is_employer",
    partial(_stated, EMPLOYER),
    EMPLOYER,
    "Is an employer, or works in an operational capacity",
    "Being an employer, or working in an operational capacity, is not confirmed",
    "being an employer or in an operational role",
)
_statement_rule(
    "member.uses_apprenticeships",
    _uses_apprenticeships,
    (StatementCode.USES_APPRENTICESHIPS, StatementCode.INTENDS_APPRENTICES),
    "Uses apprenticeships",
    "Use of apprenticeships is not confirmed",
    "use of apprenticeships",
)
_statement_rule(
    "member.track_record",
    partial(_stated, (StatementCode.TRACK_RECORD,)),
    (StatementCode.TRACK_RECORD,),
    "Has a track record of achievement",
    "A track record of achievement is not confirmed",
    "track record",
)
_statement_rule(
    "member.knowledge",
    partial(_stated, (StatementCode.KNOWLEDGE,)),
    (StatementCode.KNOWLEDGE,),
    "Knows the sector and the role",
    "Knowledge of the sector and the role is not confirmed",
    "knowledge of the sector and role",
)
_statement_rule(
    "member.future_skills",
    partial(_stated, (StatementCode.FUTURE_SKILLS,)),
    (StatementCode.FUTURE_SKILLS,),
    "Appreciates current and future skills needs",
    "Appreciation of skills needs is not confirmed",
    "future skills needs",
)
_statement_rule(
    "member.judgement",
    partial(_stated, (StatementCode.JUDGEMENT,)),
    (StatementCode.JUDGEMENT,),
    "Can judge the quality of skills training",
    "Ability to judge skills training is not confirmed",
    "judgement of training",
)
_statement_rule(
    "member.inclusion",
    partial(_stated, (StatementCode.INCLUSION,)),
    (StatementCode.INCLUSION,),
    "Is committed to equity, diversity and inclusion",
    "Commitment to equity, diversity and inclusion is not confirmed",
    "equity, diversity and inclusion",
)


# --- time to serve ---------------------------------------------------------------------------------------------------
def _two_years(inputs: RuleInput, place: int) -> Args | None:
    until = inputs.facts.plans_to_serve_until[place]
    at_least = add_months(inputs.facts.started_on[place], 12 * inputs.parameters.service_years)
    if until and until >= at_least:
        return None
    return {"until": until and until.isoformat(), "at_least": at_least.isoformat()}


# pragma: no mutate start
def _too_short(args: Args) -> str:
    if "until" not in args:
        return "Does not plan to serve long enough, or has not said"
    return (
        "Plans to serve for too short a time" if args.get("until") else "Not said until when the member plans to serve"
    )


def _until(args: Args) -> str:
    at_least = day(args["at_least"])
    if not args["until"]:
        return f"No day given; {at_least} or later is needed"
    return f"Plans to serve until {day(args['until'])}; {at_least} or later is needed"


# pragma: no mutate end
member_rule(
    "member.two_years",
    _two_years,
    Message(
        "Plans to serve long enough",
        _too_short,
        _until,
        "The member gives a later day, if that is their plan.",
        "my_membership",
        about="time they plan to serve",
    ),
)


# --- consents --------------------------------------------------------------------------------------------------------
def _consented(codes: tuple[str, ...], inputs: RuleInput, place: int) -> Args | None:
    """Met when all of the consents stand."""
    missing = [str(code) for code in codes if not inputs.facts.consents[place] & CONSENT_BITS[code]]
    return {"consents": missing} if missing else None


# pragma: no mutate start
def _consent(args: Args) -> str:
    return "Not confirmed: " + joined([CONSENT_PHRASES[code] for code in args["consents"]])


# pragma: no mutate end
HELD = (ConsentCode.DETAILS_HELD,)
member_rule(
    "member.holding_agreed",
    partial(_consented, HELD),
    Message(
        "Agrees to details being held on the portal",
        "No agreement to details being held on the portal",
        _consent,
        CONFIRM,
        "my_membership",
        about="agreement to details being held",
    ),
    asks=HELD,
)
OF_EMPLOYER = (ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED)
member_rule(
    "member.employer_agreed",
    partial(_consented, OF_EMPLOYER),
    Message(
        "Has the employer’s agreement",
        "The employer’s agreement is not complete",
        _consent,
        "The member asks their employer, then confirms it.",
        "my_membership",
        about="employer’s agreement",
    ),
    asks=OF_EMPLOYER,
)


# --- details and interests -------------------------------------------------------------------------------------------
def _details(inputs: RuleInput, place: int) -> Args | None:
    details = inputs.facts.details[place]
    if details == ALL_DETAILS:
        return None
    return {"missing": [name for name, bit in DETAIL_BITS.items() if not details & bit]}


member_rule(
    "member.details",
    _details,
    Message(
        "Contact details are complete",
        "Contact details are not complete",
        lambda args: "Missing: " + joined([DETAIL_NAMES[name] for name in args["missing"]]),
        "Add what is missing to the member’s details.",
        "members",
        about="contact details",
    ),
)


def _interests_declared(inputs: RuleInput, place: int) -> Args | None:
    declared_on = inputs.facts.declared_on[place]
    if declared_on and declared_on >= inputs.declared_since:
        return None
    return {"declared_on": declared_on and declared_on.isoformat(), "days": inputs.parameters.declaration_valid_days}


# pragma: no mutate start
def _not_declared(args: Args) -> str:
    if "declared_on" not in args:
        return "No recent declaration of interests"
    return "Declaration of interests is too old" if args.get("declared_on") else "No declaration of interests yet"


def _declared(args: Args) -> str:
    if not args["declared_on"]:
        return "Has made no declaration"
    return f"Last declared on {day(args['declared_on'])}, more than {args['days']} days ago"


# pragma: no mutate end
member_rule(
    "member.interests_declared",
    _interests_declared,
    Message(
        "Has a recent declaration of interests",
        _not_declared,
        _declared,
        "The member declares interests, or that there are none.",
        "my_membership",
        about="declaration of interests",
    ),
)
