"""One database for the whole walk: what the migrations made, and then what people do."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.walk.frame import Walk


@pytest.fixture(scope="package")
def begun(django_db_setup, django_db_blocker) -> Iterator[Walk]:
    """Undone after the last test of the package."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Walk()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(begun: Walk) -> None:
    """In place of pytest-django's, which would undo each chapter at its end."""


@pytest.fixture
def walk(begun: Walk) -> Iterator[Walk]:
    """The walk as the chapters before left it, at its own time."""
    with begun:
        yield begun
