"""The employers decide: a meeting with a member who is barred from the vote, and a vote by correspondence."""

from datetime import timedelta

import pytest

from groups.models import Group
from meetings.models import Motion
from members.models import Membership
from portal.calendar import today
from tests.accounts.helpers import PASSWORD, make_user
from tests.factories import ChairAppointmentFactory, GroupFactory, MembershipFactory, PersonFactory
from tests.journeys.conftest import Start
from tests.journeys.visitor import Visitor, mail_to
from tests.meetings.helpers import handled

NAMES = ("Cleo Chair", "Mina Member", "Bart Barred", "Abel Absent")


def address_of(name: str) -> str:
    return f"{name.replace(' ', '.').lower()}@voting.example.org"


def serves(group: Group, name: str, **fields: object) -> Membership:
    person = PersonFactory(user=make_user(address_of(name), name=name))
    return MembershipFactory(group=group, person=person, **fields)


@pytest.fixture(scope="module")
def members(site: str) -> list[Membership]:
    group = GroupFactory()
    members = [serves(group, name) for name in NAMES]
    ChairAppointmentFactory(group=group, person=members[0].person)
    serves(group, "Ada Adviser", adviser=True)
    handled(members[2])
    return members


def signs_in(person: Start, name: str) -> Visitor:
    visitor = person(name)
    visitor.opens("/accounts/login/")
    visitor.fills(login=address_of(name), password=PASSWORD)
    visitor.presses("Sign in")
    return visitor


def test_group_meets_and_votes_without_the_member_who_is_barred(person: Start, members: list[Membership]) -> None:
    group = members[0].group
    cleo, mina = signs_in(person, "Cleo Chair"), signs_in(person, "Mina Member")
    cleo.opens(f"/groups/{group.pk}/")
    cleo.follows("Meetings")
    cleo.follows("Add a meeting")
    cleo.fills(title="Kick-off", planned_time="14:30", place="Sample Hall, Leeds")
    cleo.page.locator("[name='planned_on-day']").fill(str(today().day))
    cleo.page.locator("[name='planned_on-month']").fill(str(today().month))
    cleo.page.locator("[name='planned_on-year']").fill(str(today().year))
    cleo.presses("Save and continue")
    for name in ("Cleo Chair", "Mina Member", "Bart Barred", "Ada Adviser"):
        person_id = Membership.objects.get(group=group, person__name=name).person_id
        cleo.chooses(**{f"attended_{person_id}": "Came, in person"})
    cleo.chooses(**{f"attended_{members[3].person_id}": "Sent apologies"})
    cleo.presses("Save the meeting")  # nobody's answer to the check is recorded
    cleo.sees("There is a problem", "Select what Mina Member answered to the check")
    for name in ("Cleo Chair", "Mina Member", "Bart Barred", "Ada Adviser"):
        person_id = Membership.objects.get(group=group, person__name=name).person_id
        cleo.chooses(**{f"check_{person_id}": "Nothing new to declare"})
    cleo.ticks("The competition statement was read")
    cleo.presses("Save the meeting")
    cleo.sees("4 of 5 people", "Everybody who came was asked")

    cleo.follows("Open a motion in this meeting")
    cleo.presses("Open for votes")
    cleo.sees("Enter the words of the motion")
    cleo.chooses(subject="The occupation proposal")
    cleo.fills(text="The group agrees version 1 of its occupation proposal and submits it.", quorum="2")
    cleo.presses("Open for votes")
    cleo.sees("2 of 4 employer members; of these 0 voted so far. Barred: 1. Not there: 1.", "Owns a provider.")

    mina.opens("/home/")
    mina.follows("A vote is open for you")
    mina.chooses(choice="For")
    mina.presses("Cast my vote")
    mina.sees("Your vote is recorded: for")
    bart = signs_in(person, "Bart Barred")
    bart.opens(f"/groups/{group.pk}/motions/{Motion.objects.latest('pk').pk}/")
    bart.sees("You do not vote on this motion")
    cleo.follows("Record votes of others")
    cleo.presses("Record these votes")
    cleo.sees("Select the vote of at least one person")
    cleo.chooses(**{f"vote_{members[0].person_id}": "For"})
    cleo.presses("Record these votes")
    cleo.follows("Record who left for this item")
    cleo.sees("nobody in the room who has not voted")
    cleo.follows("See the motion")
    cleo.follows("Close the motion")
    cleo.presses("Close and count")
    cleo.sees("Result: carried", "2 for, 0 against, 0 abstained. 2 of 2 voters took part; 2 had to.")
    bart.opens(bart.path)
    bart.sees("Barred from this vote, and why", "Bart Barred")


def test_member_votes_by_correspondence_from_the_mail(person: Start, members: list[Membership]) -> None:
    group, last_day = members[0].group, today() + timedelta(days=5)
    cleo, ada = signs_in(person, "Cleo Chair"), signs_in(person, "Ada Adviser")
    cleo.opens(f"/groups/{group.pk}/motions/")
    cleo.presses("Open a motion")
    cleo.chooses(subject="Anything else")
    cleo.fills(text="The group meets each month.", quorum="2")
    cleo.page.locator("[name='closes_on-day']").fill(str(last_day.day))
    cleo.page.locator("[name='closes_on-month']").fill(str(last_day.month))
    cleo.page.locator("[name='closes_on-year']").fill(str(last_day.year))
    cleo.presses("Open for votes")
    mina = signs_in(person, "Mina Member")
    mina.follows_mail("Vote by", address_of("Mina Member"))
    assert not Motion.objects.latest("pk").votes.exists()
    mina.chooses(choice="Abstain")
    mina.presses("Cast my vote")
    mina.sees("Your vote is recorded: abstain")
    mina.presses("Change my vote")
    ada.opens(mina.path)
    ada.sees("of these 1 voted so far", "Bart Barred")
    ada.does_not_see("Cast my vote", "Owns a provider.")
    ada.follows("Motions")
    ada.sees("1 so far")
    assert mail_to(address_of("Abel Absent"), "Vote by")
