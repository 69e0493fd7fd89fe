"""Questions of a group to its product manager, and of the product manager to the group."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CharField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from groups.enums import QUERY_COLOURS, QueryState, Side
from groups.models.group import Group
from guidance.clocks import extended, is_overdue
from portal.constraints import paired
from portal.history import HistoricalRecords


class QueryQuerySet(models.QuerySet["Query"]):
    def waiting(self) -> QueryQuerySet:
        """Neither answered nor closed."""
        return self.filter(answered_at=None, closed_at=None)

    def with_due_day(self) -> QueryQuerySet:
        """Annotate `until`, the last day until which the answer takes as was advised, and `due_by`, when it is due."""
        subject = Concat(Value("query/"), Cast("pk", CharField()))
        until = Max("group__extensions__until", filter=Q(group__extensions__subject=subject))
        return self.annotate(until=until, due_by=Greatest("due_on", until))

    def in_state(self, state: str) -> QueryQuerySet:
        """Brought `with_due_day`."""
        conditions = {
            QueryState.OPEN: Q(answered_at=None, closed_at=None, until=None),
            QueryState.LONGER: Q(answered_at=None, closed_at=None, until__isnull=False),
            QueryState.ANSWERED: Q(answered_at__isnull=False, closed_at=None),
            QueryState.CLOSED: Q(closed_at__isnull=False),
        }
        return self.with_due_day().filter(conditions[QueryState(state)])


class Query(models.Model):
    """A question with an answer due; “aim to provide feedback to queries and drafts within 5 working days, or advise
    where this may take longer”."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="queries")
    side = models.CharField("who asks", max_length=9, choices=Side, default=Side.GROUP, db_default="group")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    subject = models.CharField(max_length=200)
    question = models.TextField("your question", max_length=4000)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField("answer due", help_text="Before anybody advised that it takes longer")
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # written before there were reminders (duties.actions.former)
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)

    objects = QueryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["reminded_at", "overdue_told_at"])

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name_plural = "queries"
        constraints = [
            paired("query_answered_pair", "answered_at", "answered_by"),
            paired("query_closed_pair", "closed_at", "closed_by"),
            models.CheckConstraint(name="query_answered_with_words", condition=Q(answered_at=None) | ~Q(answer="")),
        ]
        indexes = [
            models.Index(name="query_waiting_by_due", fields=["due_on"], condition=Q(answered_at=None, closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"Query {self.pk} of {self.group_id}, due {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("groups:query", args=[self.group_id, self.pk])

    @property
    def state(self) -> QueryState:
        if self.closed_at:
            return QueryState.CLOSED
        if self.answered_at:
            return QueryState.ANSWERED
        return QueryState.LONGER if self.until else QueryState.OPEN

    def extensions(self) -> QuerySet[Any]:
        """That the answer takes longer, each time that somebody advised it (duties.models.Extension)."""
        advised: QuerySet[Any] = self.group.extensions.filter(subject=f"query/{self.pk}")
        return advised

    @cached_property
    def until(self) -> date | None:
        """Until when it takes as was advised last; brought `with_due_day` where there are many."""
        day: date | None = self.extensions().aggregate(until=Max("until"))["until"]
        return day

    @cached_property
    def due_by(self) -> date:
        return extended(self.due_on, [self.until])

    @property
    def is_waiting(self) -> bool:
        return self.state in {QueryState.OPEN, QueryState.LONGER}

    @property
    def colour(self) -> str:
        return QUERY_COLOURS[self.state]

    def is_overdue(self, on: date) -> bool:
        """An answer on the due day is still in time."""
        return self.is_waiting and is_overdue(self.due_by, on)
