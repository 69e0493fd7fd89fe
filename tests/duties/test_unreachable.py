"""An address that takes no mail: its person is passed by, and the chairs are asked to put it right."""

import pytest

from duties.actions.reminding import Seats
from duties.models import Duty
from groups.models import Group
from portal import refusals
from portal.models import UnreachableAddress
from tests.duties.reminded import DAY, ON, assess, at, begin
from tests.factories import ChairAppointmentFactory, GroupFactory, MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    begin(ON - 60 * DAY)
    group = GroupFactory(first_contact_on=ON - 28 * DAY)
    for email, days in (("first@example.org", 20), ("second@example.org", 19)):
        person = PersonFactory(user__email=email)
        MembershipFactory(group=group, person=person, started_on=ON - days * DAY)
        ChairAppointmentFactory(group=group, person=person, started_on=ON - days * DAY)
    return group


def test_chairs_are_asked_to_mend_it_until_a_mail_arrives(group):
    refused = UnreachableAddress.objects.create(address="first@example.org", since=at(ON))
    assess(group, ON)
    first, second = (row.person for row in group.chairs.order_by("started_on"))
    duty = Duty.objects.get(code="address.mend")
    assert (duty.person, duty.subject, duty.since, duty.seat) == (first, f"person/{first.pk}", ON, "chairs")
    assert Seats([duty], ON).addressees(duty) == (f"p{second.pk}",)  # the other chair, who can be reached
    refused.cleared_at = at(ON + DAY)
    refused.save()
    assess(group, ON + 2 * DAY)
    duty.refresh_from_db()
    assert (duty.ended_on, duty.ended_by) == (ON + DAY, "done")
    assert Seats([duty], ON + 2 * DAY).addressees(duty) == (f"p{first.pk}", f"p{second.pk}")


def test_another_address_needs_no_mending(group):
    UnreachableAddress.objects.create(address="first@example.org", since=at(ON))
    assess(group, ON)
    person = group.chairs.order_by("started_on").first().person
    person.email = "new@example.org"
    person.save()
    assess(group, ON + DAY)
    assert not Duty.objects.filter(code="address.mend", ended_on=None).exists()


def test_its_groups_are_due_as_it_begins_and_as_it_ends(group, django_capture_on_commit_callbacks):
    def changed_at():
        return Group.objects.get(pk=group.pk).changed_at

    begins = changed_at()
    with django_capture_on_commit_callbacks(execute=True):
        for days in (0, 4, 8):
            refusals.keep_refusal("First@example.org", "550 no", now=at(ON + days * DAY))
    ends = changed_at()
    with django_capture_on_commit_callbacks(execute=True):
        refusals.clear("first@example.org", now=at(ON + 9 * DAY))
    assert begins < ends < changed_at()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        refusals.clear("first@example.org", now=at(ON + 10 * DAY))
    assert not callbacks
