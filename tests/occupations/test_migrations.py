"""What the migrations make of rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from occupations.models import Occupation, StandardVersion
from portal.calendar import today
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db
migration = import_module("occupations.migrations.0006_what_nobody_said_is_unknown")


def occupation(said: bool = False, **version: object) -> Occupation:
    made = Occupation.objects.create(title="Kelp farmer", status="approved", regulated=said, professional_status=said)
    if version:
        StandardVersion.objects.create(occupation=made, title="Kelp farmer", status="approved", **version)
    return made


def migrated(one: Occupation) -> tuple[bool | None, bool | None]:
    with connection.schema_editor() as editor:
        migration.forget_what_nobody_said(apps, editor)
    one.refresh_from_db()
    return one.regulated, one.professional_status


@pytest.mark.parametrize(
    "said, version, expected",
    [
        (False, {}, (None, None)),
        (False, {"version": "1.0"}, (None, None)),
        (False, {"version": "1.0", "regulated": False}, (False, None)),
        (False, {"version": "1.0", "professional_recognition": "-"}, (None, False)),
        (True, {}, (True, True)),
    ],
)
def test_no_that_nobody_said_becomes_unknown(said, version, expected):
    assert migrated(occupation(said, **version)) == expected


@pytest.mark.parametrize("day, expected", [(today(), (False, False)), (None, (None, None))])
def test_answer_of_a_group_stays(day, expected):
    one = occupation()
    GroupFactory(occupation=one, occupation_confirmed_on=day)
    assert migrated(one) == expected
