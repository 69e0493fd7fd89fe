"""Whose duties are whose: the seats that somebody holds on a day, or covers, and what falls to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, Exists, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.enums import OfficialRole
from accounts.models import User, acts_for
from duties.models import Duty, DutyQuerySet
from groups.enums import EnquiryState
from groups.models import Enquiry, GroupOfficial
from guidance.duties.registry import Seat
from members.models import ChairAppointment
from occupations.models import RouteOfficial

ROUTE_SEAT = {
    OfficialRole.ROUTE_MANAGER: Seat.ROUTE_MANAGER,
    OfficialRole.ASSURANCE_MANAGER: Seat.ASSURANCE_MANAGER,
}


def of_official(user: User, on: date) -> DutyQuerySet:
    """What the official answers for on that day: of the seats that they hold or cover, of themselves, and what falls to
    their seat because those before it may not."""
    accounts = acts_for(user, on)
    parts = [Q(user__in=accounts)]
    if user.official_role == OfficialRole.PRODUCT_MANAGER:
        led = GroupOfficial.objects.acted_for(user, on).values("group")
        parts.append(Q(seat=Seat.PRODUCT_MANAGER, group__in=led))
        parts.append(Q(seat=Seat.CHAIRS, group__in=led) & _no_chair_may(on))
        parts.append(
            Q(seat=Seat.INTAKE, user=None, group=None)
        )  # an enquiry that is nobody's: any of them may decide on it
    elif user.official_role in ROUTE_SEAT:
        routes = RouteOfficial.objects.current(on).filter(user__in=accounts).values("route")
        parts.append(Q(seat=ROUTE_SEAT[OfficialRole(user.official_role)], route__in=routes))
        if user.official_role == OfficialRole.ROUTE_MANAGER:
            parts.append(Q(seat=Seat.INTAKE, user=None, group=None, route__in=routes))
            parts.append(Q(code="seat.fill", seat=Seat.ROUTE_MANAGER, group__occupation__route__in=routes))
    elif user.official_role == OfficialRole.ADMINISTRATOR:
        parts += [Q(seat=Seat.ADMINISTRATOR), Q(seat=Seat.INTAKE, user=None, group=None, route=None)]
        parts.append(Q(seat__in=list(ROUTE_SEAT.values())) & _no_official_of_route_may(on))
    return _any_of(Duty.objects.open(on), parts).exclude(barred__contains=[f"u{user.pk}"])


def of_person(user: User, on: date) -> DutyQuerySet:
    """What is asked of somebody in groups: their own, and those of the chairs where they lead a group."""
    chaired = ChairAppointment.objects.leading(on).filter(person__user=user).values("group")
    registered = Enquiry.objects.filter(user=user, state=EnquiryState.ACCEPTED).values("group")
    begun = ChairAppointment.objects.begun(on).values("group")
    leads = Q(group__in=chaired) | (Q(group__in=registered) & ~Q(group__in=begun))
    parts = [Q(person__user=user), Q(user=user), Q(seat=Seat.CHAIRS) & leads]
    supported = Duty.objects.open(on).exclude(group__support_withdrawn_on__lte=on)  # also before it is assessed anew
    own = _any_of(supported, parts).exclude(barred__contains=[f"u{user.pk}"])
    person = getattr(user, "person", None)
    return own if person is None else own.exclude(barred__contains=[f"p{person.pk}"])


def of_groups(user: User, on: date) -> DutyQuerySet:
    """Everything open in the groups, or on the routes, that the official looks after; all for an administrator."""
    accounts = acts_for(user, on)
    duties = Duty.objects.open(on)
    if user.official_role == OfficialRole.PRODUCT_MANAGER:
        return duties.filter(group__in=GroupOfficial.objects.acted_for(user, on).values("group"))
    if user.official_role in ROUTE_SEAT:
        routes = RouteOfficial.objects.current(on).filter(user__in=accounts).values("route")
        return _any_of(duties, [Q(group__occupation__route__in=routes), Q(group=None, route__in=routes)])
    return duties


def holds(user: User, duty: Duty, on: date) -> bool:
    """Whether the user may see to it on that day."""
    duties = of_official(user, on) if user.is_official else of_person(user, on)
    return duties.filter(pk=duty.pk).exists()


def _any_of(duties: DutyQuerySet, parts: Sequence[Q]) -> DutyQuerySet:
    """Those that any of the conditions holds for. One condition after the other, each by the index that serves it: of
    all of them at once none does, and every open duty would be read."""
    first, *others = [duties.filter(part).order_by().values("pk") for part in parts]
    return duties.filter(pk__in=first.union(*others, all=True))


class _IsAmong(Func):
    """Whether a text is among those of an array."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _no_chair_may(on: date) -> Q:
    """Every chair of the group is barred, or there is none yet and whoever registered it is: the product manager's."""
    chairs = ChairAppointment.objects.leading(on).filter(group=OuterRef("group"))
    return ~Q(barred=[]) & ~Q(Exists(_not_barred(chairs, "p", "person_id")))


def _no_official_of_route_may(on: date) -> Q:
    """Every official of the seat's route is barred: it is an administrator's. Without any, somebody is appointed."""
    officials = RouteOfficial.objects.at_hand(on).filter(route=OuterRef("route"))
    return ~Q(barred=[]) & Q(Exists(officials)) & ~Q(Exists(_not_barred(officials, "u", "user_id")))


def _not_barred(holders: QuerySet[Any, Any], kind: str, key: str) -> QuerySet[Any, Any]:
    """Those whom the duty does not bar; `kind` and `key` make the text by which it names them."""
    name = Concat(Value(kind), Cast(key, CharField()))
    return holders.annotate(is_barred=_IsAmong(name, OuterRef("barred"))).filter(is_barred=False)
