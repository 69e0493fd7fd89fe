"""Organisations that may be the same: alike in name, and told apart by what groups say of their own occupations."""

from datetime import date
from typing import Any

from accounts.models import User
from duplicates.models import LikelyDouble
from members.models import Organisation
from members.references import referenced
from members.rules import normalised
from members.similar import similar_names

NOUN = "Organisation"
LIST = "duplicates:duplicates"  # the page of those that wait
# What a group says of an organisation with its own occupation in mind: a merge must not answer it for another group.
OF_THE_GROUP = ("employs_in_occupation", "may_profit", "delivers")
FILLED = ("size", "sector", "division", "region")  # what the one that stays takes over where it says nothing


def proposals() -> dict[tuple[int, int], dict[str, Any]]:
    """Pairs of keys with what is told of each pair."""
    names = dict(Organisation.objects.filter(pk__in=referenced(Organisation)).values_list("pk", "name"))
    return {pair: {"score": score} for pair, score in similar_names(names, names, normalised).items()}


def hindrances(pair: LikelyDouble, on: date) -> list[str]:
    if all(getattr(pair.first, name) == getattr(pair.second, name) for name in OF_THE_GROUP):
        return []
    return [
        "The groups say different things of the two about their own occupations or interests. Merged, one group would"
        " answer for the other, so they stay two unless the chairs put their lists right."
    ]


def keepable(pair: LikelyDouble) -> list[Organisation]:
    return [pair.first, pair.second]


def set_replaced(gone: Organisation, kept: Organisation | None, *, by: User, why: str) -> None:
    """Nothing to note: an organisation has no address by which it could come again."""


def tell(pair: LikelyDouble) -> None:
    """Nobody: each group goes on with the same organisation under the other spelling."""
