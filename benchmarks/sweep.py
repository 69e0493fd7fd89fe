"""The nightly sweep against the bare facts statement: time, memory, and what it writes when nothing changed."""

import json
import os
import statistics
import subprocess
import sys

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import whole
from benchmarks.databases import settle
from benchmarks.ranges import ranges
from groups.models import Group
from guidance import facts
from guidance.assessment import assess
from portal.calendar import today

ROUNDS = int(os.environ.get("ROUNDS", 3))
EXPLAIN = "EXPLAIN (ANALYZE, SERIALIZE TEXT, TIMING OFF, FORMAT JSON)"


def run(sizes: list[int]) -> list[dict[str, object]]:
    return whole.measured(sizes, measure)


def measure(size: int) -> dict[str, object]:
    """One row of the table. The first sweep stores every answer; the nightly case is one that finds nothing new.

    Bare statement and sweep take turns, so that what else the machine does falls on both.
    """
    unassessed = Group.objects.filter(assessment=None, pk__lte=size).count()
    first = sweep_in_a_fresh_process(size)
    settle()
    bare, swept = [], []
    for _ in range(ROUNDS):
        bare.append(bare_seconds(size))
        swept.append(sweep_in_a_fresh_process(size))
    seconds = statistics.median(run["seconds"] for run in swept)
    return {
        "groups": size,
        "bare_sql_s": round(statistics.median(bare), 3),
        "sweep_s": round(seconds, 3),
        "ratio": round(seconds / statistics.median(bare), 2),
        "ms_a_group": round(1000 * seconds / size, 3),
        "peak_mib": max(run["peak_mib"] for run in (first, *swept)),
        "second_run_writes": swept[0]["writes"],
        "assess_queries": assess_queries(),
        "first_stored": unassessed,
        "first_sweep_s": round(first["seconds"], 3),
        "first_writes": first["writes"],
    }


def bare_seconds(size: int) -> float:
    """The facts statement alone, its rows made into text and thrown away, over the same ranges as the sweep's."""
    return sum(_bare(keys) for keys in ranges(size))


def _bare(keys: range) -> float:
    statement, parameters = facts.statement(keys, on=today())
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET jit = off")
        cursor.execute(f"{EXPLAIN} {statement}", parameters)
        (plan,) = cursor.fetchone()[0]
        cursor.execute("RESET statement_timeout")
        cursor.execute("RESET jit")
    return (plan["Planning Time"] + plan["Execution Time"]) / 1000


def sweep_in_a_fresh_process(size: int) -> dict[str, float]:
    """What `benchmarks.sweeping` measures, in a process whose memory is the sweep's own."""
    name = connection.settings_dict["NAME"]
    command = [sys.executable, "-m", "benchmarks.sweeping", name, str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def assess_queries() -> int:
    """Statements that one group's assessment takes."""
    group = Group.objects.order_by("pk").values_list("pk", flat=True)[0]
    with CaptureQueriesContext(connection) as asked:
        assess(group, today())
    return len(asked)
