"""Invitations to serve on a group."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from guidance.vocabulary import AdviserKind, MembershipKind
from members.models.memberships import Membership
from members.models.people import Organisation
from portal.constraints import paired
from portal.history import HistoricalRecords


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor revoked (perhaps expired: it can be sent again)."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """The chair asks a person to serve; not a membership until that person accepts."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=MembershipKind, default=MembershipKind.EMPLOYER)
    adviser_kind = models.CharField("kind of adviser", max_length=20, choices=AdviserKind, blank=True)
    name = models.CharField("full name", max_length=200)
    email = models.EmailField("email address", max_length=254)
    job_title = models.CharField(max_length=200)
    phone = models.CharField("telephone number", max_length=40, blank=True, default="", db_default="")
    job_description = models.TextField(max_length=4000, blank=True, default="", db_default="")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    nonce = models.CharField(max_length=32)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    membership = models.OneToOneField(Membership, models.PROTECT, null=True, blank=True, related_name="invitation")
    answers = models.JSONField(default=dict, blank=True)  # what the person typed so far; emptied on acceptance

    objects = InvitationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["nonce", "answers"])

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                name="invitation_email_is_lower_case",
                condition=Q(email=Lower("email")),
                violation_error_message="Enter the email address in lower case",
            ),
            models.UniqueConstraint(
                name="invitation_one_waiting_a_group_and_address",
                fields=["group", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                violation_error_message="This person has an invitation already",
            ),
            paired("invitation_revoked_pair", "revoked_at", "revoked_by"),
            models.CheckConstraint(
                name="invitation_accepted_or_revoked", condition=Q(accepted_at=None) | Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="invitation_membership_when_accepted",
                condition=Q(accepted_at=None, membership=None) | Q(accepted_at__isnull=False, membership__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk} to {self.group_id}"

    def expires_at(self) -> datetime:
        return self.sent_at + timedelta(days=settings.LINK_VALID_DAYS)

    def has_expired(self, now: datetime) -> bool:
        return now > self.expires_at()
