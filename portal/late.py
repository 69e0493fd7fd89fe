"""Values of a statement that are said when it is sent, so that a costly queryset is built once and asked many times."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field
from django.db.models.sql.compiler import SQLCompiler

_said: ContextVar[dict[str, Any]] = ContextVar("said")


def later(name: str, field: Field) -> Any:
    """Stands where a value of this field would. LookupError where the statement is sent and nobody `said` it."""
    return _Later(name, field)


@contextmanager
def said(**values: Any) -> Iterator[None]:
    """What the names stand for in the statements sent inside."""
    before = _said.set(values)
    try:
        yield
    finally:
        _said.reset(before)


class _Later(Expression):
    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self.output_field.get_db_prep_value(_said.get()[self.name], connection),)
