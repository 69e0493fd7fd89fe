"""What this app asks of its own content: names that mean the same."""

from members.rules.names import (
    SimilarNames,
    closest,
    is_like_person,
    likely_duplicates,
    normalised,
    normalised_person,
    same_name,
)

__all__ = [
    "SimilarNames",
    "closest",
    "is_like_person",
    "likely_duplicates",
    "normalised",
    "normalised_person",
    "same_name",
]
