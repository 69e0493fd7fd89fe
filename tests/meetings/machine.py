"""A group whose people come and go, as a machine that hypothesis drives by the portal's own actions.

`slow.Diary` keeps what happened; what is expected of each step comes from it alone.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from conflicts.actions import declaring, handling
from conflicts.enums import Measure, Subject
from conflicts.models import Interest
from meetings.actions import attendance
from meetings.actions.attendance import Row
from meetings.enums import Presence
from members.actions import memberships
from portal.calendar import today
from portal.exceptions import Conflict
from tests.conflicts.helpers import seen
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    GroupOfficialFactory,
    MeetingFactory,
    MembershipFactory,
)
from tests.meetings.slow import Diary

MOST_PEOPLE = 7
ANY = st.integers(0, 99)  # one of those there are
SUBJECTS = st.sampled_from([Subject.OTHER, Subject.PROPOSAL, Subject.STANDARD])
PRESENCES = ["came", "came", "apologies", "absent", ""]  # "" is not recorded


class Group(RuleBasedStateMachine):
    """People join, leave, declare and meet; the first member chairs throughout. All is undone at the end."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.day, self.diary, self.told, self.rows, self.meetings = today(), Diary(), {}, {}, {}
        self.group = GroupFactory()
        self.manager = GroupOfficialFactory(group=self.group).user
        self.memberships, self.interests = {}, {}  # the newest of each person; by key
        self.chair = self._joins(is_employer=True)
        ChairAppointmentFactory(group=self.group, person=self.chair.person, started_on=self.day)
        for _ in range(3):
            self._joins(is_employer=True)

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # --- what is asked of the portal ---------------------------------------------------------------------------------
    @property
    def now(self):
        return timezone.make_aware(datetime.combine(self.day, time(12)))

    def _by(self):
        return {"by": self.chair.person.user, "now": self.now}

    def _joins(self, *, is_employer, **fields):
        one = MembershipFactory(group=self.group, started_on=self.day, adviser=not is_employer, **fields)
        self.memberships[one.person_id] = one
        self.diary.joined.append((one.person_id, is_employer, self.day, []))
        return one

    def _one(self, things, number):
        return [*things.values()][number % len(things)]

    def _open(self):
        return {key: motion for key, motion in self.told.items() if not motion.is_closed}

    def _serves(self, membership):
        return membership.ended_on is None or membership.ended_on > self.day

    def _is_done(self, act):
        """Whether the portal did it; a refusal leaves nothing half done."""
        try:
            with transaction.atomic():
                act()
        except Conflict:
            return False
        return True

    # --- people and their interests ----------------------------------------------------------------------------------
    @precondition(lambda self: len(self.memberships) < MOST_PEOPLE)
    @rule(is_employer=st.sampled_from([True, True, True, False]))
    def somebody_joins(self, is_employer):
        self._joins(is_employer=is_employer)

    @rule(number=ANY, days=st.integers(0, 2))
    def leaves(self, number, days):
        one = self._one(self.memberships, number)
        if one == self.chair or not self._serves(one):
            return
        one.ended_on = self.day + timedelta(days)
        memberships.end(membership=one, reason="resigned", ended_on=one.ended_on, **self._by())
        [entry for entry in self.diary.joined if entry[0] == one.person_id][-1][3].append(one.ended_on)

    @rule(number=ANY)
    def comes_back(self, number):
        one = self._one(self.memberships, number)
        if not self._serves(one):
            self._joins(is_employer=one.kind == "employer", person=one.person)

    @rule(number=ANY)
    def declares(self, number):
        one = self._one(self.memberships, number)
        if not self._serves(one):
            return
        told = {"nature": "personal", "perception": "actual", "by_employment": False, "organisation": ""}
        told |= {"description": f"Interest {len(self.interests)}"}
        made = declaring.declare(membership=one, interests=[told], by=one.person.user, now=self.now)
        interest = made.interests.get(description=told["description"])
        self.interests[interest.pk] = interest
        self.diary.interests.append((interest.pk, one.person_id, self.day, []))

    @precondition(lambda self: self.interests)
    @rule(number=ANY, measure=st.sampled_from(Measure), subjects=st.lists(SUBJECTS, unique=True, max_size=2))
    def is_handled(self, number, measure, subjects):
        """For the first time, or anew."""
        interest = self._one(self.interests, number)
        if interest.ended_on:
            return
        by = self.manager if interest.declaration.person == self.chair.person else self.chair.person.user
        told = {"measure": measure, "subjects": subjects, "reason": "Because.", "seen": seen(interest, self.day)}
        handling.handle(interest=interest, **told, by=by, now=self.now)
        about = [str(one) for one in subjects] if measure in (Measure.NO_VOTE, Measure.LEAVE_FOR_ITEM) else []
        self.diary.handled.append((interest.pk, str(measure), about, self.day))

    @precondition(lambda self: self.interests)
    @rule(number=ANY)
    def interest_ends(self, number):
        interest = self._one(self.interests, number)
        if interest.ended_on:
            return
        interest.ended_on = self.day
        fresh = Interest.objects.get(pk=interest.pk)
        declaring.end_interest(interest=fresh, ended_on=self.day, by=interest.declaration.person.user, now=self.now)
        next(entry for entry in self.diary.interests if entry[0] == interest.pk)[3].append(self.day)

    # --- meetings ----------------------------------------------------------------------------------------------------
    @precondition(lambda self: len(self.meetings) < 2)
    @rule(data=st.data())
    def group_meets(self, data):
        meeting = MeetingFactory(group=self.group, held_on=None, planned_on=self.day, declarations_checked=False)
        self.meetings[meeting.pk] = meeting
        assert self._is_recorded(data, meeting) or not self._came(meeting)

    @precondition(lambda self: self.meetings)
    @rule(number=ANY, data=st.data())
    def attendance_is_corrected(self, number, data):
        """Refused where somebody who voted, or was counted as a voter, would be marked as not there."""
        meeting = self._one(self.meetings, number)
        before = dict(self.diary.attended)
        is_recorded, counted = self._is_recorded(data, meeting), self._counted(meeting)
        asked = {person for (key, person), presence in self.asked.items() if key == meeting.pk and presence != "came"}
        assert is_recorded == (not (counted & asked) and "came" in self.asked.values())
        assert is_recorded or self.diary.attended == before

    def _is_recorded(self, data, meeting):
        known = {one.person_id for one in attendance.people_of(meeting)}
        drawn = {person: data.draw(st.sampled_from(PRESENCES)) for person in sorted(known)}
        self.asked = {(meeting.pk, person): presence for person, presence in drawn.items() if presence}
        rows = {person: self._row(presence) for person, presence in drawn.items() if presence}
        told = {"rows": rows, "competition_statement": True, **self._by()}
        if not self._is_done(lambda: attendance.record(meeting=meeting, **told)):
            return False
        meeting.refresh_from_db()
        self.diary.attended |= self.asked
        return True

    def _row(self, presence):
        return Row(Presence.CAME, "remote", "nothing_new") if presence == "came" else Row(presence)

    def _came(self, meeting):
        return {person for (key, person), how in self.asked.items() if key == meeting.pk and how == "came"}

    def _counted(self, meeting):
        found = set()
        for motion in self.told.values():
            if motion.meeting == meeting.pk:
                found |= {*self.diary.ballots(motion), *self.rows.get(motion.key, {}).get("voters", ())}
        return found
