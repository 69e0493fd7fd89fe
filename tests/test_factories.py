from datetime import datetime
from zoneinfo import ZoneInfo

import factory
import pytest
import time_machine

from members.models import ChairAppointment, Membership
from portal.calendar import day_of, today
from tests import factories

ALL = [
    value
    for value in vars(factories).values()
    if isinstance(value, type) and issubclass(value, factory.django.DjangoModelFactory) and value._meta.model
]


@pytest.mark.django_db
@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_factory_makes_rows_that_the_models_accept(make):
    for row in make.create_batch(2):
        row.full_clean(exclude=[field.name for field in row._meta.fields if field.null])  # unknown is no blank
        row.validate_constraints()


@pytest.mark.django_db
def test_traits_make_rows_that_the_models_accept():
    factories.EnquiryFactory(accepted=True).full_clean()
    factories.EnquiryFactory(unconfirmed=True).full_clean()
    factories.MembershipSubmissionFactory(decided=True).full_clean()
    factories.eligible_member(adviser=True).full_clean()


@pytest.mark.django_db
def test_eligible_chair_is_a_current_member_of_the_group():
    chair = factories.eligible_chair()

    assert Membership.objects.current(today()).employers().filter(group=chair.group, person=chair.person).exists()
    assert ChairAppointment.objects.current(today()).get() == chair


@pytest.mark.django_db
@pytest.mark.parametrize("hour, minute", [(0, 0), (0, 20), (2, 59), (23, 59)])
def test_what_was_done_hours_ago_was_done_today_also_just_after_midnight(hour, minute):
    with time_machine.travel(datetime(2026, 7, 1, hour, minute, tzinfo=ZoneInfo("Europe/London")), tick=False):
        moments = [
            factories.ActionFactory(done=True).done_at,
            factories.MotionFactory().opened_at,
            factories.VoteFactory().cast_at,
            factories.ItemAbsenceFactory().recorded_at,
        ]
        assert {day_of(moment) for moment in moments} == {today()}
