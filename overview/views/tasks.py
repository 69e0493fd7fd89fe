"""The task list of a group that registers, and its tasks."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import registering as actions
from groups.forms.tasks import OccupationForm, PopulationForm, RunningForm
from groups.models import Group
from guidance import assessment
from oversight.views.way import steps_to_gate
from overview.views.group import last_return
from overview.views.progress import tasks_of
from portal.calendar import today
from portal.edits import ConcurrentEditForm, form_digest
from portal.versions import stale_form_rows


@require_GET
def task_list(request: Request, pk: int) -> HttpResponse:
    on = today()
    group = access.get_group(request.user, Action.GROUP_EDIT, pk=pk, on=on)
    result = assessment.assess(group.pk, on)
    group.stage = result.stage
    tasks = tasks_of(group, result, can_submit=can(group.roles, Action.GROUP_SUBMIT))
    context = {
        "group": group,
        "sections": tasks,
        "result": result,
        "returned": last_return(group),
        "steps": steps_to_gate(result),
    }
    return render(request, "overview/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def occupation(request: Request, pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.GROUP_EDIT, pk=pk, on=today())

    def save(form: ConcurrentEditForm) -> None:
        answers = {key: form.cleaned_data[key] for key in ("name", "regulated", "professional_status", "seen")}
        with stale_form_rows(form):
            actions.save_occupation(group=group, by=request.user, now=timezone.now(), **answers)

    answers = actions.occupation_answers(group)
    shown = answers if group.occupation_confirmed_on else {"name": group.name}
    form = OccupationForm(request.POST or None, initial=shown | {"seen": form_digest(answers)})
    return _task(request, group, form, "overview/task_occupation.html", save)


@require_http_methods(["GET", "HEAD", "POST"])
def running(request: Request, pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.GROUP_EDIT, pk=pk, on=today())

    def save(form: ConcurrentEditForm) -> None:
        answers = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
        seen = form.cleaned_data["seen"]
        with stale_form_rows(form):
            actions.save_running(group=group, answers=answers, seen=seen, by=request.user, now=timezone.now())

    answers = actions.running_answers(group)
    shown = answers if group.charges_fee is not None else {"apprenticeship_count": group.apprenticeship_count}
    form = RunningForm(request.POST or None, initial=shown | {"seen": form_digest(answers)})
    return _task(request, group, form, "overview/task_running.html", save)


@require_http_methods(["GET", "HEAD", "POST"])
def population(request: Request, pk: int) -> HttpResponse:
    group = access.get_group(request.user, Action.GROUP_EDIT, pk=pk, on=today())

    def save(form: PopulationForm) -> None:
        data = form.cleaned_data
        with stale_form_rows(form, shown=percentages):
            actions.save_population(
                group=group,
                source=data["source"],
                shares=form.shares(),
                seen=data["seen"],
                by=request.user,
                now=timezone.now(),
            )

    answers = actions.population_answers(group)
    shown = {"source": ""} | percentages(answers) | {"seen": form_digest(answers)}
    return _task(
        request, group, PopulationForm(request.POST or None, initial=shown), "overview/task_population.html", save
    )


def percentages(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The source of a group's population as it is, and each share as its field shows it."""
    return {key: value if key == "source" else f"{(value * 100).normalize():f}" for key, value in answers.items()}


def _task(request: Request, group: Group, form: Any, template: str, save: Callable[[Any], None]) -> HttpResponse:
    """Show the form; when it is good, save it and go back to the list. Refused while the regulator considers them."""
    actions.refuse_while_submitted(group)
    if request.method == "POST" and form.is_valid():
        save(form)
        messages.success(request, "Saved.")
        return redirect("overview:tasks", pk=group.pk)
    return render(request, template, {"group": group, "form": form}, status=422 if form.is_bound else 200)
