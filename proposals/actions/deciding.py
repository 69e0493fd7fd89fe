"""The official who decides: agrees, agrees on a condition, returns or declines."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from guidance import assessment
from guidance.assessment import AssessmentResult
from guidance.documents import SubmissionState
from guidance.vocabulary import SubmissionKind
from members.actions import requesting
from occupations.models import RouteOfficial
from portal import history
from portal.exceptions import NotReady
from proposals import emails
from proposals.actions import agreeing, locked, out_of_order
from proposals.actions.reviewing import may_decide_now
from proposals.enums import DecisionOutcome, Step
from proposals.models import Decision, Submission
from proposals.rules.progress import DECIDERS, DECISION_GATES
from proposals.rules.versions import is_unchanged

CONDITION = "group.requested_members"
PACKAGE = "group.standard_agreed_by_employers"  # of the standard and its plan together
AGREEING = {DecisionOutcome.AGREED, DecisionOutcome.ON_CONDITION}


@transaction.atomic
def decide(
    *,
    submission: Submission,
    outcome: DecisionOutcome,
    reasons: str,
    requested: Sequence[str] = (),
    due_on: date | None = None,
    resubmit_by: date | None = None,
    by: User,
    now: datetime,
) -> Decision:
    """Decide on what the product manager recommended on; `requested` describes each member asked for, on a condition,
    and `due_on` is the day by which they are to be added. A return may name a day to submit again by, `resubmit_by`.

    A proposal agreed on a condition stays undecided until every member asked for is added; then it is decided again.
    Raises PermissionDenied for the wrong official, Conflict out of order and where the employers' agreement is disputed
    and it is to be agreed, NotReady with the findings that keep it from being agreed: the gate is checked again, since
    days have passed since it was submitted.
    """
    submission = locked(submission)
    refuse_wrong_official(submission, by, now)
    if not may_decide_now(submission, timezone.localdate(now)):
        raise out_of_order(submission, "There is nothing to decide: it is decided, or nobody has recommended yet.")
    if outcome in AGREEING:
        agreeing.refuse_disputed(submission)
    if outcome == DecisionOutcome.ON_CONDITION:
        _set_condition(submission, requested, due_on, by=by, now=now)
    _check_agreement(submission, outcome, now)
    decision = Decision(submission=submission, step=Step.DECISION, outcome=outcome, reasons=reasons)
    decision.made_at, decision.made_by = now, by
    history.save(decision, by=by, why="Decided")
    _close(submission, outcome, resubmit_by, by=by, now=now)
    emails.decided(decision)
    mark_changed(submission.group, now)
    return decision


def refuse_wrong_official(submission: Submission, by: User, now: datetime) -> None:
    """Raise PermissionDenied unless this official, or somebody whom they cover, decides on that kind, in that route, on
    that day."""
    route, on = submission.group.occupation.route_id, timezone.localdate(now)
    looks_after = RouteOfficial.objects.acted_for(by, on).filter(route=route).exists()
    if by.official_role != DECIDERS[submission.kind] or not looks_after:
        role = DECIDERS[submission.kind].label.lower()
        raise PermissionDenied(f"The {role} of the occupation’s route decides on this.")


def _is_on_condition(submission: Submission, now: datetime) -> bool:
    return submission.state_on(timezone.localdate(now)) == SubmissionState.ON_CONDITION


def _set_condition(
    submission: Submission, requested: Sequence[str], due_on: date | None, *, by: User, now: datetime
) -> None:
    if submission.kind != SubmissionKind.PROPOSAL or _is_on_condition(submission, now) or not requested:
        raise out_of_order(submission, "Only a proposal is agreed on a condition, once, with the members asked for.")
    for description in requested:
        requesting.ask(group=submission.group, description=description, due_on=due_on, by=by, now=now)


def _check_agreement(submission: Submission, outcome: DecisionOutcome, now: datetime) -> None:
    """What is agreed passes its gate today, and is the version that the employers agreed."""
    if outcome not in AGREEING:
        return
    version = submission.newest
    if version is not None and not is_unchanged(submission.kind, version):
        raise out_of_order(submission, "This is not the version that the employers agreed.")
    result = assessment.assess(submission.group_id, timezone.localdate(now))
    blockers = blockers_of(submission, result, on_condition=outcome == DecisionOutcome.ON_CONDITION)
    if blockers:
        raise NotReady([finding for finding in result.exceptions if finding.rule in blockers])


def blockers_of(submission: Submission, result: AssessmentResult, *, on_condition: bool = False) -> Collection[str]:
    """Codes of the rules that keep this submission from being agreed.

    `on_condition` passes over the condition itself. The standard and its plan are decided one by one: what the group
    writes anew of the one, after it was returned or withdrawn, does not keep the other.
    """
    blockers = set(result.gates[DECISION_GATES[submission.kind]].blockers)
    if on_condition:
        blockers.discard(CONDITION)
    if PACKAGE in blockers:
        finding = next(exception for exception in result.exceptions if exception.rule == PACKAGE)
        if submission.kind not in finding.args["kinds"]:
            blockers.discard(PACKAGE)
    return blockers


def _close(
    submission: Submission, outcome: DecisionOutcome, resubmit_by: date | None, *, by: User, now: datetime
) -> None:
    """The day on which it was decided, but on a condition: then the day is still to come."""
    kind = submission.get_kind_display()
    if outcome == DecisionOutcome.ON_CONDITION:
        submission.condition_on = timezone.localdate(now)
        history.save(submission, by=by, why=f"{kind}: agreed on a condition", fields=["condition_on"])
        return
    submission.resubmit_by = resubmit_by if outcome == DecisionOutcome.RETURNED else None
    submission.decided_on, submission.decided_by = timezone.localdate(now), by
    submission.outcome = outcome.value
    why = f"{kind}: {submission.get_outcome_display().lower()}"
    history.save(submission, by=by, why=why, fields=["decided_on", "decided_by", "outcome", "resubmit_by"])
