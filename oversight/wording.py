"""The words of rules, findings and risks, made when shown.

`fix` names the place that mends a finding; pages turn it into a link: running, population, members, chairs, advisers,
occupation, my_membership (what only the person can answer).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from groups.enums import Region, Sector, SizeBand
from members.enums import ConsentCode, Expertise, StatementCode
from oversight.enums import Status

Args = dict[str, Any]


class Words(NamedTuple):
    """`title` states the good; `unmet` is the detail of a finding that is not met; `next` says what to do."""

    title: str
    unmet: str | Callable[[Args], str]
    next: str
    fix: str


def title(rule: str) -> str:
    """The rule in a few words, as it should be."""
    return WORDS[rule].title


def detail(rule: str, status: str, args: Args) -> str:
    """What was found, from a finding's rule, status and args; not met and justified are told in the same words."""
    if status == Status.MET:
        return "Met"
    if status == Status.NOT_APPLICABLE:
        return "Does not apply to this group"
    unmet = WORDS[rule].unmet
    found = unmet if isinstance(unmet, str) else unmet(args)
    return f"{found}. An official accepted the reason" if status == Status.JUSTIFIED else found


def next_step(rule: str) -> str:
    """What to do about a finding that is not met."""
    return WORDS[rule].next


def fix(rule: str) -> str:
    """The name of the place that mends it."""
    return WORDS[rule].fix


def risk_title(risk: str) -> str:
    return RISK_TITLES[risk]


def risk_detail(risk: str, due_on: date | None, args: Args) -> str:
    """When the clock runs out, in words; the days are those left on the day of the assessment."""
    left = args["days_left"]
    if left < 0:
        return f"Was due on {day(due_on)}, {counted(-left, 'day')} ago"
    return f"Due on {day(due_on)}, " + (f"{counted(left, 'day')} left" if left else "today")


