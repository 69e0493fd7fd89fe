"""The coverage test: does the group reflect who employs people in the occupation?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from guidance.facts import SHARE_UNITS, Facts
from guidance.policies import Parameters
from guidance.rules.registry import EITHER, Message, group_rule
from guidance.rules.rule_input import Args, RuleInput, by_organisation
from guidance.sentences import percent
from guidance.vocabulary import CATEGORIES, Dimension, Region, Sector, SizeBand


def represents(dimension: Dimension, inputs: RuleInput) -> Args | None:
    """The coverage test: every material category has at least one employer's organisation."""
    shares = population_of(inputs.facts, dimension)
    if not shares:
        return {"recorded": False}
    if not sums_to_whole(shares):
        return {"recorded": True, "sum": str(sum(shares.values()) / SHARE_UNITS)}
    present = set(by_organisation(inputs.facts, _values(inputs.facts, dimension)).values())
    gaps = [name for name in material(shares, inputs.parameters.material_share) if name not in present]
    gaps.sort(key=shares.__getitem__, reverse=True)
    return {"missing": [[name, shares[name] / SHARE_UNITS] for name in gaps]} if gaps else None


def population_of(facts: Facts, dimension: Dimension) -> dict[str, int]:
    """The occupation's employers by category, in SHARE_UNITS; empty where nothing is recorded."""
    rows = zip(facts.population_dimensions, facts.population_categories, facts.population_shares, strict=True)
    return {category: share for name, category, share in rows if name == dimension}


def sums_to_whole(shares: dict[str, int]) -> bool:
    """Whether the shares make a whole: rounded to four decimals, 0.99 to 1.01, both ends included."""
    ten_thousandths = round(sum(shares.values()) / (SHARE_UNITS // 10_000))
    return 9_900 <= ten_thousandths <= 10_100


def material(shares: dict[str, int], at_least: float) -> list[str]:
    """The categories whose share is at least `at_least` (of 1); where none is, the largest ones."""
    bar = round(at_least * SHARE_UNITS)
    return [name for name, share in shares.items() if share >= bar] or [
        name for name, share in shares.items() if share == max(shares.values())
    ]


def _values(facts: Facts, dimension: Dimension) -> list[str]:
    return {Dimension.SIZE: facts.sizes, Dimension.SECTOR: facts.sectors, Dimension.REGION: facts.regions}[dimension]


class CategoryShare(NamedTuple):
    category: str
    population: float  # of 1
    group: float  # of 1
    employers: int
    is_material: bool

    @property
    def is_gap(self) -> bool:
        return self.is_material and not self.employers


class Coverage(NamedTuple):
    """The occupation's employers beside the group's. `distance` (0 alike, 1 apart) informs and never decides."""

    dimension: Dimension
    is_recorded: bool
    total: float  # what the recorded shares sum to
    is_whole: bool
    categories: list[CategoryShare]
    distance: float


def coverage(facts: Facts, dimension: Dimension, parameters: Parameters) -> Coverage:
    """For the page: every category with the occupation's share, the group's, and whether it is a gap."""
    shares = population_of(facts, dimension)
    have = [value for value in by_organisation(facts, _values(facts, dimension)).values() if value]
    must_have = material(shares, parameters.material_share)
    rows = [
        CategoryShare(
            name,
            shares.get(name, 0) / SHARE_UNITS,
            have.count(name) / len(have) if have else 0.0,
            have.count(name),
            name in must_have,
        )
        for name in CATEGORIES[dimension].values
    ]
    distance = sum(abs(row.population - row.group) for row in rows) / 2
    total = sum(shares.values()) / SHARE_UNITS
    return Coverage(dimension, bool(shares), total, sums_to_whole(shares), rows, distance)


# --- the rules -------------------------------------------------------------------------------------------------------
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


# pragma: no mutate start
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
    def sentence(args: Args) -> str:
        if args.get("recorded") is False:
            return f"No figures are recorded for the employers in this occupation by {dimension.value}"
        if "sum" in args:
            return f"The shares by {dimension.value} add up to {percent(float(args['sum']))}; they must add up to 100%"
        return ". ".join(gap(dimension, name, share) for name, share in args["missing"])

    return sentence


def _reflects(what: str) -> Callable[[Args], str]:
    def sentence(args: Args) -> str:
        if args.get("recorded") is False:
            return f"The {what} of employers in the occupation are not recorded"
        if "sum" in args:
            return f"The figures on the {what} of employers do not add up"
        return f"Does not reflect the {what} of employers in the occupation"

    return sentence


# pragma: no mutate end
group_rule(
    "group.represents_size",
    partial(represents, Dimension.SIZE),
    Message(
        "Reflects the sizes of employers in the occupation",
        _reflects("sizes"),
        _represents(Dimension.SIZE),
        COVER,
        "population",
        anchor="#id_size_micro",
    ),
)
group_rule(
    "group.represents_sector",
    partial(represents, Dimension.SECTOR),
    Message(
        "Reflects the sectors of employers in the occupation",
        _reflects("sectors"),
        _represents(Dimension.SECTOR),
        COVER,
        "population",
        anchor="#id_sector_A",
    ),
)
group_rule(
    "group.represents_region",
    partial(represents, Dimension.REGION),
    Message(
        "Reflects the regions of employers in the occupation",
        _reflects("regions"),
        _represents(Dimension.REGION),
        COVER,
        "population",
        anchor="#id_region_north_east",
    ),
)
