"""A database of the benchmarks' own: dropped afterwards, or kept for the next run with KEEP=1."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEEP = os.environ.get("KEEP") == "1"


@contextmanager
def database(purpose: str) -> Iterator[str]:
    """Connect to an empty database with the whole schema (or the one kept from the last run); its name."""
    name = f"bench_{purpose}" if KEEP else f"bench_{purpose}_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=not KEEP, keepdb=KEEP, serialize=False)
    try:
        yield name
    finally:
        connection.creation.destroy_test_db(before, verbosity=0, keepdb=KEEP)


def connect(name: str) -> None:
    """Use a database that another process made."""
    connection.close()
    connection.settings_dict["NAME"] = name


def settle() -> None:
    """Do what autovacuum would have done by the night."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")
        cursor.execute("SELECT pg_stat_force_next_flush()")  # or this process's rows count late, as another's
