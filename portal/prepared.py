"""Statements put together once and asked many times: Django takes longer over one with many joins than the server does.

Where a value stands that is said only when the statement is asked, its queryset has `later`.
"""

import threading
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


def parameter(name: str, field: Field) -> Any:
    """Stands where a value of this field would, in the queryset of a `Statement`."""
    return _Parameter(name, field)


class PreparedQuery(Generic[M]):
    """A queryset of rows whose SQL is made once a thread."""

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self._build, self._of_this_thread = build, threading.local()

    def rows(self, **values: Any) -> list[M]:
        """What it brings when these values stand in their places. KeyError where one is missing."""
        queryset = self._queryset()
        queryset.query.compiler_kept.values = values
        return list(ModelIterable(queryset))

    def _queryset(self) -> Any:
        kept = self._of_this_thread
        if not hasattr(kept, "queryset"):
            queryset: Any = self._build()
            compiler = _Compiler(queryset.query, connections[queryset.db], queryset.db)
            queryset.query = queryset.query.chain(_Query)
            queryset.query.compiler_kept = compiler
            kept.queryset = queryset
        return kept.queryset


class _Parameter(Expression):
    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Query(Query):
    compiler_kept: "_Compiler"

    def get_compiler(self, *_: Any, **__: Any) -> "_Compiler":
        return self.compiler_kept


class _Compiler(SQLCompiler):
    values: dict[str, Any]

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self._statement
        return sql, tuple(self._value(each) if isinstance(each, _Parameter) else each for each in params)

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        return super().as_sql()

    def _value(self, place: _Parameter) -> Any:
        return place.output_field.get_db_prep_value(self.values[place.name], self.connection)
