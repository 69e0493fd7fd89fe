"""How groups stand, kept over time: a period as long as a group stands alike, counts and medians of each day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from oversight.models import SNAPSHOT_FIELDS, SweptDay, Tally

# Answers about the groups as they are: one that changed since it was assessed has none to keep.
_CURRENT = """
    FROM oversight_assessment a JOIN groups_group g ON g.id = a.group_id
    WHERE a.group_id >= %(start)s AND a.group_id < %(stop)s AND a.assessed_at = g.changed_at AND a.as_at <= %(on)s
        AND a.group_id <> ALL(%(leave_out)s::bigint[])"""
_END = """
    UPDATE oversight_snapshot s SET until = %(on)s
    FROM (SELECT a.group_id, {a.columns} {current}) a
    WHERE s.group_id = a.group_id AND s.until IS NULL AND s."on" < %(on)s
        AND ({s.columns}) IS DISTINCT FROM ({a.columns})"""
_BEGIN = """
    INSERT INTO oversight_snapshot (group_id, "on", {columns})
    SELECT a.group_id, %(on)s, {a.columns} {current}
        AND NOT EXISTS (
            SELECT 1 FROM oversight_snapshot s
            WHERE s.group_id = a.group_id AND (s.until IS NULL OR s.until > %(on)s)
        )
    ORDER BY a.group_id"""
# Two workers with one part: the second finds what the first has kept.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('oversight.snapshots'), hashint8(%(start)s))"


def _filled_in(statement: str) -> str:
    """The statement with the columns of what is kept, of each table by its letter."""
    for table in ("a.", "s.", ""):
        statement = statement.replace(f"{{{table}columns}}", ", ".join(f"{table}{name}" for name in SNAPSHOT_FIELDS))
    return statement.replace("{current}", _CURRENT)


@transaction.atomic
def take_snapshots(group_ids: range, *, on: date, leave_out: Collection[int] = ()) -> int:
    """End the snapshot of each of these groups that stands otherwise from that day, and begin the next; the number
    begun, 0 where the day has them already.

    Call it on that day after a sweep of the groups. Two statements under a lock, so that nothing passes through memory.
    """
    values: Mapping[str, Any] = {
        "start": group_ids.start,
        "stop": group_ids.stop,
        "on": on,
        "leave_out": list(leave_out),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, values)
        cursor.execute(_filled_in(_END), values)
        cursor.execute(_filled_in(_BEGIN), values)
        return int(cursor.rowcount)


# --- of the whole day ------------------------------------------------------------------------------------------------
_TALLY = """
    INSERT INTO oversight_tally ("on", route_id, stage, next_gate, risk_level, groups, overdue)
    SELECT %(on)s, route_id, stage, next_gate, risk_level, count(*), count(*) FILTER (WHERE overdue > 0)
    FROM oversight_snapshot
    WHERE "on" <= %(on)s AND (until IS NULL OR until > %(on)s)
    GROUP BY route_id, stage, next_gate, risk_level"""
_MEDIANS = """
    SELECT grouping(route_id) = 1, route_id, stage, count(*),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY %(on)s::date - stage_since), max(%(on)s::date - stage_since)
    FROM oversight_assessment
    WHERE stage_since <= %(on)s
    GROUP BY GROUPING SETS ((stage), (stage, route_id))
    ORDER BY 1 DESC, 2, 3"""


@transaction.atomic
def finish_day(*, on: date, groups: int, failed: int, now: datetime) -> None:
    """Keep that the sweep of the day came to its end, with counts of how groups stand and days in their stages.

    Does nothing where the day has it already.
    """
    _, is_new = SweptDay.objects.get_or_create(
        on=on, defaults={"groups": groups, "failed": failed, "finished_at": now, "medians": _medians(on)}
    )
    if is_new:
        tally(on)


@transaction.atomic
def tally(on: date) -> None:
    """Count how groups stand by their snapshots of that day, in place of what was counted of it."""
    Tally.objects.filter(on=on).delete()
    with connection.cursor() as cursor:
        cursor.execute(_TALLY, {"on": on})


def _medians(on: date) -> list[dict[str, Any]]:
    """Of each stage, over all routes and in each: how many groups are in it, and for how many days."""
    with connection.cursor() as cursor:
        cursor.execute(_MEDIANS, {"on": on})
        return [
            {"all": is_all, "route": route, "stage": stage, "groups": groups, "median": median, "longest": longest}
            for is_all, route, stage, groups, median, longest in cursor.fetchall()
        ]
