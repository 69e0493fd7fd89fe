"""The sample shows work plans and queries in every state."""

import pytest
from django.test import Client
from django.urls import reverse

from groups.enums import QueryState
from groups.models import Group, Query, WorkPlan
from tests.demo.helpers import TODAY

pytestmark = pytest.mark.usefixtures("loaded")


def test_work_plans_are_proposed_agreed_and_moved():
    assert WorkPlan.objects.proposed().count() == 1
    moved = WorkPlan.objects.agreed(TODAY).exclude(reason="").get()
    first = WorkPlan.objects.agreed(TODAY).filter(group=moved.group).last()
    assert first.agreed_on < moved.agreed_on and first.standard_due_on < moved.standard_due_on
    assert list(first.milestones.exclude(reached_on=None).values_list("title", "reached_on")) == list(
        moved.milestones.exclude(reached_on=None).values_list("title", "reached_on")
    )
    assert WorkPlan.objects.agreed(TODAY).filter(reason="").exclude(group=moved.group).count() == 1
    assert not WorkPlan.objects.filter(agreed_on__gt=TODAY).exists()


def test_queries_stand_in_every_state_and_one_is_overdue():
    assert {query.state for query in Query.objects.all()} == set(QueryState)
    assert [query.is_overdue(TODAY) for query in Query.objects.waiting()].count(True) == 1


def test_approved_groups_are_public_with_named_employers():
    group = Group.objects.published(TODAY).order_by("-membership_approved_on").first()
    page = Client().get(reverse("groups:public", args=[group.reference])).content.decode()
    assert "Those who agreed to be named here" in page
