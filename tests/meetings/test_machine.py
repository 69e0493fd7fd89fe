"""Any order of joining, leaving, declaring, handling, meeting, voting, closing: the result is that of a second count.

Everything is done by the portal's own actions on the database; `slow.Diary` keeps what happened and counts for itself.
`EXAMPLES=1000` makes so many lives in place of a few.
"""

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from conflicts.enums import Subject
from meetings.actions import answering, motions, votes
from meetings.actions.disputes import dispute_of
from meetings.actions.voters import eligible_voters
from meetings.enums import Answer, Choice, Threshold
from meetings.models import Motion, Vote
from tests.meetings.machine import ANY, SUBJECTS, Group
from tests.meetings.slow import Told, slow_result

EXAMPLES = int(os.environ.get("EXAMPLES", "8"))
STEPS = 30
NOTICE = 5  # days from the opening of a vote by correspondence to its last day


class Motions(Group):
    """What the group is asked, and how it votes."""

    # --- motions -----------------------------------------------------------------------------------------------------
    @precondition(lambda self: len(self._open()) < 3)
    @rule(
        subject=SUBJECTS,
        threshold=st.sampled_from(Threshold),
        quorum=st.integers(1, 4),
        days=st.sampled_from([4, 5, 5, 6]),
        number=ANY,
        in_meeting=st.booleans(),
    )
    def motion_opens(self, subject, threshold, quorum, days, number, in_meeting):
        held = {key: one for key, one in self.meetings.items() if one.held_on}
        meeting = self._one(held, number) if held and in_meeting else None
        closes_on = None if meeting else self.day + timedelta(days)
        terms = {"subject": subject, "text": "Agreed?", "threshold": threshold, "quorum": quorum}
        terms |= {"meeting": meeting, "closes_on": closes_on}
        where = (meeting.pk, meeting.held_on) if meeting else (None, None)
        told = Told(0, str(subject), str(threshold), quorum, closes_on, *where)
        may = subject == Subject.OTHER or not any(one.subject == subject for one in self._open().values())
        may = may and (days >= NOTICE or meeting is not None) and quorum >= self.diary.least_quorum(told, self.day)

        assert self._is_done(lambda: motions.open_motion(group=self.group, terms=terms, **self._by())) == may

        if may:
            told.key = Motion.objects.filter(group=self.group).order_by("-pk").values_list("pk", flat=True)[0]
            self.told[told.key] = told

    @precondition(lambda self: self._open())
    @rule(number=ANY, people=st.sets(ANY, max_size=3))
    def some_leave_the_room_and_others_return(self, number, people):
        motion = self._one(self._open(), number)
        wanted = {self._one(self.memberships, one).person_id for one in people}
        before = self.diary.outside.get(motion.key, set())
        came = {person for (key, person), how in self.diary.attended.items() if (key, how) == (motion.meeting, "came")}
        may = motion.meeting is not None and not (wanted - before) - came
        may = may and not (wanted - before) & self.diary.ballots(motion).keys()
        row = Motion.objects.get(pk=motion.key)

        assert self._is_done(lambda: votes.set_left(motion=row, left=wanted, recorded=before, **self._by())) == may

        if may:
            self.diary.outside[motion.key] = wanted

    @precondition(lambda self: self.told)
    @rule(number=ANY, who=ANY, choice=st.sampled_from(Choice))
    def somebody_votes(self, number, who, choice):
        motion, one = self._one(self.told, number), self._one(self.memberships, who)
        row = Motion.objects.get(pk=motion.key)
        may = self._takes_votes(motion) and self._verdict(motion, one.person_id) == "voter"
        user = one.person.user

        assert self._is_done(lambda: votes.cast(motion=row, choice=choice, by=user, now=self.now)) == may

        if may:
            self.diary.voted[motion.key, one.person_id] = (str(choice), True)

    @precondition(lambda self: self.told)
    @rule(number=ANY, choices=st.dictionaries(ANY, st.sampled_from(Choice), min_size=1, max_size=3))
    def chair_records_votes(self, number, choices):
        motion = self._one(self.told, number)
        theirs = {self._one(self.memberships, one).person_id: choice for one, choice in choices.items()}
        may = self._takes_votes(motion) and all(self._verdict(motion, person) == "voter" for person in theirs)
        may = may and motion.meeting is not None  # by correspondence they are each person's own to cast
        row = Motion.objects.get(pk=motion.key)

        assert self._is_done(lambda: votes.record(motion=row, choices=theirs, **self._by())) == may

        for person, choice in theirs.items() if may else ():
            is_chair = person == self.chair.person_id
            if is_chair or not self.diary.voted.get((motion.key, person), ("", False))[1]:
                self.diary.voted[motion.key, person] = (str(choice), is_chair)

    def _takes_votes(self, motion):
        return not motion.is_closed and (motion.closes_on is None or motion.closes_on >= self.day)

    def _verdict(self, motion, person):
        return self.diary.verdicts(motion, self.day).get(person, "")

    @precondition(lambda self: self.told)
    @rule(number=ANY)
    def chair_closes(self, number):
        motion = self._one(self.told, number)
        is_due = motion.closes_on is None or motion.closes_on < self.day or self.diary.all_voted(motion, self.day)
        row = Motion.objects.get(pk=motion.key)

        assert self._is_done(lambda: motions.close(motion=row, **self._by())) == (is_due and not motion.is_closed)

        if is_due and not motion.is_closed:
            self._compare(motion)

    @precondition(lambda self: self.told)
    @rule(number=ANY)
    def chair_withdraws(self, number):
        motion = self._one(self.told, number)
        may = self._takes_votes(motion)
        row = Motion.objects.get(pk=motion.key)

        assert self._is_done(lambda: motions.withdraw(motion=row, reason="Not yet.", **self._by())) == may

        if may:
            motion.is_closed = True
            row.refresh_from_db()
            assert (row.is_withdrawn, row.outcome) == (True, None)
            self.rows[motion.key] = {"voters": set(), "outcome": None}

    @precondition(lambda self: self.rows)
    @rule(number=ANY, who=ANY, answer=st.sampled_from(Answer))
    def somebody_says_whether_a_recorded_vote_is_so(self, number, who, answer):
        """The result stands; the count without what is contradicted is that of a second count."""
        key, one = [*self.rows][number % len(self.rows)], self._one(self.memberships, who)
        motion, row = self.told[key], Motion.objects.select_related("meeting").get(pk=key)
        vote = Vote.objects.filter(motion=row, person=one.person_id).first()
        if motion.meeting is None or vote is None or row.is_withdrawn:
            return
        may = not self.diary.voted[key, one.person_id][1]
        told = {"vote": vote, "answer": answer, "words": "", "by": one.person.user, "now": self.now}

        assert self._is_done(lambda: answering.answer_vote(**told)) == may

        if may:
            self.diary.denied.setdefault(key, set()).discard(one.person_id)
            self.diary.denied[key] |= {one.person_id} if answer == Answer.NO else set()
        slow, dispute = self.diary.count_without(motion, self.rows[key]["voters"]), dispute_of(row)
        count = dispute.count
        assert (count.votes_for, count.against, count.abstained) == (slow["for"], slow["against"], slow["abstain"])
        assert dispute.result == slow_result(slow, motion.threshold, motion.quorum)
        assert dispute.turns == (dispute.result != row.result)

    @rule(days=st.integers(1, 3))
    def time_passes(self, days):
        self.day += timedelta(days)
        for motion in Motion.objects.to_close(self.day).filter(group=self.group):
            motions.close(motion=motion, by=None, now=self.now)
            self._compare(self.told[motion.pk])

    # --- what must hold ----------------------------------------------------------------------------------------------
    def _compare(self, motion):
        """The result that was frozen, and the second count."""
        row, slow = Motion.objects.get(pk=motion.key), self.diary.count(motion, self.day)
        verdicts, ballots = self.diary.verdicts(motion, self.day), self.diary.ballots(motion)
        found = row.outcome
        voters = {one["person"]: one["choice"] for one in found["voters"]}
        barred, absent = {one["person"] for one in found["barred"]}, {one["person"] for one in found["absent"]}

        assert row.result == slow_result(slow, motion.threshold, motion.quorum)
        counts = ("for", "against", "abstained", "denominator", "took_part", "employers")
        assert [found[name] for name in counts] == [
            slow[name] for name in ("for", "against", "abstain", "may", "took", "employers")
        ]
        assert voters == {p: ballots.get(p, "") for p, verdict in verdicts.items() if verdict == "voter"}
        assert barred == {p for p, verdict in verdicts.items() if verdict == "barred"}
        assert absent == verdicts.keys() - voters.keys() - barred
        assert len(voters) + len(barred) + len(absent) == found["employers"]
        assert {one["person"]: one["why"] for one in found["uncounted"]} == {
            person: "barred" if verdicts.get(person) == "barred" else "not_a_voter"
            for person in ballots
            if verdicts.get(person) != "voter"
        }
        motion.is_closed, self.rows[motion.key] = True, {"voters": set(voters), "outcome": found}

    @invariant()
    def pages_of_open_motions_show_the_second_count(self):
        for motion in self._open().values():
            parts = eligible_voters(
                Motion.objects.select_related("meeting", "group").get(pk=motion.key), self.day
            ).electorate
            shown = dict.fromkeys(parts.voter_ids, "voter") | {one.person: one.away for one in parts.absent}
            shown |= {one.person: "barred" for one, _ in parts.barred}
            assert shown == self.diary.verdicts(motion, self.day)

    @invariant()
    def results_stand(self):
        for row in Motion.objects.filter(pk__in=self.rows):
            assert row.outcome == self.rows[row.pk]["outcome"]


@pytest.mark.django_db
def test_any_order_of_events_gives_the_result_of_a_second_count():
    run_state_machine_as_test(
        Motions,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
