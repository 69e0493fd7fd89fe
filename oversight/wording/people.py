"""The words of the rules about members and chairs."""

from __future__ import annotations

from members.enums import ConsentCode, StatementCode
from oversight.wording.parts import Args, Words, counted, day, joined

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


PEOPLE: dict[str, Words] = {
    "member.is_employer": Words(
        "Is an employer, or works in an operational capacity", _statement, CONFIRM, "my_membership"
    ),
    "member.uses_apprenticeships": Words("Uses apprenticeships", _statement, CONFIRM, "my_membership"),
    "member.track_record": Words("Has a track record of achievement", _statement, CONFIRM, "my_membership"),
    "member.knowledge": Words("Knows the sector and the role", _statement, CONFIRM, "my_membership"),
    "member.future_skills": Words("Appreciates current and future skills needs", _statement, CONFIRM, "my_membership"),
    "member.judgement": Words("Can judge the quality of skills training", _statement, CONFIRM, "my_membership"),
    "member.inclusion": Words("Is committed to equity, diversity and inclusion", _statement, CONFIRM, "my_membership"),
    "member.two_years": Words(
        "Plans to serve long enough",
        _until,
        "The member gives a later day, if that is their plan.",
        "my_membership",
    ),
    "member.holding_agreed": Words(
        "Agrees to details being held on the portal", _consent, CONFIRM, "my_membership", leans=True
    ),
    "member.employer_agreed": Words(
        "Has the employer’s agreement",
        _consent,
        "The member asks their employer, then confirms it.",
        "my_membership",
        leans=True,
    ),
    "member.details": Words(
        "Contact details are complete",
        lambda args: "Missing: " + joined([DETAIL_NAMES[name] for name in args["missing"]]),
        "Add what is missing to the member’s details.",
        "members",
    ),
    "member.interests_declared": Words(
        "Has a recent declaration of interests",
        _declared,
        "The member declares interests, or that there are none.",
        "my_membership",
    ),
    "chair.is_employer_member": Words(
        "The chair is an employer member",
        "Is not an employer member of the group",
        "Choose a chair from the group’s employer members.",
        "chairs",
    ),
    "chair.meets_member_rules": Words(
        "The chair meets the requirements for members",
        lambda args: (
            "Does not meet every requirement for members" if args["employer_member"] else "Is not an employer member"
        ),
        "Put right what the chair’s own membership lacks.",
        "members",
    ),
    "chair.confirmed_no_interest": Words(
        "The chair confirmed having no interest that disqualifies",
        "Has not confirmed it",
        "The chair confirms it.",
        "chairs",
    ),
    "chair.no_disqualifying_interest": Words(
        "The chair has no interest that disqualifies",
        lambda args: (
            f"{counted(args['interests'], 'interest')} in an organisation that may profit from the apprenticeship"
        ),
        "End the interest if it no longer exists, or choose another chair.",
        "chairs",
    ),
    "chair.publication_agreed": Words(
        "The chair agrees to published contact details",
        "Has not agreed, or has withdrawn it",
        "The chair agrees to it.",
        "chairs",
    ),
}
