"""Journey 3: an invited person follows the link and becomes a member, or learns why the link does not lead on."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from groups.models import Group
from members.actions import invitations
from members.models import Invitation, Membership
from portal.calendar import today
from tests.factories import GroupFactory, GroupOfficialFactory, eligible_chair, eligible_member
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.journeys.steps import address_of, completes_details, declares_nothing, states_and_agrees
from tests.journeys.visitor import Visitor, link_in, mail_to


@pytest.fixture
def group(site: str) -> Group:
    group = GroupFactory()
    GroupOfficialFactory(group=group)
    eligible_chair(group=group)
    return group


def invited(visitor: Visitor, group: Group) -> Invitation:
    """As the group's chair invites them by the form; the mail is there."""
    answers = {
        "name": visitor.name,
        "email": address_of(visitor),
        "job_title": "Operations director",
        "adviser_kind": "",
        "organisation": {"name": f"{visitor.name} Ltd", "kind": "employer"},
    }
    chair = group.chairs.get().person.user
    return invitations.invite(group=group, kind="employer", answers=answers, by=chair, now=timezone.now())


def link_of(visitor: Visitor) -> str:
    return link_in(mail_to(address_of(visitor), "invites you"))


def test_person_stops_in_the_middle_and_comes_back(person: Start, group: Group) -> None:
    gus = person("Gus Returner")
    invited(gus, group)
    gus.opens(link_of(gus))
    gus.presses("Continue")
    gus.presses("Save and continue")  # with most of it not answered
    gus.sees("There is a problem", "Enter the day until which you plan to serve")
    completes_details(gus)
    gus.is_at("What you state and agree to")
    gus.context.close()

    again = person("Gus Returner")  # another day, another browser
    again.opens(link_of(again))
    again.presses("Continue")
    again.is_at("Your details")
    expect(again.page.get_by_label("Organisation’s name")).to_have_value("Gus Returner Ltd")
    again.presses("Save and continue")
    again.presses("Save and continue")  # agrees to nothing
    again.sees("There is a problem", "Agree to your details being held")
    states_and_agrees(again)
    declares_nothing(again)
    assert Membership.objects.get(group=group, person__email=address_of(gus)).statements.count() == 8

    again.opens(link_of(again))
    again.is_at("This invitation is accepted")


def test_link_opened_while_signed_in_as_somebody_else(person: Start, group: Group) -> None:
    hana, ivo = person("Hana First"), person("Ivo Second")
    invited(hana, group)
    invited(ivo, group)
    hana.opens(link_of(hana))
    hana.presses("Continue")  # signs Hana in
    hana.opens(link_of(ivo))
    hana.is_at("This invitation is for somebody else")
    assert not Invitation.objects.get(email=address_of(ivo)).opened_at  # nothing was changed
    hana.sees(address_of(hana))
    hana.does_not_see(address_of(ivo))
    hana.presses("Sign out and open the link again")
    hana.is_at("You are invited to a trailblazer group")
    hana.sees("Ivo Second")


def test_session_lost_in_the_middle_costs_nothing_that_was_typed(person: Start, group: Group) -> None:
    """What was saved stays, and what was just typed is there again after the mailed link was opened once more."""
    lea = person("Lea Interrupted")
    invited(lea, group)
    lea.opens(link_of(lea))
    lea.presses("Continue")
    completes_details(lea)
    lea.is_at("What you state and agree to")
    lea.ticks("be an employee working in an operational capacity")
    page = lea.page.url
    lea.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    lea.presses("Save and continue")
    assert "/login/" in lea.path

    lea.opens(link_of(lea))
    lea.presses("Continue")
    expect(lea.page.get_by_label("Organisation’s name")).to_have_value("Lea Interrupted Ltd")
    lea.opens(page)
    lea.sees("You were signed out before this page was saved")
    expect(lea.page.get_by_label("be an employee working in an operational capacity")).to_be_checked()
    states_and_agrees(lea)
    declares_nothing(lea)


def test_person_of_another_group_only_confirms(person: Start, group: Group) -> None:
    """Two groups, two people: what the one told the first group is not asked again by the second."""
    mia, noa = person("Mia Known"), person("Noa New")
    known = eligible_member(
        person__name=mia.name, person__user__email=address_of(mia), organisation__name=f"{mia.name} Ltd"
    )
    for visitor in (mia, noa):
        invited(visitor, group)
        visitor.opens(link_of(visitor))
        visitor.presses("Continue")
    noa.does_not_see("You told us most of this before")
    mia.sees("You told us most of this before", known.job_title)
    expect(mia.page.get_by_label("Full name")).to_have_count(0)
    mia.fills_date(plans_to_serve_until=today() + timedelta(days=3 * 365))
    mia.chooses(occupation_experience="I work in the occupation now")
    mia.chooses(organisation_employs_in_occupation="Yes")
    mia.presses("Save and continue")
    states_and_agrees(mia)
    declares_nothing(mia)
    joined = Membership.objects.get(group=group, person=known.person)
    assert (joined.job_title, joined.organisation.size) == (known.job_title, known.organisation.size)


def test_links_that_are_old_replaced_or_revoked_say_so(person: Start, group: Group) -> None:
    """The chair sends a new link and takes the invitation back; the person sees where each link leads."""
    jan, chair = person("Jan Late"), group.chairs.get().person
    cleo = person(chair.name, session=session_of(chair.user))
    invitation, first = invited(jan, group), link_of(jan)
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now() - timedelta(days=15))
    jan.opens(first)
    jan.is_at("This link has expired")

    cleo.opens(f"/groups/{group.pk}/members/")
    cleo.presses(f"Send a new link to {jan.name}")
    cleo.sees(f"We sent a new link to {address_of(jan)}. The old one is void.")
    jan.opens(first)
    jan.is_at("A newer link was sent")
    jan.opens(link_of(jan))
    jan.is_at("You are invited to a trailblazer group")

    cleo.follows(f"Revoke the invitation of {jan.name}")
    cleo.presses("Revoke the invitation")
    jan.presses("Continue")  # on the page that was open
    jan.is_at("This invitation was taken back")
    jan.opens(first[:-9] + "/")
    jan.is_at("This invitation link does not work")


def test_joining_needs_no_script(person: Start, group: Group) -> None:
    kit = person("Kit Noscript", has_script=False)
    invited(kit, group)
    kit.opens(link_of(kit))
    kit.presses("Continue")
    completes_details(kit)
    states_and_agrees(kit)
    declares_nothing(kit)
    kit.is_at("Your membership")
