"""The agenda: standing items, the group's own, their order, and papers judged by their content."""

import pytest
from django.utils import timezone

from meetings.actions import agenda, planning
from meetings.enums import ItemKind
from meetings.models import Paper
from portal.calendar import today
from portal.exceptions import Conflict
from tests.factories import AgendaItemFactory, MeetingFactory
from tests.meetings.helpers import user_of, voting_group
from tests.proposals.files import PDF, docx

pytestmark = pytest.mark.django_db
ITEM = {"title": "Duties", "details": "", "subject": "", "led_by": None}


@pytest.fixture
def members():
    return voting_group(1)[1]


@pytest.fixture
def chair(members):
    return user_of(members[0])


@pytest.fixture
def meeting(members, chair):
    answers = {"title": "", "planned_on": today(), "place": ""}
    return planning.plan(group=members[0].group, answers=answers, by=chair, now=timezone.now())


def titles(meeting):
    return [item.title for item in meeting.items.on_agenda()]


def test_standing_items_are_on_every_agenda_and_own_ones_follow(meeting, chair, members):
    standing = [kind.label for kind in agenda.FIXED_ITEMS]
    assert titles(meeting) == standing and {ItemKind.DECLARATIONS, ItemKind.COMPETITION, ItemKind.UPDATE} <= {
        item.kind for item in meeting.items.all()
    }
    item = agenda.add_item(meeting=meeting, answers=ITEM | {"led_by": members[0].person}, by=chair)
    assert titles(meeting) == [*standing, "Duties"] and item.led_by == members[0].person


def test_meeting_from_before_gets_its_standing_items_with_the_first_own_one(chair, members):
    meeting = MeetingFactory(group=members[0].group)
    agenda.add_item(meeting=meeting, answers=ITEM, by=chair)
    assert len(titles(meeting)) == len(agenda.FIXED_ITEMS) + 1 and titles(meeting)[-1] == "Duties"


def test_items_move_one_place_and_stop_at_the_ends(meeting, chair):
    item = agenda.add_item(meeting=meeting, answers=ITEM, by=chair)
    agenda.move_item(item=item, to="down", by=chair)
    assert titles(meeting)[-1] == "Duties"
    agenda.move_item(item=item, to="up", by=chair)
    assert titles(meeting)[-2] == "Duties"
    for _ in range(9):
        agenda.move_item(item=item, to="up", by=chair)
    assert titles(meeting)[0] == "Duties"


def test_own_item_is_changed_and_taken_off_and_a_standing_one_stays(meeting, chair):
    item = agenda.add_item(meeting=meeting, answers=ITEM, by=chair)
    agenda.change_item(item=item, answers=ITEM | {"title": "Skills"}, by=chair)
    assert titles(meeting)[-1] == "Skills"
    agenda.drop_item(item=item, by=chair, now=timezone.now())
    assert "Skills" not in titles(meeting)
    with pytest.raises(Conflict, match="taken off"):
        agenda.change_item(item=item, answers=ITEM, by=chair)
    first = meeting.items.on_agenda().first()
    agenda.change_item(item=first, answers=ITEM | {"details": "Read them first."}, by=chair)
    first.refresh_from_db()
    assert (first.title, first.details) == ("Declarations of interest", "Read them first.")
    with pytest.raises(Conflict, match="stays on the agenda"):
        agenda.drop_item(item=first, by=chair, now=timezone.now())


def test_agenda_stands_once_the_minutes_are_agreed(chair, members):
    meeting = MeetingFactory(group=members[0].group, minutes_agreed_on=today())
    with pytest.raises(Conflict, match="Its record stands"):
        agenda.add_item(meeting=meeting, answers=ITEM, by=chair)


def test_paper_is_judged_by_its_content_and_kept_when_removed(chair, members):
    item = AgendaItemFactory(meeting__group=members[0].group)
    kept = agenda.add_paper(item=item, name="..\\a/b\x00.exe", data=PDF, by=chair, now=timezone.now())
    assert (kept.name, kept.size) == ("b.pdf", len(PDF)) and kept.file.name.startswith("papers/")
    with pytest.raises(ValueError, match="no PDF"):
        agenda.add_paper(item=item, name="a.pdf", data=b"<html>", by=chair, now=timezone.now())
    with pytest.raises(ValueError, match="no PDF"):
        macros = docx(**{"word/vbaProject.bin": b"x"})
        agenda.add_paper(item=item, name="a.docx", data=macros, by=chair, now=timezone.now())
    for _ in range(2):
        agenda.remove_paper(paper=kept, by=chair, now=timezone.now())
    kept = Paper.objects.get()
    assert kept.removed_by == chair and kept.file.read() == PDF
    assert kept.history.filter(history_change_reason="Paper removed").count() == 1
