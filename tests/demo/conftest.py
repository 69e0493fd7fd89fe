"""The sample data for the tests that read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from demo import sample
from tests.demo.helpers import TODAY


@pytest.fixture(scope="module")
def accounts(django_db_setup, django_db_blocker) -> Iterator[list[dict[str, Any]]]:
    """The sample data of TODAY, loaded once for the module and rolled back after it; the accounts to try."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield sample.load(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(accounts, db) -> None:
    """The test reads the sample data, and is itself rolled back to it."""
