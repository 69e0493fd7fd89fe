"""Minutes as page and as tagged PDF: the same facts; interests only for who sees the register."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts.enums import Measure
from meetings.actions import absences, agenda, agreement, attendance, minutes_answers, motions, votes
from meetings.enums import Check, Choice, Mode, Presence
from meetings.models import Attendance, Minutes
from portal.calendar import today
from tests.factories import ActionFactory, AgendaItemFactory, MeetingFactory, MembershipFactory
from tests.meetings.helpers import AWAY, CAME, handled, held, opened, user_of, voting_group
from tests.members.helpers import text_of
from tests.pdfs import is_tagged, tags_of, words_of

pytestmark = pytest.mark.django_db
SAID = {
    **{"nature": "financial", "perception": "actual", "description": "Owns a mill.", "by_employment": False},
    **{"organisation": "", "delivers": [], "employs_in_occupation": False, "may_profit": False, "began_on": None},
}
FACTS = [
    *(", 14:30 to 16:00", "Sample Hall", "Petra Manager, product manager", "The competition statement was read"),
    *("In person", "sent apologies", "declared: Financial interest: Owns a mill.", "5. The occupation proposal"),
    *("left the meeting for this item, and came back after it", "The group submits its proposal.", "Motion: carried"),
    *("1 for, 0 against, 0 abstained. 1 of 1 voters took part; 1 had to.", "was barred: does not vote"),
    *("Owns a provider.", "did not vote: left for this item", "The duties were read.", "Asks the college."),
    *("Came from the last meeting.", "Done on"),
]


@pytest.fixture
def members():
    return voting_group(4)[1]


def url(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.group_id, meeting.pk])


def eventful(members):
    """A meeting in which everything happened that minutes tell."""
    group, chair, now = members[0].group, user_of(members[0]), timezone.now()
    earlier = MeetingFactory(group=group, held_on=today() - timedelta(days=30))
    ActionFactory(meeting=earlier, text="Came from the last meeting.", done=True)
    hours = {"planned_time": time(14, 30), "planned_until": time(16)}
    meeting = MeetingFactory(group=group, held_on=None, planned_on=today(), place="Sample Hall", **hours)
    item = agenda.add_item(
        meeting=meeting,
        answers={"title": "The occupation proposal", "details": "", "subject": "proposal", "led_by": None},
        by=chair,
    )
    rows = {one.person_id: CAME for one in members[:3]} | {members[3].person_id: AWAY}
    rows[members[1].person_id] = attendance.Row(Presence.CAME, Mode.REMOTE, Check.DECLARED)
    there = "Petra Manager, product manager"
    meeting = attendance.record(
        meeting=meeting, rows=rows, competition_statement=True, also_there=there, by=chair, now=now
    )
    kept = Attendance.objects.get(meeting=meeting, person=members[1].person)
    attendance.declare_for(attendance=kept, interests=[SAID], by=chair, now=now)
    handled(members[1], Measure.NO_VOTE)
    key = {members[2].person_id}
    absences.set_out(item=item, left=key, back=key, recorded=set(), by=chair, now=now)
    motion = opened(
        group, chair, meeting=meeting, item=item, subject="proposal", text="The group submits its proposal."
    )
    votes.cast(motion=motion, choice=Choice.FOR, by=chair, now=now)
    motions.close(motion=motion, by=chair, now=now)
    ActionFactory(meeting=meeting, text="Asks the college.", owner=members[2].person)
    return meeting, item


def everybody_agrees(meeting):
    """Every employer member who came; the last of them settles it."""
    shown = Minutes.objects.select_related("meeting").get(meeting=meeting)
    if shown.agreed_at is None:
        seen = agreement.content_digest(shown)
        for user in User.objects.filter(person__in=agreement.employers_at(meeting)).order_by("pk"):
            minutes_answers.answer(meeting=meeting, agrees=True, seen=seen, by=user, now=timezone.now())


def test_pdf_holds_the_facts_of_the_page_and_both_stand_once_agreed(client, members):
    meeting, item = eventful(members)
    client.force_login(user_of(members[0]))
    seen = client.get(url("minutes_write", meeting)).context["form"]["seen"].value()
    client.post(url("minutes_write", meeting), {"seen": seen, f"note_{item.pk}": "The duties were read."})
    client.post(url("minutes_show", meeting))

    for state in ("Not agreed yet.", "Agreed on"):
        page, data = text_of(client.get(url("minutes", meeting))), client.get(url("minutes_pdf", meeting)).content
        words = words_of(data)
        for fact in FACTS:
            assert fact in page and fact in words, (fact, state)
        for one in members:
            assert one.person.name in page and one.person.name in words
        assert state in words
        everybody_agrees(meeting)

    assert is_tagged(data) and {"/H1", "/H2", "/H3", "/Table", "/TH", "/L"} <= tags_of(data)
    assert "Agreed Agreed on" in page and "Write the minutes" not in page
    assert f"{members[1].person.name} agreed" in page and f"{members[1].person.name} agreed" in words


def test_who_does_not_see_the_register_reads_no_interests(client, members):
    meeting, _ = eventful(members)
    adviser = MembershipFactory(group=meeting.group, adviser=True)
    client.force_login(user_of(members[0]))
    client.post(url("minutes_show", meeting))
    client.force_login(user_of(adviser))
    page, words = (
        text_of(client.get(url("minutes", meeting))),
        words_of(client.get(url("minutes_pdf", meeting)).content),
    )
    for told in (page, words):
        assert "Owns a mill." not in told and "Owns a provider." not in told
        assert "declared something new, on the register" in told and "was barred: does not vote" in told


def test_members_read_minutes_once_the_chair_shows_them(client, members):
    meeting = held(members[0].group, members)
    client.force_login(user_of(members[1]))
    assert "being written" in text_of(client.get(url("minutes", meeting)))
    assert client.get(url("minutes_pdf", meeting)).status_code == 404
    client.force_login(user_of(members[0]))
    assert "Draft minutes" in words_of(client.get(url("minutes_pdf", meeting)).content)
    client.post(url("minutes_show", meeting))
    client.force_login(user_of(members[1]))
    page = text_of(client.get(url("minutes", meeting)))
    assert "Nobody had anything new to declare." in page and "Record that they are agreed" not in page


def test_page_says_what_is_missing_before_the_meeting_can_be_closed(client, members):
    meeting = MeetingFactory(group=members[0].group, competition_statement=None)
    client.force_login(user_of(members[0]))
    page = text_of(client.get(url("minutes", meeting)))
    assert "Before the meeting can be closed" in page and "Close the meeting and show" not in page
    response = client.post(url("minutes_show", meeting))
    assert response.status_code == 422 and "competition statement" in text_of(response)


def test_stale_words_are_shown_beside_the_newer_ones(client, members):
    meeting = held(members[0].group, members)
    client.force_login(user_of(members[0]))
    seen = client.get(url("minutes_write", meeting)).context["form"]["seen"].value()
    client.post(url("minutes_write", meeting), {"seen": seen, "note_": "First."})
    response = client.post(url("minutes_write", meeting), {"seen": seen, "note_": "Second."})
    assert response.status_code == 409 and "First." in text_of(response) and "Second." in text_of(response)
    assert Minutes.objects.get().notes == {"": "First."}


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_take_as_many_statements_however_much_happened(client, members, count, django_assert_num_queries):
    meeting = held(members[0].group, members[:count])
    for place in range(count):
        AgendaItemFactory(meeting=meeting, position=9 + place)
        ActionFactory(meeting=meeting, owner=members[place].person)
    client.force_login(user_of(members[0]))
    with django_assert_num_queries(16):
        page = text_of(client.get(url("minutes", meeting)))
    assert page.count("In person") == count
