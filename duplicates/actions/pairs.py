"""Organisations or people that may be the same: proposed once, judged by a person, merged with history, taken apart.

What is different for the two stands in `double_organisations` and `double_people`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from duplicates.actions import organisations, people
from duplicates.models import LikelyDouble, Pair, PersonDouble
from groups.actions import mark_changed
from groups.models import Group
from members.enums import Judgement
from members.references import groups_of, repoint
from portal import history
from portal.exceptions import Conflict
from portal.locking import lock_or_conflict

# people first: comparing the names of very many organisations may take longer than a worker is given
SORTS: dict[type[Pair], Any] = {PersonDouble: people, LikelyDouble: organisations}


def find(*, now: datetime) -> int:
    """Propose every pair that is not known yet; returns how many. What nothing names is passed over."""
    return sum(_propose(model, sort.proposals(), now) for model, sort in SORTS.items())


def _propose(model: Any, pairs: dict[tuple[int, int], dict[str, Any]], now: datetime) -> int:
    existing_pairs = set(model.objects.values_list("first", "second"))
    new = [
        model(first_id=first, second_id=second, found_at=now, **content)
        for (first, second), content in pairs.items()
        if (first, second) not in existing_pairs
    ]
    with transaction.atomic():
        model.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True)
        seen = list(model.objects.filter(found_at=now))  # less what another look has found meanwhile
        model.history.bulk_history_create(seen, batch_size=1_000, default_change_reason="Found alike")
    return len(seen)


def hindrances(double: Pair, on: date) -> list[str]:
    """Why the two cannot be merged, in sentences; none where they can."""
    return list(SORTS[type(double)].hindrances(double, on))


def keepable(double: Pair) -> list[Any]:
    """Those of the two that may be the one that is kept."""
    return list(SORTS[type(double)].keepable(double))


@transaction.atomic
def merge(*, double: Pair, keep: Any, by: User, now: datetime) -> Pair:
    """What names the other one names `keep` from now on; where `keep` says nothing of itself it takes the other's word.

    The other one stays as a row that nothing names, with its history. Every group concerned is assessed again. Raises
    Conflict for a pair that somebody judged already, and for one that cannot be merged (`hindrances`, `keepable`).
    """
    groups = _lock_groups(double)
    double = _lock(double)
    sort = SORTS[type(double)]
    if double.judgement != Judgement.OPEN:
        raise _judged(double)
    why_not = hindrances(double, timezone.localdate(now))
    if why_not or keep not in keepable(double):
        text = " ".join(why_not) or "The other one of the two has to be kept."
        raise Conflict(text, next_href=double.get_absolute_url(), next_text="See both")
    kept = double.first if keep.pk == double.first_id else double.second
    gone = double.other(kept)
    _fill(kept, gone, sort.FILLED, by)
    why = f"{sort.NOUN} merged with its double"
    double.moved = repoint(gone, kept, by=by, why=why)
    sort.set_replaced(gone, kept, by=by, why=why)
    _drop_others(gone, double)
    _mark_changed(groups, now)
    _judge(double, Judgement.MERGED, kept, by=by, now=now)
    sort.tell(double)
    return double


def _fill(kept: Any, gone: Any, names: Iterable[str], by: User) -> None:
    filled = [name for name in names if not getattr(kept, name) and getattr(gone, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    if filled:
        history.save(kept, by=by, why="Merged with a double", fields=filled)


@transaction.atomic
def part(*, double: Pair, by: User, now: datetime) -> Pair:
    """The two are not the same: never proposed again; where they were merged, what was re-pointed names its own again.

    Rows that came since stay with the one that was kept. Doing it twice changes nothing.
    """
    groups = _lock_groups(double)
    double = _lock(double)
    if double.judgement == Judgement.DIFFERENT:
        return double
    if double.kept is not None:
        sort = SORTS[type(double)]
        why = f"{sort.NOUN} taken apart from another"
        repoint(double.kept, double.gone, by=by, why=why, only=double.moved)
        sort.set_replaced(double.gone, None, by=by, why=why)
        _mark_changed(groups, now)
    return _judge(double, Judgement.DIFFERENT, None, by=by, now=now)


def _lock_groups(double: Pair) -> list[Group]:
    """Every group that names either, in the order of their keys; nobody changes them meanwhile."""
    keys = groups_of(double.first) | groups_of(double.second)
    return list(Group.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _lock(double: Pair) -> Any:
    pair = [double.first_id, double.second_id]
    list(type(double.first).objects.select_for_update().filter(pk__in=pair).order_by("pk"))
    rows = type(double)._default_manager.select_related("first", "second", "kept", "judged_by")
    next_href = reverse(SORTS[type(double)].LIST)
    return lock_or_conflict(rows, double.pk, next_href=next_href, next_text="See the others")


def _drop_others(gone: Any, double: Pair) -> None:
    """Other open pairs of one that nothing names any more; what they asked is found again of the one that was kept."""
    others = type(double)._default_manager.filter(judgement=Judgement.OPEN)
    others.filter(Q(first=gone) | Q(second=gone)).exclude(pk=double.pk).delete()


def _mark_changed(groups: Iterable[Group], now: datetime) -> None:
    for group in groups:
        mark_changed(group, now)


def _judge(double: Pair, judgement: Judgement, kept: Any, *, by: User, now: datetime) -> Pair:
    double.judgement, double.kept, double.judged_at, double.judged_by = judgement, kept, now, by
    return history.save(double, by=by, why=str(judgement.label))


def _judged(double: Pair) -> Conflict:
    return Conflict(
        "Somebody judged these two already.",
        state=double.get_judgement_display(),
        by=str(double.judged_by),
        at=double.judged_at,
        next_href=double.get_absolute_url(),
        next_text="See what was decided",
    )
