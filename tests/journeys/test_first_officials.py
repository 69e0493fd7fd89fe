"""An installation that knows nobody: its first administrator, a route manager who is invited, a gap that is closed."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from groups.models import Group
from officials.views import gaps
from portal.calendar import today
from proposals.models import Submission
from tests.accounts.helpers import PASSWORD, make_user, totp_code
from tests.factories import (
    EnquiryFactory,
    GroupFactory,
    InterestFactory,
    OccupationFactory,
    PersonFactory,
    VersionFactory,
    eligible_chair,
    eligible_member,
)
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import LINK, Visitor

RITA = "rita.route@example.org"


@pytest.fixture
def submission(site: str) -> Submission:
    """A proposal of a group that an import made: no product manager, and nobody in its route."""
    group = GroupFactory(occupation=OccupationFactory(title="Lighthouse keeper"), membership_approved_on=today())
    eligible_chair(group=group)
    return VersionFactory(submission__group=group, submission__submitted_on=today(), frozen=True).submission


def comes_in(visitor: Visitor, link: str, name: str, home: str) -> None:
    """The whole first sign-in: the link, a password, a code of the app. Each is asked for once."""
    visitor.opens(link)
    visitor.fills(name=name, password=PASSWORD)
    visitor.presses("Continue")
    visitor.is_at("Set up an authenticator app")
    secret = visitor.page.locator("strong.app-wrap").inner_text()
    visitor.fills(code=totp_code(secret.strip()))
    visitor.presses("Continue")
    visitor.is_at("Your recovery codes")
    visitor.presses("Continue to the portal")
    visitor.is_at(home)


def test_from_nobody_to_a_proposal_that_can_be_decided(
    person: Start, product_manager: Visitor, submission: Submission
) -> None:
    group = submission.group
    administrator = person("Ada Admin")
    out = io.StringIO()
    arguments = ("ada.first@example.org", "--role", "administrator", "--name", "Ada Admin", "--reason", "A journey")
    call_command("add_official", *arguments, stdout=out)
    comes_in(administrator, LINK.search(out.getvalue()).group(), "Ada Admin", "What needs me today")

    product_manager.opens(reverse("officials:allocate", args=[group.pk]))
    product_manager.presses("Take the group on")
    product_manager.sees("Who leads for", "petra.manager@example.org", "Nobody yet")
    recommend = reverse("proposals:recommend", args=[group.pk, submission.pk])
    product_manager.opens(recommend)
    product_manager.is_at("This cannot be done now")
    product_manager.sees("Nobody would decide", "An administrator appoints one first")
    product_manager.presses(f"See who looks after {group.occupation.route}")
    product_manager.sees("Nobody looks after this route yet")

    administrator.follows("Who leads")
    administrator.sees(group.occupation.route.name, "Route manager, Assessment and assurance manager")
    administrator.follows("Officials")
    administrator.presses("Invite an official")
    administrator.fills(email=RITA, name="Rita Route")
    administrator.chooses(role="Route manager")
    administrator.presses("Send the invitation")
    administrator.sees("Rita Route is invited", "Invited")

    rita = person("Rita Route")
    rita.follows_mail("invites you to the", RITA)
    comes_in(rita, rita.page.url, "Rita Route", "What needs me today")

    administrator.opens(group.occupation.route.get_officials_url())
    administrator.fills(user=f"Rita Route, route manager ({RITA})", note="New in post")
    administrator.page.keyboard.press("Tab")
    administrator.presses("Appoint")
    administrator.sees("Rita Route looks after", "Recorded by Ada Admin")
    assert "Route manager" not in _missing(group)

    product_manager.opens(recommend)
    product_manager.chooses(outcome="Agree")
    product_manager.fills(reasons="It is clear what the occupation is.")
    product_manager.presses("Save the recommendation")
    rita.follows_mail("to be decided", RITA)
    rita.sees("Lighthouse keeper")
    rita.opens("/dashboard/")
    rita.sees("Occupation proposal")
    assert User.objects.get(email=RITA).invitation.accepted_at


def _missing(group: Group) -> list[str]:
    return next(seats.missing for seats in gaps.routes_with_seats(today()) if seats.route == group.occupation.route)


def test_interest_before_there_is_a_chair_is_handled_by_the_product_manager(
    person: Start, product_manager: Visitor, site: str
) -> None:
    group = GroupFactory(occupation=OccupationFactory(title="Ferry steward"))
    enquirer = make_user("enquirer.first@example.org", name="Enid Quirer")
    EnquiryFactory(accepted=True, group=group, user=enquirer)
    member = eligible_member(group=group, person=PersonFactory(name="Mel Member"))
    InterestFactory(declaration__group=group, declaration__person=member.person)

    lead = person("Enid Quirer", session=session_of(enquirer))
    lead.opens(reverse("conflicts:register", args=[group.pk]))
    lead.sees("Waits for a product manager, as soon as there is one")

    product_manager.opens("/dashboard/")
    product_manager.follows("Who leads")
    product_manager.ticks(group.name)
    product_manager.presses("Take on the groups that are ticked")
    product_manager.sees("leads 1 more group from today")
    product_manager.follows_work("Say how an interest is handled", "Say how")
    product_manager.chooses(measure="Nothing is needed")
    product_manager.fills(reason="It has nothing to do with the occupation.")
    product_manager.presses("Record it on the register")
    product_manager.sees("The handling is on the register")
