"""Somebody asks for a group: the first contact."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from groups.enums import EnquiryState, EnquiryWish
from groups.models.group import Group
from portal.constraints import paired
from portal.history import HistoricalRecords


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def to_decide(self) -> EnquiryQuerySet:
        return self.filter(state=EnquiryState.RECEIVED)


class Enquiry(models.Model):
    """Somebody asks the regulator to support a group for an occupation: the first contact."""

    reference = models.CharField(max_length=8, unique=True)
    occupation = models.ForeignKey(
        "occupations.Occupation", models.PROTECT, null=True, blank=True, related_name="enquiries"
    )
    proposed_title = models.CharField("name of the occupation", max_length=200, blank=True)
    proposed_level = models.PositiveSmallIntegerField("level", null=True, blank=True)
    route = models.ForeignKey("occupations.Route", models.PROTECT, null=True, blank=True, related_name="enquiries")
    reason = models.TextField("why a group is needed", max_length=4000)
    # where the occupation has a group already
    wish = models.CharField(max_length=7, choices=EnquiryWish, blank=True, default="", db_default="")
    another_reason = models.TextField(
        "why another group is needed", max_length=4000, blank=True, default="", db_default=""
    )
    name = models.CharField("full name", max_length=200)
    email = models.EmailField("email address", max_length=254)
    organisation = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=EnquiryState, default=EnquiryState.UNCONFIRMED)
    nonce = models.CharField(max_length=32)
    sent_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="enquiries")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    allocated_to = models.ForeignKey(  # the official who answers for it from the day it is received
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decision_reason = models.TextField(blank=True, max_length=4000)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="enquiries")

    objects = EnquiryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["nonce"])

    class Meta:
        ordering = ("received_at", "pk")
        verbose_name_plural = "enquiries"
        constraints = [
            paired("enquiry_decided_pair", "decided_at", "decided_by"),
            models.CheckConstraint(
                name="enquiry_names_an_occupation",
                condition=Q(occupation__isnull=False) | ~Q(proposed_title=""),
                violation_error_message="Choose an occupation, or give the name of a new one",
            ),
            models.CheckConstraint(
                name="enquiry_received_when_confirmed",
                condition=Q(state=EnquiryState.UNCONFIRMED) | Q(received_at__isnull=False, user__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_group_when_accepted_or_joined",
                condition=Q(state__in=[EnquiryState.ACCEPTED, EnquiryState.JOINED], group__isnull=False)
                | ~Q(state__in=[EnquiryState.ACCEPTED, EnquiryState.JOINED]),
            ),
            models.CheckConstraint(
                name="enquiry_declined_with_reason",
                condition=~Q(state=EnquiryState.DECLINED) | ~Q(decision_reason=""),
                violation_error_message="Say why you decline the enquiry",
            ),
            models.CheckConstraint(
                name="enquiry_another_group_with_reason",
                condition=Q(wish=EnquiryWish.ANOTHER) & ~Q(another_reason="")
                | Q(wish__in=["", EnquiryWish.JOIN], another_reason=""),
                violation_error_message="Say why the occupation needs another group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("groups:enquiry", args=[self.pk])

    @property
    def title(self) -> str:
        return self.occupation.title if self.occupation else self.proposed_title

    @property
    def level(self) -> int | None:
        return self.occupation.level if self.occupation else self.proposed_level

    def link_expires_at(self) -> datetime:
        return self.sent_at + timedelta(days=settings.LINK_VALID_DAYS)
