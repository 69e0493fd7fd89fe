"""Who votes on a motion, read from memberships, attendance and handled interests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from conflicts.enums import BARRING, Subject
from conflicts.models import Handling, Interest
from conflicts.rules import barred
from meetings.enums import Presence, WhyAbsent
from meetings.models import Attendance, ItemAbsence, Motion, Vote
from meetings.rules.voting import Ballot, Bar, Electorate, Employer, electorate
from members.models import Membership


@dataclass(frozen=True, slots=True)
class Eligibility:
    """An open motion as it stands on a day: who votes, and the votes so far."""

    on: date
    electorate: Electorate
    votes: list[Vote]

    @property
    def ballots(self) -> list[Ballot]:
        return [_ballot(vote) for vote in self.votes]

    @property
    def own_ballots(self) -> list[Ballot]:
        """Those that the voters cast themselves."""
        return [_ballot(vote) for vote in self.votes if vote.is_own]

    @property
    def voted(self) -> dict[int, Vote]:
        return {vote.person_id: vote for vote in self.votes}


def _ballot(vote: Vote) -> Ballot:
    recorded_by = "" if vote.is_own else str(vote.recorded_by)
    return Ballot(vote.person_id, vote.person.name, vote.choice, recorded_by)


def eligible_voters(motion: Motion, today: date) -> Eligibility:
    """Whoever may vote on that day, and the votes; three statements, one more where the meeting was earlier."""
    votes = motion.votes.select_related("person", "recorded_by").order_by("person__name", "pk")
    return Eligibility(day_of(motion, today), electorate_of(motion, today), list(votes))


def electorate_of(motion: Motion, today: date) -> Electorate:
    """Whoever may vote on the motion, which need not be saved yet, as things stand on that day."""
    on = day_of(motion, today)
    return electorate(_employers(motion, on), _bars(motion, {on, min(today, motion.closes_on or today)}))


def day_of(motion: Motion, today: date) -> date:
    """The day as at which people are members: the meeting's, or by correspondence today, at the latest the last day."""
    if motion.meeting is None:
        return min(today, motion.closes_on or today)
    return motion.meeting.held_on or today


def _employers(motion: Motion, on: date) -> list[Employer]:
    members = Membership.objects.employers().current(on).filter(group=motion.group_id)
    if motion.meeting_id is None:
        members = members.annotate(away=Value("", output_field=CharField()))
    else:
        members = members.annotate(away=_away(motion))
    rows = members.values_list("person_id", "person__name", "organisation__name", "away")
    return [Employer(*row) for row in rows]


def _away(motion: Motion) -> Case:
    """Why a member is not in the room for the motion; empty where they are."""
    here = Attendance.objects.filter(meeting=motion.meeting_id, person=OuterRef("person"))
    left = ItemAbsence.objects.filter(person=OuterRef("person")).filter(_counts_for(motion.pk, motion.item_id))
    presence = Coalesce(Subquery(here.values("presence")), Value(str(WhyAbsent.UNRECORDED)))
    return Case(
        When(Exists(left), then=Value(str(WhyAbsent.LEFT))),
        When(Exists(here.filter(presence=Presence.CAME)), then=Value("")),
        default=presence,
        output_field=CharField(),
    )


def _counts_for(motion: Any, item: Any) -> Q:
    """Absences that keep a person out of the motion: from itself, or from the item on which it hangs."""
    of_motion = Q(motion=motion, returned_at=None) if motion is not None else Q(pk=None)  # None: it is not saved yet
    return of_motion | Q(item=item, struck_at=None) if item is not None else of_motion


def _bars(motion: Motion, days: Iterable[date]) -> dict[int, Bar]:
    """Handlings that bar on any of the days; the latest day's words where they differ.

    A vote on a meeting of last week is barred by what held then, and by what was recorded since.
    """
    results: dict[int, Bar] = {}
    for day in sorted(days):
        for person, handling in barred(motion.group, Subject(motion.subject), day).items():
            results[person] = Bar(handling.measure, handling.reason)
    return results


def waiting_for(user: User, today: date) -> list[Motion]:
    """Motions that wait for this person's vote, the nearest end first, with their groups; two statements at most."""
    motions = list(_unanswered(user, today))
    handlings = _barring(user, today) if motions else []
    is_barred = {
        motion.pk
        for motion in motions
        for handling in handlings
        if handling.interest.declaration.group_id == motion.group_id and handling.bars_from(motion.subject)
    }
    return [motion for motion in motions if motion.pk not in is_barred]


def _unanswered(user: User, today: date) -> Iterable[Motion]:
    here = OuterRef("pk")
    serves = Membership.objects.employers().filter(group=OuterRef("group"), person__user=user)
    came = Attendance.objects.filter(meeting=OuterRef("meeting"), person__user=user, presence=Presence.CAME)
    left = ItemAbsence.objects.filter(person__user=user).filter(_counts_for(here, OuterRef("item")))
    voted = Vote.objects.filter(motion=here, person__user=user)
    motions = Motion.objects.taking_votes(today).filter(~Exists(left), ~Exists(voted), Exists(serves.current(today)))
    by_post, in_room = motions.filter(meeting=None), motions.filter(Exists(came))
    results = (by_post | in_room).select_related("group", "meeting")
    return results.order_by(F("closes_on").asc(nulls_first=True), "pk")


def _barring(user: User, today: date) -> list[Handling]:
    current = Interest.objects.current(today).filter(declaration__person__user=user)
    held = Handling.objects.holding(today).filter(interest__in=current, measure__in=BARRING)
    return list(held.select_related("interest__declaration"))
