"""A chair hands over: both see the same checklist, the rights pass on the day, and the register stays whole."""

from datetime import timedelta

import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from groups.models import Group
from portal.calendar import today
from tests.accounts.helpers import PASSWORD
from tests.factories import HandlingFactory, InterestFactory
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.visitor import Visitor
from tests.proposals.helpers import approved_group, chair, manager

DAYS = timedelta(days=14)
INTEREST = "Sister runs a college that teaches the occupation"


def test_chair_hands_over_on_a_day(person: Start, site: str) -> None:
    group = approved_group()
    handled_interest(group)
    follower = group.memberships.exclude(person__user=chair(group)).last().person
    has_password(follower.user)
    users = chair(group), follower.user, manager(group)
    cleo, fay, petra = (person(user.name, session=session_of(user)) for user in users)
    arranges(cleo, group, follower.name)
    whole = register_seen_by(cleo, group)

    loses_session_while_accepting(fay, group, follower.user)
    petra.follows_mail("A change of chair waits for confirmation", to=users[2].email)
    petra.presses("Save the decision")
    petra.sees("There is a problem", "Choose confirm or decline")
    petra.chooses(decision="Confirm")
    petra.presses("Save the decision")
    petra.sees("The change of chair is confirmed. Everybody whom it concerns is told.")
    sees_the_same_checklist(cleo, fay, users)

    with time_machine.travel(timezone.now() + DAYS):
        before, now = (person(f"{user.name} then", session=session_of(user)) for user in users[:2])
        leads_from_the_day_on(now, group, whole)
        leads_no_longer(before, group)


def has_password(user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def handled_interest(group: Group) -> None:
    member = group.memberships.exclude(person__user=chair(group)).first()
    interest = InterestFactory(declaration__group=group, declaration__person=member.person, description=f"{INTEREST}.")
    HandlingFactory(interest=interest)


def arranges(leader: Visitor, group: Group, follower: str) -> None:
    leader.opens(reverse("chairs:chairs", args=[group.pk]))
    leader.presses("Propose a change of chair")
    leader.presses("Propose it")
    leader.sees("There is a problem", "Choose what changes")
    leader.page.get_by_label(f"{leader.name} hands over to somebody else").check()
    leader.page.get_by_label(f"{follower}, ").check()
    leader.fills_date(takes_place_on=today() + DAYS)
    leader.presses("Propose it")
    leader.sees(f"{follower} is asked to accept", f"{leader.name} hands over to {follower}", "Not yet")
    leader.follows(f"See this change: {leader.name} hands over to {follower}")
    leader.sees("Waits for acceptance", "What is open in the group", "The register stays whole")


def sees_the_same_checklist(leader: Visitor, follower: Visitor, users: tuple) -> None:
    """Each opens the link in the mail; what is open in the group is the same for both."""
    lists = []
    for visitor, user in zip((leader, follower), users[:2], strict=True):
        visitor.follows_mail("The change of chair is confirmed", to=user.email)
        visitor.sees("The rights pass on the day by themselves.")
        lists.append(visitor.page.locator(".govuk-summary-list").inner_text())
    assert "Interests to handle" in lists[0]
    assert lists[0] == lists[1]


def loses_session_while_accepting(follower: Visitor, group: Group, user: User) -> None:
    """What was ticked is there again after signing in, and not accepted before."""
    follower.follows_mail("You are proposed as chair", to=user.email)
    follower.presses("Accept")
    for box in follower.page.get_by_role("checkbox").all():
        box.check()
    follower.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    follower.presses("Accept")
    follower.fills(login=user.email, password=PASSWORD)
    follower.presses("Sign in")
    follower.sees("You were signed out before this page was saved", "Accept to be chair")
    assert group.hand_overs.get().accepted_at is None
    follower.presses("Accept")
    follower.sees("You accepted. The product manager is asked to confirm it.", "Waits for confirmation")
    assert group.hand_overs.get().accepted_at


def register_seen_by(visitor: Visitor, group: Group) -> str:
    visitor.opens(reverse("conflicts:register", args=[group.pk]))
    visitor.sees(INTEREST)
    return visitor.page.locator("table").last.inner_text()


def leads_from_the_day_on(follower: Visitor, group: Group, whole: str) -> None:
    follower.opens("/home/")
    follower.sees(group.name)
    assert register_seen_by(follower, group) == whole
    follower.opens(reverse("overview:members", args=[group.pk]))
    expect(follower.page.get_by_role("button", name="Invite an employer member")).to_be_visible()


def leads_no_longer(leader: Visitor, group: Group) -> None:
    """Who handed over stays a member, and can take nothing back."""
    hand_over = group.hand_overs.get()
    leader.opens(reverse("overview:members", args=[group.pk]))
    expect(leader.page.get_by_role("button", name="Invite an employer member")).to_have_count(0)
    leader.opens(reverse("chairs:chairs", args=[group.pk]))
    leader.sees(f"{hand_over.successor.name}", f"Chair since {hand_over.takes_place_on:%-d %B %Y}")
    leader.does_not_see("A change is proposed")
    leader.opens(hand_over.get_absolute_url())
    leader.sees("Done")
    expect(leader.page.get_by_role("button", name="Withdraw it")).to_have_count(0)
