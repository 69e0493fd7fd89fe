"""Meetings and motions of sample groups, held and voted on by the portal's own actions, then dated back."""

from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from conflicts.enums import Subject
from demo import minutes, travel
from demo.clock import ago
from demo.dated import dated
from demo.draft import Draft
from demo.names import DOMAIN
from groups.models import Group
from meetings.actions import attendance, motions, planning, votes
from meetings.actions.attendance import Row
from meetings.actions.voters import eligible_voters
from meetings.enums import Check, Choice, Mode, Presence, Threshold
from meetings.models import AgendaItem, Attendance, Meeting, Motion, Vote
from members.models import Membership
from portal.models import OutgoingMail

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
PLACES = ("Video call", "Sample Conference Centre, Leeds", "Video call", "Members’ premises in Derby")
CAME = Row(Presence.CAME, Mode.REMOTE, Check.NOTHING_NEW)
IN_PERSON = Row(Presence.CAME, Mode.IN_PERSON, Check.NOTHING_NEW)
AWAY = Row(Presence.APOLOGIES)
RECENT = timedelta(days=10)  # of older meetings nobody's mailbox has the mail any more
NOTICE = 14  # days before a meeting that it is planned
KINDS = ("motion_opened", "meeting_planned", "minutes_shown", "attendance_recorded", "agreement_recorded")
MAILED = [f"meetings.{what}" for what in (*KINDS, "correction_asked", "minutes_agreed")]


class Story(NamedTuple):
    """A motion: in the meeting so many days ago, or by correspondence; votes come in turn until none is left."""

    subject: Subject
    text: str
    votes: str  # "f", "a" and "-" (abstains) of the voters in turn; a space has not voted
    threshold: Threshold = Threshold.MAJORITY


class Life(NamedTuple):
    """Days ago that a group met, what it decided in the newest meeting, and what it votes on by correspondence."""

    met: tuple[int, ...]
    decided: tuple[Story, ...] = ()
    voting: tuple[Story, ...] = ()
    planned_in: int = 0


LIVES = {
    "ST0120": Life(  # the group of the demo's chair, member, adviser and facilitator
        met=(27, 6),
        decided=(
            Story(
                Subject.OTHER,
                "The group adopts its terms of reference, with meetings every three weeks while it registers.",
                "fffff-ff",
            ),
            Story(
                Subject.CHAIR,
                "The group chooses a second chair, who leads the work on end-point assessment.",
                "faafaafa",
            ),
        ),
        voting=(
            Story(
                Subject.PROPOSAL,
                "The group asks the sector body and two colleges for advice on the occupation’s boundaries before it"
                " drafts the proposal.",
                " f  a",
            ),
        ),
        planned_in=15,
    ),
    "ST1370": Life(
        met=(96, 61, 24),
        decided=(
            Story(
                Subject.OTHER,
                "The group sets up a small drafting team that reports to all employers.",
                "ffffffff-",
            ),
            Story(
                Subject.STANDARD,
                "The group narrows the standard to precision dies and leaves press tools to a later revision.",
                "aafafafaa",
                Threshold.TWO_THIRDS,
            ),
        ),
        voting=(
            Story(
                Subject.EPA_PLAN,
                "The group asks three end-point assessment organisations for a quote before it drafts its plan.",
                "ff a -",
            ),
        ),
        planned_in=18,
    ),
    "ST1502": Life(
        met=(33,),
        decided=(
            Story(
                Subject.OTHER,
                "The group invites two employers from the North East as members.",
                "fffffffffff",
                Threshold.NOBODY_AGAINST,
            ),
        ),
        planned_in=9,
    ),
    "ST0191": Life(met=(70, 12)),
}
CHOICES = {"f": FOR, "a": AGAINST, "-": ABSTAIN}


def meet(drafts: list[Draft]) -> None:
    """Meetings and motions of the groups that have a life here; the groups' rows are written already.

    Of the mail about open motions and meetings to come the demo's mailbox keeps that to its own accounts.
    """
    for draft in drafts:
        if life := LIVES.get(draft.plan.occupation):
            _live(draft, life)
    _date_back()
    minutes.date_back()
    travel.date_back()
    accounts = [user.email for draft in drafts[:1] for user in draft.scene.accounts.values()]
    OutgoingMail.objects.filter(kind__in=MAILED).exclude(to__in=accounts).delete()


