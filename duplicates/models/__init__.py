"""Two organisations, or two people, that may be the same."""

from duplicates.models.pairs import Double, DoubleQuerySet, LikelyDouble, Pair, PersonDouble, called

__all__ = [
    "Double",
    "DoubleQuerySet",
    "LikelyDouble",
    "Pair",
    "PersonDouble",
    "called",
]
