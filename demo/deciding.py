"""The membership goes to the regulator and comes back; then life goes on."""

from datetime import date, timedelta

from django.utils import timezone

from demo.clock import ago, moment
from demo.draft import Draft, Joined
from demo.joining import agree, declare
from demo.plans import Attempt
from groups.enums import Outcome
from groups.models import MembershipSubmission
from guidance.vocabulary import Approval

RENEWED_FROM = date(2025, 6, 30)  # four weeks after the guidance of June 2025


def submit_and_decide(draft: Draft) -> None:
    for attempt in draft.plan.attempts:
        submission = _submit(draft, attempt)
        if attempt.outcome and attempt.decided is not None:
            _decide(draft, submission, attempt, attempt.outcome)


def _submit(draft: Draft, attempt: Attempt) -> MembershipSubmission:
    chair = draft.place(draft.plan.chairs[0]).user
    at = ago(draft.base, attempt.submitted, 17)
    submission = MembershipSubmission(group=draft.group, submitted_at=at, submitted_by=chair)
    draft.keep(submission, at=at, by=chair, why="Membership submitted")
    for person in draft.joined:
        person.membership.approval = Approval.SUBMITTED
        draft.keep(person.membership, at=at, by=chair, why="Membership submitted")
    return submission


def _decide(draft: Draft, submission: MembershipSubmission, attempt: Attempt, outcome: Outcome) -> None:
    at, is_approved = ago(draft.base, attempt.decided or 0, 11), outcome == Outcome.APPROVED
    submission.outcome, submission.reasons = outcome, attempt.reasons
    submission.decided_at, submission.decided_by = at, draft.manager
    draft.keep(submission, at=at, by=draft.manager, why=f"Membership {outcome.value}")
    for person in draft.joined:
        person.membership.approval = Approval.APPROVED if is_approved else Approval.DRAFT
        draft.keep(person.membership, at=at, by=draft.manager, why=f"Membership {person.membership.approval.value}")
    if is_approved:
        draft.group.membership_approved_on = draft.group.details_confirmed_on = timezone.localdate(at)
        draft.keep(draft.group, at=at, by=draft.manager, why="Membership approved")


def change_since(draft: Draft) -> None:
    """New guidance, new interests, and people who left."""
    for number, person in enumerate(draft.joined):
        if number < draft.plan.renewed:
            _renew(draft, person, number)
        if later := draft.plan.interests.get(f"{person.place} later"):
            declare(draft, person, later, draft.ago(18))
        if reason := draft.plan.left.get(person.place):
            _leave(draft, person, reason)


def _renew(draft: Draft, person: Joined, number: int) -> None:
    """The statements in the words of the new guidance, and a new declaration."""
    yesterday = timezone.localdate(draft.scene.now) - timedelta(days=1)
    at = moment(min(RENEWED_FROM + timedelta(days=number), yesterday), 13)
    agree(draft, person, at)
    declare(draft, person, (), at)


def _leave(draft: Draft, person: Joined, reason: str) -> None:
    at = draft.ago(2)
    person.membership.ended_on, person.membership.end_reason = timezone.localdate(at), reason
    draft.keep(person.membership, at=at, by=person.user, why="Membership ended")
