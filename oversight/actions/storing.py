"""Storing answers about groups, many at once. Doing it twice, late, or in two workers changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from groups.models import Group
from guidance.duties.groups import GroupAnswer
from oversight.actions.duties import keep_duties
from oversight.actions.findings import keep_findings
from oversight.actions.flags import keep_flags
from oversight.models import Assessment

STORED = (
    *("policy", "as_at", "stage", "next_gate", "rules_met", "rules_counted", "blockers", "risk_level"),
    *("blocking", "urgency", "overdue", "turn", "next_due_on", "next_due_code", "proposal_due_on", "route"),
    *("stage_since", "turn_since", "moved_on", "fingerprint", "assessed_at"),
)
FIRST_DAYS = {  # each is the day from which these hold
    "stage_since": ("stage",),
    "turn_since": ("turn",),
    "moved_on": ("stage", "next_gate", "risk_level", "blocking"),
}


@transaction.atomic
def store(answers: Sequence[GroupAnswer]) -> int:
    """Keep each answer in place of the last one of its group, with findings, flags and duties; how many were written.

    An answer about a state that the group has left, or about an earlier day than the stored one, is dropped: the group
    is due again, or was answered later. Equal content writes nothing but, after a change, `assessed_at`. Groups are
    locked in the order of their keys.
    """
    keys = sorted(answer.group_id for answer in answers)
    locked = Group.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    states = dict(locked.values_list("pk", "changed_at"))
    stored = {row.group_id: row for row in Assessment.objects.filter(group_id__in=keys)}
    current = [
        answer
        for answer in answers
        if answer.is_of(states.get(answer.group_id)) and _is_newer(answer, stored.get(answer.group_id))
    ]
    differing = [answer for answer in current if not _is_same(answer, stored.get(answer.group_id))]
    again = _mark_assessed(current, stored)
    if differing:
        _keep_assessments(differing, stored)
        keep_findings([answer.result for answer in differing])
        keep_flags([answer.result for answer in differing])
        keep_duties(differing)
    return len(differing) + again


def _is_newer(answer: GroupAnswer, stored: Assessment | None) -> bool:
    return stored is None or stored.as_at <= answer.result.on


def _is_same(answer: GroupAnswer, stored: Assessment | None) -> bool:
    return stored is not None and stored.fingerprint == answer.fingerprint


def _mark_assessed(answers: Sequence[GroupAnswer], stored: Mapping[int, Assessment]) -> int:
    """Those that were answered anew, and as before; their number."""
    again = []
    for answer in answers:
        row = stored.get(answer.group_id)
        if row is not None and _is_same(answer, row) and row.assessed_at != answer.changed_at:
            row.assessed_at = answer.changed_at
            again.append(row)
    if again:
        Assessment.objects.bulk_update(again, ["assessed_at"])
    return len(again)


def _keep_assessments(answers: Sequence[GroupAnswer], stored: Mapping[int, Assessment]) -> None:
    rows = [_row(answer, stored.get(answer.group_id)) for answer in answers]
    Assessment.objects.bulk_create(rows, update_conflicts=True, unique_fields=["group"], update_fields=STORED)


def _row(answer: GroupAnswer, before: Assessment | None) -> Assessment:
    row = Assessment(group_id=answer.group_id, **values_of(answer))
    for name, fields in FIRST_DAYS.items():
        setattr(row, name, _first_day(row, before, name, fields))
    return row


def _first_day(row: Assessment, before: Assessment | None, name: str, fields: Sequence[str]) -> date:
    """That of the answer where a field differs from the last answer's, else what was kept with that one."""
    if before is None:
        return row.as_at
    kept: date | None = getattr(before, name)
    if kept is None:  # it was not kept yet when the last one was stored
        return before.as_at
    return kept if all(getattr(row, field) == getattr(before, field) for field in fields) else row.as_at


def values_of(answer: GroupAnswer) -> dict[str, Any]:
    """What is stored of an answer, whatever was stored before, by the columns' names."""
    result, due = answer.result, answer.due
    return {
        "policy": result.policy.code,
        "as_at": result.on,
        "stage": result.stage,
        "next_gate": result.next_gate or "",
        "rules_met": result.rules_met,
        "rules_counted": result.rules_counted,
        "blockers": len(result.blockers),
        "risk_level": result.risk_level,
        "proposal_due_on": result.proposal_due_on,
        "blocking": list(result.blockers),
        "urgency": answer.urgency,
        "overdue": answer.overdue,
        "route_id": answer.route,
        "turn": due.turn,
        "next_due_on": due.next_due and due.next_due.on,
        "next_due_code": due.next_due.code if due.next_due else "",
        "fingerprint": answer.fingerprint,
        "assessed_at": answer.changed_at,
    }
