"""Comments of both sides, and what the product manager recommends."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.models import leading
from guidance.documents import GIVEN_BACK, WITH_THE_REGULATOR, SubmissionState
from portal import history
from portal.exceptions import Conflict
from proposals import emails
from proposals.actions import locked, out_of_order
from proposals.enums import DecisionOutcome, Step
from proposals.models import Decision, ReviewComment, Submission
from proposals.rules.progress import DECIDERS


@transaction.atomic
def comment(*, submission: Submission, section: str, text: str, by: User, now: datetime) -> ReviewComment:
    """Remark on a section ("" for the whole); the other side hears. Raises Conflict once it is decided or withdrawn."""
    submission = locked(submission)
    if is_over(submission, timezone.localdate(now)):
        raise out_of_order(submission, "What is decided takes no more comments.")
    remark = ReviewComment(submission=submission, section=section, text=text, written_at=now, written_by=by)
    history.save(remark, by=by, why="Comment")
    emails.commented(remark)
    return remark


@transaction.atomic
def resolve(*, comment: ReviewComment, by: User, now: datetime) -> ReviewComment:
    """Mark it as dealt with; doing it again changes nothing."""
    comment = ReviewComment.objects.select_for_update().get(pk=comment.pk)
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = now, by
        history.save(comment, by=by, why="Comment resolved", fields=["resolved_at", "resolved_by"])
    return comment


@transaction.atomic
def recommend(*, submission: Submission, outcome: DecisionOutcome, reasons: str, by: User, now: datetime) -> Decision:
    """What the product manager would decide; said again, it replaces what was said before.

    Raises Conflict unless the submission is in review and nobody has decided, and where nobody is there to decide.
    """
    submission = locked(submission)
    refuse_recommendation(submission, timezone.localdate(now))
    said = submission.recommendation or Decision(submission=submission, step=Step.RECOMMENDATION)
    said.outcome, said.reasons, said.made_at, said.made_by = outcome, reasons, now, by
    history.save(said, by=by, why="Recommended")
    if submission.recommended_on is None:
        submission.recommended_on = timezone.localdate(now)
        why = f"{submission.get_kind_display()}: recommended on"
        history.save(submission, by=by, why=why, fields=["recommended_on"])
        mark_changed(submission.group, now)
    emails.recommended(said)
    return said


def refuse_recommendation(submission: Submission, on: date) -> None:
    """Raise Conflict unless it is in review and nobody has decided, and while no official is there who would decide:
    who must appoint one, and where."""
    if submission.state_on(on) not in {SubmissionState.IN_REVIEW, SubmissionState.TO_DECIDE}:
        raise out_of_order(submission, "There is nothing to recommend on.")
    role, route = DECIDERS[submission.kind], submission.group.occupation.route
    if route is None:
        raise Conflict(
            "The occupation is in no route, so nobody would decide. An administrator chooses its route first.",
            state="In no route",
            next_href=reverse("officials:allocation"),
            next_text="See what an administrator has to do",
        )
    if not leading(submission.group, on)[role]:
        raise Conflict(
            f"Nobody would decide: {route} has no {role.label.lower()}. An administrator appoints one first, and then"
            " you can recommend.",
            state=f"No {role.label.lower()} looks after {route}",
            next_href=route.get_officials_url(),
            next_text=f"See who looks after {route}",
        )


def is_over(submission: Submission, on: date) -> bool:
    """Decided for good, or withdrawn."""
    return submission.state_on(on) in {SubmissionState.AGREED, *GIVEN_BACK}


def may_decide_now(submission: Submission, on: date) -> bool:
    return submission.state_on(on) in WITH_THE_REGULATOR - {SubmissionState.IN_REVIEW}
