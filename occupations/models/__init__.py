"""The occupational map and the regulator's officials of its routes; what was brought in of exports."""

from occupations.models.imports import ImportLine, ImportRun
from occupations.models.occupation_map import (
    BANDS,
    Cluster,
    Occupation,
    OccupationQuerySet,
    Pathway,
    Route,
    StandardVersion,
    searchable,
)
from occupations.models.officials import RouteOfficial, RouteOfficialQuerySet

__all__ = [
    "BANDS",
    "Cluster",
    "ImportLine",
    "ImportRun",
    "Occupation",
    "OccupationQuerySet",
    "Pathway",
    "Route",
    "RouteOfficial",
    "RouteOfficialQuerySet",
    "StandardVersion",
    "searchable",
]
