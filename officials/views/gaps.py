"""Where nobody leads: groups without a product manager at hand, routes without those who decide."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import OfficialRole
from accounts.models import User
from groups.enums import EnquiryState
from groups.models import Enquiry, Group, GroupOfficial
from occupations.models import Route, RouteOfficial

DECIDE = (OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER)


def groups_without_manager(on: date) -> QuerySet[Group]:
    """Supported groups that no product manager with an open account leads on that day, the longest known first."""
    at_hand = GroupOfficial.objects.at_hand(on).filter(group=OuterRef("pk"))
    groups = Group.objects.filter(~Exists(at_hand), support_withdrawn_on=None)
    return groups.select_related("occupation__route").order_by("first_contact_on", "pk")


def groups_without_route(on: date) -> QuerySet[Group]:
    """Supported groups on whose documents nobody can decide, as their occupation has no route."""
    groups = Group.objects.filter(occupation__route=None, support_withdrawn_on=None)
    return groups.select_related("occupation").order_by("first_contact_on", "pk")


def of_own_routes(groups: QuerySet[Group], user: User, on: date) -> QuerySet[Group]:
    """Those whose product manager this official may allocate: all to an administrator and, to take on themselves, to a
    product manager; to a route manager those of the own routes."""
    if user.official_role in {OfficialRole.ADMINISTRATOR, OfficialRole.PRODUCT_MANAGER}:
        return groups
    if user.official_role != OfficialRole.ROUTE_MANAGER:
        return groups.none()
    routes = RouteOfficial.objects.acted_for(user, on).values("route")
    return groups.filter(occupation__route__in=routes)


@dataclass(slots=True)
class RouteSeats:
    """A route with the officials at hand by role, and how much waits for them."""

    route: Any
    holders: dict[str, list[RouteOfficial]] = field(default_factory=dict)

    @property
    def is_needed(self) -> bool:
        """Whether a group of the route is supported, or an enquiry waits for a decision."""
        return bool(self.route.is_needed)

    @property
    def missing(self) -> list[str]:
        """Roles that nobody holds and that the route needs."""
        return [role.label for role in DECIDE if not self.holders.get(role)] if self.is_needed else []

    @property
    def seats(self) -> list[dict[str, Any]]:
        """Each role with its holders, for the table."""
        roles = (*DECIDE, OfficialRole.PRODUCT_MANAGER)
        return [{"label": role.label, "holders": self.holders.get(role, [])} for role in roles]


def routes_with_seats(on: date) -> list[RouteSeats]:
    """Every route with who looks after it on that day; two statements."""
    supported = Group.objects.filter(occupation__route=OuterRef("pk"), support_withdrawn_on=None)
    enquiries = Enquiry.objects.filter(
        Q(occupation__route=OuterRef("pk")) | Q(route=OuterRef("pk")), state=EnquiryState.RECEIVED
    )
    routes = Route.objects.annotate(is_needed=Exists(supported) | Exists(enquiries))
    seats = {route.pk: RouteSeats(route) for route in routes}
    for route_official in RouteOfficial.objects.at_hand(on).select_related("user").order_by("started_on", "pk"):
        seats[route_official.route_id].holders.setdefault(route_official.user.official_role, []).append(route_official)
    return list(seats.values())


def enquiries_for_nobody() -> int:
    """How many enquiries wait while there is no product manager with an open account who could decide."""
    managers = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)
    return Enquiry.objects.filter(~Exists(managers), state=EnquiryState.RECEIVED).count()


def count_for(user: User, on: date) -> int:
    """How many gaps this official may close: groups to allocate or take on, and for an administrator routes."""
    if user.official_role == OfficialRole.ASSURANCE_MANAGER:
        return 0
    groups = of_own_routes(groups_without_manager(on), user, on).order_by().count()
    if user.official_role != OfficialRole.ADMINISTRATOR:
        return groups
    return groups + sum(bool(seats.missing) for seats in routes_with_seats(on))
