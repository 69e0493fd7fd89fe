"""Work plans and concerns."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from groups.models import Concern, WorkPlan
from members.models import RequestedMember
from tests.factories import ConcernFactory, GroupFactory, RequestedMemberFactory, WorkPlanFactory

pytestmark = pytest.mark.django_db
BEFORE, DAY, AFTER = date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)


def test_work_plan_agreed_last_is_in_force():
    group = GroupFactory()
    first, second, _ = (WorkPlanFactory(group=group, agreed_on=day) for day in (BEFORE, DAY, AFTER))
    WorkPlanFactory(group=group, agreed_on=None)

    assert list(WorkPlan.objects.agreed(DAY)) == [second, first]


def test_a_plan_that_ended_is_in_force_no_more():
    ended = WorkPlanFactory(agreed_on=BEFORE, ended_on=DAY)
    assert list(WorkPlan.objects.agreed(BEFORE)) == [ended]
    assert not WorkPlan.objects.agreed(DAY).exists()
    assert (ended.state_name, ended.is_proposed) == ("Ended", False)


@pytest.mark.parametrize(
    "opened_on, closed_on, is_current",
    [(DAY, None, True), (AFTER, None, False), (BEFORE, DAY, False), (BEFORE, AFTER, True)],
)
def test_concern_from_its_opening_to_the_day_before_its_end(opened_on, closed_on, is_current):
    ConcernFactory(opened_on=opened_on, closed_on=closed_on)
    assert Concern.objects.current(DAY).exists() is is_current


def test_concern_does_not_end_before_it_starts():
    with pytest.raises(ValidationError, match="on or after the start"):
        ConcernFactory.build(opened_on=DAY, closed_on=BEFORE).validate_constraints()


@pytest.mark.parametrize(
    "requested_on, met_on, is_open",
    [(DAY, None, True), (AFTER, None, False), (BEFORE, DAY, False), (BEFORE, AFTER, True)],
)
def test_requested_member_is_open_until_added(requested_on, met_on, is_open):
    RequestedMemberFactory(requested_on=requested_on, met_on=met_on)
    assert RequestedMember.objects.open(DAY).exists() is is_open
