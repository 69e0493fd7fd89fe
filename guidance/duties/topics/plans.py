"""The development work plan that group and regulator agree, and its milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from guidance.duties.case import Case
from guidance.duties.records import WorkPlan
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row

PLAN = skills_england("agree and commit to a development work plan")


def _plan_propose(case: Case) -> Iterator[Row]:
    agreed_on = case.documents.proposal_agreed_on
    if agreed_on is None or not case.documents.owes_standard or case.assessed.has_plan:
        return
    plans = case.group.work_plans
    if any(plan.proposed_on and plan.agreed_on is None and plan.ended_on is None for plan in plans):
        return
    since = max([agreed_on, *(plan.ended_on for plan in plans if plan.ended_on)])
    yield Row(since, case.response(since))


duty(
    "plan.propose",
    _plan_propose,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "overview:work_plan_propose",
    PLAN,
    progress=True,
    advisable=True,
    dated=False,
)


def _plan_answer(case: Case) -> Iterator[Row]:
    for plan in case.group.work_plans:
        since = plan.proposed_on
        if since is None or not plan.proposed_side:
            continue
        if plan.proposed_side == "group":
            row = Row(since, case.feedback(since), subject=plan.subject, seat=Seat.PRODUCT_MANAGER)
        else:
            row = Row(since, case.response(since), subject=plan.subject, seat=Seat.CHAIRS, advisable=False)
        yield row.ends(done=[plan.agreed_on], lapsed=[plan.ended_on])


duty(
    "plan.answer",
    _plan_answer,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "overview:work_plan_answer",
    PLAN,
    progress=True,
    advisable=True,
)


def _milestone_reach(case: Case) -> Iterator[Row]:
    plans = case.group.work_plans
    for place, plan in enumerate(plans):
        if plan.agreed_on is None:
            continue
        replaced = list(_agreed_later(plans, (plan.agreed_on, place)))
        for milestone in plan.milestones:
            row = Row(plan.agreed_on, milestone.due_on, subject=milestone.subject, seat=Seat(milestone.seat))
            yield row.ends(done=[milestone.reached_on], lapsed=[plan.ended_on, *replaced])


def _agreed_later(plans: Sequence[WorkPlan], agreed: tuple[date, int]) -> Iterator[date]:
    for place, plan in enumerate(plans):
        if plan.agreed_on is not None and (plan.agreed_on, place) > agreed:
            yield plan.agreed_on


duty("milestone.reach", _milestone_reach, Seat.CHAIRS, Urgency.LONG, "overview:milestone", PLAN)
