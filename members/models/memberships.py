"""Who serves on which group, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from guidance.vocabulary import AdviserKind, Approval, Experience, Expertise, MembershipKind
from members.enums import EndReason, MemberOutcome
from members.models.people import Organisation, Person
from portal.constraints import paired
from portal.dated import DatedQuerySet, ends_after_start, key_range, served
from portal.fields import WideCharField
from portal.history import HistoricalRecords


class MembershipQuerySet(DatedQuerySet):
    def current(self, on: date) -> Self:
        return super().current(on).exclude(approval=Approval.DECLINED)

    def employers(self) -> MembershipQuerySet:
        return self.filter(kind=MembershipKind.EMPLOYER)

    def to_decide(self, on: date) -> MembershipQuerySet:
        """Employer members who wait for the regulator on that day: submitted, or joined after the group was approved.

        Not those who were returned until the chair submits them again.
        """
        returned = MemberDecision.objects.open_returns().filter(membership=OuterRef("pk"))
        combinable = Q(approval=Approval.DRAFT, group__membership_approved_on__isnull=False) & ~Exists(returned)
        waiting = self.current(on).employers().filter(Q(approval=Approval.SUBMITTED) | combinable)
        return waiting.filter(group__support_withdrawn_on=None)


class Membership(models.Model):
    """One person's term on one group; somebody who returns gets a new row."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=12, choices=MembershipKind, default=MembershipKind.EMPLOYER)
    adviser_kind = models.CharField(max_length=20, choices=AdviserKind, blank=True)
    job_title = WideCharField(max_length=200, blank=True)
    job_description = models.TextField(blank=True, max_length=4000)
    started_on = models.DateField()
    plans_to_serve_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=16, choices=EndReason, blank=True)
    approval = models.CharField(max_length=9, choices=Approval, default=Approval.DRAFT)
    occupation_experience = models.CharField(max_length=7, choices=Experience, blank=True)
    expertise = ArrayField(models.CharField(max_length=24, choices=Expertise), default=list, blank=True)

    # where a page about several members brings it
    is_chair: bool
    is_returned: bool
    declared_on: date | None  # the newest declaration
    interest_count: int  # current ones

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            ends_after_start("membership_ends_on_or_after_start"),
            ExclusionConstraint(
                name="membership_one_at_a_time_a_person_and_group",
                index_type="GIST",
                expressions=[key_range("group"), key_range("person"), served()],
                condition=~Q(approval=Approval.DECLINED),
                violation_error_message="This person is a member of the group already",
            ),
        ]
        indexes = [models.Index(fields=["group", "started_on"])]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.group_id} from {self.started_on}"

    def get_absolute_url(self) -> str:
        return reverse("overview:member", args=[self.group_id, self.pk])

    @property
    def expertise_names(self) -> list[str]:
        return [str(Expertise(area).label) for area in self.expertise]


class MemberDecisionQuerySet(models.QuerySet["MemberDecision"]):
    def open_returns(self) -> MemberDecisionQuerySet:
        """Given back to the chair, and not submitted again."""
        return self.filter(outcome=MemberOutcome.RETURNED, mended_at=None)


class MemberDecision(models.Model):
    """What the regulator decided about one member, and why; a return is closed when the chair submits again."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=MemberOutcome)
    reasons = models.TextField(max_length=4000, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mended_at = models.DateTimeField("submitted again", null=True, blank=True)
    mended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MemberDecisionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="member_decision_says_why",
                condition=Q(outcome=MemberOutcome.APPROVED) | ~Q(reasons=""),
                violation_error_message="Say why",
            ),
            paired("member_decision_mended_pair", "mended_at", "mended_by"),
            models.CheckConstraint(
                name="member_decision_mended_when_returned",
                condition=Q(mended_at=None) | Q(outcome=MemberOutcome.RETURNED),
            ),
            models.UniqueConstraint(
                name="member_decision_one_open_return",
                fields=["membership"],
                condition=Q(outcome=MemberOutcome.RETURNED, mended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Membership {self.membership_id} {self.outcome} on {self.decided_at:%Y-%m-%d}"

    @property
    def is_open_return(self) -> bool:
        return self.outcome == MemberOutcome.RETURNED and self.mended_at is None
