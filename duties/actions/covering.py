"""What somebody answers for from now on, because somebody else is away."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from accounts.models import Absence, AbsenceQuerySet
from duties.models import Digest, Duty
from duties.rules.digests import Cover
from groups.models import GroupOfficial
from guidance.duties.registry import Seat
from occupations.models import RouteOfficial

FOR = timedelta(days=14)  # how long after a cover began somebody may still hear of it


def covers_begun(on: date) -> set[int]:
    """Keys of who covers on that day for somebody who went away not long ago."""
    return set(_begun(on).values_list("cover", flat=True))


def covering(user: int, on: date) -> list[Cover]:
    """For whom the account covers, since after its last digest, until when, and how much is due of it."""
    last = Digest.objects.filter(user=user, day__lt=on).order_by("-day").values_list("day", flat=True).first()
    absences = _begun(on).filter(cover=user).select_related("user").order_by("first_day", "pk")
    begun = [absence for absence in absences if last is None or absence.first_day > last]
    return [Cover(absence.user.name, absence.last_day, _due(absence.user_id, on)) for absence in begun]


def _begun(on: date) -> AbsenceQuerySet:
    return Absence.objects.current(on).filter(first_day__gt=on - FOR, cover__is_active=True)


def _due(user: int, on: date) -> int:
    """How many duties are open of the seats that the account has itself."""
    led = GroupOfficial.objects.current(on).filter(user=user).values("group")
    routes = RouteOfficial.objects.current(on).filter(user=user)
    rows = Q(user=user) | Q(seat=Seat.PRODUCT_MANAGER, group__in=led)
    rows |= Q(seat=Seat.ROUTE_MANAGER, route__in=routes.filter(user__official_role="route_manager").values("route"))
    rows |= Q(
        seat=Seat.ASSURANCE_MANAGER, route__in=routes.filter(user__official_role="assurance_manager").values("route")
    )
    return Duty.objects.open(on).filter(rows).count()
