"""Access functions from a URL to a group or an enquiry: 404 where it must stay unseen, 403 where barred."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import AutoField, DateField, Q
from django.http import Http404

from accounts.enums import OfficialRole
from accounts.models import User
from accounts.permissions import GRANTS, SERVING, Action, Role, can
from groups.actions.registering import refuse_withdrawn
from groups.enums import EnquiryState, Side
from groups.models import Enquiry, Group, GroupQuerySet, Justification, Milestone, Query, WorkPlan
from groups.roles import held_roles, holds_any, is_held, with_roles
from occupations.models import Route, RouteOfficial
from portal.access import or_404
from portal.prepared import PreparedQuery, parameter

# What an official is where no one group is concerned.
ROLE_OF = {
    OfficialRole.PRODUCT_MANAGER: Role.PRODUCT_MANAGER,
    OfficialRole.ROUTE_MANAGER: Role.OWN_ROUTE_OFFICIAL,
    OfficialRole.ASSURANCE_MANAGER: Role.OWN_ROUTE_OFFICIAL,
    OfficialRole.ADMINISTRATOR: Role.ADMINISTRATOR,
}


def get_group(user: User, action: Action, *, pk: int, on: date) -> Group:
    """The group with its occupation, and `roles`: what the user is in it on that day; one statement.

    Raises Conflict where support was withdrawn and the action would change the group: no form is shown in vain.
    """
    group = or_404(next(iter(_GROUP.rows(pk=pk, user=user.pk, on=on)), None))
    group.roles = roles_in(user, group)
    if not can(group.roles, Action.GROUP_VIEW):
        raise Http404
    require_in(group, action)
    return group


def require_in(group: Group, action: Action) -> None:
    """Raises PermissionDenied for who may not do it in a group that `get_group` gave, and Conflict as that does."""
    if GRANTS[action].isdisjoint(group.roles):
        raise PermissionDenied
    if not can(group.roles, action):
        refuse_withdrawn(group)


# every page of a group begins with it
_GROUP = PreparedQuery(
    lambda: with_roles(parameter("user", AutoField()), parameter("on", DateField())).filter(
        pk=parameter("pk", AutoField())
    )
)


def roles_in(user: User, group: Group) -> frozenset[Role]:
    """What the user is in a group that `with_roles` brought."""
    more = {
        Role.OFFICIAL: user.is_official,
        Role.ADMINISTRATOR: user.is_administrator,
        Role.ENDED: group.support_withdrawn_on is not None,
    }
    return held_roles(group) | {role for role, holds in more.items() if holds}


def get_allocated(user: User, *, pk: int, on: date) -> Group:
    """A group for the page that says who leads it: for every official, and nobody else; as `get_group` gives it."""
    require(user, Action.ALLOCATION_VIEW)
    return get_group(user, Action.GROUP_VIEW, pk=pk, on=on)


def get_leading(group: Group, *, pk: int) -> Any:
    """One of the group's own product managers (groups.models.GroupOfficial); another group's is unseen."""
    return or_404(group.officials.select_related("user", "group__occupation").filter(pk=pk).first())


def get_route(user: User, action: Action, *, slug: str) -> Route:
    require(user, action)
    return or_404(Route.objects.filter(slug=slug).first())


def get_route_official(route: Route, *, pk: int) -> RouteOfficial:
    """One of the route's own officials."""
    return or_404(RouteOfficial.objects.select_related("user", "route").filter(route=route, pk=pk).first())


def get_published(*, reference: str, on: date) -> Group:
    """A group for everybody to see: 404 before its approval, and some time after support was withdrawn.

    One statement.
    """
    published = Group.objects.with_public_page(on).select_related("occupation__route")
    return or_404(published.filter(reference=reference).first())


def groups_of(user: User, on: date) -> GroupQuerySet:
    """The groups that the user serves on, leads or chairs on that day, newest first; officials' own are elsewhere."""
    own = holds_any(user, on, SERVING) | (holds_any(user, on, {Role.LEAD}) & Q(holds_registered=False))
    return with_roles(user, on).filter(own).order_by("-pk")


def official_roles(user: User) -> frozenset[Role]:
    """What the user is outside any one group."""
    if not user.is_official:
        return frozenset()
    return frozenset({Role.OFFICIAL, ROLE_OF[OfficialRole(user.official_role)]})


def require(user: User, action: Action) -> None:
    """Pages for officials that belong to no group: unseen (404) by anybody else, 403 to the wrong official."""
    roles = official_roles(user)
    if not roles:
        raise Http404
    if not can(roles, action):
        raise PermissionDenied


def get_enquiry(user: User, action: Action, *, pk: int) -> Enquiry:
    """An enquiry that its sender and officials may see; only officials act on it."""
    enquiry = (
        Enquiry.objects.exclude(state=EnquiryState.UNCONFIRMED)
        .select_related("occupation__route", "route", "group", "user", "decided_by", "allocated_to")
        .filter(pk=pk)
        .first()
    )
    is_own = enquiry is not None and enquiry.user_id == user.pk
    if enquiry is None or not (is_own or user.is_official):
        raise Http404
    if action != Action.ENQUIRY_VIEW and not can(official_roles(user), action):
        raise PermissionDenied
    return enquiry


def get_justification(*, group: Group, pk: int) -> Justification:
    """One of the group's own; another group's is unseen. The group's access function was asked before."""
    return or_404(group.justifications.select_related("asked_by").filter(pk=pk).first())


def get_plan(*, group: Group, pk: int) -> WorkPlan:
    """One of the group's own work plans; another group's is unseen."""
    plans = group.work_plans.select_related("group", "proposed_by", "agreed_by", "ended_by")
    return or_404(plans.prefetch_related("milestones").filter(pk=pk).first())


def get_milestone(*, group: Group, pk: int) -> Milestone:
    own = Milestone.objects.filter(work_plan__group=group).select_related("work_plan__group")
    return or_404(own.filter(pk=pk).first())


def get_query(*, group: Group, pk: int) -> Query:
    people = group.queries.select_related("group", "asked_by", "answered_by", "closed_by", "follows")
    return or_404(people.filter(pk=pk).first())


def may_answer(user: User, query: Query, group: Group, *, on: date) -> bool:
    """A question of the regulator: who leads the group. One of the group: its product manager; where none is at hand,
    any product manager."""
    if query.side == Side.REGULATOR:
        return can(group.roles, Action.QUERY_RESPOND)
    if can(group.roles, Action.QUERY_ANSWER):
        return True
    is_manager = can(official_roles(user), Action.QUERY_ANSWER)
    return is_manager and not is_held(Role.PRODUCT_MANAGER, group, on)


def require_answerer(user: User, query: Query, group: Group, *, on: date) -> None:
    """Raises PermissionDenied for anybody else, and Conflict where support was withdrawn before the group answered."""
    if query.side == Side.REGULATOR:
        require_in(group, Action.QUERY_RESPOND)
    elif not may_answer(user, query, group, on=on):
        raise PermissionDenied


# who asks on each side, follows up and closes
ASKING = {Side.GROUP: Action.QUERY_ASK, Side.REGULATOR: Action.QUERY_REQUEST}


def may_ask(group: Group, query: Query) -> bool:
    """Whether the user is of the side that asked, and may ask on."""
    return can(group.roles, ASKING[Side(query.side)])


def require_asker(group: Group, query: Query) -> None:
    require_in(group, ASKING[Side(query.side)])
