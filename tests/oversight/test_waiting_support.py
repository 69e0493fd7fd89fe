"""What the queue holds of a group's support: each official finds what is theirs to do."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from oversight.enums import CaseOutcome
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    DecisionFactory,
    GroupFactory,
    GroupOfficialFactory,
    JustificationFactory,
    MembershipSubmissionFactory,
    MitigationFactory,
    OfficialFactory,
    RouteOfficialFactory,
    WithdrawalCaseFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def route_manager(client):
    user = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    sign_in_official(client, user)
    return user


def queue(client):
    return [
        (row["what"], row["name"], row["may_act"])
        for row in client.get(reverse("oversight:dashboard")).context["queue"]
    ]


def test_talk_waits_for_the_product_manager_of_the_group(client):
    manager = OfficialFactory()
    sign_in_official(client, manager)
    own = GroupOfficialFactory(user=manager).group
    WithdrawalCaseFactory(group=own)
    WithdrawalCaseFactory()
    WithdrawalCaseFactory(group=GroupOfficialFactory(user=manager).group, discussed=True)

    assert queue(client) == [("Withdrawal to discuss with the group", own.name, True)]
    assert "Record the talk" in client.get(reverse("oversight:dashboard")).content.decode()


def test_decisions_wait_for_the_officials_of_the_route(client, route_manager):
    own = GroupFactory()
    RouteOfficialFactory(route=own.occupation.route, user=route_manager)
    MitigationFactory(group=own)
    WithdrawalCaseFactory(group=own, discussed=True)
    decided = {"decision": "So be it.", "decided_at": timezone.now(), "decided_by": OfficialFactory()}
    WithdrawalCaseFactory(group=own, discussed=True, outcome=CaseOutcome.WITHDRAW, **decided)
    MitigationFactory()
    WithdrawalCaseFactory(discussed=True)

    assert sorted(queue(client)) == [
        ("Mitigating circumstances to decide", own.name, True),
        ("Place on the map to decide", own.name, True),
        ("Withdrawal to decide", own.name, True),
    ]


def test_of_a_group_without_support_only_its_place_on_the_map_waits(client, route_manager):
    own = GroupFactory(support_withdrawn_on=today())
    RouteOfficialFactory(route=own.occupation.route, user=route_manager)
    WithdrawalCaseFactory(group=own, withdrawn=True)
    DecisionFactory(submission__group=own, submission__submitted_on=today())
    JustificationFactory(group=own)
    MembershipSubmissionFactory(group=own)
    WorkPlanFactory(group=own, agreed_on=None, proposed_side="group")

    assert queue(client) == [("Place on the map to decide", own.name, True)]


def test_nobody_is_asked_to_decide_what_they_began(client, route_manager):
    own = GroupFactory()
    RouteOfficialFactory(route=own.occupation.route, user=route_manager)
    MitigationFactory(group=own, asked_by=route_manager)
    WithdrawalCaseFactory(group=own, discussed=True, raised_by=route_manager)

    assert queue(client) == []
