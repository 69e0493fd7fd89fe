"""Whose list a duty stands on: the seat's holder, whoever covers, and whoever comes after those who may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import OfficialRole
from duties.access import holds, of_groups, of_official, of_person
from duties.models import Duty
from groups.models import Group
from members.models import ChairAppointment
from oversight.actions import keep_general_duties, sweep
from oversight.enums import CaseOutcome
from portal.calendar import today
from tests.conflicts.helpers import cast
from tests.factories import (
    AbsenceFactory,
    DecisionFactory,
    EnquiryFactory,
    GroupFactory,
    GroupOfficialFactory,
    JustificationFactory,
    MembershipSubmissionFactory,
    MitigationFactory,
    OfficialFactory,
    RouteOfficialFactory,
    UserFactory,
    WithdrawalCaseFactory,
    eligible_chair,
)

pytestmark = pytest.mark.django_db


def answered():
    """Every group, and what is of none."""
    Group.objects.update(changed_at=timezone.now())
    sweep(list(Group.objects.values_list("pk", flat=True)), on=today())
    keep_general_duties(on=today())


def work(user, *codes):
    """What the official answers for, of these codes where some are named."""
    answered()
    duties = of_official(user, today())
    return sorted(duties.filter(code__in=codes).values_list("code", flat=True) if codes else duties)


@pytest.fixture
def route_manager():
    return OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)


def test_talk_waits_for_the_product_manager_of_the_group():
    manager = OfficialFactory()
    own = GroupOfficialFactory(user=manager).group
    WithdrawalCaseFactory(group=own)
    WithdrawalCaseFactory(group=GroupOfficialFactory().group)
    WithdrawalCaseFactory(group=GroupOfficialFactory(user=manager).group, discussed=True)
    assert work(manager, "case.discuss", "case.decide") == ["case.discuss"]


def test_decisions_wait_for_the_officials_of_the_route(route_manager):
    own = GroupFactory()
    RouteOfficialFactory(route=own.occupation.route, user=route_manager)
    MitigationFactory(group=own)
    WithdrawalCaseFactory(group=own, discussed=True)
    decided = {"decision": "So be it.", "decided_at": timezone.now(), "decided_by": OfficialFactory()}
    WithdrawalCaseFactory(group=own, discussed=True, outcome=CaseOutcome.WITHDRAW, **decided)
    MitigationFactory()
    WithdrawalCaseFactory(discussed=True)
    asked = ("mitigation.decide", "case.decide", "case.map")
    assert work(route_manager, *asked) == sorted(asked)


def test_of_a_group_without_support_only_its_place_on_the_map_waits(route_manager):
    own = GroupFactory(support_withdrawn_on=today())
    RouteOfficialFactory(route=own.occupation.route, user=route_manager)
    WithdrawalCaseFactory(group=own, withdrawn=True)
    DecisionFactory(submission__group=own, submission__submitted_on=today())
    JustificationFactory(group=own)
    MembershipSubmissionFactory(group=own)
    answered()
    assert list(Duty.objects.open(today()).filter(group=own).values_list("code", flat=True)) == ["case.map"]


def test_nobody_is_asked_to_decide_what_they_began(route_manager):
    own = GroupFactory()
    RouteOfficialFactory(route=own.occupation.route, user=route_manager)
    MitigationFactory(group=own, asked_by=route_manager)
    WithdrawalCaseFactory(group=own, discussed=True, raised_by=route_manager)
    assert work(route_manager, "mitigation.decide", "case.decide") == []
    administrator = OfficialFactory(official_role=OfficialRole.ADMINISTRATOR)
    assert work(administrator, "mitigation.decide", "case.decide") == ["case.decide", "mitigation.decide"]


# --- interests -------------------------------------------------------------------------------------------------------
def handles(user):
    return work(user, "interest.handle")


def test_interest_before_there_is_a_chair_is_the_product_managers():
    people = cast()
    people.interest("member")
    ChairAppointment.objects.all().delete()
    EnquiryFactory(accepted=True, group=people.group)
    assert handles(people.manager) == ["interest.handle"]
    assert handles(OfficialFactory()) == []


def test_interest_of_a_sole_chair_is_too_and_that_of_a_member_is_the_chairs():
    people = cast()
    people.interest("member")
    own = people.interest("chair")
    assert handles(people.manager) == ["interest.handle"]
    chairs = of_person(people.chair.person.user, today()).filter(code="interest.handle")
    assert [duty.subject for duty in chairs] != [f"interest/{own.pk}"] and len(chairs) == 1


def test_interest_of_one_chair_is_the_other_chairs():
    people = cast(with_cochair=True)
    people.interest("chair")
    assert handles(people.manager) == []


# --- seats -----------------------------------------------------------------------------------------------------------
def test_who_covers_has_the_same_list_on_those_days():
    lead = GroupOfficialFactory()
    JustificationFactory(group=lead.group)
    other = OfficialFactory()
    AbsenceFactory(user=lead.user, first_day=today(), last_day=today() + timedelta(days=1), cover=other)
    before = set(Duty.objects.values_list("pk", "seat", "person", "user"))
    assert work(other, "justification.decide") == work(lead.user, "justification.decide") == ["justification.decide"]
    assert not of_official(other, today() + timedelta(days=2)).filter(code="justification.decide").exists()
    assert before == set() and not Duty.objects.filter(user=other).exists()  # nothing is rewritten


def test_a_group_that_nobody_leads_is_the_route_managers_to_fill(route_manager):
    group = GroupFactory()
    RouteOfficialFactory(route=group.occupation.route, user=route_manager)
    assert work(route_manager, "seat.fill") == ["seat.fill"]
    administrator = OfficialFactory(official_role=OfficialRole.ADMINISTRATOR)
    assert work(administrator, "seat.fill") == ["seat.fill"]  # the assurance manager of the route


def test_enquiries_wait_for_the_route_or_for_an_administrator(route_manager):
    enquiry = EnquiryFactory()
    if enquiry.occupation is not None:
        RouteOfficialFactory(route=enquiry.occupation.route, user=route_manager)
    else:
        RouteOfficialFactory(route=enquiry.route, user=route_manager)
    assert work(route_manager, "enquiry.decide") == ["enquiry.decide"]


def test_a_person_sees_the_own_and_a_chair_those_of_the_chairs():
    chair = eligible_chair()
    answered()
    codes = set(of_person(chair.person.user, today()).values_list("seat", flat=True))
    assert "chairs" in codes and "pm" not in codes
    assert not of_person(UserFactory(), today()).exists()
    duty = Duty.objects.open(today()).filter(group=chair.group, seat="chairs").first()
    assert holds(chair.person.user, duty, today()) and not holds(UserFactory(), duty, today())


def test_everything_of_ones_groups_is_the_wider_list():
    lead = GroupOfficialFactory()
    GroupFactory()
    answered()
    wider = of_groups(lead.user, today())
    assert set(wider.values_list("group", flat=True)) == {lead.group.pk}
    assert {"chairs", "pm"} & set(wider.values_list("seat", flat=True))
