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
from members.references import groups_of, replace_references
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


def hindrances(pair: Pair, on: date) -> list[str]:
    """Why the two cannot be merged, in sentences; none where they can."""
    return list(SORTS[type(pair)].hindrances(pair, on))


def keepable(pair: Pair) -> list[Any]:
    """Those of the two that may be the one that is kept."""
    return list(SORTS[type(pair)].keepable(pair))


@transaction.atomic
def merge(*, pair: Pair, keep: Any, by: User, now: datetime) -> Pair:
    """What names the other one names `keep` from now on; where `keep` says nothing of itself it takes the other's word.

    The other one stays as a row that nothing names, with its history. Every group concerned is assessed again. Raises
    Conflict for a pair that somebody judged already, and for one that cannot be merged (`hindrances`, `keepable`).
    """
    groups = _lock_groups(pair)
    pair = _lock(pair)
    sort = SORTS[type(pair)]
    if pair.judgement != Judgement.OPEN:
        raise _judged(pair)
    why_not = hindrances(pair, timezone.localdate(now))
    if why_not or keep not in keepable(pair):
        text = " ".join(why_not) or "The other one of the two has to be kept."
        raise Conflict(text, next_href=pair.get_absolute_url(), next_text="See both")
    kept = pair.first if keep.pk == pair.first_id else pair.second
    gone = pair.other(kept)
    _fill(kept, gone, sort.FILLED, by)
    why = f"{sort.NOUN} merged with its double"
    pair.moved = replace_references(gone, kept, by=by, why=why)
    sort.set_replaced(gone, kept, by=by, why=why)
    _drop_others(gone, pair)
    _mark_changed(groups, now)
    _judge(pair, Judgement.MERGED, kept, by=by, now=now)
    sort.tell(pair)
    return pair


def _fill(kept: Any, gone: Any, names: Iterable[str], by: User) -> None:
    filled = [name for name in names if not getattr(kept, name) and getattr(gone, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    if filled:
        history.save(kept, by=by, why="Merged with a double", fields=filled)


@transaction.atomic
def part(*, pair: Pair, by: User, now: datetime) -> Pair:
    """The two are not the same: never proposed again; where they were merged, what was re-pointed names its own again.

    Rows that came since stay with the one that was kept. Doing it twice changes nothing.
    """
    groups = _lock_groups(pair)
    pair = _lock(pair)
    if pair.judgement == Judgement.DIFFERENT:
        return pair
    if pair.kept is not None:
        sort = SORTS[type(pair)]
        why = f"{sort.NOUN} taken apart from another"
        replace_references(pair.kept, pair.gone, by=by, why=why, only=pair.moved)
        sort.set_replaced(pair.gone, None, by=by, why=why)
        _mark_changed(groups, now)
    return _judge(pair, Judgement.DIFFERENT, None, by=by, now=now)


def _lock_groups(pair: Pair) -> list[Group]:
    """Every group that names either, in the order of their keys; nobody changes them meanwhile."""
    keys = groups_of(pair.first) | groups_of(pair.second)
    return list(Group.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _lock(pair: Pair) -> Any:
    sides = [pair.first_id, pair.second_id]
    list(type(pair.first).objects.select_for_update().filter(pk__in=sides).order_by("pk"))
    rows = type(pair)._default_manager.select_related("first", "second", "kept", "judged_by")
    next_href = reverse(SORTS[type(pair)].LIST)
    return lock_or_conflict(rows, pair.pk, next_href=next_href, next_text="See the others")


def _drop_others(gone: Any, pair: Pair) -> None:
    """Other open pairs of one that nothing names any more; what they asked is found again of the one that was kept."""
    others = type(pair)._default_manager.filter(judgement=Judgement.OPEN)
    others.filter(Q(first=gone) | Q(second=gone)).exclude(pk=pair.pk).delete()


def _mark_changed(groups: Iterable[Group], now: datetime) -> None:
    for group in groups:
        mark_changed(group, now)


def _judge(pair: Pair, judgement: Judgement, kept: Any, *, by: User, now: datetime) -> Pair:
    pair.judgement, pair.kept, pair.judged_at, pair.judged_by = judgement, kept, now, by
    return history.save(pair, by=by, why=str(judgement.label))


def _judged(pair: Pair) -> Conflict:
    return Conflict(
        "Somebody judged these two already.",
        state=pair.get_judgement_display(),
        by=str(pair.judged_by),
        at=pair.judged_at,
        next_href=pair.get_absolute_url(),
        next_text="See what was decided",
    )
