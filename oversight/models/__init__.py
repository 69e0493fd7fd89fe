"""What the regulator sees and decides of groups: stored answers, mitigations, withdrawal, previews of a policy."""

from oversight.models.mitigations import Mitigation, MitigationQuerySet
from oversight.models.previews import (
    PolicyPreview,
    PolicyPreviewQuerySet,
    PreviewChange,
    PreviewPart,
    PreviewPartQuerySet,
)
from oversight.models.risk_notes import RiskNote
from oversight.models.snapshots import SNAPSHOT_FIELDS, Snapshot, SnapshotQuerySet, SweptDay, Tally
from oversight.models.stored import (
    Assessment,
    Finding,
    FindingQuerySet,
    RiskFlag,
    RiskFlagQuerySet,
    with_stored_stage,
)
from oversight.models.sweeps import SweepPart, SweepPartQuerySet
from oversight.models.withdrawals import WithdrawalCase, WithdrawalCaseQuerySet

__all__ = [
    "SNAPSHOT_FIELDS",
    "Assessment",
    "Finding",
    "FindingQuerySet",
    "Mitigation",
    "MitigationQuerySet",
    "PolicyPreview",
    "PolicyPreviewQuerySet",
    "PreviewChange",
    "PreviewPart",
    "PreviewPartQuerySet",
    "RiskFlag",
    "RiskFlagQuerySet",
    "RiskNote",
    "Snapshot",
    "SnapshotQuerySet",
    "SweepPart",
    "SweepPartQuerySet",
    "SweptDay",
    "Tally",
    "WithdrawalCase",
    "WithdrawalCaseQuerySet",
    "with_stored_stage",
]
