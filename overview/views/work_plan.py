"""The development work plan of a group: in force, proposed, and how it came to be."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import work_plans as actions
from groups.forms.work_plan import (
    PlanAnswerForm,
    PlanForm,
    ReachedForm,
    chosen,
    milestones_formset,
    suggestion,
    typed_milestones,
)
from groups.models import Group, WorkPlan
from guidance.clocks import is_overdue
from guidance.policies import policy_for
from portal.calendar import today
from portal.lists import paginate
from proposals.models import Submission

FORM_METHODS = ["GET", "HEAD", "POST"]
EARLIER_SHOWN = 5


@require_GET
def work_plan(request: Request, pk: int) -> HttpResponse:
    on = today()
    group = access.get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    in_force, proposed = _in_force(group, on), _plans(group).proposed().first()
    earlier = _plans(group).exclude(pk__in=[plan.pk for plan in (in_force, proposed) if plan]).order_by("-pk")
    may_edit = can(group.roles, Action.WORK_PLAN_EDIT)
    context = {
        "group": group,
        "in_force": in_force,
        "milestones": _milestones(in_force, None, on),
        "proposed": proposed,
        "proposed_milestones": _milestones(proposed, in_force, on),
        "page": paginate(request, earlier, EARLIER_SHOWN),
        "may_edit": may_edit,
        "may_tick": can(group.roles, Action.MILESTONE_REACH),
        "is_mine": proposed is not None and proposed.proposed_side == actions.side_of(request.user),
        "is_owed": actions.is_owed(group, on),
    }
    return render(request, "overview/work_plan.html", context)


def _plans(group: Group) -> Any:
    return group.work_plans.select_related("proposed_by", "agreed_by", "ended_by").prefetch_related("milestones")


def _in_force(group: Group, on: date) -> WorkPlan | None:
    return _plans(group).agreed(on).first()


def _milestones(plan: WorkPlan | None, before: WorkPlan | None, on: date) -> list[dict[str, Any]]:
    """Rows of a plan, each with the date that the plan before it had."""
    if plan is None:
        return []
    dates = {milestone.title: milestone.due_on for milestone in before.milestones.all()} if before else {}
    return [
        {
            "milestone": milestone,
            "was": dates.get(milestone.title) if dates.get(milestone.title) != milestone.due_on else None,
            "is_new": bool(before) and milestone.title not in dates,
            "is_late": milestone.reached_on is None and is_overdue(milestone.due_on, on),
        }
        for milestone in plan.milestones.all()
    ]


@require_http_methods(FORM_METHODS)
def propose(request: Request, pk: int) -> HttpResponse:
    """A first plan starts from a suggestion, a changed one from the plan in force."""
    on = today()
    group = access.get_group(request.user, Action.WORK_PLAN_EDIT, pk=pk, on=on)
    actions.refuse_to_propose(group, on)
    before = _in_force(group, on)
    asks_more = "another" in request.POST
    data = request.POST if request.method == "POST" and not asks_more else None
    due_on, shown = _shown(group, before, on)
    if asks_more:
        shown = typed_milestones(request.POST, on=on)
    form = PlanForm(data, on=on, is_change=before is not None, initial={"standard_due_on": due_on})
    if asks_more:  # what was typed stays, and is not judged yet
        typed = PlanForm(request.POST, on=on, is_change=before is not None)
        form.initial = {name: typed[name].data for name in typed.fields}
    formset = milestones_formset(data, on=on, shown=shown)
    if data is not None and form.is_valid() & formset.is_valid():
        return _proposed(request, group, form, formset)
    context = {
        "group": group,
        "form": form,
        "formset": formset,
        "before": before,
        "reached": [milestone for milestone in before.milestones.all() if milestone.reached_on] if before else [],
    }
    return render(request, "overview/work_plan_propose.html", context, status=422 if form.is_bound else 200)


def _shown(group: Group, before: WorkPlan | None, on: date) -> tuple[date | None, list[dict[str, Any]]]:
    if before is not None:
        left = [milestone for milestone in before.milestones.all() if milestone.reached_on is None]
        return before.standard_due_on, [
            {"title": milestone.title, "due_on": milestone.due_on, "side": milestone.side} for milestone in left
        ]
    agreed = Submission.objects.agreed(on).filter(group=group).order_by("decided_on")
    first_agreed_on = agreed.values_list("decided_on", flat=True).first()
    return suggestion(first_agreed_on or on, policy_for(on).parameters.standard_due_months, on)


def _proposed(request: Request, group: Group, form: PlanForm, formset: Any) -> HttpResponse:
    actions.propose(
        group=group,
        standard_due_on=form.cleaned_data["standard_due_on"],
        milestones=chosen(formset),
        reason=form.cleaned_data.get("reason", ""),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "The work plan is proposed. Whoever answers it is told by email.")
    return redirect("overview:work_plan", pk=group.pk)


@require_http_methods(FORM_METHODS)
def answer(request: Request, pk: int, plan_pk: int) -> HttpResponse:
    """The side that did not propose agrees, or says what to change."""
    on = today()
    group = access.get_group(request.user, Action.WORK_PLAN_EDIT, pk=pk, on=on)
    plan = access.get_plan(group=group, pk=plan_pk)
    if request.method == "POST":
        actions.refuse_to_answer(plan, request.user)
    form = PlanAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _answered(request, plan, form)
    in_force = _in_force(group, on)
    context = {
        "group": group,
        "plan": plan,
        "form": form,
        "in_force": in_force,
        "milestones": _milestones(plan, in_force, on),
        "may_answer": plan.is_proposed and plan.proposed_side != actions.side_of(request.user),
    }
    return render(request, "overview/work_plan_answer.html", context, status=422 if form.is_bound else 200)


def _answered(request: Request, plan: WorkPlan, form: PlanAnswerForm) -> HttpResponse:
    if form.cleaned_data["answer"] == form.AGREE:
        actions.agree(plan=plan, by=request.user, now=timezone.now())
        messages.success(request, "The work plan is agreed and in force.")
    else:
        reason = form.cleaned_data["reason"]
        actions.ask_for_changes(plan=plan, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, "Your answer is sent: it says what to change.")
    return redirect("overview:work_plan", pk=plan.group_id)


@require_POST
def withdraw(request: Request, pk: int, plan_pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.WORK_PLAN_EDIT, pk=pk, on=today())
    actions.withdraw(plan=access.get_plan(group=group, pk=plan_pk), by=request.user, now=timezone.now())
    messages.success(request, "The proposed work plan is withdrawn.")
    return redirect("overview:work_plan", pk=pk)


@require_http_methods(FORM_METHODS)
def milestone(request: Request, pk: int, milestone_pk: int) -> HttpResponse:
    """Tick a milestone with the day on which it was reached."""
    on = today()
    group = access.get_group(request.user, Action.MILESTONE_REACH, pk=pk, on=on)
    milestone = access.get_milestone(group=group, pk=milestone_pk)
    actions.refuse_other_plans(milestone, on)
    form = ReachedForm(
        request.POST if request.method == "POST" else None, on=on, initial={"reached_on": milestone.reached_on or on}
    )
    if form.is_valid():
        reached_on = form.cleaned_data["reached_on"]
        actions.reach(milestone=milestone, reached_on=reached_on, by=request.user, now=timezone.now())
        messages.success(request, "The milestone is saved.")
        return redirect("overview:work_plan", pk=pk)
    context = {"group": group, "milestone": milestone, "form": form}
    return render(request, "overview/milestone.html", context, status=422 if form.is_bound else 200)
