"""The words of the rules about the group."""

from __future__ import annotations

from collections.abc import Callable

from guidance.messages.parts import Args, Words, counted, day, joined, percent
from guidance.messages.people import ABOUT
from guidance.vocabulary import Dimension, Expertise, Region, Sector, SizeBand

EITHER = "or give a reason that an official can accept"
COVER = f"Invite an employer of that kind, {EITHER}."
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
    return f"No employer with its head office {where}; {share} of employers in this occupation are there"


GAPS: dict[Dimension, Callable[[str, str], str]] = {
    Dimension.SIZE: _no_size,
    Dimension.SECTOR: _no_sector,
    Dimension.REGION: _no_region,
}


def gap(dimension: Dimension, category: str, share: float) -> str:
    """A category without an employer in the group, in words; `share` (of 1) of the occupation's employers are in it."""
    return GAPS[dimension](category, percent(share))


def _represents(dimension: Dimension) -> Callable[[Args], str]:
    def words(args: Args) -> str:
        if args.get("recorded") is False:
            return f"No figures are recorded for the employers in this occupation by {dimension.value}"
        if "sum" in args:
            return f"The shares by {dimension.value} add up to {percent(float(args['sum']))}; they must add up to 100%"
        return ". ".join(gap(dimension, name, share) for name, share in args["missing"])

    return words


def _fee(args: Args) -> str:
    charged = "The group charges an admission or membership fee"
    return charged if args["charges_fee"] else "Not answered whether the group charges a fee"


def _chairs(args: Args) -> str:
    there = f"there are {args['chairs']}" if args["chairs"] else "there is none"
    return f"One chair or two co-chairs are needed; {there}"


def _size(args: Args) -> str:
    what = counted(args["count"], "employer" if args["counts"] == "organisations" else "member")
    return f"{what}; {args['min']} to {args['max']} expected"


def _details_current(args: Args) -> str:
    if not args["confirmed_on"]:
        return "They have never been confirmed"
    return f"Last confirmed on {day(args['confirmed_on'])}, more than {args['days']} days ago"


def _small(args: Args) -> str:
    return (
        f"{counted(args['count'], 'small employer')} (fewer than {args['below']} employees); {args['required']} needed"
    )


def _approved(args: Args) -> str:
    return f"{counted(len(args['people']), 'member')} not yet approved"


def _undertakings(args: Args) -> str:
    return f"{counted(len(args['people']), 'person has', 'people have')} not given the undertaking"


def _fee_title(args: Args) -> str:
    if "charges_fee" not in args:
        return "A fee is charged, or it is not answered"
    return "A fee is charged" if args.get("charges_fee") else "Not answered whether a fee is charged"


def _chairs_title(args: Args) -> str:
    if "chairs" not in args:
        return "Neither one chair nor two co-chairs"
    return "Too many chairs" if args.get("chairs") else "No chair is chosen"


def _size_title(args: Args) -> str:
    return "Too many employers" if args.get("count", 0) > args.get("max", 0) else "Too few employers"


def _reflects(what: str) -> Callable[[Args], str]:
    def words(args: Args) -> str:
        if args.get("recorded") is False:
            return f"The {what} of employers in the occupation are not recorded"
        if "sum" in args:
            return f"The figures on the {what} of employers do not add up"
        return f"Does not reflect the {what} of employers in the occupation"

    return words


def _some_title(nobody: str, one: str, some: str) -> Callable[[Args], str]:
    """Nobody is there; or the only one fails; or some, or all, of several do."""

    def words(args: Args) -> str:
        if args.get("people") == []:
            return nobody
        return one if args.get("of") == 1 else some

    return words


def _some(nobody: str, who: str) -> Callable[[Args], str]:
    """How many fail, and what; or there is nobody. What was stored before the rules were counted says how many."""

    def words(args: Args) -> str:
        if not args["people"]:
            return nobody
        failing = len(args["people"])
        told = f"{failing} of {counted(args['of'], who)} {'does' if failing == 1 else 'do'} not"
        lacks = [f"{number} for {ABOUT[rule]}" for rule, number in args.get("rules", [])]
        return f"{told} ({joined(lacks)})" if lacks else told

    return words


