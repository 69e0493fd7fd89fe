"""Rows by the million: one INSERT .. SELECT a table, made inside the database."""

from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, Model
from django.utils import timezone


def insert(model: type[Model], source: str, /, **columns: str) -> None:
    """Fill a table from `source` (what follows FROM), each column by its SQL expression.

    A column that is not named gets its field's own default, so that a new field needs no change here.
    """
    left = [f for f in model._meta.local_concrete_fields if f.column not in columns and _is_needed(f)]
    names = ", ".join([*columns, *(connection.ops.quote_name(str(field.column)) for field in left)])
    values = ", ".join([*columns.values(), *(f"%s::{field.db_type(connection)}" for field in left)])
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {source}", _defaults(left))


def array(values: list[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{value}'" for value in values) + "]"


def nth(values: list[str], number: str) -> str:
    """One of the values, by a number that may be any whole one."""
    return f"({array(values)})[1 + mod({number}, {len(values)})]"


def _is_needed(field: Field) -> bool:
    """Not what the database fills by itself."""
    return not field.primary_key and not field.has_db_default() and (not field.null or field.has_default())


def _defaults(fields: list[Field]) -> list[Any]:
    now = timezone.now()
    return [now if isinstance(f, DateTimeField) else f.get_db_prep_save(f.get_default(), connection) for f in fields]
