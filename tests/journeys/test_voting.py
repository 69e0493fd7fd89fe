"""The employers meet and decide: from plan to minutes, with a member barred from the vote; and by correspondence."""

from datetime import timedelta
from pathlib import Path

import pytest

from groups.models import Group
from meetings.models import Meeting, Motion
from members.models import Membership
from portal.calendar import today
from tests.accounts.helpers import PASSWORD, make_user
from tests.factories import ChairAppointmentFactory, GroupFactory, MembershipFactory, PersonFactory
from tests.journeys.conftest import Start
from tests.journeys.visitor import Visitor, mail_to
from tests.meetings.helpers import handled
from tests.pdfs import is_tagged, words_of

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


def attends(cleo: Visitor, members: list[Membership]) -> None:
    """Who came, the check for declarations person by person, and the competition statement."""
    came = [*members[:3], Membership.objects.get(group=members[0].group, person__name="Ada Adviser")]
    for one in came:
        cleo.chooses(**{f"attended_{one.person_id}": "Came, in person"})
    cleo.chooses(**{f"attended_{members[3].person_id}": "Sent apologies"})
    cleo.presses("Save the meeting")  # nobody's answer to the check is recorded
    cleo.sees("There is a problem", "Select what Mina Member answered to the check")
    for one in came:
        cleo.chooses(**{f"check_{one.person_id}": "Nothing new to declare"})
    cleo.chooses(**{f"check_{members[1].person_id}": "Declared something new"})
    cleo.chooses(competition_statement="Yes")
    cleo.presses("Save the meeting")
    cleo.sees("4 of 5 people", "Everybody who came was asked", "Not on the register of interests yet")


def votes_on_the_item(cleo: Visitor, mina: Visitor) -> None:
    """Bart is barred, Mina left and came back: of three who came one votes."""
    cleo.follows("Open a motion on The occupation proposal")
    cleo.fills(text="The group agrees version 1 of its occupation proposal and submits it.", quorum="1")
    cleo.presses("Open for votes")
    cleo.sees("1 of 4 employer members; of these 0 voted so far. Barred: 1. Not there: 2.", "Owns a provider.")
    motion = Motion.objects.latest("pk")
    mina.opens(motion.get_absolute_url())
    mina.does_not_see("Cast my vote")
    cleo.chooses(choice="For")
    cleo.presses("Cast my vote")
    cleo.follows("Close the motion")
    cleo.presses("Close and count")
    cleo.sees("Result: carried", "1 for, 0 against, 0 abstained. 1 of 1 voters took part; 1 had to.")


def test_group_meets_from_plan_to_minutes(person: Start, members: list[Membership]) -> None:
    group = members[0].group
    cleo, mina = signs_in(person, "Cleo Chair"), signs_in(person, "Mina Member")
    cleo.opens(f"/groups/{group.pk}/meetings/add/")
    cleo.fills(title="Kick-off", planned_time="14:30", planned_until="16:00", place="Sample Hall, Leeds")
    cleo.fills_date(planned_on=today() + timedelta(days=9))
    cleo.presses("Save and continue")
    cleo.sees("Everybody is told", "Competition statement", "The product manager’s update")
    cleo.follows("Add an item")
    cleo.fills(title="The occupation proposal")
    cleo.chooses(subject="The occupation proposal")
    cleo.presses("Add the item")
    cleo.presses("Move up The occupation proposal")
    cleo.sees("4. The occupation proposal", "Does not vote Bart Barred")
    notice = mail_to(address_of("Mina Member"), "Meeting on")
    assert "BEGIN:VEVENT" in notice.attachment["text"]
    Meeting.objects.update(planned_on=today())  # the day has come

    cleo.opens(cleo.path)
    cleo.presses("Record who came")
    attends(cleo, members)
    cleo.follows("Record what was declared by Mina Member")
    cleo.chooses(nature="Financial interest", perception="Actual: it could affect their decisions now")
    cleo.fills(description="Owns shares in a mill.")
    cleo.presses("Put it on the register")
    cleo.sees("On the register of interests")
    cleo.follows("Who left for The occupation proposal")
    for field in ("left", "back"):
        cleo.page.locator(f"[name='{field}'][value='{members[1].person_id}']").check()
    cleo.presses("Save")
    cleo.sees("Mina Member left for this item and came back after it.")
    votes_on_the_item(cleo, mina)
    meeting = Meeting.objects.get(group=group)
    says_what_was_recorded(mina, meeting)
    reads_minutes(cleo, mina, meeting)
    members_agree(cleo, mina, signs_in(person, "Bart Barred"), meeting)


def reads_minutes(cleo: Visitor, mina: Visitor, meeting: Meeting) -> None:
    """The chair closes the meeting; a member reads the minutes, and has them as a tagged PDF."""
    cleo.opens(f"{meeting.get_absolute_url()}minutes/")
    cleo.presses("Close the meeting and show the minutes")
    mina.follows_mail("Minutes of the meeting", address_of("Mina Member"))
    told = ("Owns shares in a mill.", "Mina Member left the meeting for this item", "Motion: carried")
    mina.sees(*told, "Bart Barred was barred", "Abel Absent", "sent apologies")
    with mina.page.expect_download() as download:
        mina.page.get_by_role("link", name="Download as PDF").click()
    data = Path(download.value.path()).read_bytes()
    words = words_of(data)
    assert is_tagged(data) and all(text in words for text in told)


def says_what_was_recorded(mina: Visitor, meeting: Meeting) -> None:
    """What the chair recorded of a person is theirs to confirm or to contradict."""
    mina.follows_mail("What was recorded of you", address_of("Mina Member"))
    mina.sees("Came, in person", "Recorded by Cleo Chair")
    mina.page.get_by_role("button", name="This is so").first.click()
    mina.sees("You confirmed it")


def agrees(visitor: Visitor, meeting: Meeting) -> None:
    visitor.opens(f"{meeting.get_absolute_url()}minutes/")
    visitor.presses("Say whether they are right")
    visitor.chooses(answer="Yes, I agree to them")
    visitor.presses("Save my answer")


def members_agree(cleo: Visitor, mina: Visitor, bart: Visitor, meeting: Meeting) -> None:
    """A correction is asked for and made; then all who came agree, and the record stands."""
    mina.opens("/home/")
    mina.follows("Minutes to agree")
    mina.presses("Say whether they are right")
    mina.chooses(answer="No, something is to be corrected")
    mina.fills(words="I own shares in two mills.")
    mina.presses("Save my answer")
    mina.sees("Corrections asked for", "I own shares in two mills.")
    cleo.follows_mail("asks for a correction", address_of("Cleo Chair"))
    cleo.follows("Write the minutes")
    cleo.page.locator("textarea").first.fill("Mina Member owns shares in two mills.")
    cleo.presses("Save the minutes")
    cleo.follows("Say what became of it: Mina Member")
    cleo.fills(words="It stands at the beginning now.")
    cleo.presses("Save what became of it")
    cleo.sees("0 of 3 employer members who came agreed them; it takes 2.")
    for visitor in (cleo, bart):
        agrees(visitor, meeting)
        visitor.sees("You agreed these minutes.")
    agrees(mina, meeting)
    mina.sees("Agreed on", "Who agreed these minutes", "Bart Barred agreed")
    cleo.opens(meeting.get_absolute_url())
    cleo.does_not_see("Correct who came")


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
