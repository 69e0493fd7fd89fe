"""The development work plan and its milestones."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.enums import MilestoneSide, PlanEnd, Side
from groups.models.group import Group
from portal.constraints import paired
from portal.history import HistoricalRecords


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    def agreed(self, on: date) -> WorkPlanQuerySet:
        """Those agreed by that day and not ended, the newest (which is in force) first."""
        in_time = self.filter(agreed_on__lte=on).exclude(ended_on__lte=on)
        return in_time.order_by("-agreed_on", "-pk")

    def proposed(self) -> WorkPlanQuerySet:
        """Those that wait for the other side's answer; at most one a group."""
        return self.filter(agreed_on=None, ended_on=None)


class WorkPlan(models.Model):
    """What group and regulator agree on for the time of development; a changed plan is agreed anew, as a new row.

    The action sees to it that one waits for an answer at a time: another system may have had several.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="work_plans")
    standard_due_on = models.DateField("occupational standard and EPA plan due", null=True, blank=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_side = models.CharField(max_length=9, choices=Side, blank=True)  # empty where another system agreed it
    reason = models.TextField("why the plan changes", max_length=4000, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField("no longer in force from", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_as = models.CharField(max_length=9, choices=PlanEnd, blank=True)
    end_reason = models.TextField("changes asked for", max_length=4000, blank=True)

    objects = WorkPlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("group", "pk")
        constraints = [
            paired("work_plan_ended_pair", "ended_at", "ended_by"),
            models.CheckConstraint(
                name="work_plan_ended_on_its_day", condition=Q(ended_at=None) | Q(ended_on__isnull=False)
            ),
            models.CheckConstraint(
                name="work_plan_end_is_known",
                condition=Q(ended_at=None, ended_as="") | Q(ended_at__isnull=False, ended_as__in=PlanEnd.values),
            ),
            models.CheckConstraint(
                name="work_plan_changes_asked_with_reason",
                condition=~Q(ended_as=PlanEnd.CHANGES) | ~Q(end_reason=""),
                violation_error_message="Say what to change",
            ),
        ]

    def __str__(self) -> str:
        return f"Work plan of {self.group_id} to {self.standard_due_on}"

    @property
    def is_agreed(self) -> bool:
        """To a day, and not ended."""
        return None not in (self.agreed_on, self.standard_due_on) and self.ended_on is None

    @property
    def is_proposed(self) -> bool:
        return self.agreed_on is None and self.ended_on is None

    @property
    def state_name(self) -> str:
        if self.ended_as:
            return str(PlanEnd(self.ended_as).label)
        if self.ended_on:
            return "Ended"
        return "Agreed" if self.agreed_on else "Proposed"


class Milestone(models.Model):
    """One dated step of a work plan."""

    work_plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    side = models.CharField(
        "who reaches it", max_length=6, choices=MilestoneSide, default=MilestoneSide.CHAIRS, db_default="chairs"
    )
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"{self.title}, due {self.due_on}"
