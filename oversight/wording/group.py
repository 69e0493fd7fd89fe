"""The words of the rules about the group."""

from __future__ import annotations

from collections.abc import Callable

from groups.enums import Dimension, Region, Sector, SizeBand
from members.enums import Expertise
from oversight.wording.parts import Args, Words, counted, day, joined, percent

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
    return f"{args['chairs']} chairs; one chair or two co-chairs are allowed" if args["chairs"] else "No chair yet"


def _size(args: Args) -> str:
    what = counted(args["count"], "employer" if args["counts"] == "organisations" else "member")
    return f"{what}; {args['min']} to {args['max']} expected"


def _some(nobody: str, who: str) -> Callable[[Args], str]:
    """Some people of several fail; or there is nobody."""
    return lambda args: f"Not met by {len(args['people'])} of {counted(args['of'], who)}" if args["people"] else nobody


def _details_current(args: Args) -> str:
    if not args["confirmed_on"]:
        return "The group’s details have never been confirmed"
    return f"Last confirmed on {day(args['confirmed_on'])}, more than {args['days']} days ago"


def _small(args: Args) -> str:
    return (
        f"{counted(args['count'], 'small employer')} (fewer than {args['below']} employees); {args['required']} needed"
    )


def _approved(args: Args) -> str:
    return f"{counted(len(args['people']), 'member')} not yet approved"


def _undertakings(args: Args) -> str:
    return f"{counted(len(args['people']), 'person has', 'people have')} not given the undertaking"


GROUP: dict[str, Words] = {
    "group.no_fee": Words(
        "No admission or membership fee", _fee, "Say whether there is a fee; none may be charged.", "running"
    ),
    "group.chair_selected": Words("A chair or two co-chairs", _chairs, "Choose one chair, or two co-chairs.", "chairs"),
    "group.chairs_eligible": Words(
        "Every chair meets the requirements",
        _some("No chair yet", "chair"),
        "Put right what is listed for each chair.",
        "chairs",
        leans=True,
    ),
    "group.members_eligible": Words(
        "Every employer member meets the requirements",
        _some("No employer member yet", "employer member"),
        "Put right what is listed for each member, or remind them.",
        "members",
        leans=True,
    ),
    "group.members_approved": Words(
        "Every employer member is approved", _approved, "Submit the membership for approval.", "members"
    ),
    "group.interests_declared": Words(
        "Everyone has a recent declaration of interests",
        lambda args: f"No declaration in the last {args['days']} days by {len(args['people'])} of {args['of']} people",
        "Ask each of them to declare interests, or that there are none.",
        "members",
        leans=True,
    ),
    "group.conflicts_managed": Words(
        "Every declared interest has a recorded handling",
        lambda args: f"Interests of {counted(len(args['people']), 'person', 'people')} have no recorded handling",
        "Record how each interest is handled, also where nothing is needed.",
        "register",
    ),
    "group.size": Words("The right number of employers", _size, f"Invite more employers, {EITHER}.", "members"),
    "group.small_employers": Words("Small employers take part", _small, "Invite a small employer.", "members"),
    "group.represents_size": Words(
        "Reflects the sizes of employers in the occupation", _represents(Dimension.SIZE), COVER, "population"
    ),
    "group.represents_sector": Words(
        "Reflects the sectors of employers in the occupation", _represents(Dimension.SECTOR), COVER, "population"
    ),
    "group.represents_region": Words(
        "Reflects the regions of employers in the occupation", _represents(Dimension.REGION), COVER, "population"
    ),
    "group.occupation_experience": Words(
        "A member works in the occupation, or did so recently",
        "No employer member works in the occupation, or did so recently",
        "Ask members to answer the question, or invite somebody who does.",
        "members",
    ),
    "group.capacity_confirmed": Words(
        "The group has the capacity to complete the work",
        "Not confirmed",
        "Confirm the group’s capacity.",
        "running",
        leans=True,
    ),
    "group.capacity_limit": Words(
        "No more apprenticeships than one group can develop",
        lambda args: f"{args['count']} apprenticeships; no more than {args['max']} expected",
        f"Hand some over to another group, {EITHER}.",
        "running",
    ),
    "group.drafting_responsibility": Words(
        "Employers take responsibility for drafting decisions",
        "Not confirmed",
        "Confirm it for the group.",
        "running",
        leans=True,
    ),
    "group.adviser_undertakings": Words(
        "Advisers and facilitators undertake not to promote services",
        _undertakings,
        "Ask each of them to give it on their own membership page.",
        "advisers",
    ),
    "group.details_current": Words(
        "The group’s details were confirmed recently",
        _details_current,
        "Check the group’s details and confirm them.",
        "running",
    ),
    "group.advisers": Words(
        "The group has advisers", "No adviser yet", "Invite advisers; this is advice, not a condition.", "advisers"
    ),
    "group.expertise": Words(
        "All areas of expertise are covered",
        lambda args: "Not covered: " + joined([Expertise(area).label.lower() for area in args["missing"]]),
        "Ask members which areas they bring, or invite somebody who brings them.",
        "members",
    ),
}
