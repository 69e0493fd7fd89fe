"""Blockers of a group week by week, as the dashboard draws them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from groups.models import Group
from oversight.access import periods_since, read_period
from oversight.actions import sweep
from oversight.figures.blockers import Period, by_week
from portal.calendar import today, weeks_until
from tests.accounts.helpers import sign_in_official
from tests.factories import GroupFactory, OfficialFactory, SnapshotFactory

ON, WEEK = date(2026, 3, 30), timedelta(weeks=1)


def test_each_week_has_what_held_that_day_and_gaps_have_nothing() -> None:
    days = [ON - 3 * WEEK, ON - 2 * WEEK, ON - WEEK, ON]
    periods = [
        Period(ON - 2 * WEEK, ON - WEEK, 4, "watch"),
        Period(ON - WEEK, ON, None, "watch"),
        Period(ON, None, 0, "none"),
    ]
    assert by_week(periods, days) == [None, (4, "watch"), None, (0, "none")]
    assert by_week([], days) == [None] * 4


@pytest.mark.django_db
def test_periods_are_of_the_group_and_not_over_before_the_day() -> None:
    first, other = GroupFactory.create_batch(2)
    SnapshotFactory(group=first, on=ON - 3 * WEEK, until=ON, blockers=1)
    SnapshotFactory(group=first, on=ON, until=ON + WEEK, blockers=2)
    SnapshotFactory(group=first, on=ON + WEEK, blockers=3)
    SnapshotFactory(group=other, on=ON)
    rows = Group.objects.annotate(periods=periods_since(ON)).get(pk=first.pk).periods
    assert [read_period(row) for row in rows] == [
        Period(ON, ON + WEEK, 2, "none"),
        Period(ON + WEEK, None, 3, "none"),
    ]


@pytest.mark.django_db
def test_dashboard_draws_them_and_leads_to_what_changed(client) -> None:
    group = GroupFactory()
    sweep([group.pk], on=today())
    SnapshotFactory(group=group, on=today() - WEEK, blockers=3, risk_level="watch")
    sign_in_official(client, OfficialFactory())
    page = client.get(reverse("oversight:dashboard")).content.decode()
    first = weeks_until(today(), 12)[0].isoformat()
    assert f"{reverse('oversight:changes', args=[group.pk])}?from={first}" in page
    assert "app-picture--ribbon" in page and "app-picture--meter" in page
