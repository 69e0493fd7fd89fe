"""From the kept rows to today's schema: `make check` runs it, too."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests import databases, kept


@pytest.fixture
def elsewhere(django_db_blocker):
    """This connection leads to a database with nothing in it."""
    with django_db_blocker.unblock(), databases.empty() as name:
        own = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own


def test_every_app_with_rows_is_kept() -> None:
    """A file that holds little proves little. Tables that came after it are none of its own."""
    content = kept.read()
    then = MigrationLoader(None).project_state(list(content["migrations"].items())).apps
    ours = {model._meta.db_table for model in kept.our_models() if not hasattr(model, "history_id")}
    tables = ours & {model._meta.db_table for model in then.get_models()}
    assert content["migrations"].keys() <= {model._meta.app_label for model in kept.our_models()}
    assert len(tables & content["rows"].keys()) > 0.8 * len(tables)


def test_rows_of_before_are_there_after_all_migrations(elsewhere) -> None:
    content = kept.read()
    MigrationExecutor(connection).migrate(list(content["migrations"].items()))
    with transaction.atomic():
        kept.load(content["rows"])

    call_command("migrate", verbosity=0)

    now = {model._meta.db_table: list(model._base_manager.all()) for model in kept.our_models()}  # each can be read
    short = {table for table, rows in content["rows"].items() if table in now and len(now[table]) < len(rows)}
    assert short == set()
