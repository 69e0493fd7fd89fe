"""What a page may ask of the database, however many groups there are; speed itself is measured by the benchmarks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from benchmarks import seed
from groups.models import Group
from tests.accounts.helpers import sign_in_official

FEW, MANY = 30, 3_000
pytestmark = pytest.mark.django_db


def statements(client: Client, address: str, *, text: str) -> int:
    """How many statements the page takes; it must have shown this text."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert text in response.content.decode()
    return len(asked)


@pytest.fixture
def manager(client: Client) -> User:
    user = seed.groups(FEW)
    sign_in_official(client, user)
    client.get(reverse("oversight:dashboard"))  # whatever is read once and kept
    return user


def test_dashboard_takes_the_same_statements_for_few_and_many_groups(client: Client, manager: User) -> None:
    page = reverse("oversight:dashboard")
    few = statements(client, page, text=f"{FEW} groups")
    seed.groups(MANY)
    assert statements(client, page, text="3000 groups") == few <= 12


def test_group_page_takes_the_same_statements_among_few_and_many_groups(client: Client, manager: User) -> None:
    group = Group.objects.order_by("pk").first()
    few = statements(client, group.get_absolute_url(), text=group.reference)
    seed.groups(MANY)
    assert statements(client, group.get_absolute_url(), text=group.reference) == few <= 15
