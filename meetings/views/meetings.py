"""A group's meetings: planned, held, and who came."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from meetings.access import get_meeting
from meetings.actions import holding
from meetings.enums import Check, MeetingState, Presence
from meetings.forms.meetings import AttendanceForm, PlanForm, shown_plan
from meetings.models import Meeting
from members.forms import typed
from portal.calendar import today
from portal.lists import paginate, sorting

FORM_METHODS = ["GET", "HEAD", "POST"]
SORTS = {"date": "day_of", "title": "title"}
COLOURS = {MeetingState.PLANNED: "blue", MeetingState.HELD: "green", MeetingState.MINUTES_AGREED: "green"}


@require_GET
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    came = Count("attendances", filter=Q(attendances__presence=Presence.CAME), distinct=True)
    found = Meeting.objects.filter(group=group).annotate(
        day_of=Coalesce("held_on", "planned_on"), came=came, motion_count=Count("motions", distinct=True)
    )
    page = paginate(request, found.order_by(*sorting(request, SORTS, "-date")))
    for meeting in page.object_list:
        meeting.colour = COLOURS[meeting.state]
    may_edit = can(group.roles, Action.MEETING_EDIT)
    return render(request, "meetings/list.html", {"group": group, "page": page, "may_edit": may_edit})


@require_http_methods(FORM_METHODS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting to come, or one that was; the latter leads on to who came."""
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    form = PlanForm(typed(request))
    if request.method == "POST" and form.is_valid():
        meeting = holding.plan(group=group, answers=form.cleaned_data, by=request.user)
        if meeting.day <= today():
            return redirect("meetings:record", pk=pk, meeting_pk=meeting.pk)
        messages.success(request, "The meeting is planned.")
        return redirect(meeting)
    return _form_page(request, group, form, "Add a meeting")


@require_http_methods(FORM_METHODS)
def change(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """While nobody's attendance is recorded."""
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    form = PlanForm(typed(request), initial=shown_plan(meeting))
    if request.method == "POST" and form.is_valid():
        meeting = holding.change_plan(meeting=meeting, answers=form.cleaned_data, by=request.user)
        messages.success(request, "The meeting is changed.")
        return redirect(meeting)
    return _form_page(request, group, form, "Change the meeting")


def _form_page(request: HttpRequest, group: Group, form: PlanForm, title: str) -> HttpResponse:
    context = {"group": group, "form": form, "title": title}
    return render(request, "meetings/plan.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def record(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Who came and what they answered to the check for declarations; then the meeting was held."""
    group = get_group(request.user, Action.MEETING_EDIT, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    kept = {one.person_id: one for one in meeting.attendances.all()}
    form = AttendanceForm(
        typed(request),
        people=holding.people_of(meeting),
        kept=kept,
        initial={"competition_statement": meeting.competition_statement},
    )
    if request.method == "POST" and form.is_valid():
        statement = form.cleaned_data["competition_statement"]
        holding.record(
            meeting=meeting, rows=form.rows(), competition_statement=statement, by=request.user, now=timezone.now()
        )
        messages.success(request, "The meeting is recorded.")
        return redirect(meeting)
    context = {"group": group, "meeting": meeting, "form": form, "is_future": meeting.day > today()}
    return render(request, "meetings/record.html", context, status=422 if form.is_bound else 200)


@require_GET
def detail(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    attendances = list(meeting.attendances.select_related("person"))
    kinds = {one.person_id: one for one in holding.people_of(meeting)}
    for one in attendances:
        one.membership = kinds.get(one.person_id)
    context = {
        "group": group,
        "meeting": meeting,
        "colour": COLOURS[meeting.state],
        "rows": _rows(meeting, attendances),
        "came": [one for one in attendances if one.presence == Presence.CAME],
        "away": [one for one in attendances if one.presence != Presence.CAME],
        "declared": [one for one in attendances if one.check_answer == Check.DECLARED],
        "motions": list(meeting.motions.all()),
        "may_edit": can(group.roles, Action.MEETING_EDIT),
        "may_run": can(group.roles, Action.MOTION_RUN) and meeting.state == MeetingState.HELD and bool(attendances),
        "is_due": meeting.day <= today(),
    }
    return render(request, "meetings/detail.html", context)


def _rows(meeting: Meeting, attendances: list[Any]) -> list[dict[str, str]]:
    """The facts of a meeting as rows of a summary list."""
    is_held = meeting.held_on is not None
    came = sum(one.presence == Presence.CAME for one in attendances)
    time = f" at {meeting.planned_time:%H:%M}" if meeting.planned_time else ""
    rows = [("Held on" if is_held else "Planned for", f"{meeting.day:%-d %B %Y}{time}")]
    if meeting.place:
        rows.append(("Place or link", meeting.place))
    if is_held:
        asked = "Everybody who came was asked" if attendances else "Done"
        statement = "Read, or another step was taken" if meeting.competition_statement else "Not recorded"
        rows.append(("Who came", f"{came} of {len(attendances)} people" if attendances else "Not recorded here"))
        rows.append(("Check for declarations", asked if meeting.declarations_checked else "Not recorded"))
        rows.append(("Competition statement", statement))
    return [{"key": key, "value": value} for key, value in rows]
