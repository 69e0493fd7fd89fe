"""What a dossier may tell and no table keeps yet: an import refuses it, and does not lose it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oversight.dossier.errors import DossierError

ASKED = ("asked_on", "asked_by", "declined_on")
NOT_KEPT = {
    *("users", "officials", "absences", "enquiry", "cases", "motions", "queries", "travel_claims", "hand_overs"),
    *("briefings", "mentorings", "invitations", "participations", "notices", "risk_notes", "extensions"),
    "group.membership_submissions",
    *(f"group.work_plans.{name}" for name in ("proposed_on", "proposed_side", "publish_due_on", "milestones")),
    *(f"group.{part}.{name}" for part in ("justifications", "mitigations") for name in ASKED),
    "group.concerns.responded_on",
    *(f"memberships.{name}" for name in ("returned_on", "mended_on", "decided_on")),
    "declarations.interests.revised_on",
    *(f"submissions.{name}" for name in ("recommended_by", "hand_ins")),
    *(f"meetings.{name}" for name in ("planned_on", "announced_on", "called_off_on", "replies", "actions")),
    *(f"meetings.{name}" for name in ("minutes_shown_on", "minutes_agreed_on")),
}


def check_kept(dossier: dict[str, Any]) -> None:
    """Raises DossierError for the first thing that an import would lose."""
    for name, path, value in _everything(dossier):
        if name in NOT_KEPT and value not in (None, []):
            raise DossierError(path, "an import cannot keep this yet")
    for place, meeting in enumerate(dossier.get("meetings") or []):
        if meeting["held_on"] is None:
            raise DossierError(f"$.meetings[{place}]", "an import cannot keep a meeting that was not held yet")


def _everything(value: Any, name: str = "", path: str = "$") -> Iterator[tuple[str, str, Any]]:
    """Each part: its name without places, its path, and what it is."""
    if isinstance(value, dict):
        for key, part in value.items():
            own = f"{name}.{key}" if name else key
            yield own, f"{path}.{key}", part
            yield from _everything(part, own, f"{path}.{key}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _everything(part, name, f"{path}[{place}]")
