"""The schema migrations forwards are what every test stands on; here is the way back."""

import io
import re

import pytest
from django.core.management import call_command


def tables(verb: str, sql: str) -> list[str]:
    return re.findall(rf'{verb} TABLE "(\w+)"', sql)


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["groups", "oversight"])
def test_models_go_in_the_opposite_order_to_their_coming(app):
    forwards, backwards = io.StringIO(), io.StringIO()
    call_command("sqlmigrate", app, "0001_schema", stdout=forwards)
    call_command("sqlmigrate", app, "0001_schema", backwards=True, stdout=backwards)

    made = tables("CREATE", forwards.getvalue())
    assert len(made) > 10
    assert tables("DROP", backwards.getvalue()) == made[::-1]
