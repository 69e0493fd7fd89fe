"""The nightly sweep against the two statements that it reads: time, memory, and what it writes when nothing changed."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import whole
from benchmarks.databases import settle
from benchmarks.ranges import ranges
from groups.models import Group
from guidance import facts
from guidance.duties import reading
from guidance.duties.groups import group_answer
from oversight.models import Assessment
from portal.calendar import today

Statement = Callable[..., tuple[str, dict[str, Any]]]
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
    bare, of_facts, swept = [], [], []
    for _ in range(ROUNDS):
        of_facts.append(bare_seconds(size, facts.statement))
        bare.append(of_facts[-1] + bare_seconds(size, reading.statement))
        swept.append(sweep_in_a_fresh_process(size))
    seconds = statistics.median(run["seconds"] for run in swept)
    Assessment.objects.update(fingerprint="")  # as on the night of a new policy, under which most stays as it was
    anew = sweep_in_a_fresh_process(size)
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
        "first_to_facts": round(first["seconds"] / statistics.median(of_facts), 1),
        "first_writes": first["writes"],
        "anew_to_facts": round(anew["seconds"] / statistics.median(of_facts), 1),
    }


def bare_seconds(size: int, statement: Statement) -> float:
    """A statement alone, its rows made into text and thrown away, over the same ranges as the sweep's."""
    return sum(_bare(*statement(keys, on=today())) for keys in ranges(size))


def _bare(statement: str, parameters: dict[str, Any]) -> float:
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
    """Statements that the answer about one group takes."""
    group = Group.objects.order_by("pk").values_list("pk", flat=True)[0]
    with CaptureQueriesContext(connection) as asked:
        group_answer(group, today())
    return len(asked)
