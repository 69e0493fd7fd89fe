"""What a group works on, and what the regulator sees to: documents, plans, meetings, risks."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guidance.documents import SubmissionDates
from guidance.duties.records.days import Begins, Happened, MayBegin
from guidance.duties.records.people import Account, Person


class HandIn(NamedTuple):
    """A draft that was handed in for feedback."""

    subject: str
    handed_in_on: Begins
    answered_on: Happened = None


class Submission(NamedTuple):
    """`dates` are as recorded, also those to come: `guidance.documents` reads them as on a day."""

    subject: str
    dates: SubmissionDates
    begun_on: MayBegin
    published_on: date | None
    recommended_by: Account | None
    hand_ins: tuple[HandIn, ...] = ()


class RequestedMember(NamedTuple):
    subject: str
    due_on: date | None
    requested_on: Begins
    met_on: Happened = None
    struck_on: Happened = None


class Milestone(NamedTuple):
    subject: str
    seat: str
    due_on: date
    reached_on: Happened = None


class WorkPlan(NamedTuple):
    subject: str
    proposed_side: str  # "group", "regulator", or empty
    proposed_on: Happened = None
    agreed_on: Happened = None
    ended_on: Happened = None
    milestones: tuple[Milestone, ...] = ()


class Notice(NamedTuple):
    """A change of policy."""

    subject: str
    in_force_on: date
    entered_on: Begins
    published_on: Happened = None
    struck_on: Happened = None


class Reply(NamedTuple):
    person: Person
    replied_on: Begins


class Action(NamedTuple):
    subject: str
    person: Person | None
    account: Account | None
    due_on: date
    done_on: Happened = None


class Meeting(NamedTuple):
    """`planned_on` is the day for which it is planned, `announced_on` that on which it was, also one to come."""

    subject: str
    checked: bool  # for declarations of interest
    planned_on: date | None
    announced_on: date | None
    held_on: Happened = None
    cancelled_on: Happened = None
    minutes_shown_on: Happened = None
    minutes_agreed_on: Happened = None
    replies: tuple[Reply, ...] = ()
    actions: tuple[Action, ...] = ()


class Vote(NamedTuple):
    person: Person
    voted_on: Begins


class Motion(NamedTuple):
    """`meeting` is the subject of the one in which it is put; by correspondence there is none."""

    subject: str
    meeting: str | None
    closes_on: date | None
    barred: frozenset[Person]
    opened_on: Begins
    closed_on: Happened = None
    votes: tuple[Vote, ...] = ()


class TravelClaim(NamedTuple):
    subject: str
    outcome: str
    claimed_on: Begins
    decided_on: Happened = None
    paid_on: Happened = None


class RiskNote(NamedTuple):
    risk: str
    noted_on: Begins


class Concern(NamedTuple):
    subject: str
    opened_on: Begins
    answered_on: Happened = None
    closed_on: Happened = None


class Mitigation(NamedTuple):
    subject: str
    risk: str
    until: date
    asked_by: str | None
    asked_on: Happened = None
    accepted_on: Happened = None
    declined_on: Happened = None


class WithdrawalCase(NamedTuple):
    subject: str
    raised_by: str | None
    outcome: str
    raised_on: Begins
    discussed_on: Happened = None
    decided_on: Happened = None
    map_decided_on: Happened = None


class Extension(NamedTuple):
    """A duty takes longer, as somebody advised."""

    code: str
    subject: str | None
    until: date
    advised_on: Begins
