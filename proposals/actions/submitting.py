"""The group puts its documents to the regulator, or takes them back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance import assessment
from guidance.documents import WITH_THE_GROUP, WITH_THE_REGULATOR, SubmissionState
from guidance.vocabulary import SubmissionKind
from portal import history
from portal.exceptions import NotReady
from proposals import emails
from proposals.actions import agreeing, at_the_list, locked, out_of_order
from proposals.models import Submission
from proposals.rules.progress import GATES, TOGETHER
from proposals.rules.versions import is_unchanged


@transaction.atomic
def submit(*, group: Group, kind: SubmissionKind, by: User, now: datetime) -> Sequence[Submission]:
    """Put what belongs together to the regulator: the proposal, the standard with its plan, or a revision.

    Raises Conflict when nothing is there to submit, a version is not the one that the employers agreed, or their
    agreement waits for people for whom it was recorded; NotReady with the findings that block the gate.
    """
    group = lock(group)
    submissions = to_submit(group, kind, timezone.localdate(now))
    if not submissions:
        raise at_the_list(group, "There is nothing to submit.", "Submitted already, or not begun")
    for submission in submissions:
        _refuse_changed(submission, timezone.localdate(now))
        agreeing.refuse_waiting(submission, timezone.localdate(now))
    check_gate(group, kind, now)
    for submission in submissions:
        submission.submitted_on, submission.submitted_by = timezone.localdate(now), by
        why = f"{submission.get_kind_display()}: submitted"
        history.save(submission, by=by, why=why, fields=["submitted_on", "submitted_by"])
        emails.submitted(submission)
    mark_changed(group, now)
    return submissions


def to_submit(group: Group, kind: SubmissionKind, on: date) -> list[Submission]:
    """The newest one of each kind that goes together, where it is still with the group."""
    every = Submission.objects.filter(group=group, kind__in=TOGETHER[kind]).with_story().order_by("pk")
    newest = {submission.kind: submission for submission in every}
    return [submission for submission in newest.values() if submission.state_on(on) in WITH_THE_GROUP]


def check_gate(group: Group, kind: str, now: datetime) -> None:
    """Raise NotReady with the findings that block the gate of that kind today."""
    result = assessment.assess(group.pk, timezone.localdate(now))
    gate = result.gates[GATES[kind]]
    if not gate.ready:
        raise NotReady([finding for finding in result.exceptions if finding.rule in gate.blockers])


def _refuse_changed(submission: Submission, on: date) -> None:
    """What was agreed is what is submitted: the newest version, fixed, word for word as its fingerprint says."""
    version = submission.newest
    if submission.state_on(on) == SubmissionState.AGREED_BY_EMPLOYERS and version is not None:
        if version.is_frozen and is_unchanged(submission.kind, version):
            return
        raise out_of_order(submission, "This is not the version that the employers agreed.")


@transaction.atomic
def withdraw(*, submission: Submission, by: User, now: datetime) -> Submission:
    """The group takes it back from the regulator. Raises Conflict unless it is in review."""
    submission = locked(submission)
    if submission.state_on(timezone.localdate(now)) not in WITH_THE_REGULATOR:
        raise out_of_order(submission, "Only what is with the regulator can be withdrawn.")
    submission.withdrawn_on = timezone.localdate(now)
    submission.withdrawn_at, submission.withdrawn_by = now, by
    why = f"{submission.get_kind_display()}: withdrawn by the group"
    history.save(submission, by=by, why=why, fields=["withdrawn_on", "withdrawn_at", "withdrawn_by"])
    emails.withdrawn(submission)
    mark_changed(submission.group, now)
    return submission
