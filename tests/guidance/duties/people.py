"""Duties about people: enquiry and approval, members and their interests."""

from guidance.duties.records import (
    Absence,
    Declaration,
    Enquiry,
    Interest,
    Invitation,
    Justification,
    Meeting,
    Membership,
    MembershipSubmission,
)
from tests.guidance.duties.made import LONG_AGO, OFFICIALS, START, day
from tests.guidance.duties.table import Line

ENQUIRY = Enquiry("enquiry", "pm", "enquirer", START)
MEMBER = Membership("memberships/0", "p1", "employer", "submitted", START)
OLD_MEMBER = MEMBER._replace(started_on=LONG_AGO, approval="approved")
INTEREST = Interest("declarations/0/interests/0", "p1", START)
INVITATION = Invitation("invitations/0", "p1", START, day(14))
APPROVED = {"approved_on": LONG_AGO}

OFFICIALS_AND_APPROVAL = [
    Line(
        *("seat.fill", "rm", "rm", START, day(7)),
        others={"officials": (OFFICIALS[0]._replace(ended_on=START), *OFFICIALS[1:])},
        after={"officials": (*OFFICIALS[1:], OFFICIALS[0]._replace(started_on=day(2)))},
        ended_on=day(2),
        subject="pm",
        assessed_after={},
    ),
    Line(
        *("absence.cover", "user", "pm", START, day(10), "absences"),
        record=Absence("absences/0", "pm", day(10), day(16), None, START),
        ended_on=day(17),
        how="lapsed",
    ),
    Line(
        *("enquiry.decide", "intake", "pm", START, day(7)),
        others={"enquiry": ENQUIRY},
        after={"enquiry": ENQUIRY._replace(decided_on=day(2))},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("membership.submit", "chairs", "chair", day(2), None),
        others={"enquiry": ENQUIRY._replace(decided_on=day(2))},
        after={"membership_submissions": (MembershipSubmission("s", day(4)),)},
        ended_on=day(4),
    ),
    Line(
        *("membership.submit", "chairs", "chair", day(2), None, "membership_submissions"),
        record=MembershipSubmission("s", START, day(2), "returned"),
        after={"approved_on": day(5)},
        ended_on=day(5),
    ),
    Line(
        *("membership.decide", "pm", "pm", START, day(7), "membership_submissions"),
        record=MembershipSubmission("group/membership_submissions/0", START),
        fact={"decided_on": day(2), "outcome": "returned"},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("membership.decide", "pm", "pm", START, day(7), "membership_submissions"),
        record=MembershipSubmission("group/membership_submissions/0", START),
        after={"approved_on": START},
        ended_on=START,
        how="done",
    ),
]
MEMBERS = [
    Line(
        *("member.decide", "pm", "pm", START, day(7), "memberships", MEMBER),
        fact={"approval": "approved", "decided_on": day(2)},
        ended_on=day(2),
        how="done",
        others=APPROVED,
    ),
    Line(
        *("member.decide", "pm", "pm", START, day(7), "memberships", MEMBER),
        fact={"returned_on": day(2), "decided_on": day(9)},
        ended_on=day(2),
        how="done",
        others=APPROVED,
    ),
    Line(
        *("member.decide", "pm", "pm", START, day(7), "memberships"),
        record=OLD_MEMBER._replace(approval="submitted", corrected_on=START),
        fact={"ended_on": day(3)},
        ended_on=day(3),
        how="lapsed",
    ),
    Line(
        *("member.mend", "chairs", "chair", START, day(14), "memberships"),
        record=OLD_MEMBER._replace(returned_on=START),
        fact={"corrected_on": day(2), "ended_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("invitation.answer", "person", "p1", START, day(14), "invitations", INVITATION),
        fact={"answered_on": day(3)},
        ended_on=day(3),
        how="done",
        expires=True,
    ),
    Line(
        *("invitation.answer", "person", "p1", START, day(14), "invitations", INVITATION),
        fact={"revoked_on": day(3)},
        ended_on=day(3),
        how="lapsed",
        expires=True,
    ),
    Line(
        *("invitation.renew", "chairs", "chair", day(15), None, "invitations", INVITATION),
        fact={"revoked_on": day(20)},
        ended_on=day(20),
        how="done",
    ),
    Line(
        *("invitation.renew", "chairs", "chair", day(15), None, "invitations", INVITATION),
        fact={"answered_on": day(20)},
        ended_on=day(20),
        how="lapsed",
    ),
    Line(
        *("member.confirm", "person", "p1", START, day(14), "memberships"),
        record=MEMBER,
        assessed={"missing": {"p1": ("member.judgement",)}},
        assessed_after={},
        ended_on=day(3),
    ),
    Line(
        *("interests.declare", "person", "p1", START, day(14), "memberships", MEMBER),
        after={"declarations": (Declaration("p1", day(3)),)},
        ended_on=day(3),
    ),
    Line(
        *("interests.declare", "person", "p1", START, day(28), "memberships", OLD_MEMBER),
        others={"declarations": (Declaration("p1", day(28 - 365)),)},
        after={"declarations": (Declaration("p1", day(28 - 365)), Declaration("p1", day(3)))},
        ended_on=day(3),
    ),
    Line(
        *("interest.handle", "chairs", "chair", START, day(14), "interests", INTEREST),
        fact={"handled_on": day(2)},
        ended_on=day(2),
        how="done",
        others={"memberships": (OLD_MEMBER,)},
    ),
    Line(
        *("interest.handle", "chairs", "chair", START, day(4), "interests", INTEREST),
        fact={"ended_on": day(2)},
        ended_on=day(2),
        how="lapsed",
        others={"memberships": (OLD_MEMBER,), "meetings": (Meeting("meetings/0", False, day(4), None),)},
    ),
    Line(
        *("interest.handle", "chairs", "chair", START, day(14), "interests"),
        record=INTEREST._replace(declared_on=LONG_AGO, handled_on=LONG_AGO, revised_on=START),
        fact={"handled_again_on": day(3)},
        ended_on=day(3),
        how="done",
        others={"memberships": (OLD_MEMBER,)},
    ),
    Line(
        *("justification.decide", "pm", "pm", START, day(7), "justifications"),
        record=Justification("group/justifications/0", START),
        fact={"declined_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
]
TABLE = [*OFFICIALS_AND_APPROVAL, *MEMBERS]
