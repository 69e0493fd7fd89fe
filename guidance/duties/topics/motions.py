"""Motions: everybody who may vote does, and the chairs close them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case
from guidance.duties.records import Membership, Motion
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.vocabulary import Approval, MembershipKind
from portal.calendar import add_days, add_working_days

AGREE = skills_england("The role of the chair: collectively agree to submitted documents")


def _vote_cast(case: Case) -> Iterator[Row]:
    for motion in case.group.motions:
        for member in _voters(case, motion):
            votes = [vote.voted_on for vote in motion.votes if vote.person == member.person]
            row = Row(
                motion.opened_on,
                _last_day(case, motion),
                subject=f"{motion.subject},{member.person}",
                person=member.person,
            )
            yield row.ends(done=votes, lapsed=[motion.closed_on, member.ended_on])


def _voters(case: Case, motion: Motion) -> Iterator[Membership]:
    """The employer members current on the day on which it is opened, without those who are barred from it."""
    for member in case.group.memberships:
        if member.kind != MembershipKind.EMPLOYER or member.approval == Approval.DECLINED:
            continue
        left = member.ended_on is not None and member.ended_on <= motion.opened_on
        if member.started_on <= motion.opened_on and not left and member.person not in motion.barred:
            yield member


def _last_day(case: Case, motion: Motion) -> date | None:
    """The day of its meeting; by correspondence the last day for votes."""
    if motion.meeting is None:
        return motion.closes_on
    meeting = next((row for row in case.group.meetings if row.subject == motion.meeting), None)
    return meeting and (meeting.held_on or meeting.planned_on)


duty("vote.cast", _vote_cast, Seat.PERSON, Urgency.URGENT, "meetings:motion", AGREE, progress=True)


def _motion_close(case: Case) -> Iterator[Row]:
    for motion in case.group.motions:
        last_day = _last_day(case, motion)
        if last_day is not None:
            since = add_days(last_day, 1)
            yield Row(since, add_working_days(since, 1), subject=motion.subject).ends(done=[motion.closed_on])


duty(
    "motion.close",
    _motion_close,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "meetings:close_motion",
    AGREE,
    progress=True,
)
