"""Groups as tests need them."""

from datetime import timedelta
from decimal import Decimal

from groups.models import EmployerPopulation, Group, PopulationShare
from guidance.vocabulary import Dimension
from members.models import ChairAppointment
from portal.calendar import today
from tests.factories import EnquiryFactory, GroupFactory, GroupOfficialFactory, eligible_chair, eligible_member

EMPLOYERS = 10
MATERIAL = {Dimension.SIZE: "medium", Dimension.SECTOR: "C", Dimension.REGION: "north_west"}


def ready_group(**fields: object) -> Group:
    """A group for which every rule of the gate `membership` is met, with a chair, a product manager and its enquiry."""
    group = answered(GroupFactory(**fields))
    eligible_chair(group=group)
    for _ in range(EMPLOYERS - 1):
        eligible_member(group=group)
    GroupOfficialFactory(group=group)
    EnquiryFactory(accepted=True, group=group)
    return group


def answered(group: Group) -> Group:
    """The group with all that it is asked about itself: its occupation, its running, its employers."""
    on = today() - timedelta(days=10)
    for field in ("capacity_confirmed_on", "drafting_responsibility_confirmed_on", "occupation_confirmed_on"):
        setattr(group, field, on)
    group.charges_fee = False
    group.save()
    population = EmployerPopulation.objects.create(group=group, source="Invented figures", recorded_on=on)
    for dimension, category in MATERIAL.items():
        PopulationShare.objects.create(population=population, dimension=dimension, category=category, share=Decimal(1))
    return group


def chair_of(group: Group) -> ChairAppointment:
    return group.chairs.get()
