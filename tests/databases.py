"""Each test process has a database of its own on the one server; a copy of it, migrated and empty, is kept.

Where there is none yet, one process migrates while the others wait for its copy.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

OWN, MIGRATED = "test_portal_", "migrated_portal_"
PATIENT = "set statement_timeout = 0; set lock_timeout = 0"  # migrating takes longer than a page may
EACH_TABLE = """do $$ declare name regclass; begin
    for name in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname not in ('django_migrations', 'django_content_type', 'auth_permission') loop
        execute format('{}', name);
    end loop;
end $$"""
# Tests are rolled back: whoever counts rows between them finds none, and the planner would believe it.
UNCOUNTED = EACH_TABLE.format("alter table %s set (autovacuum_enabled = off)")
# Instead of TRUNCATE, which makes every file of every table anew; keys are checked at the end of the transaction. What
# Django writes at the end of every migration stays.
EMPTIED = EACH_TABLE.format("delete from %s")
_holders: list[psycopg.Connection] = []  # this process's own; it has the lock while it makes the copy


def _template() -> str:
    """Its name says from which migrations it was made, ours and those of the packages in the lock, and how."""
    files = [*sorted(settings.BASE_DIR.glob("*/migrations/*.py")), settings.BASE_DIR / "uv.lock", Path(__file__)]
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
        holder.execute(PATIENT)
        _holders.append(holder)
        drop_those_of_dead_runs(holder)
        holder.execute("select pg_advisory_lock(%s)", [_key()])
        if holder.execute("select from pg_database where datname = %s", [template]).rowcount:
            connection.settings_dict["TEST"]["TEMPLATE"] = template
            _let_others_go_on()
        yield


@contextmanager
def empty() -> Iterator[str]:
    """The name of a database with nothing in it, for other processes; it is dropped at the end."""
    name = f"{OWN}{secrets.token_hex(6)}"
    parameters = connection.get_connection_params() | {"dbname": "postgres", "application_name": name}
    with psycopg.connect(**parameters, autocommit=True) as holder:
        holder.execute(PATIENT)
        holder.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield name
        finally:
            holder.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def keep_a_copy() -> None:
    """The database that the migrations have just made, before any test; where the copy is there already, nothing."""
    if connection.settings_dict["TEST"].get("TEMPLATE"):
        return
    try:
        _copy()
    finally:
        _let_others_go_on()


def _key() -> int:
    """The number of the lock for this copy: the half of its digest that fits."""
    return int(_template().removeprefix(MIGRATED), 16) >> 1


def _let_others_go_on() -> None:
    _holders[-1].execute("select pg_advisory_unlock(%s)", [_key()])


def _copy() -> None:
    made, template = connection.settings_dict["NAME"], _template()
    with connection.cursor() as cursor:
        cursor.execute(UNCOUNTED)
    connection.close()  # PostgreSQL copies a database only while nobody is connected to it
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        for name in _names(server, MIGRATED):
            _drop(server, name)
        server.execute(PATIENT)
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
