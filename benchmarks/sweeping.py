"""One sweep of every group, as a process of its own: prints seconds, peak memory and rows written as JSON.

python -m benchmarks.sweeping DATABASE GROUPS
"""

import json
import logging
import os
import resource
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.environ.setdefault("DEBUG", "0")

    import django

    django.setup()

from django.db import connection

from benchmarks.databases import connect
from benchmarks.ranges import ranges
from oversight import actions
from portal.calendar import today


def sweep(size: int) -> dict[str, float]:
    """Assess every group as the nightly task does."""
    before, started = rows_written(), time.perf_counter()
    for keys in ranges(size):
        actions.sweep_night(keys, on=today())
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "peak_mib": peak_mib(), "writes": rows_written() - before}


def rows_written() -> int:
    """Rows inserted, updated or deleted in this database so far, as the server counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables")
        return cursor.fetchone()[0]


def peak_mib() -> int:
    """The most memory this process ever held; what getrusage says may be a parent's, so Linux is asked itself."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2


if __name__ == "__main__":
    logging.disable(logging.INFO)  # the first sweep opens thousands of flags, each with a line
    connect(sys.argv[1])
    print(json.dumps(sweep(int(sys.argv[2]))))
