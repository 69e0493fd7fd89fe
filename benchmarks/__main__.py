"""Runs the benchmarks on a database of their own, which is dropped afterwards."""

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
from django.core.management import call_command
from django.db import connection

from benchmarks import dashboard

BENCHMARKS: dict[str, Callable[[list[int]], list[dict[str, object]]]] = {"dashboard": dashboard.run}
SIZES = [100, 10_000, 100_000]


def main() -> None:
    only, size = os.environ.get("ONLY"), os.environ.get("N")
    if only and only not in BENCHMARKS:
        raise SystemExit(f"There is no benchmark {only}: choose from {', '.join(BENCHMARKS)}")
    sizes = [int(size)] if size else SIZES
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    logging.disable(logging.INFO)
    connection.settings_dict["TEST"]["NAME"] = f"bench_portal_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for name in [only] if only else BENCHMARKS:
            _report(name, BENCHMARKS[name](sizes))
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def _report(name: str, rows: list[dict[str, object]]) -> None:
    """Print a table and keep it as var/bench/<name>.json."""
    path = Path(settings.VAR_DIR) / "bench" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=1))
    columns = list(rows[0])
    print(f"\n{name}")
    print("  ".join(f"{column:>14}" for column in columns))
    for row in rows:
        print("  ".join(f"{row[column]!s:>14}" for column in columns))


main()
