"""What happened to a group last, told from history."""

from typing import Any

from django.utils import timezone

from groups.models import EmployerPopulation, Group, Justification, MembershipSubmission
from members.models import ChairAppointment, Invitation, Membership

LATEST = 12
# What to tell of each history: the model, and how its rows find their group and the person they are about.
SOURCES: tuple[tuple[Any, str, str], ...] = (
    (Group, "id", ""),
    (MembershipSubmission, "group_id", ""),
    (Justification, "group_id", ""),
    (Membership, "group_id", "person"),
    (ChairAppointment, "group_id", "person"),
    (Invitation, "group_id", ""),
    (EmployerPopulation, "group_id", ""),
)


def latest(group: Group) -> list[dict[str, Any]]:
    """The newest entries first: title, who, when; one statement a kind of row."""
    found = [entry for source in SOURCES for entry in _entries(group, *source)]
    return sorted(found, key=lambda entry: entry["at"], reverse=True)[:LATEST]


def _entries(group: Group, model: Any, key: str, about: str) -> list[dict[str, Any]]:
    related = ["history_user", *([about] if about else [])]
    rows = model.history.filter(**{key: group.pk}).select_related(*related).order_by("-history_date")[:LATEST]
    return [_entry(row, about) for row in rows if row.history_change_reason]


def _entry(row: Any, about: str) -> dict[str, Any]:
    name = getattr(row, "name", "") if row.instance_type is Invitation else ""
    whom = str(getattr(row, about)) if about else name
    title = f"{row.history_change_reason}: {whom}" if whom else row.history_change_reason
    by = str(row.history_user) if row.history_user else "The portal"
    return {"title": title, "by": by, "at": timezone.localtime(row.history_date), "text": ""}
