"""A dossier as it was told on a day: without what had not happened yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.duties.loading.lists import Row

# By which day a row of a list is there; rows of any other list always are.
BEGIN = {
    "absences": "recorded_on",
    "cases": "raised_on",
    "chairs": "started_on",
    "concerns": "opened_on",
    "declarations": "declared_on",
    "extensions": "advised_on",
    "hand_ins": "on",
    "hand_overs": "arranged_on",
    "invitations": "sent_on",
    "justifications": "asked_on",
    "membership_submissions": "submitted_on",
    "memberships": "started_on",
    "mentorings": "asked_on",
    "mitigations": "asked_on",
    "motions": "opened_on",
    "officials": "started_on",
    "participations": "asked_on",
    "queries": "asked_on",
    "replies": "on",
    "requested_members": "requested_on",
    "risk_notes": "on",
    "submissions": "begun_on",
    "travel_claims": "claimed_on",
    "votes": "on",
    "work_plans": "proposed_on",
}
# Days that somebody named, and that may be to come.
NAMED = {"due_on", "standard_due_on", "publish_due_on", "closes_on", "planned_on", "takes_place_on", "until"}
FOLLOWS = {"outcome": "decided_on", "recommended_by": "recommended_on"}  # is there with that day


def until(dossier: Row, on: date) -> Row:
    """The dossier of that day; a row of a later day leaves its place empty."""
    return {name: _value(name, value, on.isoformat()) for name, value in dossier.items()}


def _value(name: str, value: Any, on: str) -> Any:
    if isinstance(value, dict):
        return _row(value, on)
    if isinstance(value, list):
        begin = BEGIN.get(name, "")
        return [None if isinstance(row, dict) and (row.get(begin) or "") > on else _value("", row, on) for row in value]
    return value


def _row(row: Row, on: str) -> Row:
    kept = {name: _value(name, value, on) for name, value in row.items() if not _is_to_come(name, value, on)}
    return {name: value for name, value in kept.items() if FOLLOWS.get(name, name) in kept or name not in FOLLOWS}


def _is_to_come(name: str, value: Any, on: str) -> bool:
    return name.endswith("_on") and name not in NAMED and isinstance(value, str) and value > on
