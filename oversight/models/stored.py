"""What is stored of assessments, which lists read and a gate never does; derived, so it keeps no history of its own."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from groups.models import GroupQuerySet
from guidance.duties.answer import Turn
from guidance.duties.urgency import GroupUrgency
from guidance.stage import Stage
from guidance.vocabulary import GateCode, RiskCode, RiskLevel, Status

TURNS = [
    (Turn.GROUP.value, "The group’s"),
    (Turn.REGULATOR.value, "Skills England’s"),
    (Turn.BOTH.value, "Both"),
    (Turn.NOBODY.value, "Nobody’s"),
]


class Assessment(models.Model):
    """The last answer about a group. The exceptions stand beside it as `Finding` rows of the same group."""

    group = models.OneToOneField("groups.Group", models.CASCADE, related_name="assessment")
    policy = models.CharField(max_length=40)
    as_at = models.DateField("as at", help_text="The day on which this answer was first found")
    stage = models.CharField(max_length=21, choices=Stage, blank=True, db_default="")  # empty until it is assessed anew
    next_gate = models.CharField(max_length=10, choices=GateCode, blank=True)  # empty: nothing is asked
    rules_met = models.PositiveSmallIntegerField()
    rules_counted = models.PositiveSmallIntegerField("rules that count for the next gate")
    blockers = models.PositiveSmallIntegerField("rules that block the next gate")
    risk_level = models.CharField(max_length=9, choices=RiskLevel)
    blocking = ArrayField(models.CharField(max_length=60), help_text="Their codes, sorted", default=list, db_default=[])
    urgency = models.PositiveSmallIntegerField(choices=GroupUrgency, db_default=GroupUrgency.UNDATED)
    overdue = models.PositiveSmallIntegerField("duties past their day", db_default=0)
    turn = models.CharField("whose turn", max_length=9, choices=TURNS, blank=True, db_default="")
    next_due_on = models.DateField("next due", null=True, blank=True)
    next_due_code = models.CharField("what is due next", max_length=30, blank=True, db_default="")
    proposal_due_on = models.DateField("occupation proposal due", null=True, blank=True)  # empty: none is owed
    route = models.ForeignKey(
        "occupations.Route", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    # since when, as far as answers were stored; empty until the group is assessed anew
    stage_since = models.DateField(null=True, blank=True)
    turn_since = models.DateField(null=True, blank=True)
    moved_on = models.DateField(
        null=True, blank=True, help_text="When stage, next gate, level of risk or blockers last changed"
    )
    fingerprint = models.CharField(max_length=64)
    assessed_at = models.DateTimeField(help_text="The group's `changed_at` as it was when it was assessed")

    class Meta:
        constraints = [
            models.CheckConstraint(name="assessment_met_of_counted", condition=Q(rules_met__lte=F("rules_counted"))),
        ]
        indexes = [
            models.Index(fields=["risk_level", "proposal_due_on"]),
            models.Index(fields=["stage", "group"]),
            models.Index(name="assessment_in_order", fields=["urgency", "next_due_on", "group"]),
            models.Index(name="assessment_of_route_in_order", fields=["route", "urgency", "next_due_on", "group"]),
            models.Index(name="assessment_moved", fields=["moved_on", "group"]),
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.group_id} as at {self.as_at}"


def with_stored_stage(groups: GroupQuerySet) -> GroupQuerySet:
    """Annotate `stage` as last stored, empty where a group was never assessed; a withdrawal counts at once."""
    withdrawn = When(support_withdrawn_on__isnull=False, then=Value(Stage.WITHDRAWN.value))
    # under a name that the model declares as an attribute
    return groups.annotate(**{"stage": Case(withdrawn, default=F("assessment__stage"))})


class FindingQuerySet(models.QuerySet["Finding"]):
    def blocking(self) -> FindingQuerySet:
        return self.filter(is_blocker=True)


class Finding(models.Model):
    """A rule not met, or justified, and since when; one row as long as it stays so."""

    GROUP_PATH = None  # written anew by the next assessment
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60)
    status = models.CharField(
        max_length=14, choices=[(code.value, code.label) for code in (Status.NOT_MET, Status.JUSTIFIED)]
    )
    is_blocker = models.BooleanField("blocks the next gate", default=False)
    subject = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="findings")
    args = models.JSONField(default=dict, blank=True)
    sequence = models.PositiveSmallIntegerField(help_text="Its place in the order of the policy's rules")
    since = models.DateField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("group", "sequence", "subject")
        constraints = [
            models.UniqueConstraint(
                name="finding_once_a_group_rule_and_subject", fields=["group", "rule", "subject"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="finding_is_an_exception", condition=Q(status__in=[Status.NOT_MET, Status.JUSTIFIED])
            ),
        ]
        indexes = [models.Index(fields=["rule", "group"])]

    def __str__(self) -> str:
        return f"{self.rule} of {self.group_id}: {self.status}"


class RiskFlagQuerySet(models.QuerySet["RiskFlag"]):
    def open(self) -> RiskFlagQuerySet:
        """Those that stand now."""
        return self.filter(closed_on=None)

    def on(self, day: date) -> RiskFlagQuerySet:
        """Those that stood at the end of that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)


class RiskFlag(models.Model):
    """One of the guidance's reasons for withdrawing support, over the days on which it stood at one level.

    A change of level closes the row and opens another on that day, so that each row tells since when its level holds
    and the rows together tell the whole story. `closed_on` is the first day on which it no longer stood.
    """

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="flags")
    risk = models.CharField(max_length=60, choices=RiskCode)
    level = models.CharField(
        max_length=9, choices=[(level.value, level.label) for level in RiskLevel if level != RiskLevel.NONE]
    )
    due_on = models.DateField("due", null=True, blank=True, help_text="The last day that still keeps the clock")
    args = models.JSONField(default=dict, blank=True)
    opened_on = models.DateField("since")
    assessed_on = models.DateField(help_text="The day of the assessment that brought it up", db_default=Now())
    closed_on = models.DateField(null=True, blank=True)

    objects = RiskFlagQuerySet.as_manager()

    class Meta:
        ordering = ("group", "opened_on", "pk")
        constraints = [
            models.UniqueConstraint(
                name="risk_flag_one_open_a_group_and_risk", fields=["group", "risk"], condition=Q(closed_on=None)
            ),
            models.CheckConstraint(name="risk_flag_says_a_risk", condition=~Q(level=RiskLevel.NONE)),
            models.CheckConstraint(
                name="risk_flag_closes_on_or_after_opening",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk} of {self.group_id}: {self.level} since {self.opened_on}"
