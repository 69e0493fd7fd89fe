"""Two connections at once: no vote after the close, none lost before it, one result, one vote a person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier, Semaphore

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conflicts.enums import Measure
from meetings import tasks
from meetings.actions import agreement, answering, attendance, minutes, minutes_answers, motions, votes
from meetings.actions.attendance import Row
from meetings.enums import Answer, Choice, Presence
from meetings.models import Minutes, Motion, Vote
from members.models import Person
from portal.exceptions import Conflict
from tests.factories import MotionFactory, VoteFactory
from tests.meetings.helpers import handled, held, opened, user_of, voting_group
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = 15  # so many votes are taken before the chair begins to close


def at_once(*acts):
    """Each in a thread with a connection of its own, begun together; what became of each."""
    together = Barrier(len(acts))

    def run(act):
        try:
            together.wait()
            act()
            return DONE
        except Conflict:
            return REFUSED
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def voting(motion, member, choice=Choice.FOR):
    return lambda: votes.cast(motion=motion, choice=choice, by=user_of(member), now=timezone.now())


def closing(motion, by):
    return lambda: motions.close(motion=motion, by=by, now=timezone.now())


def test_votes_and_the_close_at_once_count_every_vote_that_was_taken_and_no_other():
    group, members = voting_group(8)
    handled(members[7], Measure.NO_VOTE)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))

    *voted, barred, closed = at_once(
        *(voting(motion, member) for member in members[:7]),
        voting(motion, members[7]),
        closing(motion, user_of(members[0])),
    )

    motion.refresh_from_db()
    assert (closed, barred) == (DONE, REFUSED)
    assert motion.outcome["for"] == voted.count(DONE) == Vote.objects.count()
    assert motion.outcome["denominator"] == 7


def test_fifty_vote_while_the_chair_closes_and_each_vote_counts_or_was_refused():
    group, members = voting_group(50)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))
    some_voted = Semaphore(0)

    def voted(member):
        voting(motion, member)()
        some_voted.release()

    def closed():
        for _ in range(FIRST):
            assert some_voted.acquire(timeout=20)
        closing(motion, user_of(members[0]))()

    *told, end = at_once(*(partial(voted, member) for member in members), closed)

    motion.refresh_from_db()
    taken = {member.person_id for member, answer in zip(members, told, strict=True) if answer == DONE}
    assert (end, len(taken) >= FIRST) == (DONE, True)
    assert {one["person"] for one in motion.outcome["voters"] if one["choice"]} == taken
    assert motion.outcome["for"] == len(taken) == Vote.objects.count() == Vote.history.count()


def test_thirty_vote_on_their_phones_while_the_chair_closes_and_each_reads_what_became_of_it():
    group, members = voting_group(30)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))
    pages = {}

    def sends(member, name, **answers):
        client = Client()
        client.force_login(user_of(member))
        page = reverse(f"meetings:{name}", args=[group.pk, motion.pk])
        return lambda: pages.update({(name, member.person_id): client.post(page, answers)})

    voting_ = [sends(member, "vote", choice="for") for member in members]
    at_once(*voting_[:20], sends(members[0], "close_motion"), *voting_[20:])

    motion.refresh_from_db()
    counted = {one["person"] for one in motion.outcome["voters"] if one["choice"]}
    for member in members:
        page = pages["vote", member.person_id]
        is_counted = member.person_id in counted
        assert page.status_code == (302 if is_counted else 409)
        assert is_counted or "This motion is closed." in page.content.decode()
    assert len(pages) == 31 and len(counted) == Vote.objects.count()


def test_eight_closes_at_once_make_one_result():
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))

    outcomes = at_once(*[closing(motion, user_of(members[0]))] * 8)

    assert sorted(outcomes) == [DONE] + [REFUSED] * 7
    assert motion.history.filter(result__in=["carried", "lost"]).count() == 1


def test_one_person_votes_eight_times_at_once_and_has_one_vote():
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]))

    outcomes = at_once(*(voting(motion, members[1], choice) for choice in [*Choice, *Choice]))

    assert set(outcomes) == {DONE}
    assert Vote.objects.count() == 1


def test_two_workers_close_what_is_due_once():
    group, members = voting_group(1)
    motion = opened(group, user_of(members[0]))
    voting(motion, members[0])()
    Motion.objects.update(closes_on=timezone.localdate() - timedelta(days=1))

    assert at_once(tasks.close_due, tasks.close_due) == [DONE, DONE]

    assert motion.history.filter(history_change_reason="Motion carried").count() == 1


def test_a_second_motion_on_the_subject_opened_at_once_is_refused():
    group, members = voting_group(1)
    chair = user_of(members[0])

    outcomes = at_once(*[lambda: opened(group, chair, subject="proposal")] * 4)

    assert sorted(outcomes) == [DONE] + [REFUSED] * 3


def test_vote_and_absence_at_once_leave_one_of_them():
    group, members = voting_group(2)
    chair, meeting = user_of(members[0]), held(group, members)
    motion = opened(group, chair, meeting=meeting)
    rows = {members[1].person_id: Row(Presence.ABSENT)} | {members[0].person_id: Row("came", "remote", "nothing_new")}

    def mark_absent():
        attendance.record(meeting=meeting, rows=rows, competition_statement=True, by=chair, now=timezone.now())

    outcomes = at_once(voting(motion, members[1]), mark_absent)

    assert sorted(outcomes) == [DONE, REFUSED]
    is_there = meeting.attendances.get(person=members[1].person).presence == Presence.CAME
    assert Vote.objects.exists() == is_there


def test_a_motion_is_withdrawn_or_counted_and_never_both():
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))
    chair = user_of(members[0])

    outcomes = abreast(
        closing(motion, chair),
        lambda: motions.withdraw(motion=motion, reason="Not yet.", by=chair, now=timezone.now()),
        voting(motion, members[1]),
    )

    motion.refresh_from_db()
    assert sorted(outcomes[:2]) == [DONE, REFUSED]
    assert motion.is_withdrawn == (outcomes[1] == DONE) == (motion.outcome is None)
    assert motion.is_withdrawn or motion.outcome["for"] == Vote.objects.count()


def test_vote_contradicted_while_the_minutes_are_agreed_is_in_them_or_refused():
    known, users = shown_minutes()
    meeting = known.meeting
    motion = MotionFactory(meeting=meeting, group=meeting.group, closed_at=timezone.now(), result="carried", outcome={})
    person = Person.objects.get(user=users[1])
    vote = VoteFactory(motion=motion, person=person, is_own=False, recorded_by=users[0])
    Motion.objects.update(outcome=FROZEN | {"voters": [{"person": person.pk, "name": "", "choice": "for"}]})

    def says():
        answering.answer_vote(vote=vote, answer=Answer.NO, text="", by=users[1], now=timezone.now())

    agreeing(meeting, users[1])()
    said, agreed = abreast(says, agreeing(meeting, users[0]))

    assert agreed == DONE
    (told,) = Minutes.objects.get().record["motions"]
    assert [one["contradicted"] for one in told["recorded"]] == [said == DONE]


FROZEN = dict.fromkeys(("for", "against", "abstained", "took_part", "denominator", "employers"), 0)
FROZEN |= {"quorum_met": True, "barred": [], "absent": [], "uncounted": []}


# --- minutes: one acts, while the other has read what is not written yet ---------------------------------------------
def writing(meeting, by, words, seen):
    notes = {"": words}
    return lambda: minutes.write(meeting=meeting, notes=notes, seen=seen, by=by, now=timezone.now())


def agreeing(meeting, by):
    """Agrees the minutes as they read now: the second of the two with which they are agreed."""
    seen = agreement.content_digest(Minutes.objects.select_related("meeting").get(meeting=meeting))
    return lambda: minutes_answers.answer(meeting=meeting, agrees=True, seen=seen, by=by, now=timezone.now())


def shown_minutes():
    """A meeting whose minutes are shown, and the users of two who may write them."""
    group, members = voting_group(2)
    meeting, users = held(group, members), [user_of(one) for one in members]
    minutes.write(
        meeting=meeting, notes={"": "As read."}, seen=minutes.minutes_digest(None), by=users[0], now=timezone.now()
    )
    return minutes.show(meeting=meeting, by=users[0], now=timezone.now()), users


def test_two_who_write_minutes_at_once_keep_the_words_of_one_and_the_other_is_told():
    group, members = voting_group(2)
    meeting, (one, two) = held(group, members), map(user_of, members)

    for number, reads in enumerate((lambda: None, Minutes.objects.get), start=1):
        seen = minutes.minutes_digest(reads())
        outcomes = abreast(writing(meeting, one, f"One {number}", seen), writing(meeting, two, f"Two {number}", seen))
        assert sorted(outcomes) == [DONE, REFUSED]
        assert Minutes.history.count() == number

    assert Minutes.objects.get().notes in ({"": "One 2"}, {"": "Two 2"})


def test_minutes_agreed_at_once_are_frozen_once_with_the_words_they_had():
    known, (one, two) = shown_minutes()
    seen = minutes.minutes_digest(known)

    wrote, *agreed = abreast(
        writing(known.meeting, one, "Not as read.", seen), agreeing(known.meeting, one), agreeing(known.meeting, two)
    )

    found = Minutes.objects.get()
    is_frozen = found.agreed_at is not None
    assert is_frozen == (agreed == [DONE, DONE] and found.notes == {"": "As read."})
    assert Minutes.history.filter(history_change_reason="Minutes agreed").count() == is_frozen
    assert found.notes == {"": "Not as read." if wrote == DONE else "As read."}
    assert not (is_frozen and wrote == DONE)


def test_two_who_agree_at_once_agree_the_minutes_once():
    known, (one, two) = shown_minutes()

    assert abreast(agreeing(known.meeting, one), agreeing(known.meeting, two)) == [DONE, DONE]

    assert Minutes.objects.get().agreed_at is not None
    assert Minutes.history.filter(history_change_reason="Minutes agreed").count() == 1


def test_correction_and_agreement_at_once_leave_the_correction_open_or_out():
    known, (one, two) = shown_minutes()
    agreeing(known.meeting, one)()

    def asks():
        minutes_answers.answer(meeting=known.meeting, agrees=False, text="No.", by=one, now=timezone.now())

    asked, agreed = abreast(asks, agreeing(known.meeting, two))

    assert agreed == DONE
    assert (Minutes.objects.get().agreed_at is None) == (asked == DONE)
