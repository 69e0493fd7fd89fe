"""States that happen in real groups, and what the page then says: conflicted chairs, people who leave, ties, clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from conflicts.actions import declaring, handling
from conflicts.enums import Measure
from conflicts.models import Interest
from meetings import tasks
from meetings.actions import motions, votes
from meetings.enums import Choice, Result
from meetings.models import Vote
from members.actions import memberships
from portal.calendar import today
from portal.exceptions import Conflict
from tests.conflicts.helpers import REASON, seen
from tests.factories import (
    ChairAppointmentFactory,
    DeclarationFactory,
    GroupOfficialFactory,
    InterestFactory,
    MembershipFactory,
    MotionFactory,
)
from tests.meetings.helpers import handled, held, opened, user_of, voting_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


def votes_(motion, member, choice=Choice.FOR):
    return votes.cast(motion=motion, choice=choice, by=user_of(member), now=timezone.now())


def closed(motion, by):
    return motions.close(motion=motion, by=by, now=timezone.now())


def page_of(client, motion, member):
    client.force_login(user_of(member))
    return text_of(client.get(motion.get_absolute_url()))


def unhandled(member):
    return InterestFactory(declaration=DeclarationFactory(group=member.group, person=member.person))


def handles(interest, by, measure=Measure.NO_VOTE):
    told = {"measure": measure, "subjects": [], "reason": REASON, "seen": seen(interest)}
    return handling.handle(interest=interest, **told, by=by, now=timezone.now())


# --- chairs ----------------------------------------------------------------------------------------------------------
def test_only_chair_is_conflicted_and_the_group_still_votes(client):
    group, members = voting_group(3)
    chair = user_of(members[0])
    interest = unhandled(members[0])
    register = reverse("conflicts:register", args=[group.pk])
    client.force_login(chair)
    assert "Waits for a product manager, as soon as there is one" in text_of(client.get(register))
    manager = GroupOfficialFactory(group=group).user
    assert f"Waits for {manager.name}" in text_of(client.get(register))

    handles(interest, manager)
    motion = opened(group, chair)
    page = page_of(client, motion, members[0])

    assert "You do not vote on this motion" in page
    assert "The group’s only chair does not vote on this motion." in page and "For the chair" in page
    votes_(motion, members[1])
    votes_(motion, members[2])
    motion = closed(motion, chair)
    assert (motion.result, motion.outcome["denominator"], len(motion.outcome["barred"])) == (Result.CARRIED, 2, 1)


def test_both_co_chairs_are_conflicted_and_the_product_manager_may_handle_either(client):
    group, members = voting_group(3)
    ChairAppointmentFactory(group=group, person=members[1].person)
    manager = GroupOfficialFactory(group=group).user
    first = unhandled(members[0])
    with pytest.raises(PermissionDenied, match="other co-chair handles"):  # the other one has nothing to declare
        handles(first, manager)
    second = unhandled(members[1])

    for interest, own in ((first, members[0]), (second, members[1])):
        with pytest.raises(PermissionDenied, match="your own"):
            handles(interest, user_of(own))
    client.force_login(user_of(members[0]))
    page = text_of(client.get(reverse("conflicts:register", args=[group.pk])))
    assert f"Waits for {members[1].person.name} or {manager.name}" in page
    handles(first, manager)
    handles(second, user_of(members[0]))
    page = page_of(client, opened(group, user_of(members[0])), members[2])

    assert "Both co-chairs do not vote on this motion." in page
    assert "1 of 3 employer members" in page and "Barred: 2." in page


# --- too few, a tie, two of one employer -----------------------------------------------------------------------------
def test_quorum_is_lost_when_three_leave_for_an_item_and_found_when_one_returns(client):
    group, members = voting_group(6)
    chair = user_of(members[0])
    motion = opened(group, chair, meeting=held(group, members), quorum=4)
    gone = [member.person_id for member in members[3:]]
    votes.set_left(motion=motion, left=gone, recorded=gone, by=chair, now=timezone.now())

    told = "Only 3 employer members may vote, and 4 must take part."
    page = page_of(client, motion, members[0])
    assert told in page and "Who left for this item counts again" in page
    assert told in text_of(client.get(reverse("meetings:close_motion", args=[group.pk, motion.pk])))
    assert "You do not vote on this motion: you left the meeting for this item." in page_of(client, motion, members[4])
    for member in members[:3]:
        votes_(motion, member)

    votes.set_left(motion=motion, left=gone[1:], recorded=gone, by=chair, now=timezone.now())
    assert told not in page_of(client, motion, members[0])
    votes.set_left(motion=motion, left=gone, recorded=gone, by=chair, now=timezone.now())
    assert closed(motion, chair).result == Result.LOST
    assert "3 of 3 voters took part, fewer than the 4 who had to." in page_of(client, motion, members[0])


def test_nobody_may_vote(client):
    group, members = voting_group(1)
    handled(members[0], Measure.STEP_DOWN)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))
    assert "Nobody may vote on this motion as things stand" in page_of(client, motion, members[0])
    assert closed(motion, user_of(members[0])).result == Result.LOST


def test_tie_carries_nothing_and_the_page_says_why(client):
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]))
    votes_(motion, members[0])
    votes_(motion, members[1], Choice.AGAINST)
    assert closed(motion, user_of(members[0])).result == Result.LOST
    page = page_of(client, motion, members[1])
    assert "It is a tie: as many for as against." in page and "nobody has a casting vote" in page


def test_motion_without_a_vote_for_it_says_so(client):
    group, members = voting_group(1)
    motion = opened(group, user_of(members[0]))
    votes_(motion, members[0], Choice.ABSTAIN)
    closed(motion, user_of(members[0]))
    assert "Nobody voted for it." in page_of(client, motion, members[0])


def test_two_members_of_one_employer_have_a_vote_each(client):
    group, members = voting_group(2)
    body = members[0].organisation
    members.append(MembershipFactory(group=group, organisation=body))
    motion = opened(group, user_of(members[0]))
    told = f"More than one voter of the same employer, each with one vote: {body.name} (2)."
    assert told in page_of(client, motion, members[1])
    for member in members:
        votes_(motion, member)
    motion = closed(motion, user_of(members[0]))
    assert motion.outcome["for"] == motion.outcome["employers"] == 3
    assert told in page_of(client, motion, members[1])


# --- while the vote runs ---------------------------------------------------------------------------------------------
def test_member_leaves_between_notice_and_vote(client):
    group, members = voting_group(3)
    motion = opened(group, user_of(members[0]))
    votes_(motion, members[2])
    for member in members[1:]:
        memberships.end(membership=member, reason="resigned", ended_on=today(), by=user_of(member), now=timezone.now())

    with pytest.raises(Conflict, match="is no employer member of the group"):
        votes_(motion, members[1])
    client.force_login(user_of(members[1]))
    assert client.get(motion.get_absolute_url()).status_code == 404  # who has left sees own data alone
    assert client.post(reverse("meetings:vote", args=[group.pk, motion.pk]), {"choice": "for"}).status_code == 404
    assert "1 of 1 employer member" in page_of(client, motion, members[0])
    votes_(motion, members[0], Choice.AGAINST)
    motion = closed(motion, user_of(members[0]))

    assert (motion.outcome["for"], motion.outcome["against"], motion.result) == (0, 1, Result.LOST)
    page = page_of(client, motion, members[0])
    assert f"{members[2].person.name}: no longer an employer member, or not present" in page


def test_declaration_made_during_the_vote_bars_nobody_until_it_is_handled(client):
    group, members = voting_group(3)
    chair = user_of(members[0])
    motion = opened(group, chair, meeting=held(group, members))
    votes_(motion, members[1])
    told = {"nature": "financial", "perception": "actual", "by_employment": False, "organisation": ""}
    told |= {"description": "I hold shares in a college.", "began_on": None}
    declaring.declare(membership=members[1], interests=[told], by=user_of(members[1]), now=timezone.now())

    assert "You declared an interest that is not handled yet. You may vote." in page_of(client, motion, members[1])
    votes_(motion, members[1], Choice.AGAINST)
    name = members[1].person.name
    assert f"Declared and not handled yet: an interest of {name}." in page_of(client, motion, members[0])
    page = text_of(client.get(reverse("meetings:close_motion", args=[group.pk, motion.pk])))
    assert f"Declared and not handled yet: an interest of {name}." in page
    assert "not handled yet" not in page_of(client, motion, members[2])

    handles(Interest.objects.get(), chair)
    assert "You had voted before. That vote does not count" in page_of(client, motion, members[1])
    votes_(motion, members[0])
    votes_(motion, members[2], Choice.ABSTAIN)
    motion = closed(motion, chair)
    assert (motion.outcome["for"], motion.outcome["against"]) == (1, 0)
    assert f"{name}: barred since" in page_of(client, motion, members[0])


# --- the clock goes back: on Sunday 25 October 2026 one o’clock comes twice -------------------------------------------
OCTOBER = date(2026, 10, 25)


def by_post(closes_on):
    group, members = voting_group(1)
    members[0].started_on = OCTOBER - timedelta(days=90)
    members[0].save()
    return MotionFactory(group=group, closes_on=closes_on, opened_at=datetime(2026, 10, 20, tzinfo=UTC)), members[0]


@pytest.mark.parametrize(
    ("closes_on", "moment", "is_taken"),
    [
        (OCTOBER - timedelta(days=1), datetime(2026, 10, 24, 22, 59, 59, tzinfo=UTC), True),  # 23:59:59 summer time
        (OCTOBER - timedelta(days=1), datetime(2026, 10, 24, 23, 0, tzinfo=UTC), False),  # midnight in London
        (OCTOBER, datetime(2026, 10, 25, 0, 30, tzinfo=UTC), True),  # half past one, the first time
        (OCTOBER, datetime(2026, 10, 25, 1, 30, tzinfo=UTC), True),  # half past one, the second time
        (OCTOBER, datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC), True),  # the day has 25 hours
        (OCTOBER, datetime(2026, 10, 26, 0, 0, tzinfo=UTC), False),
    ],
)
def test_last_day_ends_at_midnight_in_london_when_the_clock_goes_back(closes_on, moment, is_taken):
    motion, member = by_post(closes_on)
    try:
        votes.cast(motion=motion, choice=Choice.FOR, by=user_of(member), now=moment)
    except Conflict as refused:
        assert "last day for votes is past" in refused.message
    assert Vote.objects.exists() == is_taken


def test_vote_that_ends_on_the_long_day_is_closed_after_its_25_hours():
    motion, member = by_post(OCTOBER)
    votes.cast(motion=motion, choice=Choice.FOR, by=user_of(member), now=datetime(2026, 10, 25, 23, 30, tzinfo=UTC))
    for moment, is_open in (("2026-10-25 23:59:59Z", True), ("2026-10-26 00:00:01Z", False)):
        with time_machine.travel(moment, tick=False):
            tasks.close_due()
        motion.refresh_from_db()
        assert motion.is_open == is_open
    assert motion.result == Result.CARRIED
