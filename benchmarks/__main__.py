"""Runs the benchmarks, each on a database of its own."""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DEBUG", "0")

import django

django.setup()

from django.conf import settings

from benchmarks import assess, dashboard, duties, sweep, uploads
from benchmarks.databases import database

Benchmark = Callable[[list[int]], list[dict[str, object]]]
# what to run, in which database, at which sizes unless N says one
BENCHMARKS: dict[str, tuple[Benchmark, str, list[int]]] = {
    "dashboard": (dashboard.run, "lists", [100, 10_000, 100_000]),
    "sweep": (sweep.run, "groups", [1_000, 10_000, 100_000]),
    "duties": (duties.run, "groups", [100, 10_000, 100_000]),
    "assess": (assess.run, "groups", [1_000, 10_000]),
    "uploads": (uploads.run, "lists", [100, 1_000]),
}


def main() -> None:
    only, size = os.environ.get("ONLY"), os.environ.get("N")
    if only and only not in BENCHMARKS:
        raise SystemExit(f"There is no benchmark {only}: choose from {', '.join(BENCHMARKS)}")
    logging.disable(logging.INFO)
    for name in [only] if only else BENCHMARKS:
        run, purpose, sizes = BENCHMARKS[name]
        with database(purpose):
            _report(name, run([int(size)] if size else sizes))


def _report(name: str, rows: list[dict[str, object]]) -> None:
    """Print a table and keep it as var/bench/<name>.json."""
    path = Path(settings.VAR_DIR) / "bench" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=1))
    columns = list(rows[0])
    print(f"\n{name}")
    print("  ".join(f"{column:>{_width(column)}}" for column in columns))
    for row in rows:
        print("  ".join(f"{row[column]!s:>{_width(column)}}" for column in columns))


def _width(column: str) -> int:
    return max(len(column), 8)


main()
