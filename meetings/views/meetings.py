"""A group's meetings: planned, held, and who came."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from meetings.access import get_meeting, get_who_came
from meetings.actions import attendance
from meetings.actions.gaps import on_register
from meetings.actions.locking import refuse_closed
from meetings.enums import Check, MeetingState, Presence
from meetings.forms.meetings import AttendanceForm, SaidInterestForm
from meetings.models import Action as Task
from meetings.models import Meeting, Minutes
from meetings.views import travel
from meetings.views.items import shown_items
from meetings.views.replies import replies_of
from members.forms import typed
from portal.calendar import today
from portal.lists import paginate, sorting

STATEMENT = {
    None: "Not recorded",
    True: "Read, or another step was taken",
    False: "Not read, and no other step was taken",
}
FORM_METHODS = ["GET", "HEAD", "POST"]
SORTS = {"date": "day_of", "title": "title"}
COLOURS = {MeetingState.PLANNED: "blue", MeetingState.HELD: "green", MeetingState.MINUTES_AGREED: "green"}
COLOURS[MeetingState.CALLED_OFF] = "grey"


@require_GET
def listing(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    came = Count("attendances", filter=Q(attendances__presence=Presence.CAME), distinct=True)
    meetings = Meeting.objects.filter(group=group).annotate(
        day_of=Coalesce("held_on", "planned_on"), came=came, motion_count=Count("motions", distinct=True)
    )
    page = paginate(request, meetings.order_by(*sorting(request, SORTS, "-date")))
    for meeting in page.object_list:
        meeting.colour = COLOURS[meeting.state]
    context = {"group": group, "page": page, "may_edit": can(group.roles, Action.MEETING_EDIT)}
    context["has_travel"] = can(group.roles, Action.TRAVEL_VIEW) and travel.is_there(request.user, group)
    return render(request, "meetings/list.html", context)


@require_http_methods(FORM_METHODS)
def record(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """Who came and what they answered to the check for declarations; then the meeting was held."""
    group = get_group(request.user, Action.MEETING_RECORD, pk=pk, on=today())
    meeting = refuse_closed(get_meeting(group, pk=meeting_pk))
    kept = {row.person_id: row for row in meeting.attendances.all()}
    form = AttendanceForm(
        typed(request),
        people=attendance.people_of(meeting),
        kept=kept,
        apologies=set(meeting.replies.filter(comes=False, person__isnull=False).values_list("person", flat=True)),
        initial={"competition_statement": meeting.competition_statement, "also_there": meeting.also_there},
    )
    if request.method == "POST" and form.is_valid():
        content = {name: form.cleaned_data[name] for name in ("competition_statement", "also_there")}
        attendance.record(meeting=meeting, rows=form.rows(), **content, by=request.user, now=timezone.now())
        messages.success(request, "The meeting is recorded.")
        return redirect(meeting)
    context = {"group": group, "meeting": meeting, "form": form, "is_future": meeting.day > today()}
    return render(request, "meetings/record.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def declare_for(request: Request, pk: int, meeting_pk: int, person_pk: int) -> HttpResponse:
    """Somebody declared in the meeting: the chair writes it down for them, one interest at a time."""
    group = get_group(request.user, Action.DECLARATION_RECORD, pk=pk, on=today())
    row = get_who_came(refuse_closed(get_meeting(group, pk=meeting_pk)), pk=person_pk)
    form = SaidInterestForm(typed(request))
    if request.method == "POST" and form.is_valid():
        attendance.declare_for(attendance=row, interests=[form.interest()], by=request.user, now=timezone.now())
        messages.success(request, f"What {row.person.name} declared is on the register.")
        return redirect(row.meeting)
    context = {"group": group, "meeting": row.meeting, "person": row.person, "form": form}
    return render(request, "meetings/declare_for.html", context, status=422 if form.is_bound else 200)


@require_GET
def detail(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    attendances = list(meeting.attendances.select_related("person"))
    people = attendance.people_of(meeting)
    kinds = {person.person_id: person for person in people}
    for row in attendances:
        row.membership = kinds.get(row.person_id)
    me = getattr(request.user, "person", None)
    may_edit, motions = can(group.roles, Action.MEETING_EDIT), list(meeting.motions.all())
    context = {
        "group": group,
        "meeting": meeting,
        "colour": COLOURS[meeting.state],
        "rows": _rows(meeting, attendances),
        "came": [row for row in attendances if row.presence == Presence.CAME],
        "away": [row for row in attendances if row.presence != Presence.CAME],
        "replies": replies_of(request.user, group, meeting, people),
        "declared": [row for row in attendances if row.check_answer == Check.DECLARED],
        "motions": [motion for motion in motions if motion.item_id is None],
        "items": shown_items(meeting, motions),
        "tasks": _tasks(meeting.actions.all()) if meeting.held_on else [],
        "earlier": _tasks(Task.objects.back_at(meeting)) if not meeting.called_off_at else [],
        "on_register": _on_register(meeting, attendances),
        "may_record": can(group.roles, Action.DECLARATION_RECORD) and meeting.state == MeetingState.HELD,
        "me": me,
        "recorded_for_me": any(row.person == me and row.recorded_by_id != request.user.pk for row in attendances),
        "may_edit": may_edit,
        "may_hold": can(group.roles, Action.MEETING_RECORD),
        "may_arrange": may_edit and meeting.state in (MeetingState.PLANNED, MeetingState.HELD),
        "may_run": can(group.roles, Action.MOTION_RUN) and meeting.state == MeetingState.HELD and bool(attendances),
        "is_due": meeting.day <= today(),
        "pays_travel": travel.is_offered(group, meeting),
    }
    return render(request, "meetings/detail.html", context)


def _tasks(results: Any) -> list[Task]:
    tasks = list(results.select_related("owner"))
    for task in tasks:
        task.overdue = task.is_overdue(today())
    return tasks


def _on_register(meeting: Meeting, attendances: list[Any]) -> set[int]:
    """Of those who declared something new, by key, who has put it on the register since; or the chair for them."""
    return on_register(meeting, [row.person_id for row in attendances if row.check_answer == Check.DECLARED])


def _minutes(meeting: Meeting) -> str:
    minutes = Minutes.objects.filter(meeting=meeting).first()
    return minutes.state.label if minutes else "Not written yet"


def _rows(meeting: Meeting, attendances: list[Any]) -> list[dict[str, str]]:
    """The facts of a meeting as rows of a summary list."""
    is_held = meeting.held_on is not None
    came = sum(row.presence == Presence.CAME for row in attendances)
    rows = [("Held on" if is_held else "Planned for", f"{meeting.day:%-d %B %Y}{meeting.hours}")]
    if meeting.place:
        rows.append(("Place or link", meeting.place))
    if meeting.called_off_at:
        day = f"{timezone.localtime(meeting.called_off_at):%-d %B %Y}"
        rows.append(("Called off", f"{day}, by {meeting.called_off_by}: {meeting.called_off_reason}"))
    if is_held:
        asked = "Everybody who came was asked" if attendances else "Done"
        rows.append(("Who came", f"{came} of {len(attendances)} people" if attendances else "Not recorded here"))
        rows.append(("Check for declarations", asked if meeting.declarations_checked else "Not recorded"))
        rows.append(("Competition statement", STATEMENT[meeting.competition_statement]))
        if meeting.also_there:
            rows.append(("Also there", meeting.also_there))
        rows.append(("Minutes", _minutes(meeting)))
    return [{"key": key, "value": value} for key, value in rows]
