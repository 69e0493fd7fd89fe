"""The development work plan: proposed by one side, agreed by the other, moved only by a new one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups import emails
from groups.actions import mark_changed, recipients
from groups.actions.registering import lock
from groups.enums import PlanEnd, Side
from groups.models import Group, Milestone, WorkPlan
from guidance import assessment
from guidance.vocabulary import Status
from portal import history
from portal.exceptions import Conflict

RULE = "group.work_plan"
NOT_OWED = "A work plan is agreed once the occupation proposal is agreed, until standard and EPA plan are submitted."


def side_of(user: User) -> Side:
    """On which side of the table somebody sits; whether they may act at all is the access function's question."""
    return Side.REGULATOR if user.is_official else Side.GROUP


def is_owed(group: Group, on: date) -> bool:
    """Whether the guidance asks for a work plan on that day: the rule applies, met or not."""
    findings = assessment.assess(group.pk, on).findings
    return any(finding.rule == RULE and finding.status != Status.NOT_APPLICABLE for finding in findings)


@transaction.atomic
def propose(
    *,
    group: Group,
    standard_due_on: date,
    milestones: Sequence[tuple[str, date, str]],
    reason: str,
    by: User,
    now: datetime,
) -> WorkPlan:
    """Put a plan to the other side; `reason` says why it changes, where one is in force. `milestones`: title, day, and
    who reaches it (`MilestoneSide`).

    Raises Conflict where no plan is owed, where one waits for an answer, and where a change has no reason.
    """
    group, on = lock(group), timezone.localdate(now)
    refuse_to_propose(group, on)
    if group.work_plans.agreed(on).exists() and not reason:
        raise _refused(group, "A work plan in force is changed only with a reason.")
    side = side_of(by)
    plan = WorkPlan(
        group=group,
        standard_due_on=standard_due_on,
        reason=reason,
        proposed_at=now,
        proposed_by=by,
        proposed_side=side,
    )
    history.save(plan, by=by, why="Work plan proposed")
    for title, due_on, reached_by in milestones:
        row = Milestone(work_plan=plan, title=title, due_on=due_on, side=reached_by)
        history.save(row, by=by, why="Work plan proposed")
    other = Side.REGULATOR if side == Side.GROUP else Side.GROUP
    for address, name in recipients.of_side(group, other, on).items():
        emails.work_plan_proposed(plan, address, name)
    return plan


def refuse_to_propose(group: Group, on: date) -> None:
    """Raise Conflict where no plan is owed, and where one waits for an answer."""
    if not is_owed(group, on):
        raise _refused(group, NOT_OWED)
    if (waiting := group.work_plans.proposed().select_related("proposed_by").first()) is not None:
        raise _refused(group, "A work plan waits for an answer already.", waiting)


@transaction.atomic
def agree(*, plan: WorkPlan, by: User, now: datetime) -> WorkPlan:
    """The side that did not propose agrees: the plan is in force from that day. Raises Conflict.

    What the plan before it had reached stays reached.
    """
    plan = _answered_by_other_side(plan, by)
    on = timezone.localdate(now)
    before = plan.group.work_plans.agreed(on).first()
    plan.agreed_on, plan.agreed_by = on, by
    history.save(plan, by=by, why="Work plan agreed", fields=["agreed_on", "agreed_by"])
    if before is not None:
        _carry_over(before, plan, by)
    _tell_proposers(plan, on)
    mark_changed(plan.group, now)
    return plan


@transaction.atomic
def ask_for_changes(*, plan: WorkPlan, reason: str, by: User, now: datetime) -> WorkPlan:
    """The side that did not propose says what to change; anybody may propose anew. Raises Conflict."""
    plan = _answered_by_other_side(plan, by)
    _end(plan, PlanEnd.CHANGES, reason, by, now, "Changes to the work plan asked for")
    _tell_proposers(plan, timezone.localdate(now))
    return plan


