"""What the migrations make of rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from members.actions.people import uses_another
from members.enums import Judgement
from members.models import PersonDouble
from tests.factories import OfficialFactory, PersonDoubleFactory

pytestmark = pytest.mark.django_db
migration = import_module("members.migrations.0010_people_merged_before")


def merged(kept: str) -> PersonDouble:
    """As a merge left the two before the person kept it."""
    double = PersonDoubleFactory()
    double.judgement, double.kept = Judgement.MERGED, getattr(double, kept)
    double.judged_at, double.judged_by = timezone.now(), OfficialFactory()
    double.save()
    return double


@pytest.mark.parametrize("kept, gone", [("first", "second"), ("second", "first")])
def test_who_was_merged_says_into_whom(kept: str, gone: str) -> None:
    double, waiting = merged(kept), PersonDoubleFactory()
    with connection.schema_editor() as editor:
        migration.fill(apps, editor)

    person = getattr(double, gone)
    person.refresh_from_db()
    assert person.merged_into == double.kept and uses_another([person.email]) == {person.email: double.kept_id}
    newest = person.history.latest()
    assert (newest.merged_into_id, newest.email, newest.history_user) == (double.kept_id, person.email, None)
    for other in (double.kept, waiting.first, waiting.second):
        other.refresh_from_db()
        assert other.merged_into is None
