"""My work: everything that an official answers for, what matters most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Count, Min
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action
from duties.access import ROUTE_SEAT, of_groups, of_official
from duties.models import Duty, DutyQuerySet
from duties.views.rows import DutyRow, rows
from groups.access import require
from portal import parameters
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate

MINE, GROUPS = "mine", "groups"
FILL = "seat.fill"
PER_PAGE = 50
HEADER = ("What", "About", "Group", "Name", "Since", "Due", "Overdue (working days)", "Asked of", "Source")


@require_GET
def work(request: Request) -> HttpResponse:
    """One's own first; beside it all that is open in one's groups, or the rest on one's routes. Six statements."""
    require(request.user, Action.WORK_LIST)
    on, view = today(), _view(request)
    chosen = _chosen(request, request.user, view, on)
    page = paginate(request, chosen, PER_PAGE)
    context = {
        "page": page,
        "rows": _with_waiting(rows(page.object_list, on), on),
        "view": view,
        "tabs": _tabs(view, request.user),
        "is_overdue": parameters.text(request, "overdue") == "yes",
        "query": parameters.encoded(request),
        "today": on,
    }
    return render(request, "duties/work.html", context)


@require_GET
def work_csv(request: Request) -> HttpResponseBase:
    """The list as it is shown, whole."""
    require(request.user, Action.WORK_LIST)
    on = today()
    duties = _chosen(request, request.user, _view(request), on)
    return csv_download(f"work-{on.isoformat()}", HEADER, _cells(duties, on))


def _view(request: Request) -> str:
    return GROUPS if parameters.text(request, "view") == GROUPS else MINE


def _chosen(request: Request, user: User, view: str, on: date) -> DutyQuerySet:
    duties = of_official(user, on) if view == MINE else of_groups(user, on)
    if view == GROUPS and _looks_after_routes(user):
        duties = duties.exclude(pk__in=of_official(user, on).values("pk"))
    if parameters.text(request, "overdue") == "yes":
        duties = duties.overdue(on)
    is_routes = view == MINE and _looks_after_routes(user)
    return duties.in_order(on, last=FILL if is_routes else "").with_escalation().select_related("group")


def _looks_after_routes(user: User) -> bool:
    """What the route's seat asks comes first for them, then a line a vacant seat; all else on the route is apart."""
    return user.official_role in ROUTE_SEAT


def _tabs(view: str, user: User) -> list[dict[str, object]]:
    address = reverse("duties:work")
    return [
        {"text": "Mine", "href": address, "current": view == MINE},
        {"text": _others(user), "href": f"{address}?view={GROUPS}", "current": view == GROUPS},
    ]


def _others(user: User) -> str:
    if user.is_administrator:
        return "Everything"
    return "Other work on my routes" if _looks_after_routes(user) else "In my groups"


def _with_waiting(listed: list[DutyRow], on: date) -> list[DutyRow]:
    """Where somebody is to be appointed, how much waits in the group for the seat, and the first day by which something
    is due. One statement, none where every seat is filled."""
    vacant = [row.duty.group_id for row in listed if row.duty.code == FILL]
    if not vacant:
        return listed
    duties = Duty.objects.open(on).filter(group__in=vacant).order_by()
    counted = duties.values_list("group", "seat").annotate(count=Count("pk"), due_on=Min("due_on"))
    waiting = {(group, seat): (count, due_on) for group, seat, count, due_on in counted}
    return [_with_count(row, *waiting.get((row.duty.group_id, row.duty.subject), (0, None))) for row in listed]


def _with_count(row: DutyRow, count: int, first_due_on: date | None) -> DutyRow:
    if row.duty.code != FILL:
        return row
    return replace(row, waits=count, first_due_on=first_due_on)


def _cells(duties: DutyQuerySet, on: date) -> Iterator[tuple[object, ...]]:
    listed: list[Duty] = []
    for duty in duties.iterator(chunk_size=500):
        listed.append(duty)
        if len(listed) == 500:
            yield from map(_line, rows(listed, on))
            listed = []
    yield from map(_line, rows(listed, on))


def _line(row: DutyRow) -> tuple[object, ...]:
    group, duty = row.group, row.duty
    return (
        row.what,
        row.about,
        group.reference if group else "",
        group.name if group else "",
        duty.since,
        duty.due_on,
        row.overdue_days or "",
        row.seat,
        row.source,
    )
