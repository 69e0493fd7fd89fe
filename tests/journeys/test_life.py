"""The whole life of a group, from its enquiry to what it delivers; and of another, to the end of its support."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group
from guidance.vocabulary import SubmissionKind
from occupations.models import Occupation
from portal.calendar import today
from proposals.actions import submitting
from proposals.models import Submission
from tests.accounts.helpers import make_official
from tests.factories import OccupationFactory, PersonFactory, RouteOfficialFactory, eligible_chair, eligible_member
from tests.groups.helpers import answered
from tests.journeys import developing, documents
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.steps import (
    address_of,
    approves_it,
    completes_details,
    declares_shares,
    enquires,
    invites,
    is_accepted,
    states_and_agrees,
    submits,
)
from tests.journeys.visitor import Visitor, mail_to

SHARES = "I own shares in Sample College, which trains people in the occupation."
OTHER_MEMBERS = 7  # with the chair, one who votes in a browser and one who is barred: ten


class Officials(NamedTuple):
    """Who decides in the occupation's route."""

    route: User
    assurance: User


@pytest.fixture
def occupation(site: str) -> Occupation:
    return OccupationFactory(title="Harbour pilot")


@pytest.fixture
def officials(occupation: Occupation) -> Officials:
    def make(name: str, role: OfficialRole) -> User:
        user = make_official(f"{name.lower().replace(' ', '.')}@example.org", role, name=name)
        return RouteOfficialFactory(route=occupation.route, user=user).user

    return Officials(
        make("Rowan Route", OfficialRole.ROUTE_MANAGER), make("Asa Assurance", OfficialRole.ASSURANCE_MANAGER)
    )


def test_group_lives_from_its_enquiry_to_delivery(
    person: Start,
    occupation: Occupation,
    officials: Officials,
    product_manager: Visitor,
    worker: Callable[[], None],
) -> None:
    lena = person("Lena Leader")
    enquires(lena, occupation)
    group = is_accepted(product_manager, lena)
    member = has_members(group, lena)
    mo = person("Mo Member", session=session_of(member))
    cora = person("Cora Conflict")
    joins_with_an_interest(lena, cora, group)
    submits(lena)
    approves_it(product_manager, group)
    confirms_details(lena)

    rowan = person("Rowan Route", session=session_of(officials.route))
    proposal = writes_proposal(lena, group)
    documents.agree_without_the_barred_member(lena, mo, cora, proposal)
    documents.submits_it(lena, proposal)
    proposal = is_returned_once(lena, product_manager, rowan, proposal)
    documents.is_agreed(proposal, by=user_of(lena))
    submitting.submit(group=group, kind=SubmissionKind.PROPOSAL, by=user_of(lena), now=timezone.now())
    is_agreed_on_a_condition(product_manager, rowan, proposal)
    meets_the_condition(product_manager, rowan, proposal)

    worker()
    developing.agree_a_work_plan(lena, product_manager, group)
    developing.lets_its_day_pass(group)
    worker()
    assert mail_to(address_of(lena), "the standard and the EPA plan are late")
    product_manager.follows_work("Look at a risk, and say what is done", "See the risks")
    developing.is_mitigated(lena, rowan)
    developing.seeks_advice(lena, group)
    developing.gathers_evidence(lena)
    standard, plan = developing.has_documents(lena, mo, cora, group)
    documents.submits_it(lena, standard)
    developing.is_delivered(
        product_manager, rowan, person("Asa Assurance", session=session_of(officials.assurance)), plan
    )
    worker()
    lena.opens(group.get_absolute_url())
    lena.sees("Delivered")
    lena.does_not_see(developing.LATE, "Proposal due")
    cora.opens(group.get_public_url())
    cora.sees("Delivered")


def user_of(visitor: Visitor) -> User:
    return User.objects.get(email=address_of(visitor))


def has_members(group: Group, chair: Visitor) -> User:
    """What `test_registering.py` clicks through: answers, members, and the enquirer as chair; a member's user."""
    answered(group)
    eligible_chair(group=group, person=PersonFactory(user=user_of(chair)))
    for _ in range(OTHER_MEMBERS):
        eligible_member(group=group)
    return eligible_member(group=group, person__user__name="Mo Member").person.user


# --- a member whose interest bars her --------------------------------------------------------------------------------
def joins_with_an_interest(chair: Visitor, member: Visitor, group: Group) -> None:
    chair.opens(reverse("overview:members", args=[group.pk]))
    invites(chair, member.name)
    member.follows_mail("invites you", to=address_of(member))
    member.presses("Continue")
    completes_details(member)
    states_and_agrees(member)
    declares_shares(member, SHARES)

    chair.follows_due("Say how an interest is handled")
    chair.chooses(measure="Does not vote on what it touches", scope="Everything that the group decides")
    chair.fills(reason="The college earns by every apprentice.")
    chair.presses("Record it on the register")
    chair.sees("The college earns by every apprentice.")


def confirms_details(chair: Visitor) -> None:
    chair.follows_mail("approved", to=address_of(chair))
    chair.presses("See what changed, and confirm the details")
    chair.presses("Confirm that these details are right")
    chair.sees("The details are confirmed")


# --- the occupation proposal -----------------------------------------------------------------------------------------
def writes_proposal(chair: Visitor, group: Group) -> Submission:
    proposal = documents.begins(chair, group, "Occupation proposal")
    documents.writes(chair, proposal, "Typical job titles", "Harbour pilot, deep sea pilot")
    documents.is_written(proposal, by=user_of(chair))
    return proposal


def is_returned_once(chair: Visitor, manager: Visitor, route: Visitor, proposal: Submission) -> Submission:
    manager.opens(proposal.get_absolute_url())
    manager.presses("Read and comment")
    manager.chooses(section="Demand from employers")
    manager.fills(text="Say how many apprentices each employer will take on.")
    manager.presses("Add the comment")
    manager.sees("Your comment is saved.")
    reasons = "The demand is not shown yet."
    documents.recommends(manager, proposal, "Return it with comments", reasons)
    documents.decides(route, proposal, "Return it with comments", reasons=reasons)

    chair.follows_mail("Returned", to=address_of(chair))
    chair.sees("Returned with comments", reasons)
    chair.presses("Begin the next version")
    chair.follows("Demand from employers")
    chair.fills(text="Eleven employers take on two apprentices each year.")
    chair.presses("Save and go to the next section")
    return Submission.objects.latest("pk")


def is_agreed_on_a_condition(manager: Visitor, route: Visitor, proposal: Submission) -> None:
    on_condition, wanted = "Agree once members who are asked for are added", "A small employer in the North East"
    documents.recommends(manager, proposal, on_condition, "All sizes of employers must be heard.")
    documents.decides(route, proposal, on_condition, asks_for=wanted, reasons="All sizes of employers must be heard.")
    route.sees("Agreed on a condition", wanted, "0 of 1 members asked for are added.")


def meets_the_condition(manager: Visitor, route: Visitor, proposal: Submission) -> None:
    added = eligible_member(group=proposal.group, started_on=today() - timedelta(days=1))
    manager.opens(proposal.get_absolute_url())
    manager.follows("Record who was added: A small employer in the North East")
    manager.chooses(membership=f"{added.person.name}, {added.organisation.name}")
    manager.presses("Save")
    manager.sees(f"{added.person.name} is recorded as the member who was asked for.")
    documents.decides(route, proposal, "Agree")
    route.sees("Agreed on")
