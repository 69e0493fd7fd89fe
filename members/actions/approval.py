"""The group submits its membership; the product manager approves or returns it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups import emails
from groups.actions import mark_changed
from groups.actions.registering import lock, refuse_while_submitted
from groups.enums import Outcome
from groups.models import Group, MembershipSubmission, answerable_users, leading
from guidance import assessment
from guidance.vocabulary import Approval, GateCode
from members.actions import requesting
from members.models import ChairAppointment, MemberDecision, Membership
from portal import history, mail
from portal.exceptions import Conflict, NotReady


@transaction.atomic
def submit(*, group: Group, by: User, now: datetime) -> MembershipSubmission:
    """Put the membership to the regulator; the chairs and whoever submits hear what happens next and by when.

    Raises Conflict when it is submitted or approved already, NotReady with the findings that block the gate.
    """
    group = lock(group)
    refuse_while_submitted(group)
    _refuse_approved(group)
    _check_gate(group, now)
    submission = MembershipSubmission(group=group, submitted_at=now, submitted_by=by)
    history.save(submission, by=by, why="Membership submitted")
    _close_returns(group, by=by, now=now)
    employers = _move(group, Approval.DRAFT, Approval.SUBMITTED, by=by, now=now)
    for official in answerable_users(group, timezone.localdate(now)):
        emails.membership_submitted(submission, official, employers)
    manager = product_manager(group, timezone.localdate(now))
    for address, name in _who_hears(submission, now).items():
        emails.membership_received(submission, address, name, manager)
    mark_changed(group, now)
    return submission


def product_manager(group: Group, on: date) -> User | None:
    """Who decides the membership on that day; None while nobody is allocated who can act."""
    return next(iter(leading(group, on)[OfficialRole.PRODUCT_MANAGER]), None)


@transaction.atomic
def approve(
    *, group: Group, reasons: str, by: User, now: datetime, requested: Sequence[str] = ()
) -> MembershipSubmission:
    """Approve the membership as it stands; the gate is checked again, since days may have passed.

    `requested` describes each member asked for with it: the proposal is not agreed before they are added ("We may
    request that you add specific new members as a condition of agreeing your occupation proposal").

    Raises Conflict when nothing is submitted, NotReady with the findings that block the gate.
    """
    group = lock(group)
    submission = _open(group)
    _check_gate(group, now)
    group.membership_approved_on = timezone.localdate(now)
    history.save(group, by=by, why="Membership approved", fields=["membership_approved_on"])
    for description in requested:
        requesting.add(group=group, description=description, by=by, now=now)
    return _decide(submission, Outcome.APPROVED, Approval.APPROVED, reasons, requested, by=by, now=now)


@transaction.atomic
def return_(*, group: Group, reasons: str, by: User, now: datetime) -> MembershipSubmission:
    """Give the membership back with reasons that the group reads. Raises Conflict when nothing is submitted."""
    group = lock(group)
    return _decide(_open(group), Outcome.RETURNED, Approval.DRAFT, reasons, (), by=by, now=now)


def _decide(
    submission: MembershipSubmission,
    outcome: Outcome,
    approval: Approval,
    reasons: str,
    requested: Sequence[str],
    *,
    by: User,
    now: datetime,
) -> MembershipSubmission:
    submission.outcome, submission.reasons = outcome, reasons
    submission.decided_at, submission.decided_by = now, by
    history.save(submission, by=by, why=f"Membership {outcome.value}")
    _move(submission.group, Approval.SUBMITTED, approval, by=by, now=now)
    for address, name in _who_hears(submission, now).items():
        emails.membership_decided(submission, address, name, requested)
    mark_changed(submission.group, now)
    return submission


def _who_hears(submission: MembershipSubmission, now: datetime) -> dict[str, str]:
    """The chairs, and whoever submitted: address and name of each."""
    chairs = ChairAppointment.objects.leading(timezone.localdate(now)).filter(group=submission.group)
    return {submission.submitted_by.email: submission.submitted_by.name} | mail.addresses(chairs, "person")


def _move(group: Group, before: Approval, after: Approval, *, by: User, now: datetime) -> int:
    """Move every current membership to the next approval, each with its history row; returns how many employers."""
    current = Membership.objects.current(timezone.localdate(now)).filter(group=group, approval=before)
    for membership in current.select_for_update():
        membership.approval = after
        history.save(membership, by=by, why=f"Membership {after.value}", fields=["approval"])
    return Membership.objects.employers().filter(group=group, approval=after).count()


def _close_returns(group: Group, *, by: User, now: datetime) -> None:
    """Members who were returned go to the regulator again with all others."""
    for decision in MemberDecision.objects.open_returns().filter(membership__group=group):
        decision.mended_at, decision.mended_by = now, by
        history.save(decision, by=by, why="Submitted again", fields=["mended_at", "mended_by"])


def _check_gate(group: Group, now: datetime) -> None:
    result = assessment.assess(group.pk, timezone.localdate(now))
    gate = result.gates[GateCode.MEMBERSHIP]
    if not gate.ready:
        raise NotReady([finding for finding in result.exceptions if finding.rule in gate.blockers])


def _open(group: Group) -> MembershipSubmission:
    submission = (
        MembershipSubmission.objects.select_for_update(of=("self",))
        .select_related("group", "submitted_by")
        .filter(group=group, decided_at=None)
        .first()
    )
    if submission is None:
        raise nothing_to_decide(group)
    return submission


def nothing_to_decide(group: Group) -> Conflict:
    last = group.membership_submissions.select_related("decided_by").last()
    return Conflict(
        "There is no membership to decide.",
        state=last.get_outcome_display() if last else "Not submitted yet",
        by=str(last.decided_by) if last else "",
        at=last.decided_at if last else None,
        next_href=reverse("overview:group", args=[group.pk]),
        next_text="See the group",
    )


def _refuse_approved(group: Group) -> None:
    if group.membership_approved_on:
        raise nothing_to_decide(group)
