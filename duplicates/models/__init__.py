"""Two organisations, or two people, that may be the same."""

from duplicates.models.pairs import DuplicatePair, DuplicatePairQuerySet, LikelyDouble, Pair, PersonDouble, called

__all__ = [
    "DuplicatePair",
    "DuplicatePairQuerySet",
    "LikelyDouble",
    "Pair",
    "PersonDouble",
    "called",
]
