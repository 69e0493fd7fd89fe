"""What comes next for a submission, in one sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group
from guidance.documents import WITH_THE_GROUP, SubmissionState
from guidance.duties.answer import Due
from guidance.duties.groups import group_answer
from guidance.sentences import counted
from portal.calendar import working_days_between
from portal.templatetags.portal import govuk_date
from proposals.models import Submission
from proposals.rules.progress import DECIDERS
from proposals.rules.sections import NEEDS_DOCUMENT
from proposals.rules.versions import unmet_requirements

Leads = Mapping[str, Sequence[User]]
Reviews = Mapping[str, Due]  # by the subject of the duty to comment and recommend


def reviews_of(group: Group, submissions: Iterable[Submission], on: date) -> Reviews:
    """What is due of these documents from the product manager, as it is on that day; three statements, none where
    none of them is in review."""
    if not any(submission.state == SubmissionState.IN_REVIEW for submission in submissions):
        return {}
    open_duties = group_answer(group.pk, on).due.open_duties
    return {due.subject or "": due for due in open_duties if due.duty.code == "document.review"}


def next_step(
    submission: Submission, *, leads: Leads, reviews: Reviews, on: date, asked: int = 0, added: int = 0
) -> str:
    """For everybody who sees the page; `leads` are the group's officials by role (`groups.models.leading`), `asked`
    and `added` count the members whom the regulator asked for."""
    if submission.state == SubmissionState.IN_REVIEW:
        return _reviewing(reviews.get(f"submission/{submission.pk}"), on) + _gap(submission, leads)
    return _step(submission, asked, added) + _gap(submission, leads)


def _gap(submission: Submission, leads: Leads) -> str:
    """That nobody is there to do it, and what happens then; "" where somebody is, or it is the group's to do."""
    decider = DECIDERS[submission.kind]
    whose = {SubmissionState.IN_REVIEW: OfficialRole.PRODUCT_MANAGER, SubmissionState.TO_DECIDE: decider}
    role = whose.get(submission.state)
    if role is None or leads[role]:
        return ""
    who = role.label.lower()
    return f" Nobody is allocated as {who} at the moment: {settings.REGULATOR_NAME} appoints somebody first."


def _step(submission: Submission, asked: int, added: int) -> str:
    state = submission.state
    if state in WITH_THE_GROUP and submission.newest is None:
        return "It came from outside the portal, without its words. The chair begins a version here, for agreement."
    if state == SubmissionState.DRAFTING:
        return _writing(submission)
    if state == SubmissionState.FOR_AGREEMENT:
        return _voting(submission)
    if state == SubmissionState.ON_CONDITION:
        left = asked - added
        who = DECIDERS[submission.kind].label.lower()
        return f"{added} of {asked} members asked for are added." + (
            " The chairs find who is left, and the product manager records who was added."
            if left
            else f" The {who} can agree the proposal now."
        )
    return _SAID[state](submission)


def _writing(submission: Submission) -> str:
    newest = submission.newest
    if newest is None:
        return ""
    left = unmet_requirements(submission.kind, newest.content, has_document=bool(newest.document))
    if not left:
        return "Everything is written. The chair fixes the version, so that the employers can agree it."
    sections = [key for key in left if key != "document"]
    parts = [f"{len(sections)} section{'s' if len(sections) != 1 else ''} to write"] if sections else []
    return " and ".join(parts + (["a document to add"] if "document" in left else [])).capitalize() + "."


def _voting(submission: Submission) -> str:
    motion = submission.newest.motion if submission.newest else None
    if motion is None:
        return "The chair asks the employers to agree this version."
    if motion.is_open:
        until = f" until {govuk_date(motion.closes_on)}" if motion.closes_on else " in a meeting"
        return f"The employers vote on it{until}."
    if motion.is_carried:
        return "The employers’ agreement is disputed. The chair asks again, or begins a new version."
    ended = "withdrawn" if motion.is_withdrawn else "lost"
    return f"The motion was {ended}. The chair begins a new version, or asks again."


def _reviewing(due: Due | None, on: date) -> str:
    """By when the product manager comments, or since when they should have."""
    if due is None or due.due_on is None:
        return "The product manager comments."
    day = govuk_date(due.due_on)
    if due.overdue:
        number = working_days_between(due.due_on, on)
        return f"The product manager’s comments were due by {day}, and are overdue by {counted(number, 'working day')}."
    if due.due_on != due.first_due_on:
        return f"The product manager comments by {day}: it takes longer than {govuk_date(due.first_due_on)}."
    return f"The product manager comments by {day}, or says that it takes longer."


_SAID = {
    SubmissionState.AGREED_BY_EMPLOYERS: lambda submission: f"The chair submits it{_with_the_other(submission)}.",
    SubmissionState.TO_DECIDE: lambda submission: f"The {DECIDERS[submission.kind].label.lower()} decides.",
    SubmissionState.AGREED: lambda submission: f"Agreed on {govuk_date(submission.decided_on)}.",
    SubmissionState.RETURNED: lambda submission: "The comments say what to put right; a new submission answers them.",
    SubmissionState.DECLINED: lambda submission: f"Declined on {govuk_date(submission.decided_on)}; read the reasons.",
    SubmissionState.WITHDRAWN: lambda submission: f"Withdrawn on {govuk_date(submission.withdrawn_on)}.",
}


def _with_the_other(submission: Submission) -> str:
    others = {"standard": " with its end-point assessment plan", "epa_plan": " with the occupational standard"}
    return others.get(submission.kind, "") if submission.kind in NEEDS_DOCUMENT else ""
