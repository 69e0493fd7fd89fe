"""What a group submits, version by version, and what is said and decided about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from guidance.documents import DAYS, SubmissionDates, SubmissionState, state_on
from guidance.vocabulary import SubmissionKind
from portal.calendar import today
from portal.constraints import paired
from portal.history import HistoricalRecords
from proposals.enums import STATE_COLOURS, DecisionOutcome, Scheme, Step, SubmissionOutcome
from proposals.models.files import document_path
from proposals.models.states import SubmissionQuerySet

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Submission(models.Model):
    """An occupation proposal, standard, EPA plan or revision; of several of a kind the one made last is the newest."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=8, choices=SubmissionKind)
    begun_on = models.DateField(
        "drafting began", null=True, blank=True, help_text="Empty where that came from outside the portal, unsaid"
    )
    frozen_on = models.DateField("newest version fixed", null=True, blank=True)
    agreed_by_employers_on = models.DateField(
        null=True, blank=True, help_text="The employers agreed the exact version to be submitted"
    )
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recommended_on = models.DateField(null=True, blank=True)
    condition_on = models.DateField("agreed on a condition", null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=SubmissionOutcome, blank=True)
    resubmit_by = models.DateField("to be submitted again by", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()
    history = HistoricalRecords()

    agreement: object  # of the employers, in sentences, where a page brings it

    versions: RelatedManager[Version]
    decisions: RelatedManager[Decision]
    comments: RelatedManager[ReviewComment]
    hand_ins: Any  # with HandInQuerySet's own

    class Meta:
        ordering = ("group", "pk")
        constraints = [
            paired("submission_withdrawn_pair", "withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(
                name="submission_withdrawn_on_its_day", condition=Q(withdrawn_at=None) | Q(withdrawn_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.group_id}"

    def get_absolute_url(self) -> str:
        return reverse("proposals:detail", args=[self.group_id, self.pk])

    @property
    def newest(self) -> Version | None:
        """The version that counts; none where the submission came in a dossier."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    @property
    def recommendation(self) -> Decision | None:
        return next((decision for decision in self.decisions.all() if decision.step == Step.RECOMMENDATION), None)

    @property
    def decision(self) -> Decision | None:
        """The newest one of the official who decides."""
        return next((past for past in reversed(list(self.decisions.all())) if past.step == Step.DECISION), None)

    @property
    def dates(self) -> SubmissionDates:
        """What its state follows from."""
        return SubmissionDates(self.kind, self.outcome, *(getattr(self, name) for name in DAYS))

    @property
    def state(self) -> SubmissionState:
        """As it is today."""
        return self.state_on(today())

    def state_on(self, on: date) -> SubmissionState:
        """As it is on that day."""
        return state_on(self.dates, on)[0]

    @property
    def colour(self) -> str:
        return STATE_COLOURS[self.state]


class Version(models.Model):
    """One numbered text of a submission; once frozen it never changes, and `fingerprint` says what was agreed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()  # counts on through every submission of that kind
    content = models.JSONField(default=dict, blank=True)  # text by key of section
    document = models.FileField(upload_to=document_path, blank=True, max_length=200)
    document_name = models.CharField(max_length=120, blank=True)
    document_digest = models.CharField(max_length=64, blank=True)
    document_bytes = models.PositiveIntegerField(default=0)
    evidence = models.JSONField("funding evidence fixed with it", null=True, blank=True)  # see rules.evidence.copied
    evidence_on = models.DateField("funding evidence as at", null=True, blank=True)
    scheme = models.PositiveSmallIntegerField(
        "what the fingerprint covers", choices=Scheme, default=Scheme.TEXT, db_default=Scheme.TEXT
    )
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    motion = models.OneToOneField(  # the newest one by which the employers were asked to agree this version
        "meetings.Motion", models.PROTECT, null=True, blank=True, related_name="version"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ("submission", "number")
        constraints = [
            models.UniqueConstraint(name="version_number_once_a_submission", fields=["submission", "number"]),
            models.UniqueConstraint(
                name="version_one_draft_a_submission", fields=["submission"], condition=Q(frozen_at=None)
            ),
            paired("version_frozen_pair", "frozen_at", "frozen_by"),
            models.CheckConstraint(
                name="version_put_to_the_vote_when_frozen", condition=Q(motion=None) | Q(frozen_at__isnull=False)
            ),
            models.CheckConstraint(
                name="version_fingerprint_when_frozen",
                condition=Q(frozen_at=None, fingerprint="") | Q(frozen_at__isnull=False) & ~Q(fingerprint=""),
            ),
            models.CheckConstraint(
                name="version_evidence_fixed_with_its_day",
                condition=Q(evidence__isnull=True, evidence_on=None)
                | Q(evidence__isnull=False, evidence_on__isnull=False, frozen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="version_fingerprint_covers_evidence_that_is_there",
                condition=Q(scheme=Scheme.TEXT) | Q(scheme=Scheme.WITH_EVIDENCE, evidence__isnull=False),
            ),
            models.CheckConstraint(
                name="version_document_whole",
                condition=Q(document="", document_digest="") | ~Q(document="") & ~Q(document_digest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of submission {self.submission_id}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def agrees_evidence(self) -> bool:
        """Whether the employers agree the funding evidence with it; an older version has at most a later copy."""
        return self.scheme == Scheme.WITH_EVIDENCE

    @property
    def short_fingerprint(self) -> str:
        return self.fingerprint[:12]


class ReviewComment(models.Model):
    """A remark on a section (or on the whole), by an official or by the group."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=20, blank=True)
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            paired("review_comment_resolved_pair", "resolved_at", "resolved_by"),
            models.CheckConstraint(name="review_comment_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Comment on submission {self.submission_id}"


class Decision(models.Model):
    """What the product manager recommends, or what the official who decides has decided, with reasons."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    step = models.CharField(max_length=14, choices=Step)
    outcome = models.CharField(max_length=12, choices=DecisionOutcome)
    reasons = models.TextField(blank=True, max_length=8000)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="decision_one_recommendation_a_submission",
                fields=["submission"],
                condition=Q(step=Step.RECOMMENDATION),
            ),
            models.UniqueConstraint(
                name="decision_one_final_a_submission",
                fields=["submission"],
                condition=Q(step=Step.DECISION) & ~Q(outcome=DecisionOutcome.ON_CONDITION),
            ),
            models.UniqueConstraint(
                name="decision_one_condition_a_submission",
                fields=["submission"],
                condition=Q(step=Step.DECISION, outcome=DecisionOutcome.ON_CONDITION),
            ),
            models.CheckConstraint(
                name="decision_with_reasons",
                condition=Q(outcome=DecisionOutcome.AGREED) | ~Q(reasons=""),
                violation_error_message="Give the reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} on submission {self.submission_id}: {self.outcome}"
