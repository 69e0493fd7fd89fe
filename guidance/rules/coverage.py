"""The coverage test: does the group reflect who employs people in the occupation?"""

from __future__ import annotations

from typing import NamedTuple

from guidance.facts import SHARE_UNITS, Facts
from guidance.policies import Parameters
from guidance.rules.case import Args, Case, by_organisation
from guidance.vocabulary import CATEGORIES, Dimension


def represents(dimension: Dimension, case: Case) -> Args | None:
    """The coverage test: every material category has at least one employer's organisation."""
    shares = population_of(case.facts, dimension)
    if not shares:
        return {"recorded": False}
    if not sums_to_one(shares):
        return {"recorded": True, "sum": str(sum(shares.values()) / SHARE_UNITS)}
    present = set(by_organisation(case.facts, _values(case.facts, dimension)).values())
    gaps = [name for name in material(shares, case.parameters.material_share) if name not in present]
    gaps.sort(key=shares.__getitem__, reverse=True)
    return {"missing": [[name, shares[name] / SHARE_UNITS] for name in gaps]} if gaps else None


def population_of(facts: Facts, dimension: Dimension) -> dict[str, int]:
    """The occupation's employers by category, in SHARE_UNITS; empty where nothing is recorded."""
    rows = zip(facts.population_dimensions, facts.population_categories, facts.population_shares, strict=True)
    return {category: share for name, category, share in rows if name == dimension}


def sums_to_one(shares: dict[str, int]) -> bool:
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
    return Coverage(dimension, bool(shares), total, sums_to_one(shares), rows, distance)
