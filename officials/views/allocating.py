"""One group's product manager, and one route's officials: appoint, change, end, with what was before."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OfficialRole
from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import allocating as actions
from groups.models import Group, GroupOfficial
from occupations.models import Route, RouteOfficial
from officials.actions.routes import appoint_route_official, end_route_official, set_route
from officials.forms.allocating import AllocateForm, EndForm, OccupationRouteForm, RouteOfficialForm
from portal.calendar import today
from portal.exceptions import Conflict

FORM_METHODS = ["GET", "HEAD", "POST"]
HISTORY_SHOWN = 50


# --- a group ---------------------------------------------------------------------------------------------------------
@require_http_methods(FORM_METHODS)
def allocate(request: Request, pk: int) -> HttpResponse:
    """Who leads the group, who led it, and, for whoever may, the form that changes it."""
    on = today()
    group = access.get_allocated(request.user, pk=pk, on=on)
    may = actions.may_allocate(request.user, group, on)
    rows = _rows(group)
    current = next((row for row in rows if row.is_current), None)
    initial = {"started_on": on, "seen": current.pk if current else None}
    form = AllocateForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        if not may:
            raise PermissionDenied(
                "An administrator, or the manager of the group’s route, allocates its product manager."
            )
        if form.is_valid() and _allocated(request, group, form):
            return redirect("officials:allocate", pk)
    context = {
        "group": group,
        "rows": rows[:HISTORY_SHOWN],
        "current": current,
        "may": may and group.support_withdrawn_on is None,
        "may_take_on": actions.may_take_on(request.user, group, on) and group.support_withdrawn_on is None,
        "form": form,
    }
    return render(request, "officials/allocate.html", context, status=422 if form.is_bound else 200)


def _rows(group: Group) -> list[Any]:
    """Everybody who led, leads or will lead, the newest first, with who recorded it."""
    on = today()
    rows: list[Any] = list(
        GroupOfficial.objects.filter(group=group).select_related("user").order_by("-started_on", "-pk")
    )
    for row in rows:
        row.is_current = row.started_on <= on and (row.ended_on is None or row.ended_on > on)
        row.never_held = row.ended_on == row.started_on
        row.is_closed = not row.user.is_active
    return _with_recorders(rows, GroupOfficial)


def _with_recorders(rows: list[Any], model: Any) -> list[Any]:
    """`recorded_by` on each: who recorded its beginning."""
    begun = model.history.filter(id__in=[row.pk for row in rows], history_type="+").select_related("history_user")
    by = {begun_row.id: begun_row.history_user for begun_row in begun}
    for row in rows:
        row.recorded_by = by.get(row.pk)
    return rows


def _allocated(request: Request, group: Group, form: AllocateForm) -> bool:
    data = form.cleaned_data
    try:
        row = actions.allocate(group=group, by=request.user, now=timezone.now(), **data)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    day = f"{row.started_on:%-d %B %Y}"
    messages.success(request, f"{row.user.name} is the product manager from {day}. They and the group are told.")
    return True


@require_POST
def take_on(request: Request, pk: int) -> HttpResponse:
    """A product manager takes a group on that nobody leads."""
    on = today()
    group = access.get_allocated(request.user, pk=pk, on=on)
    if request.user.official_role != OfficialRole.PRODUCT_MANAGER:
        raise PermissionDenied("A product manager takes a group on.")
    holder = GroupOfficial.objects.current(on).filter(group=group).select_related("user").first()
    seen = holder.pk if holder and not holder.is_at_hand else None
    actions.allocate(
        group=group, user=request.user, started_on=on, note="", seen=seen, by=request.user, now=timezone.now()
    )
    messages.success(request, f"You are the product manager of {group.reference} from today. The group is told.")
    return redirect(group)


@require_http_methods(FORM_METHODS)
def end(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    """Leave a group without a product manager, from a day on."""
    on = today()
    group = access.get_allocated(request.user, pk=pk, on=on)
    row = access.get_leading(group, pk=appointment_pk)
    if not actions.may_allocate(request.user, group, on):
        raise PermissionDenied("An administrator, or the manager of the group’s route, ends it.")
    form = EndForm(request.POST if request.method == "POST" else None, initial={"ended_on": on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(appointment=row, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, f"{row.user.name} leads {group.reference} no longer. They and the group are told."
            )
            return redirect("officials:allocate", pk)
    context = {"group": group, "row": row, "form": form}
    return render(request, "officials/allocation_end.html", context, status=422 if form.is_bound else 200)


# --- a route ---------------------------------------------------------------------------------------------------------
@require_http_methods(FORM_METHODS)
def route_officials(request: Request, slug: str) -> HttpResponse:
    """Who looks after a route and who did; an administrator appoints."""
    is_sent = request.method == "POST"
    route = access.get_route(
        request.user, Action.ROUTE_OFFICIALS_EDIT if is_sent else Action.ALLOCATION_VIEW, slug=slug
    )
    form = RouteOfficialForm(request.POST if is_sent else None, route=route, initial={"started_on": today()})
    if is_sent and form.is_valid() and _appointed(request, route, form):
        return redirect(route.get_officials_url())
    context = {
        "route": route,
        "rows": _route_rows(route)[:HISTORY_SHOWN],
        "may": can(access.official_roles(request.user), Action.ROUTE_OFFICIALS_EDIT),
        "form": form,
    }
    return render(request, "officials/route_officials.html", context, status=422 if form.is_bound else 200)


def _route_rows(route: Route) -> list[Any]:
    on = today()
    rows: list[Any] = list(
        RouteOfficial.objects.filter(route=route).select_related("user").order_by("-started_on", "-pk")
    )
    for row in rows:
        row.is_over = row.ended_on is not None and row.ended_on <= on
        row.never_held = row.ended_on == row.started_on
    return sorted(_with_recorders(rows, RouteOfficial), key=lambda row: row.is_over)


def _appointed(request: Request, route: Route, form: RouteOfficialForm) -> bool:
    data = form.cleaned_data
    try:
        row = appoint_route_official(
            route=route, user=data["user"], started_on=data["started_on"], by=request.user, reason=data["note"]
        )
    except ValidationError as problem:
        form.add_error(None, "; ".join(problem.messages))
        return False
    messages.success(request, f"{row.user.name} looks after {route} from {row.started_on:%-d %B %Y}. They are told.")
    return True


@require_http_methods(FORM_METHODS)
def route_official_end(request: Request, slug: str, appointment_pk: int) -> HttpResponse:
    route = access.get_route(request.user, Action.ROUTE_OFFICIALS_EDIT, slug=slug)
    row = access.get_route_official(route, pk=appointment_pk)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"ended_on": today()})
    if request.method == "POST" and form.is_valid() and _ended(request, row, form):
        return redirect(route.get_officials_url())
    context = {"route": route, "row": row, "form": form, **_left_behind(row)}
    return render(request, "officials/route_official_end.html", context, status=422 if form.is_bound else 200)


def _ended(request: Request, row: RouteOfficial, form: EndForm) -> bool:
    data = form.cleaned_data
    try:
        end_route_official(appointment=row, ended_on=data["ended_on"], by=request.user, reason=data["note"])
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, f"{row.user.name} no longer looks after {row.route} from that day. They are told.")
    return True


def _left_behind(row: RouteOfficial) -> dict[str, Any]:
    """Whether nobody else of the role looks after the route, and how many supported groups it has."""
    role = row.user.official_role
    others = RouteOfficial.objects.at_hand(today()).filter(route=row.route, user__official_role=role).exclude(pk=row.pk)
    supported = Group.objects.filter(occupation__route=row.route, support_withdrawn_on=None)
    return {"is_only": not others.exists(), "group_count": supported.count()}


@require_http_methods(FORM_METHODS)
def group_route(request: Request, pk: int) -> HttpResponse:
    """An administrator chooses the route of a group's occupation that is in none."""
    access.require(request.user, Action.ROUTE_OFFICIALS_EDIT)
    group = access.get_allocated(request.user, pk=pk, on=today())
    route = group.occupation.route
    if route is not None:
        raise Conflict(
            "The occupation is in a route already.",
            state=str(route),
            next_href=route.get_officials_url(),
            next_text="See who looks after the route",
        )
    form = OccupationRouteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        set_route(occupation=group.occupation, route=form.cleaned_data["route"], by=request.user)
        messages.success(request, f"{group.occupation.title} is in {form.cleaned_data['route']}.")
        return redirect("officials:allocation")
    return render(
        request, "officials/group_route.html", {"group": group, "form": form}, status=422 if form.is_bound else 200
    )
