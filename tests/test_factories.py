import factory
import pytest

from members.models import ChairAppointment, Membership
from portal.calendar import today
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
