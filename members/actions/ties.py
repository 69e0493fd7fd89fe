"""What names an organisation or a person, and how all of it comes to name another one, each row with its history."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from accounts.models import User
from conflicts.models import Declaration, Interest
from groups.models import Group
from meetings.models import Action, AgendaItem, Attendance, ItemAbsence, MinutesAnswer, TravelClaim, Vote
from members.models import (
    ChairAppointment,
    Engagement,
    HandOver,
    Invitation,
    ListedEmployer,
    Membership,
    Mentoring,
    Organisation,
    OverArchingChair,
    Person,
)
from portal import history
from proposals.models import EpaoQuote

Named = TypeVar("Named", Organisation, Person)


class Tie(NamedTuple):
    """The field of a model that names the thing, and the way from the model to its group."""

    field: str
    path: str


TIES: dict[Any, dict[Any, Tie]] = {
    Organisation: {
        Membership: Tie("organisation", "group"),
        Invitation: Tie("organisation", "group"),
        Engagement: Tie("organisation", "group"),
        Interest: Tie("organisation", "declaration__group"),
        EpaoQuote: Tie("organisation", "evidence__group"),
        TravelClaim: Tie("organisation", "group"),
        ListedEmployer: Tie("organisation", "group"),
    },
    Person: {
        Membership: Tie("person", "group"),
        ChairAppointment: Tie("person", "group"),
        HandOver: Tie("successor", "group"),
        Mentoring: Tie("mentor", "appointment__group"),
        OverArchingChair: Tie("person", "collaboration__participations__group"),
        Declaration: Tie("person", "group"),
        AgendaItem: Tie("led_by", "meeting__group"),
        Action: Tie("owner", "group"),
        Attendance: Tie("person", "meeting__group"),
        Vote: Tie("person", "motion__group"),
        MinutesAnswer: Tie("person", "minutes__meeting__group"),
        ItemAbsence: Tie("person", "motion__group"),
        TravelClaim: Tie("person", "group"),
    },
}


def named(kind: type[Organisation | Person]) -> set[int]:
    """The keys of those that anything names."""
    ties = TIES[kind].items()
    return {pk for model, tie in ties for pk in model.objects.values_list(tie.field, flat=True) if pk is not None}


def groups_naming(kind: type[Organisation | Person], keys: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs of the key of a thing and the key of a group in which anything names it; one statement."""
    keys = list(keys)
    first, *others = (
        model.objects.filter(**{f"{tie.field}__in": keys}).order_by().values_list(tie.field, tie.path)
        for model, tie in TIES[kind].items()
    )
    return {(key, group) for key, group in first.union(*others) if group is not None}


def groups_of(one: Organisation | Person) -> set[int]:
    """The keys of the groups in which anything names it."""
    return {group for _, group in groups_naming(type(one), [one.pk])}


def repoint(
    old: Named,
    new: Named,
    *,
    by: User,
    why: str,
    group: Group | None = None,
    only: Mapping[str, list[int]] | None = None,
) -> dict[str, list[int]]:
    """What named `old` names `new`, each with its history; in one group, or of `only` these keys by model, where given.

    Returns the keys by model. Call it under the locks of the groups.
    """
    moved: dict[str, list[int]] = {}
    for model, tie in TIES[type(old)].items():
        keys = model.objects.filter(**{tie.field: old}, **({tie.path: group} if group else {}))
        if only is not None:
            keys = keys.filter(pk__in=only.get(model._meta.label_lower, []))
        rows = model.objects.filter(pk__in=keys.order_by().values("pk"))
        for row in rows.order_by("pk").select_for_update(of=("self",)):
            setattr(row, tie.field, new)
            history.save(row, by=by, why=why, fields=[tie.field])
            moved.setdefault(model._meta.label_lower, []).append(row.pk)
    return moved
