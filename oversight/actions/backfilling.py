"""Snapshots of weeks before there were any: each group is assessed as at those days, from what is recorded today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from guidance.duties.groups import GroupAnswer, group_inputs
from guidance.policies import policy_for
from oversight.actions.snapshots import tally
from oversight.actions.storing import values_of
from oversight.models import SNAPSHOT_FIELDS, Assessment, Snapshot, SweptDay

TOGETHER = 500  # groups in memory


def weekly(first: date, last: date) -> list[date]:
    """That day and every seventh after it, none after `last`."""
    return [first + timedelta(days=days) for days in range(0, (last - first).days + 1, 7)]


def backfill(group_ids: range, *, days: Sequence[date]) -> int:
    """Make the snapshots of these groups on those days, in their order; how many were made.

    A group gets none from the day of its first snapshot on, and none before its first contact. What has no date of its
    own (approvals, the fee, figures of the population) is taken as it is today, so the rows are marked. Stages and
    turns that last since then have their first day from it. Raises NoPolicy for a day before the first policy.
    """
    made = 0
    for start in range(group_ids.start, group_ids.stop, TOGETHER):
        made += _backfill(range(start, min(start + TOGETHER, group_ids.stop)), days)
    return made


def count_weeks(days: Sequence[date]) -> None:
    """Count how groups stood on those days, but for days that were swept: theirs are counted."""
    swept = set(SweptDay.objects.filter(on__in=days).values_list("on", flat=True))
    for day in days:
        if day not in swept:
            tally(day)


def _backfill(group_ids: range, days: Sequence[date]) -> int:
    first = _first_days(group_ids)
    periods = dict[int, list[Snapshot]]()
    for day in days:
        for group_id, values in _values_on(group_ids, day):
            if group_id in first and first[group_id] <= day:
                continue
            rows = periods.setdefault(group_id, [])
            if not rows or any(getattr(rows[-1], name) != values[name] for name in SNAPSHOT_FIELDS):
                rows.append(Snapshot(group_id=group_id, on=day, is_backfilled=True, **values))
    for group_id, rows in periods.items():
        for row, later in zip(rows, [*rows[1:], None], strict=True):
            row.until = later.on if later else first.get(group_id)
    made = [row for rows in periods.values() for row in rows]
    with transaction.atomic():
        Snapshot.objects.bulk_create(made)
        _keep_first_days(list(periods))
    return len(made)


def _first_days(group_ids: range) -> dict[int, date]:
    """The day of each group's first snapshot."""
    rows = Snapshot.objects.filter(group_id__gte=group_ids.start, group_id__lt=group_ids.stop)
    return dict(rows.order_by("group_id", "-on").values_list("group_id", "on"))  # the last of each is its first


def _values_on(group_ids: range, day: date) -> Iterator[tuple[int, dict[str, Any]]]:
    policy = policy_for(day)
    for facts, records in group_inputs(group_ids, day):
        if facts.first_contact_on <= day:
            values = values_of(GroupAnswer(facts, records, policy, day))
            yield facts.group, {name: values[name] for name in SNAPSHOT_FIELDS}


def _keep_first_days(group_ids: Sequence[int]) -> None:
    """Of each stage and turn that was the same before: the day from which it was, by all snapshots up to today's."""
    snapshots: dict[int, list[Snapshot]] = {group_id: [] for group_id in group_ids}
    for snapshot in Snapshot.objects.filter(group__in=group_ids).order_by("group", "on"):
        snapshots[snapshot.group_id].append(snapshot)
    assessments = list(Assessment.objects.filter(group__in=group_ids))
    for row in assessments:
        for name in ("stage", "turn"):
            if since := _since(snapshots[row.group_id], name, getattr(row, name)):
                setattr(row, f"{name}_since", min(since, getattr(row, f"{name}_since") or since))
    Assessment.objects.bulk_update(assessments, ["stage_since", "turn_since"])


def _since(rows: Sequence[Snapshot], name: str, value: str) -> date | None:
    """The first day of the last rows that all have it; None where the last has another."""
    since = None
    for row in reversed(rows):
        if getattr(row, name) != value:
            break
        since = row.on
    return since
