"""What happened to a group last, told from history: one line for each act, however many rows it wrote."""

from itertools import groupby
from typing import Any

from django.utils import timezone

from groups.models import EmployerPopulation, Group, Justification, MembershipSubmission
from members.models import ChairAppointment, Invitation, Membership
from oversight import wording

LATEST = 12
READ = 40  # rows looked at of each kind: one act may write one for each member
# Which histories are told: the model, how its rows find their group, and the field that says whom or what it is about.
SOURCES: tuple[tuple[Any, str, str], ...] = (
    (Group, "id", ""),
    (MembershipSubmission, "group_id", "reasons"),
    (Justification, "group_id", "rule"),
    (Membership, "group_id", "person"),
    (ChairAppointment, "group_id", "person"),
    (Invitation, "group_id", "name"),
    (EmployerPopulation, "group_id", ""),
)
# Said better by another row of the same act.
UNTOLD = {
    (Membership, "Membership submitted"),
    (Membership, "Membership approved"),
    (Membership, "Membership returned"),
    (Membership, "Membership draft"),
    (Group, "Membership approved"),
    (Invitation, "Accepted"),
}


def latest(group: Group) -> list[dict[str, Any]]:
    """The newest acts first: title, who, when; one statement a kind of row."""
    found = [entry for source in SOURCES for entry in _entries(group, *source)]
    return sorted(found, key=lambda entry: entry["at"], reverse=True)[:LATEST]


def _entries(group: Group, model: Any, key: str, about: str) -> list[dict[str, Any]]:
    related = ["history_user", *(["person"] if about == "person" else [])]
    rows = model.history.filter(**{key: group.pk}).select_related(*related).order_by("-history_date", "-history_id")
    told = [r for r in rows[:READ] if r.history_change_reason and (model, r.history_change_reason) not in UNTOLD]
    return [_entry(list(act), about) for _, act in groupby(told, key=_act)]


def _act(row: Any) -> tuple[Any, ...]:
    """Rows of one act: the same reason by the same person within the same minute."""
    return row.history_change_reason, row.history_user_id, row.history_date.replace(second=0, microsecond=0)


def _entry(act: list[Any], about: str) -> dict[str, Any]:
    row = act[0]
    title, text = row.history_change_reason, ""
    if about == "reasons":
        text = row.reasons
    elif about == "rule":
        title = f"{title}: {wording.title(row.rule)}"
    elif about:
        title = f"{title}: {getattr(row, about)}" if len(act) == 1 else f"{title}: {len(act)} people"
    by = str(row.history_user) if row.history_user else "The portal"
    return {"title": title, "by": by, "at": timezone.localtime(row.history_date), "text": text}
