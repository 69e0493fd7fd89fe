"""What this app asks of its own content: the guidance's words, names that mean the same."""

from members.rules.names import (
    Double,
    closest,
    is_like_person,
    likely_doubles,
    normalised,
    normalised_person,
    same_name,
)
from members.rules.wording import (
    EITHER,
    INSTITUTE_2023,
    MAILINGS,
    OF_THE_EMPLOYER,
    SKILLS_ENGLAND_2025,
    WORDINGS,
    Item,
    Wording,
    wording_for,
    words_given,
)

__all__ = [
    "EITHER",
    "INSTITUTE_2023",
    "MAILINGS",
    "OF_THE_EMPLOYER",
    "SKILLS_ENGLAND_2025",
    "WORDINGS",
    "Double",
    "Item",
    "Wording",
    "closest",
    "is_like_person",
    "likely_doubles",
    "normalised",
    "normalised_person",
    "same_name",
    "wording_for",
    "words_given",
]
