"""Each test process has a database of its own on the one server; a copy of it, migrated and empty, is kept."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

OWN, MIGRATED = "test_portal_", "migrated_portal_"


def _template() -> str:
    """Its name says from which migrations it was made, ours and those of the packages in the lock."""
    files = [*sorted(settings.BASE_DIR.glob("*/migrations/*.py")), settings.BASE_DIR / "uv.lock"]
    content = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files if path.exists()))
    return MIGRATED + content.hexdigest()[:16]


@contextmanager
def named() -> Iterator[None]:
    """Names this process's test database, so that any number of runs share one server; drops those of dead runs.

    The name is held by a connection that bears it: when the process ends, however it ends, the server sees it go.
    """
    name, template = f"{OWN}{secrets.token_hex(6)}", _template()
    connection.settings_dict["TEST"]["NAME"] = name
    parameters = connection.get_connection_params() | {"application_name": name}
    with psycopg.connect(**parameters, autocommit=True) as holder:
        drop_those_of_dead_runs(holder)
        if holder.execute("select from pg_database where datname = %s", [template]).rowcount:
            connection.settings_dict["TEST"]["TEMPLATE"] = template
        yield


def keep_a_copy() -> None:
    """The database that the migrations have just made, before any test; where the copy is there already, nothing."""
    if connection.settings_dict["TEST"].get("TEMPLATE"):
        return
    made, template = connection.settings_dict["NAME"], _template()
    connection.close()  # PostgreSQL copies a database only while nobody is connected to it
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        for name in _names(server, MIGRATED):
            _drop(server, name)
        with suppress(psycopg.Error):  # another process of this run was quicker
            copy = sql.SQL("create database {} template {}")
            server.execute(copy.format(sql.Identifier(template), sql.Identifier(made)))


def drop_those_of_dead_runs(server: psycopg.Connection) -> None:
    alive = {name for (name,) in server.execute("select application_name from pg_stat_activity")}
    for name in _names(server, OWN):
        if name not in alive:
            _drop(server, name)


def _names(server: psycopg.Connection, beginning: str) -> list[str]:
    found = server.execute("select datname from pg_database where starts_with(datname, %s)", [beginning])
    return [name for (name,) in found]


def _drop(server: psycopg.Connection, name: str) -> None:
    with suppress(psycopg.Error):  # another run drops it at this moment, or starts from it
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
