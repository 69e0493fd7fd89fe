"""Access functions from a URL to a concern, to mitigating circumstances or to a case; the group's own comes first.
Then counts over all groups, as they were kept by day."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Sum
from django.db.models.functions import JSONObject

from groups.models import Concern, Group
from guidance.stage import Stage
from oversight.figures.blockers import Period
from oversight.models import Mitigation, Snapshot, SweptDay, Tally, WithdrawalCase
from portal.access import or_404


def get_concern(group: Group, *, pk: int) -> Concern:
    return or_404(
        Concern.objects.select_related("group", "opened_by", "responded_by").filter(group=group, pk=pk).first()
    )


def get_mitigation(group: Group, *, pk: int) -> Mitigation:
    return or_404(
        Mitigation.objects.select_related("group", "asked_by", "decided_by").filter(group=group, pk=pk).first()
    )


def get_case(group: Group, *, pk: int) -> WithdrawalCase:
    people = ("group", "raised_by", "discussed_by", "decided_by", "map_decided_by", "mitigation")
    return or_404(WithdrawalCase.objects.select_related(*people).filter(group=group, pk=pk).first())


# --- over time -------------------------------------------------------------------------------------------------------
def periods_since(first: date) -> ArraySubquery:
    """For a group's row: how it stood from that day on, the oldest first, as `read_period` takes them."""
    rows = Snapshot.objects.filter(Q(until=None) | Q(until__gt=first), group=OuterRef("pk")).order_by("on")
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in Period._fields})))


def read_period(row: Mapping[str, Any]) -> Period:
    """From the JSON of a row, in which days are text."""
    until = row["until"] and date.fromisoformat(row["until"])
    return Period(date.fromisoformat(row["on"]), until, row["blockers"], row["risk_level"])


# --- of the whole programme ------------------------------------------------------------------------------------------
def newest_swept_day() -> SweptDay | None:
    """The last day whose sweep came to its end."""
    return SweptDay.objects.order_by("on").last()


def tallied(on: date, *, route: int | None = None) -> list[tuple[str, str, int]]:
    """Route, level of risk and how many groups stood so on that day, without those whose support was withdrawn."""
    counts = _tallies(route).filter(on=on).values_list("route__name", "risk_level").annotate(count=Sum("groups"))
    return [(name or "No route", level, count) for name, level, count in counts.order_by("route__name", "risk_level")]


def tallied_by_day(days: Collection[date], *, route: int | None = None) -> dict[date, dict[str, int]]:
    """How many groups stood at which level of risk; a day that was not counted is left out."""
    counted = Tally.objects.filter(on__in=days).values_list("on", flat=True)
    swept = SweptDay.objects.filter(on__in=days).values_list("on", flat=True)
    by_day: dict[date, dict[str, int]] = {day: {} for day in counted.union(swept)}
    counts = _tallies(route).filter(on__in=days).values_list("on", "risk_level").annotate(count=Sum("groups"))
    for day, level, count in counts.order_by("on", "risk_level"):
        by_day[day][level] = count
    return by_day


def _tallies(route: int | None) -> QuerySet[Tally]:
    tallies = Tally.objects.exclude(stage=Stage.WITHDRAWN)
    return tallies.filter(route=route) if route else tallies
