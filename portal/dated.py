"""Rows that hold from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


def key_range(field: str) -> tuple[Func, str]:
    """One key as a range, so that an exclusion constraint needs no extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS


def served() -> tuple[Func, str]:
    """From the first day served to the first day no longer served."""
    return Func(F("started_on"), F("ended_on"), Value("[)"), function="daterange"), RangeOperators.OVERLAPS


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
        violation_error_message="The end date must be on or after the start date",
    )


class DatedQuerySet(models.QuerySet):
    """Dated rows: served from `started_on`; `ended_on` is the first day no longer served."""

    def current(self, on: date) -> Self:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)
