"""The words of the rules about members and chairs."""

from __future__ import annotations

from guidance.messages.parts import Args, Words, counted, day, joined
from guidance.vocabulary import ConsentCode, StatementCode

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


# what a rule about a person is about, to name it among others
ABOUT = {
    "member.is_employer": "being an employer or in an operational role",
    "member.uses_apprenticeships": "use of apprenticeships",
    "member.track_record": "track record",
    "member.knowledge": "knowledge of the sector and role",
    "member.future_skills": "future skills needs",
    "member.judgement": "judgement of training",
    "member.inclusion": "equity, diversity and inclusion",
    "member.two_years": "time they plan to serve",
    "member.holding_agreed": "agreement to details being held",
    "member.employer_agreed": "employer’s agreement",
    "member.details": "contact details",
    "member.interests_declared": "declaration of interests",
}


def _too_short(args: Args) -> str:
    if "until" not in args:
        return "Does not plan to serve long enough, or has not said"
    return (
        "Plans to serve for too short a time" if args.get("until") else "Not said until when the member plans to serve"
    )


def _not_declared(args: Args) -> str:
    if "declared_on" not in args:
        return "No recent declaration of interests"
    return "Declaration of interests is too old" if args.get("declared_on") else "No declaration of interests yet"


def _until(args: Args) -> str:
    at_least = day(args["at_least"])
    if not args["until"]:
        return f"No day given; {at_least} or later is needed"
    return f"Plans to serve until {day(args['until'])}; {at_least} or later is needed"


def _declared(args: Args) -> str:
    if not args["declared_on"]:
        return "Has made no declaration"
    return f"Last declared on {day(args['declared_on'])}, more than {args['days']} days ago"


def _statement(args: Args) -> str:
    return "Not stated: " + " or ".join(StatementCode(code).label.lower() for code in args["statements"])


def _consent(args: Args) -> str:
    return "Not confirmed: " + joined([CONSENT_PHRASES[code] for code in args["consents"]])


def _unstated(rule: str, lacking: str) -> Words:
    return Words(rule, lacking, _statement, CONFIRM, "my_membership")


PEOPLE: dict[str, Words] = {
    "member.is_employer": _unstated(
        "Is an employer, or works in an operational capacity",
        "Being an employer, or working in an operational capacity, is not confirmed",
    ),
    "member.uses_apprenticeships": _unstated("Uses apprenticeships", "Use of apprenticeships is not confirmed"),
    "member.track_record": _unstated(
        "Has a track record of achievement", "A track record of achievement is not confirmed"
    ),
    "member.knowledge": _unstated(
        "Knows the sector and the role", "Knowledge of the sector and the role is not confirmed"
    ),
    "member.future_skills": _unstated(
        "Appreciates current and future skills needs", "Appreciation of skills needs is not confirmed"
    ),
    "member.judgement": _unstated(
        "Can judge the quality of skills training", "Ability to judge skills training is not confirmed"
    ),
    "member.inclusion": _unstated(
        "Is committed to equity, diversity and inclusion",
        "Commitment to equity, diversity and inclusion is not confirmed",
    ),
    "member.two_years": Words(
        "Plans to serve long enough",
        _too_short,
        _until,
        "The member gives a later day, if that is their plan.",
        "my_membership",
    ),
    "member.holding_agreed": Words(
        "Agrees to details being held on the portal",
        "No agreement to details being held on the portal",
        _consent,
        CONFIRM,
        "my_membership",
    ),
    "member.employer_agreed": Words(
        "Has the employer’s agreement",
        "The employer’s agreement is not complete",
        _consent,
        "The member asks their employer, then confirms it.",
        "my_membership",
    ),
    "member.details": Words(
        "Contact details are complete",
        "Contact details are not complete",
        lambda args: "Missing: " + joined([DETAIL_NAMES[name] for name in args["missing"]]),
        "Add what is missing to the member’s details.",
        "members",
    ),
    "member.interests_declared": Words(
        "Has a recent declaration of interests",
        _not_declared,
        _declared,
        "The member declares interests, or that there are none.",
        "my_membership",
    ),
    "chair.is_employer_member": Words(
        "The chair is an employer member",
        "The chair is not an employer member",
        "Is not an employer member of the group",
        "Choose a chair from the group’s employer members.",
        "chairs",
    ),
    "chair.meets_member_rules": Words(
        "The chair meets the requirements for members",
        "The chair does not meet the requirements for members",
        lambda args: (
            "Does not meet every requirement for members" if args["employer_member"] else "Is not an employer member"
        ),
        "Put right what the chair’s own membership lacks.",
        "members",
    ),
    "chair.confirmed_no_interest": Words(
        "The chair confirmed having no interest that disqualifies",
        "The chair has not confirmed having no interest that disqualifies",
        "Has not confirmed it",
        "The chair confirms it.",
        "chairs",
        leans=True,
    ),
    "chair.no_disqualifying_interest": Words(
        "The chair has no interest that disqualifies",
        "The chair has an interest that disqualifies",
        lambda args: (
            f"{counted(args['interests'], 'interest')} in an organisation that may profit from the apprenticeship"
        ),
        "End the interest if it no longer exists, or choose another chair.",
        "chairs",
    ),
    "chair.publication_agreed": Words(
        "The chair agrees to published contact details",
        "The chair has not agreed to published contact details",
        "Has not agreed, or has withdrawn it",
        "The chair agrees to it.",
        "chairs",
        leans=True,
    ),
}
