"""What others recorded is theirs to contradict: the result stays, is marked, and nothing rests on what would turn."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from meetings.actions import absences, answering, attendance, motions, votes
from meetings.actions.attendance import Row
from meetings.actions.disputes import dispute_of, waiting_of
from meetings.enums import Answer, Choice, Presence
from meetings.models import Attendance, Motion, Vote
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import AgendaItemFactory, GroupOfficialFactory
from tests.meetings.helpers import CAME, held, opened, user_of, voting_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def members():
    return voting_group(4)[1]


@pytest.fixture
def chair(members):
    return user_of(members[0])


def recorded(members, choices="fff", **terms):
    """A motion in a meeting of all, closed, with the votes of all but the chair recorded by her; she votes for it."""
    group, chair = members[0].group, user_of(members[0])
    motion = opened(group, chair, meeting=held(group, members), **terms)
    votes.cast(motion=motion, choice=Choice.FOR, by=chair, now=timezone.now())
    told = {"f": Choice.FOR, "a": Choice.AGAINST, "-": Choice.ABSTAIN}
    chosen = {one.person_id: told[mark] for one, mark in zip(members[1:], choices, strict=False)}
    votes.record(motion=motion, choices=chosen, by=chair, now=timezone.now())
    return motions.close(motion=motion, by=chair, now=timezone.now())


def say(motion, member, answer=Answer.NO, words="", by=None):
    vote = Vote.objects.get(motion=motion, person=member.person)
    by = by or user_of(member)
    return answering.answer_vote(vote=vote, answer=answer, text=words, by=by, now=timezone.now())


def was_not_there(motion, member, answer=Answer.NO):
    kept = Attendance.objects.get(meeting=motion.meeting, person=member.person)
    by = user_of(member)
    return answering.answer_attendance(attendance=kept, answer=answer, text="", by=by, now=timezone.now())


# --- contradicted votes ----------------------------------------------------------------------------------------------
def test_result_stays_and_is_disputed_with_the_count_without_what_is_contradicted(members):
    official = GroupOfficialFactory(group=members[0].group)
    motion = recorded(members, "ffa")
    frozen = motion.outcome

    say(motion, members[1], words="I was on the telephone.")

    motion.refresh_from_db()
    dispute = dispute_of(motion)
    assert (motion.result, motion.outcome) == ("carried", frozen)
    assert (dispute.count.votes_for, dispute.count.against, dispute.turns) == (2, 1, False)
    told = OutgoingMail.objects.filter(kind="meetings.vote_contradicted")
    assert {one.to for one in told} == {user_of(members[0]).email, official.user.email}
    assert "I was on the telephone." in told[0].text and "would still be carried" in told[0].text

    say(motion, members[2])

    dispute = dispute_of(motion)
    assert (dispute.count.votes_for, dispute.count.against, dispute.result, dispute.turns) == (1, 1, "lost", True)
    say(motion, members[2], Answer.YES)  # taken back
    assert not dispute_of(motion).turns
    assert [one.person for one in dispute_of(motion).contradicted] == [members[1].person]


def test_only_the_person_says_it_of_a_closed_motion_before_the_minutes_are_agreed(members, chair):
    motion = recorded(members)
    with pytest.raises(PermissionDenied):
        say(motion, members[1], by=chair)
    with pytest.raises(Conflict, match="Nothing hangs on this vote"):
        say(motion, members[0])  # cast by herself
    still_open = opened(motion.group, chair, meeting=motion.meeting)
    votes.record(motion=still_open, choices={members[1].person_id: Choice.FOR}, by=chair, now=timezone.now())
    with pytest.raises(Conflict, match="vote on it yourself"):
        say(still_open, members[1])
    motion.meeting.minutes_agreed_on = today()
    motion.meeting.save()
    with pytest.raises(Conflict, match="minutes of this meeting are agreed"):
        say(motion, members[1])
    assert not Vote.objects.exclude(answer="").exists()


def test_vote_of_ones_own_replaces_the_recorded_one_with_what_was_said_of_it(members, chair):
    motion = opened(members[0].group, chair, meeting=held(members[0].group, members))
    votes.record(motion=motion, choices={members[1].person_id: Choice.FOR}, by=chair, now=timezone.now())
    Vote.objects.update(answer="no", answered_at=timezone.now(), answer_words="Not so.")
    votes.cast(motion=motion, choice=Choice.AGAINST, by=user_of(members[1]), now=timezone.now())
    vote = Vote.objects.get()
    assert (vote.is_own, vote.answer, vote.answered_at, vote.answer_words) == (True, "", None, "")


# --- contradicted presence -------------------------------------------------------------------------------------------
def test_chair_alone_with_people_whom_she_recorded_as_there_is_no_quorum_once_they_say_so(members, chair):
    motion = opened(members[0].group, chair, meeting=held(members[0].group, members))
    votes.cast(motion=motion, choice=Choice.FOR, by=chair, now=timezone.now())
    motion = motions.close(motion=motion, by=chair, now=timezone.now())
    assert (motion.result, motion.outcome["took_part"]) == ("carried", 4)

    for member in members[1:3]:
        was_not_there(motion, member)
    assert not dispute_of(motion).turns
    was_not_there(motion, members[3])

    dispute = dispute_of(motion)
    assert (dispute.count.took_part, dispute.result, dispute.turns) == (1, "lost", True)
    told = OutgoingMail.objects.filter(kind="meetings.attendance_contradicted").order_by("-pk")[0]
    assert "would have ended otherwise" in told.text and motion.text in told.text


def test_everybody_is_told_what_was_recorded_of_them_and_once_more_when_it_changes(members, chair):
    meeting = held(members[0].group, members[:3], away=members[3:])
    told = OutgoingMail.objects.filter(kind="meetings.attendance_recorded")
    assert sorted(told.values_list("to", flat=True)) == sorted(one.person.email for one in members[1:])
    assert (
        "Asked for further interests, you answered: nothing new to declare."
        in told.get(to=members[1].person.email).text
    )
    kept = meeting.attendances.get(person=members[1].person)
    by = user_of(members[1])
    answering.answer_attendance(attendance=kept, answer=Answer.NO, text="", by=by, now=timezone.now())

    rows = {one.person_id: CAME for one in members[:3]} | {members[1].person_id: Row(Presence.APOLOGIES)}
    attendance.record(meeting=meeting, rows=rows, competition_statement=True, by=chair, now=timezone.now() + DAY)

    assert told.filter(to=members[1].person.email).count() == 2 and told.count() == 4
    kept.refresh_from_db()
    assert (kept.presence, kept.answer) == (Presence.APOLOGIES, "")


def test_who_was_recorded_as_away_and_was_there_is_said_with_the_count(members, chair):
    group = members[0].group
    motion = opened(group, chair, meeting=held(group, members[:3], away=members[3:]), threshold="majority_of_all")
    for member in members[:2]:
        votes.cast(motion=motion, choice=Choice.FOR, by=user_of(member), now=timezone.now())
    motion = motions.close(motion=motion, by=chair, now=timezone.now())
    was_not_there(motion, members[3])  # says that what was recorded is not so
    dispute = dispute_of(motion)
    assert [one.person for one in dispute.left_out] == [members[3].person]
    assert (motion.result, dispute.count.denominator, dispute.result) == ("carried", 4, "lost")


def test_who_is_recorded_as_out_for_an_item_or_motion_is_told_once(client, members, chair):
    meeting = held(members[0].group, members)
    item, key = AgendaItemFactory(meeting=meeting, position=9, title="Shares"), members[1].person_id
    motion = opened(meeting.group, chair, meeting=meeting, text="Adopt it.")
    for _ in range(2):
        absences.set_out(item=item, left={key}, back=set(), recorded=set(), by=chair, now=timezone.now())
        votes.set_left(motion=motion, left=[key], recorded=[], by=chair, now=timezone.now())
    told = OutgoingMail.objects.filter(kind="meetings.left_recorded")
    assert [one.to for one in told] == [members[1].person.email] * 2
    client.force_login(user_of(members[1]))
    page = text_of(client.get(page_for(motion)))
    assert f"Shares (recorded by {chair})" in page and f"Adopt it. (recorded by {chair})" in page


# --- for whom a carried motion waits ---------------------------------------------------------------------------------
def test_what_was_recorded_waits_five_days_or_for_the_people_themselves(members):
    motion = recorded(members)
    waiting = waiting_of(motion, today())
    assert waiting.names == tuple(sorted(one.person.name for one in members[1:]))
    assert waiting.until == today() + 5 * DAY
    assert waiting_of(motion, today() + 5 * DAY) and waiting_of(motion, today() + 6 * DAY) is None

    say(motion, members[1], Answer.YES)
    was_not_there(motion, members[1], Answer.YES)

    assert waiting_of(motion, today()) is None  # 2 for, of 2 who take part by their own word: the quorum


def test_votes_that_people_cast_wait_for_nobody(members, chair):
    motion = opened(members[0].group, chair, meeting=held(members[0].group, members))
    for member in members[:3]:
        votes.cast(motion=motion, choice=Choice.FOR, by=user_of(member), now=timezone.now())
    motion = motions.close(motion=motion, by=chair, now=timezone.now())
    assert waiting_of(motion, today()) is None


def test_who_has_no_account_cannot_say_it_and_nothing_rests_on_them(members):
    for member in members[2:]:
        member.person.user = None
        member.person.save()
    motion = recorded(members)
    was_not_there(motion, members[1])
    assert waiting_of(motion, today() + 60 * DAY).until is None
    assert dispute_of(motion).result == "carried"


# --- pages -----------------------------------------------------------------------------------------------------------
def page_for(motion):
    return reverse("meetings:recorded_for_me", args=[motion.group_id, motion.meeting_id])


def test_person_says_on_a_page_that_it_is_not_so_and_everybody_sees_it(client, members, chair):
    motion = recorded(members)
    vote = Vote.objects.get(person=members[1].person)
    client.force_login(user_of(members[1]))
    assert "Your vote was recorded for you." in text_of(client.get(motion.get_absolute_url()))
    page = text_of(client.get(page_for(motion)))
    assert f"You voted: for Recorded by {chair}" in page and "Came, in person" in page

    answer = {"about": vote.pk, "answer": "no", "words": "I abstained."}
    page = text_of(client.post(page_for(motion), answer, follow=True))

    assert "The chairs and the product manager are told." in page and "You said that it is not so" in page
    client.force_login(chair)
    page = text_of(client.get(motion.get_absolute_url()))
    name = members[1].person.name
    assert f"{name} says that this is not how they voted (“I abstained.”)." in page
    assert "Without what is contradicted: 3 for, 0 against, 0 abstained; the motion would still be carried." in page
    minutes = text_of(client.get(reverse("meetings:minutes", args=[motion.group_id, motion.meeting_id])))
    assert f"{name} voted for, as {chair} recorded. {name} says that this is not how they voted" in minutes
    assert "Disputed. Without what is contradicted: 3 for" in minutes


def test_nobody_answers_for_another_and_forged_answers_change_nothing(client, members):
    motion = recorded(members)
    other = Vote.objects.get(person=members[2].person)
    client.force_login(user_of(members[1]))
    assert client.post(page_for(motion), {"about": other.pk, "answer": "no"}).status_code == 404
    assert client.post(page_for(motion), {"about": "x", "answer": "no"}).status_code == 404
    own = Vote.objects.get(person=members[1].person)
    refused = client.post(page_for(motion), {"about": own.pk, "answer": "perhaps", "words": "Kept."})
    assert refused.status_code == 422 and "Kept." in refused.content.decode()
    motion.meeting.minutes_agreed_on = today()
    motion.meeting.save()
    assert client.post(page_for(motion), {"about": own.pk, "answer": "no"}).status_code == 409
    assert "Its record stands" in text_of(client.get(page_for(motion)))
    assert not Vote.objects.exclude(answer="").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_statements_however_much_was_recorded(
    client, members, chair, count, django_assert_num_queries
):
    meeting = held(members[0].group, members)
    for number in range(count):
        motion = opened(meeting.group, chair, meeting=meeting, text=f"Motion {number}")
        votes.record(motion=motion, choices={members[1].person_id: Choice.FOR}, by=chair, now=timezone.now())
    client.force_login(user_of(members[1]))
    with django_assert_num_queries(8):
        page = text_of(client.get(page_for(motion)))
    assert page.count("You voted: for") == count
    assert Motion.objects.count() == count
