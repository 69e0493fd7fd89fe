"""Each thing that is due leads whoever sees it in their list to a page that they may open."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from duties.access import of_official, of_person
from duties.views.rows import DutyRow, rows
from tests.accounts.helpers import sign_in_official
from tests.demo.helpers import TODAY

pytestmark = pytest.mark.usefixtures("loaded")


def listed() -> Iterator[tuple[User, DutyRow]]:
    """One row of each code and role, of everybody who has any."""
    seen = set()
    for user in User.objects.filter(is_active=True).order_by("pk"):
        duties = of_official(user, TODAY) if user.is_official else of_person(user, TODAY)
        for row in rows(duties.select_related("group"), TODAY):
            if (kind := (row.duty.code, row.duty.seat, user.official_role)) not in seen:
                seen.add(kind)
                yield user, row


def test_every_page_on_which_something_is_done_opens():
    refused, codes = [], set()
    for user, row in listed():
        client = Client()
        if user.is_official:
            sign_in_official(client, user)
        else:
            client.force_login(user)
        codes.add(row.duty.code)
        status = client.get(row.href).status_code if row.href else 200
        if status not in (200, 302):
            refused.append((row.duty.code, user.official_role, row.href, status))

    assert refused == []
    assert len(codes) > 15 and timezone.localdate() >= TODAY
