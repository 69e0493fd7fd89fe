"""Choices of findings, gates and risks, in the words of the guidance."""

from django.db import models


class Severity(models.TextChoices):
    """The guidance's own verb."""

    MUST = "must", "Must"
    EXPECTED = "expected", "Expected"
    ADVISED = "advised", "Advised"


class Status(models.TextChoices):
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    JUSTIFIED = "justified", "Justified"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class GateCode(models.TextChoices):
    """A step that findings can block, in the order in which a group takes them."""

    MEMBERSHIP = "membership", "Approval of the membership"
    PROPOSAL = "proposal", "Occupation proposal"
    AGREEMENT = "agreement", "Agreement of the proposal"
    STANDARD = "standard", "Occupational standard"
    REVISION = "revision", "Revision"


class RiskLevel(models.TextChoices):
    """From the least to the worst."""

    NONE = "none", "No risk"
    MITIGATED = "mitigated", "Mitigated"
    WATCH = "watch", "Watch"
    AT_RISK = "at_risk", "At risk"
