"""The development work plan and its milestones."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from groups.models.group import Group


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    def agreed(self, on: date) -> WorkPlanQuerySet:
        """Those agreed by that day, the newest (which is in force) first."""
        return self.filter(agreed_on__lte=on).order_by("-agreed_on", "-pk")


class WorkPlan(models.Model):
    """What group and regulator agree on for the time of development; a changed plan is agreed anew, as a new row."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="work_plans")
    standard_due_on = models.DateField("occupational standard and EPA plan due")
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WorkPlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("group", "pk")
        constraints = [
            models.UniqueConstraint(
                name="work_plan_one_proposed_a_group",
                fields=["group"],
                condition=Q(agreed_on=None),
                violation_error_message="A work plan is proposed already",
            ),
        ]

    def __str__(self) -> str:
        return f"Work plan of {self.group_id} to {self.standard_due_on}"


class Milestone(models.Model):
    """One dated step of a work plan."""

    work_plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"{self.title}, due {self.due_on}"
