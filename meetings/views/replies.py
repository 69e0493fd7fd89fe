"""Who says before a meeting whether they come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action, Role, can
from groups.access import get_group
from groups.models import Group
from meetings.access import get_meeting, get_served
from meetings.actions import replies as actions
from meetings.actions.attendance import people_of
from meetings.actions.locking import refuse_held
from meetings.enums import MeetingState
from meetings.forms.replies import ReplyForm
from meetings.models import Meeting, Reply
from members.forms import typed
from members.models import Membership
from portal.calendar import today
from portal.lists import paginate

FORM_METHODS = ["GET", "HEAD", "POST"]


class Replies(NamedTuple):
    """What the page of a meeting says of who comes."""

    own: Reply | None
    by: str  # who else recorded it
    may_reply: bool
    officials: list[Reply]
    counts: str  # empty for who does not see them


def replies_of(user: User, group: Group, meeting: Meeting, people: Sequence[Membership]) -> Replies | None:
    """One statement; nothing of a meeting that is held or called off. `people`: those who serve on its day."""
    if meeting.state != MeetingState.PLANNED:
        return None
    rows = list(meeting.replies.select_related("user", "person", "recorded_by").order_by("pk"))
    person = getattr(user, "person", None)
    serves = person is not None and any(membership.person_id == person.pk for membership in people)
    own = [row for row in rows if (row.person_id == person.pk if serves and person else row.user_id == user.pk)]
    return Replies(
        own=own[0] if own else None,
        by=_recorded_by(own[0], user) if own else "",
        may_reply=can(group.roles, Action.MEETING_REPLY) and (serves or Role.PRODUCT_MANAGER in group.roles),
        officials=[row for row in rows if row.user is not None],
        counts=_counts(rows, people) if can(group.roles, Action.REPLY_VIEW) else "",
    )


def _recorded_by(reply: Reply, user: User) -> str:
    return str(reply.recorded_by) if reply.recorded_by_id != user.pk else ""


def _counts(rows: list[Reply], people: Sequence[Membership]) -> str:
    """Of the people who serve on the day, such as "8 come, 2 send apologies, 5 have not said"."""
    said = {row.person_id: row.comes for row in rows}
    answers = [said.get(membership.person_id) for membership in people]
    come, away, silent = (answers.count(answer) for answer in (True, False, None))
    return ", ".join(
        [
            f"{come} {'comes' if come == 1 else 'come'}",
            f"{away} {'sends' if away == 1 else 'send'} apologies",
            f"{silent} {'has' if silent == 1 else 'have'} not said",
        ]
    )


@require_http_methods(FORM_METHODS)
def reply(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """For oneself: somebody who serves on the day of the meeting, or the product manager."""
    group = get_group(request.user, Action.MEETING_REPLY, pk=pk, on=today())
    meeting = refuse_held(get_meeting(group, pk=meeting_pk))
    if Role.PRODUCT_MANAGER in group.roles:
        return _of_official(request, meeting)
    person = actions.serving(meeting, getattr(request.user, "person", None)).person
    kept = meeting.replies.filter(person=person).select_related("recorded_by").first()
    form = ReplyForm(typed(request), initial=_shown(kept))
    if request.method == "POST" and form.is_valid():
        actions.reply(meeting=meeting, person=person, **form.cleaned_data, by=request.user, now=timezone.now())
        return _thanked(request, meeting, comes=form.cleaned_data["comes"])
    return _page(request, meeting, form, kept)


def _of_official(request: Request, meeting: Meeting) -> HttpResponse:
    kept = meeting.replies.filter(user=request.user).select_related("recorded_by").first()
    form = ReplyForm(typed(request), initial=_shown(kept), is_official=True)
    if request.method == "POST" and form.is_valid():
        actions.reply_as_official(meeting=meeting, **form.cleaned_data, by=request.user, now=timezone.now())
        return _thanked(request, meeting, comes=form.cleaned_data["comes"])
    return _page(request, meeting, form, kept)


def _thanked(request: Request, meeting: Meeting, *, comes: bool) -> HttpResponse:
    said = "It is recorded that you come." if comes else "Your apologies are recorded."
    messages.success(request, f"{said} You can change it until the meeting is held.")
    return redirect(meeting)


def _shown(kept: Reply | None) -> dict[str, str]:
    return {"comes": str(kept.comes), "note": kept.note} if kept else {}


def _page(request: Request, meeting: Meeting, form: ReplyForm, kept: Reply | None, name: str = "") -> HttpResponse:
    by = _recorded_by(kept, request.user) if kept else ""
    context = {"group": meeting.group, "meeting": meeting, "form": form, "kept": kept, "by": by, "name": name}
    return render(request, "meetings/reply.html", context, status=422 if form.is_bound else 200)


@require_GET
def replies(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """Everybody who serves on the day of the meeting, with what they said."""
    group = get_group(request.user, Action.REPLY_VIEW, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    people, rows = people_of(meeting), list(meeting.replies.select_related("user", "recorded_by"))
    page = paginate(request, people)
    said = {row.person_id: row for row in rows}
    context = {
        "group": group,
        "meeting": meeting,
        "counts": _counts(rows, people),
        "officials": [row for row in rows if row.user is not None],
        "page": page,
        "lines": [(membership, said.get(membership.person_id)) for membership in page.object_list],
        "may_record": can(group.roles, Action.REPLY_RECORD) and meeting.state == MeetingState.PLANNED,
    }
    return render(request, "meetings/replies.html", context)


@require_http_methods(FORM_METHODS)
def reply_for(request: Request, pk: int, meeting_pk: int, person_pk: int) -> HttpResponse:
    """A chair records what somebody said by other means; the person is told."""
    group = get_group(request.user, Action.REPLY_RECORD, pk=pk, on=today())
    meeting = refuse_held(get_meeting(group, pk=meeting_pk))
    person = get_served(meeting, pk=person_pk).person
    kept = meeting.replies.filter(person=person).select_related("recorded_by").first()
    form = ReplyForm(typed(request), initial=_shown(kept), name=person.name)
    if request.method == "POST" and form.is_valid():
        actions.reply(meeting=meeting, person=person, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"The reply is recorded. {person.name} is told by email.")
        return redirect("meetings:replies", pk=pk, meeting_pk=meeting.pk)
    return _page(request, meeting, form, kept, person.name)
