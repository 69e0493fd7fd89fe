"""A chair's rights need both: a current appointment, and serving on the group as an employer member on that day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.permissions import Action, Role, can
from chairs.models import Participation
from conflicts.rules import handlers
from groups.access import get_group, groups_of
from groups.actions import recipients
from groups.models import Group
from members.access import published_chairs
from members.models import ChairAppointment
from oversight.emails.readers import leaders
from portal.calendar import today
from tests.factories import (
    EnquiryFactory,
    GroupOfficialFactory,
    ParticipationFactory,
    eligible_chair,
    eligible_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> ChairAppointment:
    """Still appointed, but no longer a member of the group: a dossier may tell it so."""
    appointment = eligible_chair(person__name="Fay Former")
    appointment.group.memberships.update(ended_on=today(), end_reason="resigned")
    eligible_chair(group=appointment.group, person__name="Sam Still")
    return appointment


def roles(group: Group, user) -> frozenset[Role]:
    return get_group(user, Action.GROUP_VIEW, pk=group.pk, on=today()).roles


def test_former_member_who_is_still_appointed_sees_nothing_of_the_group(client: Client, chair) -> None:
    client.force_login(chair.person.user)
    pages = [reverse("overview:group", args=[chair.group_id]), reverse("conflicts:register", args=[chair.group_id])]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert chair.group not in groups_of(chair.person.user, today())


@pytest.mark.parametrize("kind", ["adviser", "facilitator"])
def test_appointed_adviser_has_an_advisers_rights(client: Client, chair, kind) -> None:
    eligible_member(group=chair.group, person=chair.person, kind=kind, started_on=today())
    assert roles(chair.group, chair.person.user) == {Role(kind)}
    client.force_login(chair.person.user)
    confirmation = reverse("chairs:chair_confirm", args=[chair.group_id])
    assert client.get(confirmation).status_code == 403


def test_declined_member_who_is_appointed_has_no_rights(client: Client) -> None:
    chair = eligible_chair(approval="declined")
    client.force_login(chair.person.user)
    assert client.get(reverse("overview:group", args=[chair.group_id])).status_code == 404


def test_rights_are_those_of_the_day(chair) -> None:
    """While both held they led; an appointment alone never does."""
    rights = [
        ChairAppointment.objects.leading(day).filter(pk=chair.pk).exists() for day in (today() - timedelta(1), today())
    ]
    assert rights == [True, False]
    assert ChairAppointment.objects.current(today()).filter(pk=chair.pk).exists()  # what the rules judge


def test_mail_of_the_chairs_goes_to_those_who_lead(chair) -> None:
    still = ChairAppointment.objects.get(person__name="Sam Still").person.email
    assert list(recipients.leaders(chair.group, today())) == [still]
    assert [reader.address for reader in leaders([chair.group.pk], today())[chair.group.pk]] == [still]


def test_interests_are_handled_by_those_who_lead(chair) -> None:
    assert [person.name for person in handlers(chair.group, today()).chairs] == ["Sam Still"]


def test_former_chair_answers_for_the_group_in_no_collaboration(client: Client, chair) -> None:
    participation = ParticipationFactory(group=chair.group, joined_on=None)
    assert not Participation.objects.asked_of(chair.person.user, today()).exists()
    client.force_login(chair.person.user)
    assert client.get(participation.collaboration.get_absolute_url()).status_code == 404


def test_former_chair_is_named_as_chair_on_no_list(client: Client, chair) -> None:
    client.force_login(ChairAppointment.objects.get(person__name="Sam Still").person.user)
    assert b"Fay Former" not in client.get(reverse("overview:group", args=[chair.group_id])).content
    assert not published_chairs(today()).filter(pk=chair.pk).exists()


# --- whoever raised the enquiry --------------------------------------------------------------------------------------
def test_enquirer_leads_until_a_chair_begins_and_not_again_when_that_chair_leaves() -> None:
    enquiry = EnquiryFactory(accepted=True)
    group, user = enquiry.group, enquiry.user
    assert can(roles(group, user), Action.GROUP_EDIT) and group in groups_of(user, today())
    assert list(recipients.leaders(group, today())) == [user.email]
    chair = eligible_chair(group=group)
    chair.ended_on = today()
    chair.save()

    assert group not in groups_of(user, today())
    assert recipients.leaders(group, today()) == {}
    assert can(roles(group, GroupOfficialFactory(group=group).user), Action.CHAIR_PROPOSE)


def test_enquirer_goes_on_where_a_term_never_began() -> None:
    enquiry = EnquiryFactory(accepted=True)
    chair = eligible_chair(group=enquiry.group)
    chair.ended_on = chair.started_on
    chair.save()
    assert Role.LEAD in roles(enquiry.group, enquiry.user)
