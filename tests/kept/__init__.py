"""Rows of a database as it was when its schema was last drawn, and proof that migrations bring it to today's.

`make kept-rows` writes `rows.json`; that is done where the schema is drawn anew, and at a release.
"""
# ruff: noqa: S608 - names of tables come from the models and from the kept file, which is ours

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from tests.structure.source import APPS

FILE = Path(__file__).with_name("rows.json")


def our_models() -> list[type[models.Model]]:
    """Of the portal's own apps, history included."""
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def read() -> dict[str, Any]:
    """`migrations`: the last of each app; `rows`: by table, as PostgreSQL writes rows in JSON."""
    content: dict[str, Any] = json.loads(FILE.read_text())
    return content


def dump() -> dict[str, Any]:
    """What this connection's database holds now, in the form of `read`."""
    ours = {model._meta.app_label for model in our_models()}
    applied = sorted(key for key in MigrationRecorder(connection).applied_migrations() if key[0] in ours)
    with connection.cursor() as cursor:
        rows = {}
        for table in sorted(model._meta.db_table for model in our_models()):
            cursor.execute(f"select coalesce(json_agg(t), '[]')::text from {table} t")
            if found := json.loads(cursor.fetchone()[0]):
                rows[table] = found
    return {"migrations": dict(applied), "rows": rows}


def load(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Insert the rows into the tables of that day, whatever their order; what migrations ship is there already."""
    with connection.cursor() as cursor:
        for table, content in rows.items():
            cursor.execute(
                "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                " where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'",
                [table],
            )
            names = cursor.fetchone()[0]
            cursor.execute(
                f"insert into {table} ({names}) overriding system value select {names}"
                f" from json_populate_recordset(null::{table}, %s) on conflict do nothing",
                [json.dumps(content)],
            )
