"""Where the roles that people hold towards a group come from: each app declares its own, from `AppConfig.ready`.

So `groups` asks who is a chair or a member of a group without knowing the apps that keep it.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.checks import Error
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import OfficialRole
from accounts.models import User, acts_for
from accounts.permissions import Role
from groups.enums import EnquiryState
from groups.models import Enquiry, Group, GroupQuerySet
from occupations.models import RouteOfficial
from portal.mail import addresses

REGISTERED = "registered"  # towards nobody: a chair's term has begun, and who raised the enquiry leads no longer


class Source(NamedTuple):
    """Rows that hold a role on a day.

    `rows`: takes the day, brings the rows. `group`: field of the group by the field of a row that equals it.
    `holder`: the row's field for who holds the role, "person" or "user". `is_covered`: while the holder, an official,
    is away, whoever covers holds the role as well.
    """

    rows: Callable[[date], QuerySet[Any, Any]]
    group: Mapping[str, str]
    holder: str
    is_covered: bool

    @property
    def user(self) -> str:
        """The row's way to the account of who holds the role."""
        return "user" if self.holder == "user" else f"{self.holder}__user"

    def of(self, user: Any, on: Any) -> dict[str, Any]:
        """The filter of the rows by which this user holds the role on that day."""
        return {"user__in": acts_for(user, on)} if self.is_covered else {self.user: user}


WHOSE_GROUP = {"group": "pk"}
_sources: dict[str, Source] = {}


def declare(
    role: str,
    rows: Callable[[date], QuerySet[Any, Any]],
    *,
    holder: str = "person",
    group: Mapping[str, str] = WHOSE_GROUP,
    is_covered: bool = False,
) -> None:
    """Say where a role comes from, once a role; ValueError for a second time."""
    if role in _sources:
        raise ValueError(f"{role} is declared already")
    _sources[role] = Source(rows, group, holder, is_covered)


def declared() -> list[str]:
    return sorted(_sources)


def with_roles(user: Any, on: Any) -> GroupQuerySet:
    """Groups with `holds_<role>`: whether the user holds each role towards them on that day; for `held_roles`."""
    held = {f"holds_{role}": Exists(_towards_outer(role, on, user)) for role in _sources}
    return Group.objects.select_related("occupation__route").annotate(**held)


def _towards_outer(role: str, on: Any, user: Any) -> QuerySet[Any, Any]:
    source = _sources[role]
    here = {field: OuterRef(of_group) for field, of_group in source.group.items()}
    whose = {} if role == REGISTERED else source.of(user, on)
    return source.rows(on).filter(**here, **whose)


def held_roles(group: Group) -> frozenset[Role]:
    """What the user is towards a group that `with_roles` brought."""
    held = {role for role in _sources if getattr(group, f"holds_{role}")}
    if REGISTERED in held:
        held -= {REGISTERED, Role.LEAD}
    return frozenset(Role(role) for role in held)


def holders(role: str, group: Group, on: date) -> dict[str, str]:
    """Name by address of who holds the role towards the group on that day, or covers; who has no address is left
    out."""
    rows = _of(role, group, on)
    if _sources[role].is_covered:
        rows = User.objects.filter(Exists(rows.filter(user__in=acts_for(OuterRef("pk"), on))), is_active=True)
        return dict(rows.order_by("pk").values_list("email", "name"))
    return addresses(rows, _sources[role].holder)


def is_held(role: str, group: Group, on: date) -> bool:
    """Whether somebody holds the role towards the group on that day; for REGISTERED, whether a chair's term began."""
    return _of(role, group, on).exists()


def holds_any(user: User, on: date, roles: Collection[Role]) -> Q:
    """Groups towards which the user holds one of these roles on that day."""
    rows = Q(pk__in=[])
    for role in sorted(roles):
        source = _sources[role]
        of_group = next(field for field, way in source.group.items() if way == "pk")
        rows |= Q(pk__in=source.rows(on).filter(**source.of(user, on)).values(of_group))
    return rows


def _of(role: str, group: Group, on: date) -> QuerySet[Any, Any]:
    source = _sources[role]
    return source.rows(on).filter(**{field: _value(group, way) for field, way in source.group.items()})


def _value(group: Group, way: str) -> Any:
    """A field of the group by its path, as querysets write it."""
    value: Any = group
    for name in way.split("__"):
        value = getattr(value, name)
    return value


# Towards a group, and known from the account alone: `groups.access` adds them.
FROM_THE_ACCOUNT = {Role.OFFICIAL, Role.ADMINISTRATOR}
# Towards something else than a group, or everybody's.
ELSEWHERE = {Role.SELF, Role.OVER_ARCHING_CHAIR, Role.ENDED}


def check_sources(**_: Any) -> list[Error]:
    """At start: every role towards a group has its source, else nobody would bear it."""
    needed = set(Role) - FROM_THE_ACCOUNT - ELSEWHERE
    missing = sorted({*map(str, needed), REGISTERED} - _sources.keys())
    return [Error(f"No app declares where the role {role} comes from", id="groups.E001") for role in missing]


# Product managers look after routes, too (they take in the enquiries), and decide nothing in them.
DECIDE_IN_ROUTES = [OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER]


def declare_roles() -> None:
    """Those that are known without the group's members."""
    declare(Role.LEAD, lambda on: Enquiry.objects.filter(state=EnquiryState.ACCEPTED), holder="user")
    declare(
        Role.OWN_ROUTE_OFFICIAL,
        lambda on: RouteOfficial.objects.current(on).filter(user__official_role__in=DECIDE_IN_ROUTES),
        group={"route": "occupation__route"},
        holder="user",
        is_covered=True,
    )
