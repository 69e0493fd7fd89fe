"""How groups stood over time: a period a group and state, the days that were swept, and counts of each."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from guidance.duties.urgency import GroupUrgency
from guidance.stage import Stage
from guidance.vocabulary import GateCode, RiskLevel
from oversight.models.stored import TURNS

# What a snapshot holds of an assessment, by the same columns.
SNAPSHOT_FIELDS = (
    *("policy", "stage", "route_id", "next_gate", "rules_met", "rules_counted", "blockers"),
    *("risk_level", "urgency", "overdue", "turn", "next_due_on"),
)


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def at(self, day: date) -> SnapshotQuerySet:
        """How groups stood on that day."""
        return self.filter(Q(until=None) | Q(until__gt=day), on__lte=day)


class Snapshot(models.Model):
    """How a group stood from the day `on` until the day before `until`, which is empty while it still stands so.

    Taken by the night's sweep, so what holds for some hours of a day alone has none. On which days there was a sweep
    says `SweptDay`.
    """

    # the unique constraint's index serves the group
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="snapshots", db_index=False)
    on = models.DateField("first day")
    until = models.DateField("first day on which it stood otherwise", null=True, blank=True)
    policy = models.CharField(max_length=40, blank=True, db_default="")
    stage = models.CharField(max_length=21, choices=Stage, blank=True, db_default="")
    route = models.ForeignKey(
        "occupations.Route", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    next_gate = models.CharField(max_length=10, choices=GateCode, blank=True)  # empty: nothing is asked
    rules_met = models.PositiveSmallIntegerField()
    rules_counted = models.PositiveSmallIntegerField("rules that count for the next gate")
    blockers = models.PositiveSmallIntegerField(null=True, blank=True)  # empty where it was not kept yet
    risk_level = models.CharField(max_length=9, choices=RiskLevel)
    urgency = models.PositiveSmallIntegerField(choices=GroupUrgency, db_default=GroupUrgency.UNDATED)
    overdue = models.PositiveSmallIntegerField("duties past their day", db_default=0)
    turn = models.CharField("whose turn", max_length=9, choices=TURNS, blank=True, db_default="")
    next_due_on = models.DateField("next due", null=True, blank=True)
    is_backfilled = models.BooleanField("made afterwards", default=False, db_default=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ("group", "on")
        constraints = [
            models.UniqueConstraint(name="snapshot_once_a_group_and_day", fields=["group", "on"]),
            models.CheckConstraint(name="snapshot_met_of_counted", condition=Q(rules_met__lte=F("rules_counted"))),
            models.CheckConstraint(name="snapshot_lasts_a_day", condition=Q(until=None) | Q(until__gt=F("on"))),
            ExclusionConstraint(
                name="snapshot_periods_do_not_overlap",
                expressions=[
                    (Func(F("group"), F("group"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("on"), F("until"), Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(name="snapshot_still", fields=["group"], condition=Q(until=None))]

    def __str__(self) -> str:
        return f"{self.group_id} from {self.on}"


class SweptDay(models.Model):
    """A day whose sweep came to its end; one without a row is a gap in every picture over time."""

    on = models.DateField("day", unique=True)
    groups = models.PositiveIntegerField("groups assessed")
    failed = models.PositiveIntegerField("groups that could not be assessed", default=0)
    finished_at = models.DateTimeField()
    # of each stage, over all routes and in each: groups, median and longest days in it; medians do not add up
    medians = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on}"


class Tally(models.Model):
    """How many groups stood alike on a day; `overdue` of them had a duty past its day."""

    on = models.DateField("day")
    route = models.ForeignKey("occupations.Route", models.CASCADE, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=21, choices=Stage, blank=True)
    next_gate = models.CharField(max_length=10, choices=GateCode, blank=True)
    risk_level = models.CharField(max_length=9, choices=RiskLevel)
    groups = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(
                name="tally_once_a_day",
                fields=["on", "route", "stage", "next_gate", "risk_level"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="tally_overdue_of_groups", condition=Q(overdue__lte=F("groups"))),
        ]

    def __str__(self) -> str:
        return f"{self.groups} on {self.on}"
