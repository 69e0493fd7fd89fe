"""Organisations, people, who serves on which group, and what each agreed to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.enums import OfficialRole
from groups.enums import Region, Sector, SizeBand
from members.enums import (
    DELIVERS_BY_KIND,
    AdviserKind,
    Approval,
    ConsentCode,
    Delivers,
    EndReason,
    EngagementKind,
    Experience,
    Expertise,
    MembershipKind,
    OrganisationKind,
    StatementCode,
)
from portal.constraints import paired
from portal.fields import WideCharField


def _key_range(field: str) -> tuple[Func, str]:
    """One key as a range, so that an exclusion constraint needs no extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS


def _served() -> tuple[Func, str]:
    """From the first day served to the first day no longer served."""
    return Func(F("started_on"), F("ended_on"), Value("[)"), function="daterange"), RangeOperators.OVERLAPS


def _ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
        violation_error_message="The end date must be on or after the start date",
    )


class DatedQuerySet(models.QuerySet):
    """Dated rows: served from `started_on`; `ended_on` is the first day no longer served."""

    def current(self, on: date) -> DatedQuerySet:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)


class Organisation(models.Model):
    name = WideCharField(max_length=200)
    kind = models.CharField("type", max_length=20, choices=OrganisationKind, default=OrganisationKind.EMPLOYER)
    employs_in_occupation = models.BooleanField(default=False)
    delivers = ArrayField(models.CharField(max_length=8, choices=Delivers), default=list, blank=True)
    may_profit = models.BooleanField("may profit from the group’s apprenticeship", default=False)
    size = models.CharField(max_length=6, choices=SizeBand, blank=True)
    sector = models.CharField("main business activity", max_length=1, choices=Sector, blank=True)
    region = models.CharField("head office", max_length=24, choices=Region, blank=True)
    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(Lower("name"), name="organisation_name_lower")]

    def __str__(self) -> str:
        return self.name

    @property
    def all_delivered(self) -> set[str]:
        """What it says it delivers and what its kind implies."""
        implied = DELIVERS_BY_KIND.get(OrganisationKind(self.kind))
        return {*self.delivers, *([implied] if implied else [])}

    @property
    def deeds(self) -> list[str]:
        """What it does that a group may have to know, in words."""
        told = [str(label) for value, label in Delivers.choices if value in self.all_delivered]
        told += ["May profit from the group’s apprenticeship"] if self.may_profit else []
        return told + (["Employs people in the occupation"] if self.employs_in_occupation else [])


class Person(models.Model):
    """A human being of one or more groups; `user` is how they sign in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person")
    name = WideCharField(max_length=200)
    email = models.EmailField(null=True, blank=True, unique=True)
    phone = WideCharField(max_length=40, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="person_email_is_lower_case", condition=Q(email=None) | Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(DatedQuerySet):
    def current(self, on: date) -> MembershipQuerySet:
        return super().current(on).exclude(approval=Approval.DECLINED)  # type: ignore[return-value]

    def employers(self) -> MembershipQuerySet:
        return self.filter(kind=MembershipKind.EMPLOYER)


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

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            _ends_after_start("membership_ends_on_or_after_start"),
            ExclusionConstraint(
                name="membership_one_at_a_time_a_person_and_group",
                index_type="GIST",
                expressions=[_key_range("group"), _key_range("person"), _served()],
                condition=~Q(approval=Approval.DECLINED),
                violation_error_message="This person is a member of the group already",
            ),
        ]
        indexes = [models.Index(fields=["group", "started_on"])]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.group_id} from {self.started_on}"

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.group_id, self.pk])

    @property
    def expertise_names(self) -> list[str]:
        return [str(Expertise(area).label) for area in self.expertise]


class LedgerEntry(models.Model):
    """Given on a day, perhaps withdrawn on a later one; with the version of the words that were shown."""

    wording_version = models.CharField(max_length=40, blank=True)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Statement(LedgerEntry):
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="statements")
    code = WideCharField(max_length=40, choices=StatementCode)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_withdrawn_on_or_after_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} by membership {self.membership_id}"


class Consent(LedgerEntry):
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="consents")
    code = WideCharField(max_length=40, choices=ConsentCode)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_on_or_after_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} by membership {self.membership_id}"


class ChairAppointment(models.Model):
    """A chair or co-chair of a group, with the confirmations that the guidance asks of a chair."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="chairs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="chairs")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    confirmed_no_interest_on = models.DateField(null=True, blank=True)
    publication_agreed_on = models.DateField(null=True, blank=True)
    publication_withdrawn_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            _ends_after_start("chair_appointment_ends_on_or_after_start"),
            models.CheckConstraint(
                name="chair_appointment_publication_withdrawn_after_agreed",
                condition=Q(publication_withdrawn_on=None)
                | Q(publication_withdrawn_on__gte=F("publication_agreed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Chair {self.person_id} of {self.group_id} from {self.started_on}"


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


class GroupOfficialQuerySet(DatedQuerySet):
    def at_hand(self, on: date) -> GroupOfficialQuerySet:
        """Those who lead a group on that day and can act: accounts that work, of product managers."""
        leading = self.current(on)
        return leading.filter(user__is_active=True, user__official_role=OfficialRole.PRODUCT_MANAGER)  # type: ignore[return-value]


class GroupOfficial(models.Model):
    """The product manager who leads the regulator's support for a group, dated."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="officials")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="groups_led")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = GroupOfficialQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            _ends_after_start("group_official_ends_on_or_after_start"),
            ExclusionConstraint(
                name="group_official_one_at_a_time",
                index_type="GIST",
                expressions=[_key_range("group"), _served()],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} leads {self.group_id} from {self.started_on}"


class Engagement(models.Model):
    """Advice that the group sought from a body outside it."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="engagements")
    kind = models.CharField("who advised", max_length=20, choices=EngagementKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="engagements")
    held_on = models.DateField("date")
    summary = models.TextField("what was asked and answered", max_length=4000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} advised {self.group_id} on {self.held_on}"


class RequestedMemberQuerySet(models.QuerySet["RequestedMember"]):
    def open(self, on: date) -> RequestedMemberQuerySet:
        """Asked for by that day and not yet added on it."""
        return self.filter(Q(met_on=None) | Q(met_on__gt=on), requested_on__lte=on)


class RequestedMember(models.Model):
    """A member whom the regulator asks the group to add, as a condition of agreeing its occupation proposal."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="requested_members")
    description = models.TextField("who is asked for", max_length=4000)
    requested_on = models.DateField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    met_on = models.DateField("added on", null=True, blank=True)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="requests_met")

    objects = RequestedMemberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("requested_on", "pk")
        constraints = [
            models.CheckConstraint(name="requested_member_is_described", condition=~Q(description="")),
        ]

    def __str__(self) -> str:
        return f"Member asked of {self.group_id} on {self.requested_on}"
