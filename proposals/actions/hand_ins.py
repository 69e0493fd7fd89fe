"""Drafts that a group hands in for feedback, before it submits."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from guidance.documents import SubmissionState
from portal import history
from portal.exceptions import Conflict
from proposals import emails
from proposals.actions import locked, out_of_order
from proposals.models import HandIn, Submission


@transaction.atomic
def hand_in(*, submission: Submission, note: str, by: User, now: datetime) -> HandIn:
    """Ask the product manager for feedback on the draft, due in five working days; they are told.

    Raises Conflict unless it is being drafted, and while it waits for feedback already.
    """
    submission = locked(submission)
    refuse_to_hand_in(submission, now)
    draft = HandIn(submission=submission, note=note, handed_in_at=now, handed_in_by=by)
    history.save(draft, by=by, why="Draft handed in")
    emails.handed_in(draft)
    return draft


def refuse_to_hand_in(submission: Submission, now: datetime) -> None:
    """Raise Conflict unless it is being drafted, and while it waits for feedback already."""
    if submission.state_on(timezone.localdate(now)) != SubmissionState.DRAFTING or submission.newest is None:
        raise out_of_order(submission, "Only a draft is handed in for feedback.")
    if submission.hand_ins.waiting().exists():
        raise out_of_order(submission, "The draft waits for feedback already.")


@transaction.atomic
def answer(*, draft: HandIn, text: str, by: User, now: datetime) -> HandIn:
    """The product manager's feedback; the chairs and who handed it in are told.

    Raises Conflict where it was answered or taken back.
    """
    draft = _locked(draft)
    draft.answer, draft.answered_at, draft.answered_by = text, now, by
    history.save(draft, by=by, why="Feedback given", fields=["answer", "answered_at", "answered_by"])
    emails.feedback_given(draft)
    return draft


@transaction.atomic
def take_back(*, draft: HandIn, by: User, now: datetime) -> HandIn:
    """No feedback is needed any more; the product manager is told. Raises Conflict as `answer` does."""
    draft = _locked(draft)
    draft.taken_back_at, draft.taken_back_by = now, by
    history.save(draft, by=by, why="Draft taken back", fields=["taken_back_at", "taken_back_by"])
    emails.taken_back(draft)
    return draft


def _locked(draft: HandIn) -> HandIn:
    submission = locked(draft.submission)
    fresh = HandIn.objects.select_related("handed_in_by", "answered_by", "taken_back_by").get(pk=draft.pk)
    fresh.submission = submission
    refuse_closed(fresh)
    return fresh


def refuse_closed(draft: HandIn) -> None:
    """Raise Conflict where it was answered or taken back."""
    if draft.is_waiting:
        return
    raise Conflict(
        "Feedback on this draft was given already." if draft.answered_at else "This draft was taken back.",
        state="Feedback given" if draft.answered_at else "Taken back",
        by=str(draft.answered_by or draft.taken_back_by),
        at=draft.answered_at or draft.taken_back_at,
        next_href=draft.submission.get_absolute_url(),
        next_text="See the document",
    )
