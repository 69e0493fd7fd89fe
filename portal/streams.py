"""A statement over many groups, read as it comes: memory stays the same whatever the number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

ROWS_AT_ONCE = 500


def ids_in_sql(group_ids: Sequence[int] | range | None) -> tuple[str, object]:
    """A condition on `g.id` and its parameter `ids`: a range of keys, single keys, or None for every group."""
    if group_ids is None:
        return "TRUE", None
    if isinstance(group_ids, range):
        return "g.id >= (%(ids)s::bigint[])[1] AND g.id < (%(ids)s::bigint[])[2]", [group_ids.start, group_ids.stop]
    return "g.id = ANY(%(ids)s)", list(group_ids)


def stream(name: str, statement: str, parameters: dict[str, Any]) -> Iterator[Sequence[Any]]:
    """The rows through a cursor on the server. The cursor outlives its transaction, so that what follows from a row may
    be stored while reading goes on."""
    connection.ensure_connection()
    with closing(connection.connection.cursor(f"{name}_{uuid4().hex}", withhold=True)) as cursor:
        cursor.itersize = ROWS_AT_ONCE
        with transaction.atomic():
            _favour_the_whole_result()
            cursor.execute(statement, parameters)
        yield from cursor


def _favour_the_whole_result() -> None:
    """For this one statement: plan for all its rows, and allow it the time that a sweep takes."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off; SET LOCAL statement_timeout = '280s'")
