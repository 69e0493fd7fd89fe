"""Where the records of duties come from: the tables, one aggregate a kind of record, in one statement."""

from guidance.duties.tables import people, work
from guidance.duties.tables.table import Table

# by the fields of `records.Group`; an enquiry is one, and who can be written to a set
TABLES: dict[str, Table] = {
    "officials": people.OFFICIALS,
    "membership_submissions": people.MEMBERSHIP_SUBMISSIONS,
    "memberships": people.MEMBERSHIPS,
    "invitations": people.INVITATIONS,
    "chairs": people.CHAIRS,
    "declarations": people.DECLARATIONS,
    "interests": people.INTERESTS,
    "justifications": people.JUSTIFICATIONS,
    "hand_overs": people.HAND_OVERS,
    "briefings": people.BRIEFINGS,
    "mentorings": people.MENTORINGS,
    "participations": people.PARTICIPATIONS,
    "queries": people.QUERIES,
    "backlogs": people.LIST_QUESTIONS,
    "bounces": people.BOUNCES,
    "submissions": work.SUBMISSIONS,
    "requested_members": work.REQUESTED_MEMBERS,
    "work_plans": work.WORK_PLANS,
    "meetings": work.MEETINGS,
    "motions": work.MOTIONS,
    "travel_claims": work.TRAVEL_CLAIMS,
    "risk_notes": work.RISK_NOTES,
    "concerns": work.CONCERNS,
    "mitigations": work.MITIGATIONS,
    "cases": work.CASES,
    "extensions": work.EXTENSIONS,
}
ENQUIRY, REACHABLE = people.ENQUIRY, people.REACHABLE

__all__ = ["ENQUIRY", "REACHABLE", "TABLES", "Table"]
