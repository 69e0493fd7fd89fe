"""Cases about withdrawing support from a group."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guidance.vocabulary import RiskCode
from oversight.enums import CaseOutcome, MapOutcome
from portal.constraints import paired
from portal.history import HistoricalRecords


def _user() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")


class WithdrawalCaseQuerySet(models.QuerySet["WithdrawalCase"]):
    def open(self) -> WithdrawalCaseQuerySet:
        return self.filter(decided_at=None)

    def to_map(self) -> WithdrawalCaseQuerySet:
        """Support was withdrawn; nobody has yet decided about the occupation's place on the map."""
        return self.filter(outcome=CaseOutcome.WITHDRAW, map_decided_at=None)


class WithdrawalCase(models.Model):
    """An official thinks that support should be withdrawn: raised, discussed with the group, decided, mapped.

    “Your product manager will discuss any issues with you before any decision to withdraw our support made”: no row
    can hold a decision without that talk, nor one that whoever raised the case has made.
    """

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="withdrawal_cases")
    reason = models.CharField(max_length=60, choices=RiskCode)
    evidence = models.TextField(max_length=4000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    discussed_on = models.DateField("day of the talk", null=True, blank=True)
    discussed_with = models.CharField("who took part", blank=True, max_length=500)
    discussion = models.TextField("what was said", blank=True, max_length=4000)
    discussed_by = _user()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _user()
    outcome = models.CharField(max_length=8, choices=CaseOutcome, blank=True)
    decision = models.TextField("reasons for the decision", blank=True, max_length=4000)
    mitigation = models.OneToOneField(
        "oversight.Mitigation", models.PROTECT, null=True, blank=True, related_name="withdrawal_case"
    )
    map_decided_at = models.DateTimeField(null=True, blank=True)
    map_decided_by = _user()
    map_outcome = models.CharField(max_length=7, choices=MapOutcome, blank=True)
    map_reason = models.TextField(blank=True, max_length=4000)

    objects = WithdrawalCaseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ("raised_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="withdrawal_case_one_open_a_group",
                fields=["group"],
                condition=Q(decided_at=None),
                violation_error_message="A case about this group is open already",
            ),
            paired("withdrawal_case_raised_pair", "raised_at", "raised_by"),
            paired("withdrawal_case_decided_pair", "decided_at", "decided_by"),
            paired("withdrawal_case_mapped_pair", "map_decided_at", "map_decided_by"),
            models.CheckConstraint(name="withdrawal_case_has_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="withdrawal_case_discussed_whole",
                condition=Q(discussed_on=None, discussed_by=None, discussed_with="", discussion="")
                | Q(discussed_on__isnull=False, discussed_by__isnull=False) & ~Q(discussed_with="") & ~Q(discussion=""),
            ),
            models.CheckConstraint(
                name="withdrawal_case_discussed_before_decided",
                condition=Q(decided_at=None) | Q(discussed_on__isnull=False),
                violation_error_message="Discuss it with the group before you decide",
            ),
            models.CheckConstraint(
                name="withdrawal_case_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("raised_by")),
                violation_error_message="Somebody other than the person who raised the case decides it",
            ),
            models.CheckConstraint(
                name="withdrawal_case_outcome_when_decided",
                condition=Q(decided_at=None, outcome="")
                | Q(decided_at__isnull=False, outcome__in=CaseOutcome.values) & ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="withdrawal_case_mitigation_where_so_decided",
                condition=Q(outcome=CaseOutcome.MITIGATE, mitigation__isnull=False)
                | ~Q(outcome=CaseOutcome.MITIGATE) & Q(mitigation=None),
            ),
            models.CheckConstraint(
                name="withdrawal_case_mapped_after_withdrawal",
                condition=Q(map_decided_at=None, map_outcome="")
                | Q(map_outcome__in=MapOutcome.values, outcome=CaseOutcome.WITHDRAW) & ~Q(map_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Case about {self.group_id}: {self.reason}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
