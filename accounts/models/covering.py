"""For whom an official acts on a day: for themselves, and for whoever is away and covered by them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, DateField, Expression, Value
from django.db.models.sql.compiler import SQLCompiler

from accounts.models.users import User
from guidance.duties.seats import MOST_COVERS

# From who covers back to who is away; of several absences on one day the first that names somebody says who covers.
_ACTS_FOR = """(
WITH RECURSIVE acts(user_id, role, day, steps) AS (
  SELECT own.id, own.official_role, CAST({day} AS date), 0 FROM accounts_user own WHERE own.id = {user}
  UNION
  SELECT away.user_id, acts.role, acts.day, acts.steps + 1
  FROM acts
  JOIN accounts_absence away
    ON away.cover_id = acts.user_id AND away.struck_at IS NULL
    AND acts.day BETWEEN away.first_day AND away.last_day
  JOIN accounts_user who
    ON who.id = away.user_id AND who.is_active AND who.official_role = acts.role AND acts.role <> ''
  WHERE acts.steps < %s AND NOT EXISTS (
    SELECT 1 FROM accounts_absence earlier
    WHERE earlier.user_id = away.user_id AND earlier.id < away.id AND earlier.cover_id IS NOT NULL
      AND earlier.struck_at IS NULL AND acts.day BETWEEN earlier.first_day AND earlier.last_day
  )
)
SELECT user_id FROM acts)"""


class _ActsFor(Expression):
    def __init__(self, user: Any, on: Any) -> None:
        super().__init__(output_field=BigIntegerField())
        self.parts = [on, user]

    def get_source_expressions(self) -> list[Any]:
        return self.parts

    def set_source_expressions(self, parts: Any) -> None:
        self.parts = list(parts)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        (day, of_day), (user, of_user) = (compiler.compile(part) for part in self.parts)
        return _ACTS_FOR.format(day=day, user=user), (*of_day, *of_user, MOST_COVERS)


def acts_for(user: Any, on: Any) -> Any:
    """Keys of the users whose rights this one has on that day, for `user__in`: their own; and, followed at most
    MOST_COVERS times, of each official of the same role with an open account whom they cover.

    `user` is a User, a key or an expression, such as OuterRef("pk"); `on` a day or an expression.
    """
    who = user.pk if isinstance(user, User) else user
    day = Value(on, DateField()) if isinstance(on, date) else on
    return _ActsFor(Value(who, BigIntegerField()) if isinstance(who, int) else who, day)
