"""What this app asks of its own content: names that mean the same."""

from members.rules.names import (
    Double,
    closest,
    is_like_person,
    likely_duplicates,
    normalised,
    normalised_person,
    same_name,
)

__all__ = [
    "Double",
    "closest",
    "is_like_person",
    "likely_duplicates",
    "normalised",
    "normalised_person",
    "same_name",
]
