"""What history keeps of a group's facts between two days: one statement over every model behind a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from groups.models import Group
from members.models import Membership, Organisation, Person
from occupations.models import Occupation
from oversight.views import trails
from oversight.views.trail import Trail
from oversight.views.trails import PATHS, trail_of
from portal.calendar import add_days, day_of

DELETED = "-"


class By(NamedTuple):
    """Who wrote a row: nothing of it where the portal did by itself."""

    key: int | None
    name: str
    is_official: bool


@dataclass(frozen=True)
class Record:
    """One row of history: what the fields of a trail held after it, and before it (nothing of a new row)."""

    model: Any
    key: int
    kind: str
    at: datetime
    by: By
    person: int | None
    was: dict[str, Any]
    now: dict[str, Any]

    @property
    def on(self) -> date:
        return day_of(self.at)

    def changed(self, field: str) -> bool:
        return self.was.get(field) != self.now.get(field)


class Period(NamedTuple):
    """From the end of one day to the end of another."""

    before: date
    until: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.before < day <= self.until

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment, and the first after it."""
        return _midnight(add_days(self.before, 1)), _midnight(add_days(self.until, 1))


def records(group: Group, period: Period, *, with_interests: bool) -> list[Record]:
    """What was recorded in the period, or whenever of a day in it, in the order in which it was recorded.

    Of organisations that interests alone name only for who sees the register.
    """
    first, *others = (_rows(group, period, model, with_interests) for model in trails.models())
    return [_record(row) for row in first.union(*others, all=True).order_by("written_at", "written_key")]


def day_in(value: Any) -> date | None:
    """The day that a field holds, as history's JSON has it: a day, or London's day of a moment."""
    if not value:
        return None
    return date.fromisoformat(value) if len(value) == len("2025-06-02") else day_of(datetime.fromisoformat(value))


def _rows(group: Group, period: Period, model: Any, with_interests: bool) -> QuerySet[Any, Any]:
    trail = trail_of(model)
    names = dict.fromkeys(name for name in (*trail.days, *trail.plain, trail.about) if name)
    kept = JSONObject(**{name: F(name) for name in names})
    first, end = period.moments
    asked = Q(history_date__gte=first, history_date__lt=end)
    for name in trail.days:
        asked |= _dated(model, name, period)
    history = model.history
    earlier = history.filter(id=OuterRef("id")).filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
    )
    rows = history.filter(_of_group(group, model, with_interests) & asked).annotate(
        history_of=Value(model._meta.label),
        row_key=F("id"),
        written_as=F("history_type"),
        written_at=F("history_date"),
        written_key=F("history_id"),
        writer_key=F("history_user_id"),
        writer_name=F("history_user__name"),
        writer_role=F("history_user__official_role"),
        row_person=Cast(F(trail.person) if trail.person else Value(None), models.BigIntegerField()),
        values_now=kept,
        values_before=Subquery(earlier.order_by("-history_date", "-history_id").values(kept=kept)[:1]),
    )
    return rows.order_by().values_list(*_COLUMNS, named=True)


# Of history's rows; not the names of fields, which would be in the way.
_COLUMNS = (
    *("history_of", "row_key", "row_person", "written_as", "written_at", "written_key"),
    *("writer_key", "writer_name", "writer_role", "values_now", "values_before"),
)


def _record(row: Any) -> Record:
    by = By(row.writer_key, row.writer_name or "", bool(row.writer_role))
    now = {} if row.written_as == DELETED else row.values_now
    was = row.values_now if row.written_as == DELETED else row.values_before or {}
    model = apps.get_model(row.history_of)
    return Record(model, row.row_key, row.written_as, row.written_at, by, row.row_person, was, now)


def _dated(model: Any, name: str, period: Period) -> Q:
    if isinstance(model._meta.get_field(name), models.DateTimeField):
        first, end = period.moments
        return Q(**{f"{name}__gte": first, f"{name}__lt": end})
    return Q(**{f"{name}__gt": period.before, f"{name}__lte": period.until})


def _of_group(group: Group, model: Any, with_interests: bool) -> Q:
    """The group's rows, and those of its people, of the organisations that its facts are about, of its occupation."""
    own = Membership.objects.filter(group=group).order_by()
    if model is Person:
        return Q(id__in=own.values("person"))
    if model is Occupation:
        return Q(id=group.occupation_id)
    if model is Organisation:
        quoted = Organisation.objects.filter(quotes__evidence__group=group)
        named = Organisation.objects.filter(interests__declaration__group=group)
        seen = Q(id__in=own.values("organisation")) | Q(id__in=quoted.values("pk"))
        return seen | Q(id__in=named.values("pk")) if with_interests else seen
    return Q(**{PATHS.get(model, "group_id"): group.pk})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def events(trail: Trail, record: Record) -> Iterator[tuple[str, date]]:
    """The words and the day of each day that this row of history put in, or changed."""
    for name, text in trail.days.items():
        day = day_in(record.now.get(name))
        if day is not None and record.changed(name):
            yield text, day
