"""One group's assessment, live, as the task list and every gate ask for it."""

import statistics
import time

from benchmarks import sweep, whole
from groups.models import Group
from guidance.assessment import assess
from portal.calendar import today

ROUNDS = 200


def run(sizes: list[int]) -> list[dict[str, object]]:
    return whole.measured(sizes, measure)


def measure(size: int) -> dict[str, object]:
    keys = list(Group.objects.values_list("pk", flat=True)[: ROUNDS + 1])
    taken = [_milliseconds(key) for key in keys][1:]
    return {
        "groups": size,
        "queries": sweep.assess_queries(),
        "p50_ms": round(statistics.median(taken), 2),
        "p95_ms": round(statistics.quantiles(taken, n=20)[18], 2),
    }


def _milliseconds(key: int) -> float:
    started = time.perf_counter()
    assess(key, today())
    return (time.perf_counter() - started) * 1000
