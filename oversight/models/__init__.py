"""What the regulator sees and decides of groups: stored answers, mitigations."""

from oversight.models.mitigations import Mitigation, MitigationQuerySet
from oversight.models.stored import Assessment, Finding, FindingQuerySet, RiskFlag, RiskFlagQuerySet, Snapshot

__all__ = [
    "Assessment",
    "Finding",
    "FindingQuerySet",
    "Mitigation",
    "MitigationQuerySet",
    "RiskFlag",
    "RiskFlagQuerySet",
    "Snapshot",
]
