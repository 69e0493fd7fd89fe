"""People of a group and officials: who they are in it, and what they say to each other."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guidance.duties.records.days import Begins, Happened

Person = str
Account = str


class User(NamedTuple):
    account: Account
    role: str
    active_until: date | None  # the last day on which the account is active


class Official(NamedTuple):
    """Who leads the group (scope "group"), or works for the occupation's route (scope "route")."""

    account: Account
    role: str
    scope: str
    started_on: Begins
    ended_on: Happened = None


class Absence(NamedTuple):
    """Both days are included."""

    subject: str
    account: Account
    first_day: date
    last_day: date
    cover: Account | None
    recorded_on: date | None


class Enquiry(NamedTuple):
    subject: str
    official: Account | None
    enquirer: Person | None
    received_on: Begins
    decided_on: Happened = None


class MembershipSubmission(NamedTuple):
    subject: str
    submitted_on: Begins
    decided_on: Happened = None
    outcome: str = ""


class Membership(NamedTuple):
    """`approval` is what it came to, whenever that was; the days on which it was returned or decided may be to come.
    `corrected_on` is the day on which a member who was returned was submitted again."""

    subject: str
    person: Person
    kind: str
    approval: str
    started_on: Begins
    ended_on: Happened = None
    returned_on: date | None = None
    corrected_on: Happened = None
    decided_on: date | None = None
    withdrawals: tuple[date, ...] = ()  # of statements and consents
    worded_anew_on: date | None = None  # the first day of words under which something that stands was not given


class Invitation(NamedTuple):
    subject: str
    person: Person | None
    sent_on: Begins
    last_day: date
    answered_on: Happened = None
    revoked_on: Happened = None


class Chair(NamedTuple):
    subject: str
    person: Person
    started_on: Begins
    ended_on: Happened = None
    publication_withdrawn_on: Happened = None


class Declaration(NamedTuple):
    person: Person
    declared_on: Begins


class Interest(NamedTuple):
    """`revised_on` is the day on which it grew after it had been handled."""

    subject: str
    person: Person
    declared_on: Begins
    ended_on: Happened = None
    handled_on: Happened = None
    revised_on: Happened = None
    handled_again_on: Happened = None  # after that


class Justification(NamedTuple):
    subject: str
    asked_on: Begins
    accepted_on: Happened = None
    declined_on: Happened = None


class HandOver(NamedTuple):
    subject: str
    leaving: Person | None
    successor: Person | None
    takes_place_on: date
    arranged_on: Begins
    accepted_on: Happened = None
    confirmed_on: Happened = None
    cancelled_on: Happened = None


class Briefing(NamedTuple):
    person: Person
    held_on: Begins


class Mentoring(NamedTuple):
    subject: str
    mentor: Person | None
    asked_on: Begins
    started_on: Happened = None
    ended_on: Happened = None


class Participation(NamedTuple):
    """A group's part in a collaboration of groups."""

    subject: str
    asked_on: Begins
    joined_on: Happened = None
    ended_on: Happened = None
    chair_proposed_on: Happened = None
    chair_agreed_on: Happened = None
    chair_ended_on: Happened = None  # proposed no more, or chair no longer


class Query(NamedTuple):
    subject: str
    side: str  # who asks: "group" or "regulator"
    due_on: date | None
    asked_on: Begins
    answered_on: Happened = None
    closed_on: Happened = None


class Backlog(NamedTuple):
    """Rows of one kind that wait together for somebody to go through them; `oldest_on` is the first of them."""

    code: str  # of the duty
    oldest_on: Begins


class Bounce(NamedTuple):
    """An address that does not take mail any more, from the third lasting refusal on."""

    subject: str
    person: Person
    refused_on: Begins
    ended_on: Happened = None
