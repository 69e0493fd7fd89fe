"""A group, and the membership it puts to the regulator."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Role
from groups.enums import Origin, Outcome
from guidance.stage import Stage
from portal.calendar import add_months
from portal.constraints import paired
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class GroupQuerySet(models.QuerySet["Group"]):
    def supported(self, on: date) -> GroupQuerySet:
        """Those whose support is not withdrawn by that day, approved or not."""
        return self.exclude(support_withdrawn_on__lte=on)

    def published(self, on: date) -> GroupQuerySet:
        """Those in the public list on that day: from the approval of their membership until support is withdrawn."""
        return self.filter(membership_approved_on__lte=on).exclude(support_withdrawn_on__lte=on)

    def with_public_page(self, on: date) -> GroupQuerySet:
        """Those, and whose page still says that support was withdrawn: `WITHDRAWN_PAGE_MONTHS` (last day included)."""
        first_day = add_months(on, -settings.WITHDRAWN_PAGE_MONTHS)
        return self.filter(membership_approved_on__lte=on).exclude(support_withdrawn_on__lt=first_day)


class Group(models.Model):
    """A trailblazer group: employers who together develop an occupational standard."""

    reference = models.CharField(max_length=8, unique=True)
    name = WideCharField(max_length=200)
    occupation = models.ForeignKey("occupations.Occupation", models.PROTECT, related_name="groups")
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SELF_FORMED)
    first_contact_on = models.DateField("first contact")
    charges_fee = models.BooleanField("charges an admission or membership fee", null=True)
    capacity_confirmed_on = models.DateField(null=True, blank=True)
    drafting_responsibility_confirmed_on = models.DateField(null=True, blank=True)
    details_confirmed_on = models.DateField(null=True, blank=True)
    apprenticeship_count = models.PositiveBigIntegerField("apprenticeships developed or maintained", default=1)
    occupation_confirmed_on = models.DateField(null=True, blank=True)
    membership_approved_on = models.DateField(null=True, blank=True)
    support_withdrawn_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    details_reminded_on = models.DateField(null=True, blank=True)  # that the confirmation of the details ends
    details_overdue_told_on = models.DateField(null=True, blank=True)

    roles: frozenset[Role]  # of the user, where groups.access brought it
    stage: str  # as stored, where a query brought it; on pages of one group as it is assessed

    objects = GroupQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["changed_at", "details_reminded_on", "details_overdue_told_on"])

    class Meta:
        ordering = ("reference",)
        constraints = [
            models.CheckConstraint(
                name="group_reference_is_two_letters_and_digits", condition=Q(reference__regex=r"^[A-Z]{2}[0-9]{4,6}$")
            ),
        ]
        indexes = [models.Index(fields=["changed_at"]), models.Index(fields=["first_contact_on", "id"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.reference})"

    def get_absolute_url(self) -> str:
        return reverse("overview:group", args=[self.pk])

    def get_public_url(self) -> str:
        """The page for everybody; there for groups `with_public_page`."""
        return reverse("public_pages:group", args=[self.reference])

    @property
    def public_until(self) -> date | None:
        """The last day on which the page for everybody says that support was withdrawn; None while it is not."""
        ended_on = self.support_withdrawn_on
        return add_months(ended_on, settings.WITHDRAWN_PAGE_MONTHS) if ended_on else None

    @property
    def is_supported(self) -> bool:
        """Support was not withdrawn."""
        return self.support_withdrawn_on is None

    @property
    def stage_name(self) -> str:
        """The stage in words, for groups brought with it; empty where none is stored yet."""
        return str(Stage(self.stage).label) if self.stage else ""

    @property
    def says_how_it_runs(self) -> bool:
        """Whether the number of apprenticeships is an answer: until somebody answers, it stands at one."""
        return self.charges_fee is not None or self.apprenticeship_count != 1


class MembershipSubmission(models.Model):
    """The group put its membership to the regulator; decided once."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="membership_submissions")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reasons = models.TextField(blank=True, max_length=4000)
    history = HistoricalRecords()

    class Meta:
        ordering = ("submitted_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="membership_submission_one_open_a_group", fields=["group"], condition=Q(decided_at=None)
            ),
            paired("membership_submission_submitted_pair", "submitted_at", "submitted_by"),
            paired("membership_submission_decided_pair", "decided_at", "decided_by"),
            models.CheckConstraint(
                name="membership_submission_outcome_when_decided",
                condition=Q(decided_at=None, outcome="") | Q(decided_at__isnull=False, outcome__in=Outcome.values),
            ),
            models.CheckConstraint(
                name="membership_submission_returned_with_reasons",
                condition=~Q(outcome=Outcome.RETURNED) | ~Q(reasons=""),
                violation_error_message="Say why you return the membership",
            ),
        ]

    def __str__(self) -> str:
        return f"Membership of {self.group_id} submitted {self.submitted_at:%Y-%m-%d}"