@transaction.atomic
def withdraw(*, plan: WorkPlan, by: User, now: datetime) -> WorkPlan:
    """The side that proposed takes it back, to propose another. Raises Conflict."""
    plan = _lock_proposed(plan)
    if plan.proposed_side != side_of(by):
        raise _refused(plan.group, "Only the side that proposed the work plan can withdraw it.", plan)
    return _end(plan, PlanEnd.WITHDRAWN, "", by, now, "Work plan withdrawn")


@transaction.atomic
def reach(*, milestone: Milestone, reached_on: date | None, by: User, now: datetime) -> Milestone:
    """Tick a milestone of the plan in force with its day, or take the tick back. Raises Conflict for another plan's."""
    lock(milestone.work_plan.group)
    milestone = Milestone.objects.select_related("work_plan__group").get(pk=milestone.pk)
    refuse_other_plans(milestone, timezone.localdate(now))
    milestone.reached_on = reached_on
    why = "Milestone reached" if reached_on else "Milestone not reached after all"
    return history.save(milestone, by=by, why=why, fields=["reached_on"])


def refuse_other_plans(milestone: Milestone, on: date) -> None:
    """Raise Conflict for a milestone of a plan that is not in force."""
    group = milestone.work_plan.group
    in_force = group.work_plans.agreed(on).first()
    if in_force is None or milestone.work_plan_id != in_force.pk:
        raise _refused(group, "Only milestones of the work plan in force are ticked.", in_force)


def _answered_by_other_side(plan: WorkPlan, by: User) -> WorkPlan:
    plan = _lock_proposed(plan)
    refuse_to_answer(plan, by)
    return plan


def _lock_proposed(plan: WorkPlan) -> WorkPlan:
    """Under the group's lock, so that two people cannot both answer."""
    group = lock(plan.group)
    plan = WorkPlan.objects.select_related("proposed_by", "agreed_by", "ended_by").get(pk=plan.pk)
    plan.group = group
    _refuse_answered(plan)
    return plan


def refuse_to_answer(plan: WorkPlan, by: User) -> None:
    """Raise Conflict once it is answered, and for the side that proposed it."""
    _refuse_answered(plan)
    if plan.proposed_side == side_of(by) or plan.proposed_by_id == by.pk:
        raise _refused(plan.group, "The side that did not propose the work plan answers it.", plan)


def _refuse_answered(plan: WorkPlan) -> None:
    if plan.agreed_on or plan.ended_on:
        raise _refused(plan.group, "This work plan has been answered already.", plan)


def _end(plan: WorkPlan, how: PlanEnd, reason: str, by: User, now: datetime, why: str) -> WorkPlan:
    plan.ended_as, plan.end_reason, plan.ended_on = how, reason, timezone.localdate(now)
    plan.ended_at, plan.ended_by = now, by
    return history.save(plan, by=by, why=why, fields=["ended_as", "end_reason", "ended_on", "ended_at", "ended_by"])


def _carry_over(before: WorkPlan, plan: WorkPlan, by: User) -> None:
    same = {milestone.title: milestone for milestone in plan.milestones.all()}
    for reached in before.milestones.exclude(reached_on=None):
        own = {"title": reached.title, "due_on": reached.due_on, "side": reached.side}
        milestone = same.get(reached.title) or Milestone(work_plan=plan, **own)
        milestone.reached_on = reached.reached_on
        history.save(milestone, by=by, why="Work plan agreed")


def _tell_proposers(plan: WorkPlan, on: date) -> None:
    people = recipients.of_side(plan.group, Side(plan.proposed_side), on) if plan.proposed_side else {}
    if plan.proposed_by:
        people |= {plan.proposed_by.email: plan.proposed_by.name}
    for address, name in people.items():
        emails.work_plan_answered(plan, address, name)


def _refused(group: Group, message: str, plan: WorkPlan | None = None) -> Conflict:
    state, by, at = "", None, None
    if plan is not None:
        state = plan.state_name
        by, at = (plan.ended_by, plan.ended_at) if plan.ended_at else (plan.agreed_by or plan.proposed_by, None)
    return Conflict(
        message,
        state=state,
        by=str(by or ""),
        at=at,
        next_href=reverse("overview:work_plan", args=[group.pk]),
        next_text="See the work plan",
    )
