"""A group, with all that its duties are read from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guidance.duties.records.days import Happened
from guidance.duties.records.people import (
    Absence,
    Backlog,
    Bounce,
    Briefing,
    Chair,
    Declaration,
    Enquiry,
    HandOver,
    Interest,
    Invitation,
    Justification,
    Membership,
    MembershipSubmission,
    Mentoring,
    Official,
    Participation,
    Person,
    Query,
    User,
)
from guidance.duties.records.work import (
    Concern,
    Extension,
    Meeting,
    Mitigation,
    Motion,
    Notice,
    RequestedMember,
    RiskNote,
    Submission,
    TravelClaim,
    WithdrawalCase,
    WorkPlan,
)


class Group(NamedTuple):
    """Lists in the order in which their rows were made."""

    first_contact_on: date
    approved_on: Happened  # the regulator approved the membership
    support_withdrawn_on: Happened
    details_confirmed_on: Happened
    reachable: frozenset[Person]  # who can be written to
    users: tuple[User, ...] = ()
    officials: tuple[Official, ...] = ()
    absences: tuple[Absence, ...] = ()
    enquiry: Enquiry | None = None
    membership_submissions: tuple[MembershipSubmission, ...] = ()
    memberships: tuple[Membership, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    chairs: tuple[Chair, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    interests: tuple[Interest, ...] = ()
    justifications: tuple[Justification, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    mentorings: tuple[Mentoring, ...] = ()
    participations: tuple[Participation, ...] = ()
    queries: tuple[Query, ...] = ()
    submissions: tuple[Submission, ...] = ()
    requested_members: tuple[RequestedMember, ...] = ()
    work_plans: tuple[WorkPlan, ...] = ()
    notices: tuple[Notice, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    motions: tuple[Motion, ...] = ()
    travel_claims: tuple[TravelClaim, ...] = ()
    risk_notes: tuple[RiskNote, ...] = ()
    concerns: tuple[Concern, ...] = ()
    mitigations: tuple[Mitigation, ...] = ()
    cases: tuple[WithdrawalCase, ...] = ()
    extensions: tuple[Extension, ...] = ()
    backlogs: tuple[Backlog, ...] = ()
    bounces: tuple[Bounce, ...] = ()
