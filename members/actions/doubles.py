"""Organisations that may be the same: found by their names, judged by a person, merged with history, taken apart."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from groups.actions import touch
from groups.models import Group
from members.actions.organisations import TIES, groups_of, repoint
from members.enums import Judgement
from members.models import LikelyDouble, Organisation
from members.rules import likely_doubles, normalised
from portal import history
from portal.exceptions import Conflict

# What a group says of an organisation with its own occupation in mind: a merge must not answer it for another group.
OF_THE_GROUP = ("employs_in_occupation", "may_profit", "delivers")
FILLED = ("size", "sector", "division", "region")  # what the one that stays takes over where it says nothing


def find(*, now: datetime) -> int:
    """Propose every pair that is not known yet; returns how many. Organisations that nothing names are passed over.

    Of several that are spelt alike, each is paired with the oldest: the pairs grow with the names, not their square.
    """
    named = Q(pk__in=_named())
    names = dict(Organisation.objects.filter(named).order_by("pk").values_list("pk", "name"))
    spelt: dict[str, list[int]] = {}
    for pk, name in names.items():
        if key := normalised(name):
            spelt.setdefault(key, []).append(pk)
    scores = {(keys[0], other): 100.0 for keys in spelt.values() for other in keys[1:]}
    oldest = {names[keys[0]]: keys[0] for keys in spelt.values()}
    for double in likely_doubles(oldest):
        first, second = sorted((oldest[double.first], oldest[double.second]))
        scores[first, second] = double.score
    known = set(LikelyDouble.objects.values_list("first", "second"))
    new = [
        LikelyDouble(first_id=first, second_id=second, score=score, found_at=now)
        for (first, second), score in scores.items()
        if (first, second) not in known
    ]
    return len(LikelyDouble.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True))


def _named() -> set[int]:
    return {pk for model in TIES for pk in model.objects.values_list("organisation", flat=True) if pk is not None}


@transaction.atomic
def merge(*, double: LikelyDouble, keep: Organisation, by: User, now: datetime) -> LikelyDouble:
    """What names the other one names `keep` from now on; where `keep` says nothing of itself it takes the other's word.

    The other one stays as a row that nothing names, with its history. Every group concerned is assessed again. Raises
    Conflict for a pair that somebody judged already, and where the groups say different things of the two with their
    own occupations in mind.
    """
    groups = _lock_groups(double)
    double = _lock(double)
    if double.judgement != Judgement.OPEN:
        raise _judged(double)
    if differing(double):
        raise Conflict(
            "The groups say different things of these two about their own occupations, so they stay two.",
            next_href=double.get_absolute_url(),
            next_text="See both",
        )
    kept, gone = (double.first, double.second) if keep.pk == double.first_id else (double.second, double.first)
    filled = [name for name in FILLED if not getattr(kept, name) and getattr(gone, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    if filled:
        history.save(kept, by=by, why="Merged with a double", fields=filled)
    double.moved = repoint(gone, kept, by=by, why="Organisation merged with its double")
    _drop_others(gone, double)
    _touch(groups, now)
    return _judge(double, Judgement.MERGED, kept, by=by, now=now)


def differing(double: LikelyDouble) -> list[str]:
    """The fields in which the two differ and that only a group can answer."""
    return [name for name in OF_THE_GROUP if getattr(double.first, name) != getattr(double.second, name)]


@transaction.atomic
def part(*, double: LikelyDouble, by: User, now: datetime) -> LikelyDouble:
    """The two are not the same: never proposed again; where they were merged, what was re-pointed names its own again.

    Rows that came since stay with the one that was kept. Doing it twice changes nothing.
    """
    groups = _lock_groups(double)
    double = _lock(double)
    if double.judgement == Judgement.DIFFERENT:
        return double
    if double.kept is not None and double.gone is not None:
        repoint(double.kept, double.gone, by=by, why="Organisation taken apart from another", only=double.moved)
        _touch(groups, now)
    return _judge(double, Judgement.DIFFERENT, None, by=by, now=now)


def _lock_groups(double: LikelyDouble) -> list[Group]:
    """Every group that names either, in the order of their keys; nobody changes them meanwhile."""
    keys = groups_of(double.first) | groups_of(double.second)
    return list(Group.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _lock(double: LikelyDouble) -> LikelyDouble:
    list(Organisation.objects.select_for_update().filter(pk__in=[double.first_id, double.second_id]).order_by("pk"))
    rows = LikelyDouble.objects.select_for_update(of=("self",))
    return rows.select_related("first", "second", "kept", "judged_by").get(pk=double.pk)


def _drop_others(gone: Organisation, double: LikelyDouble) -> None:
    """Other open pairs of one that nothing names any more; what they asked is found again of the one that was kept."""
    LikelyDouble.objects.undecided().filter(Q(first=gone) | Q(second=gone)).exclude(pk=double.pk).delete()


def _touch(groups: Iterable[Group], now: datetime) -> None:
    for group in groups:
        touch(group, now)


def _judge(
    double: LikelyDouble, judgement: Judgement, kept: Organisation | None, *, by: User, now: datetime
) -> LikelyDouble:
    double.judgement, double.kept, double.judged_at, double.judged_by = judgement, kept, now, by
    return history.save(double, by=by, why=str(judgement.label))


def _judged(double: LikelyDouble) -> Conflict:
    return Conflict(
        "Somebody judged these two already.",
        state=double.get_judgement_display(),
        by=str(double.judged_by),
        at=double.judged_at,
        next_href=double.get_absolute_url(),
        next_text="See what was decided",
    )
