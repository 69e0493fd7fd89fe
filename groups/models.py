"""Enquiries, groups and what a group says of itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from groups.enums import ConcernKind, Dimension, EnquiryState, Origin, Outcome, Stage
from portal.calendar import add_months

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

PROPOSAL_DUE_MONTHS = 6  # shown on lists; the rule itself is a parameter of the policy in force


def _paired(name: str, at: str, by: str) -> models.CheckConstraint:
    """A moment and the person who acted are known together, or neither is."""
    together = Q(**{f"{at}__isnull": True, f"{by}__isnull": True}) | Q(
        **{f"{at}__isnull": False, f"{by}__isnull": False}
    )
    return models.CheckConstraint(name=name, condition=together)


class GroupQuerySet(models.QuerySet["Group"]):
    def with_stage(self) -> GroupQuerySet:
        """Annotate `stage`, in the same statement, however many groups."""
        submissions = MembershipSubmission.objects.filter(group=OuterRef("pk"))
        is_open = Exists(submissions.filter(decided_at=None))
        was_returned = Exists(submissions.filter(outcome=Outcome.RETURNED))
        return self.annotate(
            stage=Case(
                When(membership_approved_on__isnull=False, then=Value(Stage.APPROVED)),
                When(is_open, then=Value(Stage.SUBMITTED)),
                When(was_returned, then=Value(Stage.RETURNED)),
                default=Value(Stage.REGISTERING),
            )
        )

    def at_stage(self, stage: str) -> GroupQuerySet:
        """Those whose stage it is; said as joins, which the database plans better than the computed stage."""
        approved = Q(membership_approved_on__isnull=False)
        is_open = Q(pk__in=MembershipSubmission.objects.filter(decided_at=None).values("group"))
        returned = Q(pk__in=MembershipSubmission.objects.filter(outcome=Outcome.RETURNED).values("group"))
        conditions = {
            Stage.APPROVED: approved,
            Stage.SUBMITTED: ~approved & is_open,
            Stage.RETURNED: ~approved & ~is_open & returned,
            Stage.REGISTERING: ~approved & ~is_open & ~returned,
        }
        return self.filter(conditions[Stage(stage)])


class Group(models.Model):
    """A trailblazer group: employers who together develop an occupational standard."""

    reference = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    occupation = models.ForeignKey("occupations.Occupation", models.PROTECT, related_name="groups")
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SELF_FORMED)
    first_contact_on = models.DateField("first contact")
    charges_fee = models.BooleanField("charges an admission or membership fee", null=True)
    capacity_confirmed_on = models.DateField(null=True, blank=True)
    drafting_responsibility_confirmed_on = models.DateField(null=True, blank=True)
    details_confirmed_on = models.DateField(null=True, blank=True)
    apprenticeship_count = models.PositiveSmallIntegerField("apprenticeships developed or maintained", default=1)
    occupation_confirmed_on = models.DateField(null=True, blank=True)
    membership_approved_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = GroupQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["changed_at"])

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
        return reverse("groups:detail", args=[self.pk])

    @property
    def stage_name(self) -> str:
        """The stage in words; for groups brought by `with_stage`."""
        return Stage(self.stage).label  # type: ignore[attr-defined]

    @property
    def proposal_due_on(self) -> date:
        """The last day for the occupation proposal: six months after first contact (“Withdrawing support”)."""
        return add_months(self.first_contact_on, PROPOSAL_DUE_MONTHS)


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
            _paired("membership_submission_submitted_pair", "submitted_at", "submitted_by"),
            _paired("membership_submission_decided_pair", "decided_at", "decided_by"),
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
            _paired("enquiry_decided_pair", "decided_at", "decided_by"),
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


class EmployerPopulation(models.Model):
    """Who employs people in the occupation: shares by size, sector and region, with a source."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="population")
    source = models.CharField("where the figures come from", max_length=500)
    recorded_on = models.DateField()
    history = HistoricalRecords()

    shares: RelatedManager[PopulationShare]

    def __str__(self) -> str:
        return f"Employer population of {self.group_id}"


class PopulationShare(models.Model):
    """The share (0 to 1) of the occupation's employers that fall in one category."""

    population = models.ForeignKey(EmployerPopulation, models.CASCADE, related_name="shares")
    dimension = models.CharField(max_length=6, choices=Dimension)
    category = models.CharField(max_length=24)
    share = models.DecimalField(max_digits=9, decimal_places=8)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="population_share_once_a_category", fields=["population", "dimension", "category"]
            ),
            models.CheckConstraint(name="population_share_is_a_share", condition=Q(share__gte=0, share__lte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.category}: {self.share}"


class Justification(models.Model):
    """Why an expected rule may be passed; asked for by the chair, accepted by an official."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="justifications")
    rule = models.CharField(max_length=60)
    reason = models.TextField(max_length=4000)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, max_length=4000)
    history = HistoricalRecords()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="justification_decided_once", condition=Q(accepted_on=None) | Q(declined_on=None)
            ),
            models.CheckConstraint(
                name="justification_declined_with_answer", condition=Q(declined_on=None) | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"Justification of {self.rule} by {self.group_id}"

    @property
    def is_open(self) -> bool:
        return self.accepted_on is None and self.declined_on is None


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


class ConcernQuerySet(models.QuerySet["Concern"]):
    def current(self, on: date) -> ConcernQuerySet:
        """Opened by that day and not yet closed on it."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class Concern(models.Model):
    """An official has reason to doubt that support can go on; the guidance's reasons that no date or count can show."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=28, choices=ConcernKind)
    reason = models.TextField(max_length=4000)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField("what came of it", blank=True, max_length=4000)

    objects = ConcernQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("opened_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="concern_closed_on_or_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="The end date must be on or after the start date",
            ),
            models.CheckConstraint(name="concern_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.group_id} since {self.opened_on}"
