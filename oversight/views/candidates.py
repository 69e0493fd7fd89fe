"""Who could be asked to join or to chair: for officials alone, and never a person of another group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import JSONObject

from conflicts.models import Interest
from groups.models import Group
from guidance.vocabulary import OrganisationKind
from lists.models import ListedEmployer
from members.access import named_in_public
from members.models import Membership, Organisation
from oversight.foresight.situation import Profile
from oversight.models import WithdrawalCase

SHOWN = 5
WHERE = (
    "on a published list for this occupation",
    "in a group of the same cluster",
    "in a group of the same route",
    "in another group",
)


class Member(NamedTuple):
    pk: int  # the membership's
    name: str
    organisation: str


class People(NamedTuple):
    """Who serves, by the person's key; who may not be made chair; and whether a case about support is open."""

    serving: dict[int, Member]
    barred: frozenset[int]
    has_case: bool

    def name(self, person: int | None) -> str:
        member = self.serving.get(person or 0)
        return member.name if member else "Somebody who does not serve any more"


@dataclass
class Candidates:
    """Organisations that fit a profile: how many, and the first few with where they are named."""

    profile: Profile
    count: int = 0
    first: list[tuple[str, str]] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.first)


def people_of(group: Group, on: date) -> People:
    """One statement."""
    own = Membership.objects.current(on).filter(group=OuterRef("pk"))
    member = JSONObject(pk="pk", person="person_id", name="person__name", organisation="organisation__name")
    barring = Interest.objects.disqualifying(on).filter(declaration__group=OuterRef("pk"))
    parts = {
        "serving": ArraySubquery(own.values(row=member)),
        "barred": ArraySubquery(barring.values("declaration__person")),
        "has_case": Exists(WithdrawalCase.objects.open().filter(group=OuterRef("pk"))),
    }
    row: Any = Group.objects.filter(pk=group.pk).values(**parts).get()
    serving = {entry.pop("person"): Member(**entry) for entry in row["serving"]}
    return People(serving, frozenset(row["barred"]), row["has_case"])


def candidates(group: Group, profiles: Iterable[Profile], on: date) -> list[Candidates]:
    """For each profile the organisations whose name is public, those on a list for the occupation first, then those of
    groups in its cluster, its route, and others. Not those in the group, or in a conflict that is open there.

    One statement; none without a profile.
    """
    results = [Candidates(profile) for profile in profiles]
    if not results:
        return []
    named = _named(group, on)
    parts = [_fitting(named, result.profile, place) for place, result in enumerate(results)]
    for row in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        result = results[row["place"]]
        result.count = row["total"]
        result.first.append((row["name"], WHERE[row["rank"]]))
    return results


def _named(group: Group, on: date) -> QuerySet[Organisation]:
    occupation, own = group.occupation, {"organisation": OuterRef("pk")}
    public = named_in_public(on).filter(**own)
    listed = ListedEmployer.objects.filter(**own, group__occupation=occupation, struck_on=None)
    near = [Exists(listed)]
    for kind in ("cluster", "route"):
        key = getattr(occupation, f"{kind}_id")
        near.append(Exists(public.filter(**{f"group__occupation__{kind}": key}) if key else public.none()))
    rank = Case(
        *(When(condition, then=Value(place)) for place, condition in enumerate(near)),
        default=Value(len(near)),
        output_field=IntegerField(),
    )
    serving = Membership.objects.current(on).filter(**own, group=group)
    conflicting = Interest.objects.unsettled(on).filter(**own, declaration__group=group)
    employers = Organisation.objects.filter(Q(Exists(public)) | Q(near[0]), kind=OrganisationKind.EMPLOYER)
    return employers.filter(~Exists(serving), ~Exists(conflicting)).annotate(rank=rank)


def _fitting(named: Any, profile: Profile, place: int) -> Any:
    asked = {name: getattr(profile, name) for name in ("size", "sector", "region") if getattr(profile, name)}
    fitting = named.filter(**asked).annotate(place=Value(place), total=Window(Count("pk")), sequence=F("pk"))
    return fitting.order_by("rank", "name", "pk").values("place", "rank", "name", "sequence", "total")[:SHOWN]
