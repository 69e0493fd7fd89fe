"""Who leads for the regulator: where nobody does, the routes, the groups."""

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OfficialRole
from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action, can
from groups import access
from groups.actions import allocating as actions
from groups.models import Group, GroupOfficial
from officials.forms.allocating import AllocationFilterForm, SeveralForm
from officials.views import gaps
from portal import parameters
from portal.calendar import today
from portal.lists import paginate
from portal.search import matching


@require_GET
def allocation(request: Request) -> HttpResponse:
    """The gaps: routes without who decides, groups without a product manager; tick and allocate."""
    access.require(request.user, Action.ALLOCATION_VIEW)
    return _gaps_page(request, _several_form(request))


@require_POST
def allocate_several(request: Request) -> HttpResponse:
    """The groups that were ticked, for one product manager: all of them, or none."""
    access.require(request.user, Action.GROUP_ALLOCATE)
    form = _several_form(request, request.POST)
    if not form.is_valid():
        return _gaps_page(request, form)
    data = form.cleaned_data
    count = actions.allocate_all(
        groups=list(data["groups"]), user=data["user"], note=data["note"], by=request.user, now=timezone.now()
    )
    noun = "group" if count == 1 else "groups"
    messages.success(request, f"{data['user'].name} leads {count} more {noun} from today. Everybody concerned is told.")
    return redirect("officials:allocation")


def _several_form(request: Request, data: Any = None) -> SeveralForm:
    """Any group may be sent: one that somebody leads meanwhile is refused by name."""
    own = gaps.of_own_routes(Group.objects.all(), request.user, today())
    return SeveralForm(data, by=request.user, groups=own)


def _gaps_page(request: Request, form: SeveralForm) -> HttpResponse:
    on = today()
    vacant = gaps.groups_without_manager(on)
    page = paginate(request, vacant)
    shown = [group.pk for group in page.object_list]
    allocatable = set(gaps.of_own_routes(vacant.filter(pk__in=shown), request.user, on).values_list("pk", flat=True))
    ticked = {str(key) for key in request.POST.getlist("groups")}
    for group in page.object_list:
        group.may_allocate = group.pk in allocatable
        group.is_ticked = str(group.pk) in ticked
    context = {
        "tabs": tabs(request, "officials:allocation"),
        "page": page,
        "form": form,
        "any_allocatable": bool(allocatable),
        "takes_on": request.user.official_role == OfficialRole.PRODUCT_MANAGER,
        "routes": [seats for seats in gaps.routes_with_seats(on) if seats.missing],
        "without_route": gaps.groups_without_route(on)[:25],
        "enquiries": gaps.enquiries_for_nobody(),
        "may_appoint": can(access.official_roles(request.user), Action.ROUTE_OFFICIALS_EDIT),
        "administrators": User.objects.administrators(),
    }
    return render(request, "officials/allocation.html", context, status=422 if form.is_bound else 200)


@require_GET
def routes(request: Request) -> HttpResponse:
    """Every route with its officials."""
    access.require(request.user, Action.ALLOCATION_VIEW)
    context = {"tabs": tabs(request, "officials:allocation_routes"), "routes": gaps.routes_with_seats(today())}
    return render(request, "officials/allocation_routes.html", context)


@require_GET
def groups(request: Request) -> HttpResponse:
    """Every supported group with its product manager."""
    access.require(request.user, Action.ALLOCATION_VIEW)
    form = AllocationFilterForm(parameters.answers(request))
    page = paginate(request, _groups(form))
    manager = form.cleaned_data.get("manager")
    may_reassign = request.user.official_role in {OfficialRole.ADMINISTRATOR, OfficialRole.ROUTE_MANAGER}
    context = {
        "tabs": tabs(request, "officials:allocation_groups"),
        "page": page,
        "form": form,
        "reassign_href": reverse("officials:portfolio", args=[manager.pk]) if manager and may_reassign else "",
    }
    return render(request, "officials/allocation_groups.html", context)


def _groups(form: AllocationFilterForm) -> Any:
    form.is_valid()
    asked = form.cleaned_data
    leads = GroupOfficial.objects.current(today()).filter(group=OuterRef("pk"))
    groups = Group.objects.filter(support_withdrawn_on=None).select_related("occupation__route")
    groups = groups.annotate(
        lead_name=Subquery(leads.values("user__name")[:1]), is_at_hand=Subquery(leads.values("user__is_active")[:1])
    )
    groups = groups.filter(matching(asked.get("q") or "", "name", exactly=("reference",)))
    if asked.get("route"):
        groups = groups.filter(occupation__route=asked["route"])
    if asked.get("manager"):
        groups = groups.filter(
            pk__in=GroupOfficial.objects.current(today()).filter(user=asked["manager"]).values("group")
        )
    return groups.order_by("name", "pk")


def tabs(request: Request, current: str) -> list[dict[str, Any]]:
    """The pages about who leads; the last for administrators alone."""
    tabs = [
        ("officials:allocation", "Gaps"),
        ("officials:allocation_routes", "Routes"),
        ("officials:allocation_groups", "Groups"),
        ("officials:all_absences", "Absences"),
    ]
    if can(access.official_roles(request.user), Action.USERS_MANAGE):
        tabs.append(("officials:users", "Officials"))
    return [{"href": reverse(name), "text": text, "current": name == current} for name, text in tabs]
