"""Members whom the regulator asks for, and who was added."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.vocabulary import Approval
from members.actions import requesting
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.days import as_now
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    MembershipFactory,
    OfficialFactory,
    RequestedMemberFactory,
    RouteOfficialFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import text_of, typed_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(membership_approved_on=today())


def meet(group, membership, requested=None):
    requested = requested or RequestedMemberFactory(group=group)
    return requesting.meet(requested=requested, membership=membership, by=OfficialFactory(), now=timezone.now())


def test_added_member_is_approved_and_the_request_met(group):
    membership = eligible_member(group=group)

    requested = meet(group, membership)

    membership.refresh_from_db()
    assert (requested.met_on, requested.membership) == (today(), membership)
    assert membership.approval == Approval.APPROVED
    with pytest.raises(Conflict):
        meet(group, membership, requested)


@pytest.mark.parametrize("fields", [{"kind": "adviser"}, {"ended_on": today}, {"approval": Approval.DECLINED}])
def test_only_a_serving_employer_member_meets_a_request(group, fields):
    with pytest.raises(Conflict):
        meet(group, MembershipFactory(group=group, **as_now(fields)))


def test_member_of_another_group_meets_nothing(group):
    with pytest.raises(Conflict):
        requested = RequestedMemberFactory(group=group)
        meet(group, MembershipFactory(), requested)
    requested.refresh_from_db()
    assert requested.met_on is None


def test_who_is_asked_for_no_more_is_not_left_to_add(group):
    """Everybody hears why, and the route manager once nobody is left, whether added or asked for no more."""
    chair, manager = eligible_chair(group=group), GroupOfficialFactory(group=group)
    route = RouteOfficialFactory(route=group.occupation.route)
    first, last = RequestedMemberFactory.create_batch(2, group=group)

    requesting.strike(requested=first, reason="Nobody of that kind is left.", by=manager.user, now=timezone.now())
    meet(group, eligible_member(group=group), last)

    mails = OutgoingMail.objects.order_by("pk").values_list("kind", "to", "subject")
    both = [chair.person.email, manager.user.email]
    met = (f"{group.reference}: a member who was asked for is added, the condition is met", [*both, route.user.email])
    assert sorted(row for row in mails if row[0].startswith("members.requested_")) == sorted(
        [
            ("members.requested_struck", both[0], f"{group.reference}: a member is asked for no more, 1 more to add"),
            *(("members.requested_met", to, met[0]) for to in met[1]),
        ]
    )
    assert "Why: Nobody of that kind is left." in OutgoingMail.objects.get(kind="members.requested_struck").text


def test_route_manager_hears_when_the_last_one_is_asked_for_no_more(group):
    route = RouteOfficialFactory(route=group.occupation.route)
    requested = RequestedMemberFactory(group=group)

    requesting.strike(requested=requested, reason="Not needed", by=OfficialFactory(), now=timezone.now())

    mail = OutgoingMail.objects.get(kind="members.requested_struck", to=route.user.email)
    assert mail.subject.endswith("the condition is met") and "agree the occupation proposal" in mail.text


def test_chair_hears_of_each_and_the_route_manager_when_the_condition_is_met(group):
    chair, manager = eligible_chair(group=group), GroupOfficialFactory(group=group)
    route = RouteOfficialFactory(route=group.occupation.route)
    first, last = RequestedMemberFactory.create_batch(2, group=group)

    meet(group, eligible_member(group=group), first)
    meet(group, eligible_member(group=group), last)

    told = OutgoingMail.objects.filter(kind="members.requested_met").order_by("pk").values_list("to", "subject")
    news = f"{group.reference}: a member who was asked for is added, "
    both = [chair.person.email, manager.user.email]
    assert sorted(told) == sorted(
        [(to, f"{news}1 more to add") for to in both]
        + [(to, f"{news}the condition is met") for to in [*both, route.user.email]]
    )
    assert "agree the occupation proposal" in OutgoingMail.objects.get(to=route.user.email).text


def test_nobody_meets_a_request_before_the_group_is_approved():
    membership = eligible_member()
    with pytest.raises(Conflict):
        meet(membership.group, membership)


def test_who_lacks_something_meets_no_request(group):
    with pytest.raises(Conflict) as refused:
        meet(group, MembershipFactory(group=group))
    assert "Nobody can be approved while something is missing" in refused.value.message


def test_product_manager_asks_for_a_member_and_the_chair_reads_it_by_mail_and_on_the_page(client, group):
    manager, chair = OfficialFactory(), eligible_chair(group=group)
    GroupOfficialFactory(group=group, user=manager)
    sign_in_official(client, manager)
    page = reverse("members:request_member", args=[group.pk])
    assert client.post(page, {"description": " "}).status_code == 422
    sent = {"description": "A small employer in the North East"} | typed_date("due_on", today())
    assert "The date must be after today" in text_of(client.post(page, sent))

    client.post(page, sent | typed_date("due_on", today() + timedelta(days=9)))

    mail = OutgoingMail.objects.get(kind="members.requested")
    assert mail.to == chair.person.email and "A small employer in the North East" in mail.text
    client.force_login(chair.person.user)
    text = text_of(client.get(reverse("overview:members", args=[group.pk])))
    assert "A small employer in the North East" in text and "Not added yet" in text
    day = f"{today() + timedelta(days=9):%-d %B %Y}"
    assert f"so that they are added by {day}" in " ".join(mail.text.split()) and f"To be added by {day}" in text
