"""Minutes of a meeting: read, written, shown, agreed, and as a tagged PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import Action, can
from conflicts.access import sees_register
from groups.access import get_group
from meetings.access import get_meeting
from meetings.actions import minutes as actions
from meetings.actions.locking import out_of_order
from meetings.actions.record import facts_of
from meetings.enums import MinutesState
from meetings.forms.minutes import AgreeForm, NotesForm, shown_notes
from meetings.models import Meeting, Minutes
from meetings.views.told import sections_of
from members.forms import typed
from portal import pdf
from portal.calendar import today
from portal.templatetags.portal import govuk_date

FORM_METHODS = ["GET", "HEAD", "POST"]
COLOURS = {MinutesState.DRAFT: "yellow", MinutesState.SHOWN: "blue", MinutesState.AGREED: "green"}
OFFERED = 10  # later meetings, the nearest


def _found(request: HttpRequest, action: Action, pk: int, meeting_pk: int) -> tuple[Meeting, Minutes | None]:
    meeting = get_meeting(get_group(request.user, action, pk=pk, on=today()), pk=meeting_pk)
    found = Minutes.objects.select_related("agreed_in").filter(meeting=meeting).first()
    if found is not None:
        found.meeting = meeting
    return meeting, found


def _may_read(meeting: Meeting, found: Minutes | None) -> bool:
    """Whoever writes them sees the draft; everybody else from when they are shown. None before the meeting is held."""
    is_shown = found is not None and found.shown_at is not None
    return meeting.held_on is not None and (is_shown or can(meeting.group.roles, Action.MEETING_EDIT))


def _sections(meeting: Meeting, found: Minutes | None) -> list[dict[str, Any]]:
    """As agreed, or else as recorded by now."""
    facts = found.record if found and found.record else facts_of(meeting)
    return sections_of(facts, found.notes if found else {}, sees_interests=sees_register(meeting.group))


@require_GET
def minutes(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    meeting, found = _found(request, Action.MEETING_VIEW, pk, meeting_pk)
    may_read, roles = _may_read(meeting, found), meeting.group.roles
    state = found.state if found else MinutesState.DRAFT
    is_open = may_read and state != MinutesState.AGREED
    context = {
        "group": meeting.group,
        "meeting": meeting,
        "minutes": found,
        "state": state,
        "colour": COLOURS[state],
        "sections": _sections(meeting, found) if may_read else [],
        "may_read": may_read,
        "may_write": is_open and can(roles, Action.MEETING_EDIT),
        "may_settle": is_open and can(roles, Action.MINUTES_SETTLE),
        "lacking": actions.lacking(meeting) if is_open and can(roles, Action.MEETING_EDIT) else [],
    }
    return render(request, "meetings/minutes.html", context)


@require_GET
def minutes_pdf(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """The facts of the page, word for word."""
    meeting, found = _found(request, Action.MEETING_VIEW, pk, meeting_pk)
    if not _may_read(meeting, found):
        raise Http404
    group, is_agreed = meeting.group, found is not None and found.agreed_at is not None
    title = f"{'Minutes' if is_agreed else 'Draft minutes'} of the meeting of {govuk_date(meeting.day)}"
    agreed = f"Agreed on {govuk_date(meeting.minutes_agreed_on)}." if is_agreed else "Not agreed yet."
    sections = [{"heading": "", "text": [agreed]}, *_sections(meeting, found)]
    data = {"title": title, "caption": f"{group.name} ({group.reference})", "sections": sections}
    return pdf.download(f"minutes-{group.reference}-{meeting.day:%Y-%m-%d}", data)


@require_http_methods(FORM_METHODS)
def write(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """The chair's words; what was recorded is corrected where it is recorded."""
    meeting, found = _found(request, Action.MEETING_EDIT, pk, meeting_pk)
    if meeting.held_on is None or (found and found.agreed_at):
        raise out_of_order(meeting, "Minutes are written once a meeting was held, and until they are agreed.")
    items = list(meeting.items.standing())
    shown = shown_notes(found.notes if found else {}) | {"seen": actions.stamp_of(found)}
    form = NotesForm(typed(request), items=items, initial=shown)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        actions.write(meeting=meeting, notes=form.notes(), seen=seen, by=request.user, now=timezone.now())
        messages.success(request, "The minutes are saved.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": meeting.group, "meeting": meeting, "form": form}
    return render(request, "meetings/minutes_write.html", context, status=422 if form.is_bound else 200)


@require_POST
def show(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Close the meeting: everybody in the group reads its minutes."""
    meeting, _ = _found(request, Action.MINUTES_SETTLE, pk, meeting_pk)
    actions.show(meeting=meeting, by=request.user, now=timezone.now())
    messages.success(request, "The minutes are there for everybody in the group to read.")
    return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)


@require_http_methods(FORM_METHODS)
def agree(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    meeting, found = _found(request, Action.MINUTES_SETTLE, pk, meeting_pk)
    if found is None or found.state != MinutesState.SHOWN:
        raise out_of_order(meeting, "Minutes are agreed once, after they were shown to the members.")
    later = Meeting.objects.filter(group=meeting.group, held_on__gte=meeting.day).exclude(pk=meeting.pk)
    later = list(later.order_by("held_on", "pk")[:OFFERED])
    form = AgreeForm(typed(request), meeting=meeting, later=later, latest=today(), initial=_suggested(later))
    if request.method == "POST" and form.is_valid():
        actions.agree(meeting=meeting, **form.answers(), by=request.user, now=timezone.now())
        messages.success(request, "The minutes are agreed. They and the record of the meeting stand.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": meeting.group, "meeting": meeting, "form": form}
    return render(request, "meetings/minutes_agree.html", context, status=422 if form.is_bound else 200)


def _suggested(later: list[Meeting]) -> dict[str, Any]:
    """The next meeting, where there was one."""
    return {"agreed_on": later[0].held_on, "agreed_in": str(later[0].pk)} if later else {"agreed_on": today()}
