"""What queries told themselves, that an answer takes longer, as the migration hands it to extensions."""

from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone

from duties.models import Extension
from groups.enums import Side
from portal import history
from tests.factories import OfficialFactory, QueryFactory

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 9)
AT = timezone.make_aware(datetime(2026, 3, 4, 12))
DAY = timedelta(days=1)
TOLD = "longer_at = %s, longer_by_id = %s, longer_reason = %s, due_on = %s"


def migrate() -> None:
    migration = import_module("duties.migrations.0007_extensions_of_queries")
    with connection.cursor() as cursor:
        for statement in (migration.COPY, migration.FIRST_DAY):
            cursor.execute(statement)


def tells(query, until, at, by, reason="We ask a lawyer") -> None:
    """As the release before wrote it, with its history."""
    history.save(query, by=by, why="Answer takes longer", fields=["due_on"])
    values = [at, by.pk, reason, until]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE groups_query SET {TOLD} WHERE id = %s", [*values, query.pk])  # noqa: S608
        newest = "(SELECT max(history_id) FROM groups_historicalquery WHERE id = %s)"
        statement = f"UPDATE groups_historicalquery SET {TOLD} WHERE history_id = {newest}"  # noqa: S608
        cursor.execute(statement, [*values, query.pk])


@pytest.fixture
def by():
    return OfficialFactory()


def test_each_time_becomes_an_extension_and_the_first_day_comes_back(by):
    query = QueryFactory(due_on=FIRST)
    history.save(query, by=by, why="Query asked")
    tells(query, FIRST + 5 * DAY, AT, by)
    tells(query, FIRST + 9 * DAY, AT + 2 * DAY, by, reason="Still no answer")
    QueryFactory()

    migrate()

    query.refresh_from_db()
    first, second = Extension.objects.order_by("until")
    assert query.due_on == FIRST
    assert (first.group, first.code, first.subject) == (query.group, "query.answer", f"query/{query.pk}")
    assert (first.until, first.advised_on, first.advised_at) == (FIRST + 5 * DAY, AT.date(), AT)
    assert (first.advised_by, first.reason) == (by, "We ask a lawyer")
    assert (second.until, second.reason) == (FIRST + 9 * DAY, "Still no answer")
    assert (first.history.get().history_user, first.history.get().history_type) == (by, "+")


def test_question_without_a_history_is_taken_as_it_stands(by):
    query = QueryFactory(due_on=FIRST, side=Side.REGULATOR)
    with connection.cursor() as cursor:
        values = [AT, by.pk, "Slow", AT.date(), query.pk]
        cursor.execute(f"UPDATE groups_query SET {TOLD} WHERE id = %s", values)  # noqa: S608

    migrate()

    made = Extension.objects.get()
    assert (made.code, made.until) == ("request.answer", AT.date() + DAY)  # it ends after the day of the advice
