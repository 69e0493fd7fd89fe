"""A meeting is planned, changed and called off; its calendar file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from meetings.access import get_meeting
from meetings.actions import planning
from meetings.actions.locking import refuse_held
from meetings.emails import calendar_of
from meetings.forms.meetings import CancelForm, PlanForm, shown_plan
from members.forms import typed
from portal import ical
from portal.calendar import today
from portal.exports import attach

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def add(request: Request, pk: int) -> HttpResponse:
    """A meeting to come, or one that was; the latter leads on to who came."""
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    form = PlanForm(typed(request))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        meeting = planning.plan(group=group, answers=form.cleaned_data, by=request.user, now=now)
        if meeting.is_to_come(now):
            messages.success(request, "The meeting is planned. Everybody is told, with a file for their calendars.")
        elif can(group.roles, Action.MEETING_RECORD):
            return redirect("meetings:record", pk=pk, meeting_pk=meeting.pk)
        else:
            messages.success(request, "The meeting is added. The chair records who came.")
        return redirect(meeting)
    return _form_page(request, group, form, "Add a meeting")


@require_http_methods(FORM_METHODS)
def change(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """While nobody's attendance is recorded."""
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    meeting = refuse_held(get_meeting(group, pk=meeting_pk))
    form = PlanForm(typed(request), initial=shown_plan(meeting))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        meeting = planning.change_plan(meeting=meeting, answers=form.cleaned_data, by=request.user, now=now)
        messages.success(request, "The meeting is changed.")
        return redirect(meeting)
    return _form_page(request, group, form, "Change the meeting")


def _form_page(request: Request, group: Group, form: PlanForm, title: str) -> HttpResponse:
    context = {"group": group, "form": form, "title": title}
    return render(request, "meetings/plan.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def cancel(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_RECORD, pk=pk, on=today())
    meeting = refuse_held(get_meeting(group, pk=meeting_pk))
    form = CancelForm(typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        planning.cancel(meeting=meeting, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, "The meeting is called off. Everybody is told why.")
        return redirect(meeting)
    context = {"group": group, "meeting": meeting, "form": form}
    return render(request, "meetings/cancel.html", context, status=422 if form.is_bound else 200)


@require_GET
def calendar(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """The meeting as a file for a calendar program, as it is planned now."""
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    content = calendar_of(meeting, timezone.now())
    return attach(HttpResponse(content, content_type=f"{ical.TYPE}; charset=utf-8"), ical.NAME)
