"""What a group's meetings ask of a person, on their first page, besides what is due: the next one, minutes to agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from meetings.enums import Presence
from meetings.models import Attendance, Meeting, MinutesAnswer
from members.models import Membership
from portal.calendar import today


def meeting_requests(user: User, group_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """By group, the next meeting, then minutes to agree; one statement."""
    asked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    coming = Meeting.objects.to_come().filter(group__in=group_ids, planned_on__gte=today())
    next_ones = coming.order_by("group_id", "planned_on", "planned_time", "pk").distinct("group_id")
    unanswered = _unanswered(user, group_ids)
    either = Meeting.objects.filter(Q(pk__in=next_ones.values("pk")) | Q(pk__in=unanswered.values("pk")))
    meetings = either.annotate(is_next=Q(pk__in=next_ones.values("pk"))).order_by("-is_next", "held_on", "pk")
    for meeting in meetings:
        asked[meeting.group_id].append(_next(meeting) if meeting.is_next else _minutes(meeting))
    return asked


def _unanswered(user: User, group_ids: Sequence[int]) -> QuerySet[Meeting]:
    """Meetings to which this employer member came, whose minutes are shown and which they have not answered."""
    came = Attendance.objects.filter(meeting=OuterRef("pk"), person__user=user, presence=Presence.CAME)
    answers = MinutesAnswer.objects.filter(minutes__meeting=OuterRef("pk"), person__user=user)
    serves = Membership.objects.employers().current(today()).filter(group=OuterRef("group"), person__user=user)
    shown = Meeting.objects.filter(group__in=group_ids, minutes__shown_at__isnull=False, minutes__agreed_at=None)
    return shown.filter(Exists(came), Exists(serves), ~Exists(answers))


def _minutes(meeting: Meeting) -> dict[str, str]:
    detail = f"{meeting.name} of {meeting.day:%-d %B %Y}. Say whether the minutes are right"
    return {"title": "Minutes to agree", "detail": detail, "href": f"{meeting.get_absolute_url()}minutes/"}


def _next(meeting: Meeting) -> dict[str, str]:
    detail = f"{meeting.day:%-d %B %Y}{meeting.hours}. Read the agenda, and say whether you come"
    return {"title": "Next meeting", "detail": detail, "href": meeting.get_absolute_url()}
