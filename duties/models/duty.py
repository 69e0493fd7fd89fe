"""Duties as they were last answered, for lists; written by the assessment alone."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from duties.enums import Step
from duties.models.reminder import Reminder
from guidance.clocks import is_overdue
from guidance.duties import registry

SEATS = [(seat.value, seat.name.replace("_", " ").capitalize()) for seat in registry.Seat]
URGENCIES = [(urgency.value, urgency.name.capitalize()) for urgency in registry.Urgency]
OPEN = Q(ended_on=None)


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self, on: date) -> DutyQuerySet:
        """Those that are due on that day; what begins within the next days is stored ahead and not among them."""
        return self.filter(OPEN, since__lte=on)

    def overdue(self, on: date) -> DutyQuerySet:
        """Of open ones those whose day is past, and no accepted mitigation excuses them."""
        return self.filter(due_on__lt=on).exclude(excused_until__gte=on)

    def in_order(self, on: date, *, last: str = "") -> DutyQuerySet:
        """What comes first matters most: overdue and urgent, urgent, overdue, then by the day it is due, none last.

        `last` is a code that comes after all others.
        """
        is_overdue = Q(due_on__lt=on) & (Q(excused_until=None) | Q(excused_until__lt=on))
        is_urgent = Q(urgency=registry.Urgency.URGENT)
        rank = Case(
            When(is_overdue & is_urgent, then=Value(0)),
            When(is_urgent, then=Value(1)),
            When(is_overdue, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        is_last = Case(When(code=last, then=Value(1)), default=Value(0), output_field=IntegerField())
        return self.alias(rank=rank, is_last=is_last).order_by(
            "is_last", "rank", F("due_on").asc(nulls_last=True), "since", "pk"
        )

    def with_last_day(self) -> DutyQuerySet:
        """Annotate `last_day`: the last one on which it is not overdue."""
        return self.annotate(last_day=Greatest("due_on", Coalesce("excused_until", "due_on")))

    def with_escalation(self) -> DutyQuerySet:
        """Annotate `escalated_to`, who heard that it is overdue for long, by name, and `escalated_at`, when; None where
        nobody did."""
        escalated = Reminder.objects.filter(duty=OuterRef("pk"), step=Step.ESCALATED, sent_at__isnull=False)
        last = escalated.order_by("-sent_at")
        name = Coalesce("escalated_user__name", "escalated_person__name", output_field=CharField())
        return self.annotate(
            escalated_to=Subquery(last.values_list(name)[:1]), escalated_at=Subquery(last.values("sent_at")[:1])
        )


class Duty(models.Model):
    """One thing that is due: what, of which subject, from which seat, since when and by when.

    No holder is stored: who answers for a seat on a day follows from appointments and absences. `person` and `user` are
    whose it is where the seat is of somebody named. A group's duties have the group; those of an enquiry, of an
    official's absence and of the portal itself have none.
    """

    GROUP_PATH = None  # written anew by the next assessment
    group = models.ForeignKey("groups.Group", models.CASCADE, null=True, blank=True, related_name="duties")
    route = models.ForeignKey("occupations.Route", models.CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=30)
    subject = models.CharField(max_length=60, blank=True, help_text="Kind and key of the row, as membership/12")
    seat = models.CharField(max_length=6, choices=SEATS)
    person = models.ForeignKey("members.Person", models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="duties")
    barred = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    urgency = models.CharField(max_length=1, choices=URGENCIES)
    is_progress = models.BooleanField("decides whose turn it is", default=False)
    since = models.DateField()
    first_due_on = models.DateField(null=True, blank=True, help_text="Before anybody advised that it takes longer")
    due_on = models.DateField("due", null=True, blank=True)
    excused_until = models.DateField(null=True, blank=True, help_text="The last day of an accepted mitigation")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=6, blank=True)
    moves = models.PositiveSmallIntegerField("how often its day moved", default=0, db_default=0)
    args = models.JSONField(default=dict, blank=True)
    stored_at = models.DateTimeField(default=timezone.now)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        ordering = ("group", "pk")
        constraints = [
            models.UniqueConstraint(
                name="duty_one_open_a_group_code_and_subject",
                fields=["group", "code", "subject"],
                condition=OPEN,
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="duty_ends_on_or_after_since", condition=OPEN | Q(ended_on__gte=F("since"))),
            models.CheckConstraint(
                name="duty_says_how_it_ended",
                condition=Q(ended_on=None, ended_by="") | Q(ended_on__isnull=False, ended_by__in=["done", "lapsed"]),
            ),
        ]
        indexes = [
            models.Index(name="duty_open_of_seat", fields=["group", "seat"], condition=OPEN),
            models.Index(name="duty_open_of_person", fields=["person"], condition=OPEN & Q(person__isnull=False)),
            models.Index(name="duty_open_of_user", fields=["user"], condition=OPEN & Q(user__isnull=False)),
            models.Index(
                name="duty_open_of_route",
                fields=["route", "urgency", "due_on"],
                condition=OPEN & Q(route__isnull=False),
            ),
            models.Index(name="duty_open_by_day", fields=["due_on"], condition=OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.group_id} {self.subject}".rstrip()

    @property
    def declared(self) -> registry.Duty:
        return registry.DUTIES[self.code]

    @property
    def is_excused(self) -> bool:
        """Beyond its day, by a mitigation that was accepted."""
        return is_overdue(self.due_on, self.excused_until) if self.excused_until else False

    def is_overdue(self, on: date) -> bool:
        return is_overdue(self.due_on, on, self.excused_until)
