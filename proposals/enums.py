"""Choices of what a group submits."""

from django.db import models


class SubmissionKind(models.TextChoices):
    PROPOSAL = "proposal", "Occupation proposal"
    STANDARD = "standard", "Occupational standard"
    EPA_PLAN = "epa_plan", "End-point assessment plan"
    REVISION = "revision", "Revision"


class SubmissionOutcome(models.TextChoices):
    AGREED = "agreed", "Agreed"
    RETURNED = "returned", "Returned with comments"
    DECLINED = "declined", "Declined"
