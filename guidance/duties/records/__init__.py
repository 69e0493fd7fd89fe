"""What the duties of a group are read from: one record type a source, the same from tables and from a dossier.

Every record names its `subject`: the place of the row among its kind, as duties show it. A person or an account is a
text of the reader's choice, and one text is one of them.

Of a day the type says how it is read: `Begins`, there is no row before it; `Happened`, not yet known before it; any
other is a day that somebody named, and may be to come. `as_of` leaves out what has not happened by a day.
"""

from guidance.duties.records.days import as_of
from guidance.duties.records.group import Group
from guidance.duties.records.people import (
    Absence,
    Account,
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
    Action,
    Concern,
    Extension,
    HandIn,
    Meeting,
    Milestone,
    Mitigation,
    Motion,
    Notice,
    Reply,
    RequestedMember,
    RiskNote,
    Submission,
    TravelClaim,
    Vote,
    WithdrawalCase,
    WorkPlan,
)

__all__ = [
    "Absence",
    "Account",
    "Action",
    "Backlog",
    "Bounce",
    "Briefing",
    "Chair",
    "Concern",
    "Declaration",
    "Enquiry",
    "Extension",
    "Group",
    "HandIn",
    "HandOver",
    "Interest",
    "Invitation",
    "Justification",
    "Meeting",
    "Membership",
    "MembershipSubmission",
    "Mentoring",
    "Milestone",
    "Mitigation",
    "Motion",
    "Notice",
    "Official",
    "Participation",
    "Person",
    "Query",
    "Reply",
    "RequestedMember",
    "RiskNote",
    "Submission",
    "TravelClaim",
    "User",
    "Vote",
    "WithdrawalCase",
    "WorkPlan",
    "as_of",
]
