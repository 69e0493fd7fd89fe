"""Pages of planning and agenda: what they show and do, without JavaScript; papers are handed out as files to save."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conflicts.enums import Measure, Subject
from meetings.enums import MeetingState
from meetings.models import AgendaItem, ItemAbsence, Meeting, Paper
from portal.calendar import today
from tests.factories import ActionFactory, AgendaItemFactory, MeetingFactory, PaperFactory
from tests.meetings.helpers import handled, held, user_of, voting_group
from tests.members.helpers import text_of, typed_date
from tests.proposals.files import PDF

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def members(client):
    found = voting_group(3)[1]
    client.force_login(user_of(found[0]))
    return found


@pytest.fixture
def meeting(members):
    """To come, with an item of the group's own."""
    return MeetingFactory(group=members[0].group, held_on=None, planned_on=today() + 9 * DAY)


def url(name, meeting, **more):
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.group_id, "meeting_pk": meeting.pk} | more)


def typed(**changed):
    usual = {"planned_time": "14:30", "planned_until": "16.00", "place": "Leeds", **typed_date("planned_on", today())}
    return usual | typed_date("planned_on", today() + 9 * DAY) | changed


def test_chair_plans_changes_and_calls_off_a_meeting(client, members):
    add = reverse("meetings:add", args=[members[0].group.pk])
    page = text_of(client.post(add, typed(), follow=True))
    assert "Everybody is told" in page and ", 14:30 to 16:00" in page and "Competition statement" in page
    meeting = Meeting.objects.get()
    file = client.get(url("calendar", meeting))
    assert file["Content-Type"].startswith("text/calendar") and "attachment" in file["Content-Disposition"]
    assert b"TZID=Europe/London" in file.content and b"SEQUENCE:0" in file.content
    client.post(url("change", meeting), typed(place="York"))
    assert b"SEQUENCE:1" in client.get(url("calendar", meeting)).content
    assert "Enter why" in text_of(client.post(url("cancel", meeting), {"reason": " "}))
    page = text_of(client.post(url("cancel", meeting), {"reason": "The hall is flooded."}, follow=True))
    assert "Called off" in page and "The hall is flooded." in page and "Add an item" not in page
    assert Meeting.objects.get().state == MeetingState.CALLED_OFF


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"planned_time": ""}, "Enter when the meeting starts"),
        ({"planned_until": "14:30"}, "The end must be after the start"),
        ({"planned_until": "late"}, "Enter the time as hours and minutes"),
        (
            {"planned_time": "01:30", "planned_until": "", **typed_date("planned_on", date(2027, 3, 28))},
            "Clocks",
        ),
    ],
)
def test_hours_that_do_not_fit_are_told_at_their_field(client, members, changed, error):
    response = client.post(reverse("meetings:add", args=[members[0].group.pk]), typed(**changed))
    assert response.status_code == 422 and error in text_of(response)
    assert not Meeting.objects.exists()


def test_chair_arranges_the_agenda_by_buttons(client, members, meeting):
    answers = {"title": "Duties", "details": "Read them.", "led_by": members[1].person_id, "subject": "standard"}
    page = text_of(client.post(url("item_add", meeting), answers, follow=True))
    name = members[1].person.name
    assert "5. Duties" in page and f"Led by {name}" in page and "Read them." in page and "Move up Duties" in page
    item = AgendaItem.objects.get(title="Duties")
    moved = client.post(url("item_move", meeting, item_pk=item.pk), {"to": "up"})
    assert moved.url.endswith(f"#item-{item.pk}")
    assert "4. Duties" in text_of(client.get(meeting.get_absolute_url()))
    client.post(url("item", meeting, item_pk=item.pk), answers | {"title": "Skills"})
    page = text_of(client.post(url("item_move", meeting, item_pk=item.pk), {"to": "off"}, follow=True))
    assert "“Skills” is off the agenda." in page and "4. Skills" not in page
    assert client.get(url("item", meeting, item_pk=item.pk)).status_code == 404


def test_agenda_tells_who_is_barred_from_an_item(client, members, meeting):
    AgendaItemFactory(meeting=meeting, subject=Subject.FUNDING)
    handled(members[1], Measure.LEAVE_FOR_ITEM, subjects=[Subject.FUNDING])
    handled(members[2], Measure.NO_VOTE, subjects=[Subject.STANDARD])
    page = text_of(client.get(meeting.get_absolute_url()))
    assert f"Leaves for this item {members[1].person.name}" in page and members[2].person.name not in page


def test_paper_is_added_handed_out_and_removed(client, members, meeting):
    item = AgendaItemFactory(meeting=meeting)
    add = url("paper_add", meeting, item_pk=item.pk)
    wrong = client.post(add, {"document": SimpleUploadedFile("a.pdf", b"<script>")})
    assert wrong.status_code == 422 and "must be a PDF, DOCX or ODT" in text_of(wrong)
    page = text_of(client.post(add, {"document": SimpleUploadedFile("Draft 1.pdf", PDF)}, follow=True))
    assert "Draft 1.pdf" in page
    paper = Paper.objects.get()
    client.force_login(user_of(members[1]))
    file = client.get(url("paper", meeting, paper_pk=paper.pk))
    assert (b"".join(file.streaming_content), file["Content-Type"]) == (PDF, "application/pdf")
    assert file["Content-Disposition"].startswith("attachment") and file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert client.post(url("paper_remove", meeting, paper_pk=paper.pk)).status_code == 403
    client.force_login(user_of(members[0]))
    client.post(url("paper_remove", meeting, paper_pk=paper.pk))
    assert client.get(url("paper", meeting, paper_pk=paper.pk)).status_code == 404


def test_paper_of_another_meeting_is_not_found(client, members, meeting):
    other = PaperFactory(item__meeting__group=members[0].group)
    assert client.get(url("paper", meeting, paper_pk=other.pk)).status_code == 404


def test_chair_records_who_left_and_came_back(client, members):
    meeting = held(members[0].group, members)
    item = AgendaItemFactory(meeting=meeting, position=9, subject=Subject.FUNDING)
    handled(members[1], Measure.LEAVE_FOR_ITEM, on=meeting.day)
    left = url("item_left", meeting, item_pk=item.pk)
    assert f'value="{members[1].person_id}" checked' in " ".join(client.get(left).content.decode().split())
    page = text_of(client.post(left, {"back": [members[2].person_id]}))
    assert "can come back only after leaving" in page
    key = members[1].person_id
    page = text_of(client.post(left, {"left": [key], "back": [key]}, follow=True))
    assert f"{members[1].person.name} left for this item and came back after it." in page
    assert ItemAbsence.objects.get().returned_at


@pytest.mark.parametrize("count", [1, 3])
def test_page_with_agenda_takes_as_many_statements_however_long(client, members, count, django_assert_num_queries):
    meeting = held(members[0].group, members, planned_time=time(9))
    earlier = MeetingFactory(group=meeting.group)
    for place in range(count):
        item = AgendaItemFactory(meeting=meeting, position=9 + place, subject=Subject.FUNDING)
        PaperFactory(item=item)
        ActionFactory(meeting=meeting, owner=members[0].person)
        ActionFactory(meeting=earlier, owner=members[0].person)
    with django_assert_num_queries(16):
        page = text_of(client.get(meeting.get_absolute_url()))
    assert page.count("paper.pdf") == count and page.count("Asks two more employers.") == 2 * count
