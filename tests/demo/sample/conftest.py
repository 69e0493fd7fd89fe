"""The sample data for the tests that read it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import time_machine
from django.db import transaction

from demo import sample
from demo.clock import moment
from tests.demo.helpers import TODAY, said


class Loaded(NamedTuple):
    accounts: list[dict[str, Any]]
    said: dict[str, Any]
    said_before: dict[str, Any]  # by the same load of the same day


@pytest.fixture(scope="package")
def sample_data(django_db_setup, django_db_blocker) -> Iterator[Loaded]:
    """Of TODAY, loaded twice; the second stands until the last test of the package is through."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            _, before = _load()
            transaction.set_rollback(True)
        with transaction.atomic():
            yield Loaded(*_load(), before)
            transaction.set_rollback(True)


def _load() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    with time_machine.travel(moment(TODAY, 12)):
        accounts = sample.load(today=TODAY)
        return accounts, said(accounts, TODAY)


@pytest.fixture
def accounts(sample_data) -> list[dict[str, Any]]:
    """Those to try."""
    return sample_data.accounts


@pytest.fixture
def loaded(sample_data, db) -> Iterator[None]:
    """The test reads the sample data on their day, and is itself rolled back to it."""
    with time_machine.travel(moment(TODAY, 12)):
        yield