def _live(draft: Draft, life: Life) -> None:
    group = Group.objects.get(pk=draft.group.pk)
    chair = draft.place(draft.plan.chairs[0]).user
    held = [_hold(draft, group, chair, number, draft.ago(days, 15)) for number, days in enumerate(life.met)]
    meeting = held[-1] if held else None
    for story in life.decided:
        motion = _open(group, chair, story, draft.ago(life.met[-1], 15), meeting=meeting)
        _vote(motion, story, motion.opened_at + timedelta(minutes=5))
        motions.close(motion=motion, by=chair, now=motion.opened_at + timedelta(minutes=20))
    for story in life.voting:
        closes_on = timezone.localdate(draft.scene.now) + timedelta(days=6)
        motion = _open(group, chair, story, draft.ago(2, 11), closes_on=closes_on)
        _vote(motion, story, draft.ago(1, 12))
    minutes.write_up(chair, held, draft.scene.now)
    if meeting:
        travel.claim(meeting, draft.ago(1, 12))
    if life.planned_in:
        day = timezone.localdate(draft.scene.now) + timedelta(days=life.planned_in)
        _plan(group, chair, len(life.met), day, draft.scene.now)


def _plan(group: Group, chair: User, number: int, day: Any, now: datetime) -> Meeting:
    hours = {"planned_time": time(14), "planned_until": time(16)}
    answers = {"title": f"Meeting {number + 1}", "planned_on": day, "place": PLACES[number % len(PLACES)]} | hours
    planned = min(ago(day, NOTICE), ago(timezone.localdate(now), 1))
    with dated(planned, Meeting, AgendaItem, is_notified=True):
        meeting = planning.plan(group=group, answers=answers, by=chair, now=now)
        minutes.arrange(meeting, chair, number)
    return meeting


def _hold(draft: Draft, group: Group, chair: User, number: int, at: datetime) -> Meeting:
    """The chair and most others come; the place among the members decides who does not."""
    meeting = _plan(group, chair, number, timezone.localdate(at), at)
    came = CAME if number % 2 == 0 else IN_PERSON
    rows = {
        membership.person_id: AWAY if place and (place + number) % 5 == 0 else came
        for place, membership in enumerate(attendance.people_of(meeting))
    }
    always = [chair.pk, *([draft.scene.accounts["member"].pk] if travel.is_paid(at) else [])]
    rows |= {
        membership.person_id: came for membership in Membership.objects.filter(group=group, person__user__in=always)
    }
    with dated(at, is_notified=draft.scene.now - at < RECENT):
        return attendance.record(meeting=meeting, rows=rows, competition_statement=True, by=chair, now=at)


def _open(group: Group, chair: User, story: Story, at: datetime, **where: Any) -> Motion:
    where = {"meeting": None, "closes_on": None} | where
    least = motions.least_quorum(
        group=group, subject=story.subject, meeting=where["meeting"], on=timezone.localdate(at)
    )
    terms = {"subject": story.subject, "text": story.text, "threshold": story.threshold, "quorum": least}
    return motions.open_motion(group=group, terms=terms | where, by=chair, now=at)


def _vote(motion: Motion, story: Story, at: datetime) -> None:
    """The votes in turn; where it is still open, the demo's member has yet to vote."""
    people = [membership.person for membership in motion.group.memberships.select_related("person__user")]
    users = {person.pk: person.user for person in people if person.user is not None}
    voters = [users[voter.person] for voter in eligible_voters(motion, timezone.localdate(at)).electorate.voters]
    if motion.is_by_correspondence:
        voters = [user for user in voters if user.email != f"member@{DOMAIN}"]
    for user, mark in zip(voters, story.votes, strict=False):
        if mark in CHOICES:
            votes.cast(motion=motion, choice=CHOICES[mark], by=user, now=at)


def _date_back() -> None:
    """History tells when things happened in the sample's time, not when it was made."""
    Attendance.history.update(history_date=F("recorded_at"))
    Vote.history.update(history_date=F("cast_at"))
    Motion.history.filter(closed_at=None).update(history_date=F("opened_at"))
    Motion.history.filter(closed_at__isnull=False).update(history_date=F("closed_at"))
    for meeting in Meeting.objects.filter(held_on__isnull=False):
        held = Meeting.history.filter(id=meeting.pk, held_on__isnull=False)
        held.update(history_date=ago(meeting.day, 0, 16))