# --- parts of sentences ----------------------------------------------------------------------------------------------
def day(value: date | str | None) -> str:
    """A day as pages show it: 2 June 2025."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{value.day} {value:%B %Y}" if value else ""


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


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
REGION_PHRASES = {
    Region.NORTH_EAST: "in the North East",
    Region.NORTH_WEST: "in the North West",
    Region.YORKSHIRE_AND_THE_HUMBER: "in Yorkshire and the Humber",
    Region.EAST_MIDLANDS: "in the East Midlands",
    Region.WEST_MIDLANDS: "in the West Midlands",
    Region.EAST_OF_ENGLAND: "in the East of England",
    Region.LONDON: "in London",
    Region.SOUTH_EAST: "in the South East",
    Region.SOUTH_WEST: "in the South West",
    Region.OUTSIDE_ENGLAND: "outside England",
}


def _no_size(size: str, share: str) -> str:
    name = SizeBand(size).label.split(":")[0].lower()
    return f"No {name} employer; {share} of employers in this occupation are {name}"


def _no_sector(sector: str, share: str) -> str:
    return f"No employer in {Sector(sector).label.lower()}; {share} of employers in this occupation are"


def _no_region(region: str, share: str) -> str:
    where = REGION_PHRASES[Region(region)]
    return f"No employer with its head office {where}; {share} of employers in this occupation are {where}"


def percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def _represents(dimension: str, gap: Callable[[str, str], str]) -> Callable[[Args], str]:
    def words(args: Args) -> str:
        if args.get("recorded") is False:
            return f"No figures are recorded for the employers in this occupation by {dimension}"
        if "sum" in args:
            return f"The shares by {dimension} add up to {percent(float(args['sum']))}; they must add up to 100%"
        return ". ".join(gap(name, percent(share)) for name, share in args["missing"])

    return words


def _fee(args: Args) -> str:
    charged = "The group charges an admission or membership fee"
    return charged if args["charges_fee"] else "Not answered whether the group charges a fee"


def _chairs(args: Args) -> str:
    return f"{args['chairs']} chairs; one chair or two co-chairs are allowed" if args["chairs"] else "No chair yet"


def _size(args: Args) -> str:
    what = counted(args["count"], "employer" if args["counts"] == "organisations" else "member")
    return f"{what}; {args['min']} to {args['max']} expected"


def _some(nobody: str, fails: str) -> Callable[[Args], str]:
    """Some people of several fail; or there is nobody."""
    return lambda args: f"{len(args['people'])} of {args['of']} {fails}" if args["people"] else nobody


def _until(args: Args) -> str:
    at_least = day(args["at_least"])
    if not args["until"]:
        return f"No day given; to serve two years means until {at_least} or later"
    return f"Plans to serve until {day(args['until'])}; two years end on {at_least}"


def _declared(args: Args) -> str:
    if not args["declared_on"]:
        return "Has made no declaration"
    return f"Last declared on {day(args['declared_on'])}, more than {args['days']} days ago"


def _details_current(args: Args) -> str:
    if not args["confirmed_on"]:
        return "The group’s details have never been confirmed"
    return f"Last confirmed on {day(args['confirmed_on'])}, more than {args['days']} days ago"


def _statement(args: Args) -> str:
    return "Not stated: " + " or ".join(StatementCode(code).label.lower() for code in args["statements"])


def _consent(args: Args) -> str:
    return "Not agreed: " + joined(
        [ConsentCode(code).label[0].lower() + ConsentCode(code).label[1:] for code in args["consents"]]
    )


def _small(args: Args) -> str:
    return (
        f"{counted(args['count'], 'small employer')} (fewer than {args['below']} employees); {args['required']} needed"
    )


def _approved(args: Args) -> str:
    return f"{counted(len(args['people']), 'member')} not yet approved"


def _undertakings(args: Args) -> str:
    return f"{counted(len(args['people']), 'person has', 'people have')} not given the undertaking"


# --- the rules -------------------------------------------------------------------------------------------------------
CONFIRM = "The member confirms this on their own membership page."
COVER = "Invite an employer of that kind, or give a reason that an official can accept."
WORDS: dict[str, Words] = {
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
        "Plans to serve for at least two years",
        _until,
        "The member gives a later day, if that is their plan.",
        "my_membership",
    ),
    "member.holding_agreed": Words("Agrees to details being held on the portal", _consent, CONFIRM, "my_membership"),
    "member.employer_agreed": Words(
        "Has the employer’s agreement", _consent, "The member asks their employer, then confirms it.", "my_membership"
    ),
    "member.details": Words(
        "Contact details are complete",
        lambda args: "Missing: " + joined([DETAIL_NAMES[name] for name in args["missing"]]),
        "Add what is missing to the member’s details.",
        "members",
    ),
    "member.interests_declared": Words(
        "Has declared interests in the last year",
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
    "group.no_fee": Words(
        "No admission or membership fee", _fee, "Say whether there is a fee; none may be charged.", "running"
    ),
    "group.chair_selected": Words("A chair or two co-chairs", _chairs, "Choose one chair, or two co-chairs.", "chairs"),
    "group.chairs_eligible": Words(
        "Every chair meets the requirements",
        _some("No chair yet", "chairs do not meet every requirement"),
        "Put right what is listed for each chair.",
        "chairs",
    ),
    "group.members_eligible": Words(
        "Every employer member meets the requirements",
        _some("No employer member yet", "employer members do not meet every requirement"),
        "Put right what is listed for each member, or remind them.",
        "members",
    ),
    "group.members_approved": Words(
        "Every employer member is approved", _approved, "Submit the membership for approval.", "members"
    ),
    "group.interests_declared": Words(
        "Everyone has declared interests in the last year",
        _some("Nobody has declared", "people have no declaration that is recent enough"),
        "Ask each of them to declare interests, or that there are none.",
        "members",
    ),
    "group.size": Words(
        "10 to 20 employers", _size, "Invite more employers, or give a reason that an official can accept.", "members"
    ),
    "group.small_employers": Words("Small employers take part", _small, "Invite a small employer.", "members"),
    "group.represents_size": Words(
        "Represents employers of every usual size", _represents("size", _no_size), COVER, "population"
    ),
    "group.represents_sector": Words(
        "Represents the sectors that employ people", _represents("sector", _no_sector), COVER, "population"
    ),
    "group.represents_region": Words(
        "Represents the regions that employ people", _represents("region", _no_region), COVER, "population"
    ),
    "group.occupation_experience": Words(
        "A member works, or recently worked, in the occupation",
        "No employer member works in the occupation or did so recently",
        "Invite somebody who does, or ask members to answer the question.",
        "members",
    ),
    "group.capacity_confirmed": Words(
        "Capacity to complete the work", "Not confirmed", "Confirm the group’s capacity.", "running"
    ),
    "group.capacity_limit": Words(
        "No more than five apprenticeships",
        lambda args: f"{args['count']} apprenticeships; no more than {args['max']} expected",
        "Hand some over to another group, or give a reason that an official can accept.",
        "running",
    ),
    "group.drafting_responsibility": Words(
        "Employers take responsibility for drafting decisions", "Not confirmed", "Confirm it for the group.", "running"
    ),
    "group.adviser_undertakings": Words(
        "Advisers and facilitators undertake not to promote services",
        _undertakings,
        "Ask each of them to give it.",
        "advisers",
    ),
    "group.details_current": Words(
        "Details confirmed in the last year", _details_current, "Check the group’s details and confirm them.", "running"
    ),
    "group.advisers": Words(
        "The group has advisers", "No adviser yet", "Invite advisers; this is advice, not a condition.", "advisers"
    ),
    "group.expertise": Words(
        "All five areas of expertise are covered",
        lambda args: "Not covered: " + joined([Expertise(area).label.lower() for area in args["missing"]]),
        "Ask members which areas they bring, or invite somebody who does.",
        "members",
    ),
}
RISK_TITLES = {"risk.proposal_late": "Occupation proposal late"}
