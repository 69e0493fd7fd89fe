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


RISK_COLOURS = {RiskLevel.AT_RISK: "red", RiskLevel.WATCH: "yellow", RiskLevel.MITIGATED: "blue"}


class CaseOutcome(models.TextChoices):
    """How a case about withdrawing support ends."""

    CONTINUE = "continue", "Support continues"
    MITIGATE = "mitigate", "Support continues, with mitigating circumstances until a day"
    WITHDRAW = "withdraw", "Support is withdrawn"


class MapOutcome(models.TextChoices):
    """What becomes of the occupation's place on the map once support is withdrawn."""

    REMAINS = "remains", "It stays on the occupational map"
    REMOVED = "removed", "It is taken off the occupational map"


class RiskCode(models.TextChoices):
    """The guidance's reasons for withdrawing support, in the order in which they are told."""

    PROPOSAL_LATE = "risk.proposal_late", "Occupation proposal late"
    STANDARD_LATE = "risk.standard_late", "Occupational standard or EPA plan late"
    REPRESENTATION_LOST = "risk.representation_lost", "No longer representative of employers"
    POLICY_NONCOMPLIANCE = "risk.policy_noncompliance", "Does not comply with policy"
    QUALITY = "risk.quality", "No prospect of meeting the quality criteria"
    REFUSES_COLLABORATION = "risk.refuses_collaboration", "Refuses to work with other employers"
    ALTERNATIVE_APPRENTICESHIP = "risk.alternative_apprenticeship", "Another apprenticeship meets the need"
