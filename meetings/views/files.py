"""A group's meetings and the actions from them, for a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from groups.models import Group
from meetings.enums import Mode, Presence
from meetings.models import Action as Task
from meetings.models import Meeting
from portal.calendar import today
from portal.exports import csv_download

MEETINGS = (
    *("Date", "Meeting", "Status", "Place or link", "Came in person", "Came remotely", "Apologies", "Did not come"),
    *("Also there", "Check for declarations", "Competition statement", "Motions", "Actions", "Minutes agreed on"),
)
ACTIONS = ("What is to be done", "Who", "By", "Status", "Done on", "What came of it", "Meeting")


@require_GET
def meetings_csv(request: Request, pk: int) -> StreamingHttpResponse:
    """Every meeting of the group, called off ones too, the newest first."""
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    return csv_download(f"meetings-{group.reference}-{today()}", MEETINGS, _meetings(group))


def _meetings(group: Group) -> Iterator[list[object]]:
    were = {
        "in_person": Q(attendances__mode=Mode.IN_PERSON),
        "remotely": Q(attendances__mode=Mode.REMOTE),
        "apologies": Q(attendances__presence=Presence.APOLOGIES),
        "absent": Q(attendances__presence=Presence.ABSENT),
    }
    counts = {name: Count("attendances", filter=which, distinct=True) for name, which in were.items()}
    more = {"motion_count": Count("motions", distinct=True), "action_count": Count("actions", distinct=True)}
    meetings = Meeting.objects.filter(group=group).annotate(**counts, **more)
    yield from map(_meeting, meetings.order_by(Coalesce("held_on", "planned_on").desc(), "-pk"))


def _meeting(row: Any) -> list[object]:
    is_held = row.held_on is not None
    came = [row.in_person, row.remotely, row.apologies, row.absent] if is_held else [""] * 4
    done = [_yes(row.declarations_checked), STATEMENT[row.competition_statement]] if is_held else ["", ""]
    counts = [row.motion_count, row.action_count]
    about = [row.day, row.title, row.state.label, row.place]
    return [*about, *came, row.also_there, *done, *counts, row.minutes_agreed_on]


STATEMENT = {None: "Not recorded", True: "Yes", False: "No"}


def _yes(is_so: bool) -> str:
    return "Yes" if is_so else "Not recorded"


@require_GET
def actions_csv(request: Request, pk: int) -> StreamingHttpResponse:
    """Every action of the group's meetings, done or not, in the order in which they are due."""
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    return csv_download(f"actions-{group.reference}-{today()}", ACTIONS, _actions(group))


def _actions(group: Group) -> Iterator[list[object]]:
    items = Task.objects.filter(group=group).select_related("owner", "meeting")
    for action in items.order_by("due_on", "pk"):
        done_on = timezone.localdate(action.done_at) if action.done_at else ""
        status = "Done" if action.done_at else "Overdue" if action.is_overdue(today()) else "To be done"
        yield [action.text, action.owner_name, action.due_on, status, done_on, action.outcome, action.meeting.day]
