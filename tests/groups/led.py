"""A group with everybody who leads or decides about it, and each of them by role."""

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group
from portal.calendar import today
from tests.factories import (
    GroupFactory,
    GroupOfficialFactory,
    OccupationFactory,
    OfficialFactory,
    RouteFactory,
    RouteOfficialFactory,
    eligible_chair,
)


def led_group() -> Group:
    """Its membership is approved; it has a chair, a product manager and its route's manager."""
    group = GroupFactory(occupation=OccupationFactory(route=RouteFactory()), membership_approved_on=today())
    eligible_chair(group=group)
    GroupOfficialFactory(group=group)
    manager = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    RouteOfficialFactory(route=group.occupation.route, user=manager)
    return group


def chair(group: Group) -> User:
    return group.chairs.get().person.user


def manager(group: Group) -> User:
    return group.officials.get().user


def route(group: Group) -> User:
    return group.occupation.route.officials.get().user
