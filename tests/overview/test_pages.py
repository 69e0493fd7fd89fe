"""The links from one of a group's pages to the next."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "current"), [("overview:group", "Overview"), ("overview:members", "Members")])
def test_group_pages_mark_the_one_that_is_shown(client, name, current):
    group = ready_group()
    client.force_login(chair_of(group).person.user)

    page = BeautifulSoup(client.get(reverse(name, args=[group.pk])).content, "html.parser")

    row, menu = (page.select(f".app-group-nav__{way} a") for way in ("row", "menu"))
    assert [link.text for link in row if link.get("aria-current")] == [current]
    assert reverse("overview:group", args=[group.pk]) in [link["href"] for link in row]
    assert menu == row
    assert " ".join(page.summary.text.split()) == f"Menu of the group’s pages: {current}"