GROUP: dict[str, Words] = {
    "group.no_fee": Words(
        "No admission or membership fee",
        _fee_title,
        _fee,
        "Say whether there is a fee; none may be charged.",
        "running",
    ),
    "group.chair_selected": Words(
        "A chair or two co-chairs", _chairs_title, _chairs, "Choose one chair, or two co-chairs.", "chairs"
    ),
    "group.chairs_eligible": Words(
        "Every chair meets the requirements",
        _some_title(
            "No chair who could meet the requirements",
            "The chair does not meet the requirements",
            "Not every chair meets the requirements",
        ),
        _some("There is no chair yet", "chair"),
        "Put right what is listed for each chair.",
        "chairs",
        leans=True,
    ),
    "group.members_eligible": Words(
        "Every employer member meets the requirements",
        _some_title(
            "No employer member who could meet the requirements",
            "The employer member does not meet the requirements",
            "Not every employer member meets the requirements",
        ),
        _some("There is no employer member yet", "employer member"),
        "Put right what is listed for each member, or remind them.",
        "members",
        leans=True,
    ),
    "group.members_approved": Words(
        "Every employer member is approved",
        "Not every employer member is approved",
        _approved,
        "Submit the membership, or wait for the decision where it is submitted.",
        "members",
    ),
    "group.interests_declared": Words(
        "Everyone has a recent declaration of interests",
        "Not everyone has a recent declaration of interests",
        lambda args: f"No declaration in the last {args['days']} days by {len(args['people'])} of {args['of']} people",
        "Ask each of them to declare interests, or that there are none.",
        "members",
    ),
    "group.conflicts_managed": Words(
        "Every declared interest has a recorded handling",
        "Not every declared interest has a recorded handling",
        lambda args: f"Interests of {counted(len(args['people']), 'person', 'people')} have no recorded handling",
        "Record how each interest is handled, also where nothing is needed.",
        "register",
    ),
    "group.size": Words(
        "The right number of employers", _size_title, _size, f"Invite more employers, {EITHER}.", "members"
    ),
    "group.small_employers": Words(
        "Small employers take part", "Not enough small employers", _small, "Invite a small employer.", "members"
    ),
    "group.represents_size": Words(
        "Reflects the sizes of employers in the occupation",
        _reflects("sizes"),
        _represents(Dimension.SIZE),
        COVER,
        "population",
    ),
    "group.represents_sector": Words(
        "Reflects the sectors of employers in the occupation",
        _reflects("sectors"),
        _represents(Dimension.SECTOR),
        COVER,
        "population",
    ),
    "group.represents_region": Words(
        "Reflects the regions of employers in the occupation",
        _reflects("regions"),
        _represents(Dimension.REGION),
        COVER,
        "population",
    ),
    "group.occupation_experience": Words(
        "A member works in the occupation, or did so recently",
        "No employer member works in the occupation, or did so recently",
        "Nobody has said so",
        "Ask members to answer the question, or invite somebody who does.",
        "members",
        leans=True,
    ),
    "group.capacity_confirmed": Words(
        "The group has the capacity to complete the work",
        "The group’s capacity to complete the work is not confirmed",
        "Nobody has confirmed it for the group",
        "Confirm the group’s capacity.",
        "running",
        leans=True,
    ),
    "group.capacity_limit": Words(
        "No more apprenticeships than one group can develop",
        "More apprenticeships than one group can develop",
        lambda args: f"{args['count']} apprenticeships; no more than {args['max']} expected",
        f"Hand some over to another group, {EITHER}.",
        "running",
    ),
    "group.drafting_responsibility": Words(
        "Employers take responsibility for drafting decisions",
        "That employers take responsibility for drafting decisions is not confirmed",
        "Nobody has confirmed it for the group",
        "Confirm it for the group.",
        "running",
        leans=True,
    ),
    "group.adviser_undertakings": Words(
        "Advisers and facilitators undertake not to promote services",
        "Not everybody who advises or helps has undertaken not to promote services",
        _undertakings,
        "Ask each of them to give it on their own membership page.",
        "advisers",
        leans=True,
        absent="Nobody serves whose undertaking is asked for",
    ),
    "group.details_current": Words(
        "The group’s details were confirmed recently",
        "The group’s details were not confirmed recently",
        _details_current,
        "Check the group’s details and confirm them.",
        "running",
        leans=True,
    ),
    "group.advisers": Words(
        "The group has advisers",
        "The group has no adviser",
        "Nobody has joined as one yet",
        "Invite advisers; this is advice, not a condition.",
        "advisers",
        leans=True,
    ),
    "group.expertise": Words(
        "All areas of expertise are covered",
        "Not all areas of expertise are covered",
        lambda args: "Not covered: " + joined([Expertise(area).label.lower() for area in args["missing"]]),
        "Ask members which areas they bring, or invite somebody who brings them.",
        "members",
    ),
}
