"""Actions of a group: agreed in its meetings, and followed until they are done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action, can
from groups.access import get_group
from meetings.access import get_action, get_meeting
from meetings.actions import follow_up_actions
from meetings.actions.attendance import people_of
from meetings.forms.actions import ActionForm, DoneForm, shown_action
from meetings.models import Action as Task
from members.forms import typed
from members.models import Membership, Person
from portal import parameters
from portal.calendar import today
from portal.lists import paginate, sorting

FORM_METHODS = ["GET", "HEAD", "POST"]
SORTS = {"due": "due_on", "owner": "owner__name", "meeting": "meeting__held_on"}
STATES = {"open": "To be done", "done": "Done"}


@require_GET
def listing(request: Request, pk: int) -> HttpResponse:
    """What is to be done, the most urgent first; what is done by the filter."""
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    state = parameters.choice(request, "state", [*STATES, ""], "open")
    actions = Task.objects.filter(group=group).select_related("owner", "meeting")
    if state in STATES:
        actions = actions.filter(done_at__isnull=state == "open")
    page = paginate(request, actions.order_by(*sorting(request, SORTS, "due")))
    for task in page.object_list:
        task.overdue = task.is_overdue(today())
    context = {"group": group, "page": page, "state": state, "states": STATES.items()}
    return render(request, "meetings/actions.html", context)


@require_http_methods(FORM_METHODS)
def add(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    meeting = follow_up_actions.refuse_unheld(get_meeting(group, pk=meeting_pk))
    form = ActionForm(typed(request), people=[person.person for person in people_of(meeting)])
    if request.method == "POST" and form.is_valid():
        follow_up_actions.agree(meeting=meeting, answers=form.answers(), by=request.user)
        messages.success(request, "The action is recorded.")
        return redirect(meeting)
    context = {"group": group, "meeting": meeting, "form": form, "title": "Add an action"}
    return render(request, "meetings/action_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def change(request: Request, pk: int, action_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    task = follow_up_actions.refuse_done(get_action(group, pk=action_pk))
    form = ActionForm(typed(request), people=_people(task), initial=shown_action(task))
    if request.method == "POST" and form.is_valid():
        follow_up_actions.change(action=task, answers=form.answers(), by=request.user)
        messages.success(request, "The action is changed.")
        return redirect(task)
    context = {"group": group, "meeting": task.meeting, "form": form, "title": "Change the action"}
    return render(request, "meetings/action_form.html", context, status=422 if form.is_bound else 200)


def _people(task: Task) -> list[Person]:
    """Who serves now, and whoever has it."""
    serving = Membership.objects.current(today()).filter(group=task.group_id).select_related("person")
    people = {membership.person_id: membership.person for membership in serving}
    if task.owner:
        people.setdefault(task.owner.pk, task.owner)
    return sorted(people.values(), key=lambda attendance: attendance.name.casefold())


@require_http_methods(FORM_METHODS)
def action(request: Request, pk: int, action_pk: int) -> HttpResponse:
    """One action; its owner, a chair or the product manager says that it is done."""
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    task = get_action(group, pk=action_pk)
    may_finish = can(group.roles, Action.MEETING_EDIT) or _is_owner(task, request.user)
    form = DoneForm(typed(request))
    if request.method == "POST":
        if not may_finish:
            raise PermissionDenied("Whoever does it, a chair or the product manager says that it is done.")
        if form.is_valid():
            outcome = form.cleaned_data["outcome"]
            follow_up_actions.finish(action=task, outcome=outcome, by=request.user, now=timezone.now())
            messages.success(request, "The action is done.")
            return redirect("meetings:actions", pk=pk)
    context = {
        "group": group,
        "task": task,
        "form": form,
        "may_finish": may_finish and task.done_at is None,
        "may_edit": can(group.roles, Action.MEETING_EDIT) and task.done_at is None,
        "late": task.is_overdue(today()),
    }
    return render(request, "meetings/action.html", context, status=422 if form.is_bound else 200)


def _is_owner(task: Task, user: User) -> bool:
    return task.owner is not None and task.owner.user_id == user.pk
