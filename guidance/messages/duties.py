"""The words of the duties: what is due, and the step that does it."""

from __future__ import annotations

from typing import NamedTuple

from guidance.duties.registry import DUTIES


class DutyMessage(NamedTuple):
    """What is due, as a line of a list; and what the link to its page says."""

    what: str
    step: str


DUTY_MESSAGES: dict[str, DutyMessage] = {
    "seat.fill": DutyMessage("Appoint who acts for the regulator", "Appoint"),
    "absence.cover": DutyMessage("Name who covers your leave", "Name who covers"),
    "enquiry.decide": DutyMessage("Decide on an enquiry", "Read and decide"),
    "membership.submit": DutyMessage("Complete the details and submit the membership", "See what is left"),
    "membership.decide": DutyMessage("Decide on the membership", "Read and decide"),
    "member.decide": DutyMessage("Decide on a member", "Read and decide"),
    "member.mend": DutyMessage("Correct a member who was returned, and submit again", "Read why"),
    "invitation.answer": DutyMessage("Answer an invitation", "Answer"),
    "invitation.renew": DutyMessage("Send an invitation that ran out again, or revoke it", "See the members"),
    "member.confirm": DutyMessage("Give what your membership lacks, or what has new words", "See what is missing"),
    "interests.declare": DutyMessage("Declare your interests, or that you have none", "Declare"),
    "chair.confirm": DutyMessage("Confirm that you may chair, and agree to be named as chair", "Confirm"),
    "chair.select": DutyMessage("Select a chair, or two co-chairs", "See the chairs"),
    "interest.handle": DutyMessage("Say how an interest is handled", "Say how"),
    "register.check": DutyMessage("Check the register of interests in a meeting", "See the register"),
    "details.confirm": DutyMessage("Confirm the group’s details", "Confirm"),
    "group.represent": DutyMessage("Bring the group back to a representative membership", "See who is missing"),
    "group.replace": DutyMessage("Find who follows members about to leave", "See who leaves"),
    "justification.decide": DutyMessage("Decide on a justification", "Read and decide"),
    "listed.answer": DutyMessage("Answer questions about listed employers", "See and answer"),
    "address.mend": DutyMessage("Correct an email address that takes no mail", "Correct"),
    "chair.accept": DutyMessage("Accept or decline to be chair", "Answer"),
    "handover.confirm": DutyMessage("Confirm a change of chair", "Read and confirm"),
    "handover.prepare": DutyMessage("Hand over by the checklist", "See the checklist"),
    "chair.brief": DutyMessage("Brief a new chair", "Record the briefing"),
    "mentor.find": DutyMessage("Find an experienced chair as mentor", "Find a mentor"),
    "mentor.guide": DutyMessage("Guide a new chair", "See the chairs"),
    "collaboration.answer": DutyMessage("Agree or decline to work with other groups", "Answer"),
    "overarching.agree": DutyMessage("Agree who is over-arching chair", "Answer"),
    "query.answer": DutyMessage("Answer the group", "Read and answer"),
    "request.answer": DutyMessage("Answer your product manager", "Read and answer"),
    "proposal.submit": DutyMessage("Submit the occupation proposal", "See the proposal"),
    "draft.feedback": DutyMessage("Give feedback on a draft", "Read and comment"),
    "document.review": DutyMessage("Comment and recommend", "Read and recommend"),
    "document.decide": DutyMessage("Decide", "Read and decide"),
    "condition.meet": DutyMessage("Add a member who was asked for", "See who is asked for"),
    "condition.decide": DutyMessage("Decide: what was asked for is there", "Read and decide"),
    "declined.follow": DutyMessage("Agree with the group what follows a declined document", "See the group"),
    "plan.propose": DutyMessage("Propose the work plan", "Propose"),
    "plan.answer": DutyMessage("Agree to the work plan or ask for changes", "Read and answer"),
    "milestone.reach": DutyMessage("Reach a milestone", "Mark it as reached"),
    "standard.submit": DutyMessage("Submit the standard, EPA plan and funding evidence", "See the documents"),
    "revision.submit": DutyMessage("Submit the revision", "See the revision"),
    "notice.publish": DutyMessage("Publish a change of policy before it applies", "Publish"),
    "meeting.plan": DutyMessage("Plan the next meeting", "Plan a meeting"),
    "meeting.reply": DutyMessage("Say whether you come", "Reply"),
    "meeting.attend": DutyMessage("Say whether you come to the group’s meeting", "Reply"),
    "meeting.record": DutyMessage("Record who came, or call the meeting off", "Record"),
    "meeting.check": DutyMessage("Record the check for declarations", "Record"),
    "minutes.show": DutyMessage("Show the minutes to the members", "Show"),
    "minutes.agree": DutyMessage("Have the minutes agreed", "See the minutes"),
    "vote.cast": DutyMessage("Vote", "Read and vote"),
    "motion.close": DutyMessage("Close the vote", "Close it"),
    "action.do": DutyMessage("Do what a meeting agreed", "See the action"),
    "travel.decide": DutyMessage("Decide on a travel claim", "Read and decide"),
    "travel.pay": DutyMessage("Send a claim for payment, and record that it is paid", "See the claims"),
    "risk.look": DutyMessage("Look at a risk, and say what is done", "See the risks"),
    "concern.answer": DutyMessage("Answer a concern", "Read and answer"),
    "concern.judge": DutyMessage("Close a concern, or raise a case", "Read and close"),
    "mitigation.decide": DutyMessage("Decide on mitigating circumstances", "Read and decide"),
    "mitigation.review": DutyMessage("Review circumstances that end", "See the circumstances"),
    "case.talk": DutyMessage("Agree a day to talk about support, and say what you think", "See the case"),
    "case.discuss": DutyMessage("Discuss withdrawal with the group, and record it", "Record the talk"),
    "case.decide": DutyMessage("Decide on withdrawal", "Read and decide"),
    "case.map": DutyMessage("Decide the occupation’s place on the map", "Decide"),
    "double.judge": DutyMessage("Judge likely duplicates", "See the pairs"),
    "mail.failed": DutyMessage("Look at mail that was given up", "See the mail"),
}


def duty_message(code: str) -> DutyMessage:
    """Raises KeyError for a code that is no duty."""
    return DUTY_MESSAGES[code]


def duty_source(code: str) -> str:
    """Where the guidance asks for it; the portal's own says so."""
    source = DUTIES[code].source
    return f"{source.document}: {source.heading}" if source.heading else source.document.capitalize()
