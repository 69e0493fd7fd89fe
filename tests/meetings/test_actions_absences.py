"""Leaving for an item of the agenda: not counted in its motions, back afterwards or not, and never after a vote."""

import pytest
from django.urls import reverse
from django.utils import timezone

from conflicts.enums import Subject
from meetings.actions import absences, motions, votes
from meetings.actions.voters import waiting_for
from meetings.enums import Choice, WhyAbsent
from meetings.models import ItemAbsence
from portal.calendar import today
from portal.exceptions import Conflict
from tests.factories import AgendaItemFactory
from tests.meetings.helpers import held, opened, user_of, voting_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def members():
    return voting_group(4)[1]


@pytest.fixture
def item(members):
    return AgendaItemFactory(meeting=held(members[0].group, members[:3], away=members[3:]), subject=Subject.PROPOSAL)


def set_out(item, members, left=(), back=()):
    keys = ({members[place].person_id for place in places} for places in (left, back))
    left, back = keys
    recorded = {member.person_id for member in members}
    absences.set_out(item=item, left=left, back=back, recorded=recorded, by=user_of(members[0]), now=timezone.now())


def put(item, members):
    return opened(item.meeting.group, user_of(members[0]), meeting=item.meeting, item=item)


def test_who_left_is_not_in_the_denominator_also_when_back_after_it(item, members):
    set_out(item, members, left=[2], back=[2])
    motion = put(item, members)
    assert motion not in waiting_for(user_of(members[2]), today())
    assert motion in waiting_for(user_of(members[1]), today())
    with pytest.raises(Conflict, match="left the meeting for this item"):
        votes.cast(motion=motion, choice=Choice.FOR, by=user_of(members[2]), now=timezone.now())
    votes.cast(motion=motion, choice=Choice.FOR, by=user_of(members[1]), now=timezone.now())
    motion = motions.close(motion=motion, by=user_of(members[0]), now=timezone.now())
    assert motion.outcome["denominator"] == 2
    assert {one["person"]: one["away"] for one in motion.outcome["absent"]}[members[2].person_id] == WhyAbsent.LEFT
    with pytest.raises(Conflict, match="That stands"):
        set_out(item, members)


def test_motion_on_another_item_counts_them(item, members):
    set_out(item, members, left=[2])
    other = AgendaItemFactory(meeting=item.meeting, position=2)
    motion = motions.close(motion=put(other, members), by=user_of(members[0]), now=timezone.now())
    assert motion.outcome["denominator"] == 3


def test_mistake_is_struck_and_can_be_made_again(item, members):
    set_out(item, members, left=[2])
    set_out(item, members)
    set_out(item, members, left=[2])
    set_out(item, members, left=[2], back=[2])
    struck, standing = ItemAbsence.objects.order_by("pk")
    assert struck.struck_at and not standing.struck_at and standing.returned_at
    set_out(item, members, left=[2])
    standing.refresh_from_db()
    assert standing.returned_at is None


def test_nobody_leaves_who_was_not_there_or_has_voted(item, members):
    motion = put(item, members)
    votes.cast(motion=motion, choice=Choice.FOR, by=user_of(members[1]), now=timezone.now())
    for place, why in ((3, "Only people who came"), (1, "took part in a motion on this item")):
        with pytest.raises(Conflict, match=why):
            set_out(item, members, left=[place])
    assert not ItemAbsence.objects.exists()


def test_motion_hangs_on_an_item_of_its_own_meeting_alone(item, members):
    other = AgendaItemFactory(meeting__group=item.meeting.group)
    with pytest.raises(Conflict, match="item of the meeting in which it is put"):
        opened(item.meeting.group, user_of(members[0]), meeting=item.meeting, item=other)


def test_who_was_not_shown_as_recorded_is_not_taken_off(item, members, client):
    """A form that was sent in part, or opened before somebody was recorded, says nothing of them."""
    set_out(item, members, left=[2])
    client.force_login(user_of(members[0]))
    address = reverse("meetings:item_left", args=[item.meeting.group_id, item.meeting_id, item.pk])
    assert client.post(address).status_code == 302
    absence = ItemAbsence.objects.get()
    assert absence.struck_at is None

    client.post(address, {"recorded": [members[2].person_id]})
    absence.refresh_from_db()
    assert absence.struck_at is not None


def test_who_left_for_a_motion_stays_out_where_the_form_was_sent_in_part(item, members, client):
    motion = opened(item.meeting.group, user_of(members[0]), meeting=item.meeting)
    votes.set_left(motion=motion, left=[members[2].person_id], recorded=[], by=user_of(members[0]), now=timezone.now())
    client.force_login(user_of(members[0]))
    address = reverse("meetings:left", args=[motion.group_id, motion.pk])
    assert client.post(address).status_code == 302
    assert ItemAbsence.objects.get().returned_at is None

    client.post(address, {"recorded": [members[2].person_id]})
    assert ItemAbsence.objects.get().returned_at is not None
