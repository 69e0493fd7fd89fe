"""Storing assessments. Doing it twice, late, or in two workers changes nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from groups.models import Group
from guidance.assessment import AssessmentResult
from oversight.actions.flags import keep_flags
from oversight.models import Assessment, Finding

CHANGING = ("status", "is_blocker", "args", "sequence")  # what may change in a finding that stays
Key = tuple[str, int | None]  # a finding's rule and subject


@transaction.atomic
def store(result: AssessmentResult) -> bool:
    """Keep the answer in place of the last one, with its findings and flags; true where anything had to be written.

    An answer about a state that the group has left, or about an earlier day than the stored one, is dropped: the
    group is due again, or was answered later. Equal content writes nothing but, after a change, `assessed_at`.
    """
    group = Group.objects.select_for_update(no_key=True).only("changed_at").filter(pk=result.group_id).first()
    if group is None or group.changed_at != result.changed_at:
        return False
    stored = Assessment.objects.filter(group_id=result.group_id).first()
    if stored and stored.as_at > result.on:
        return False
    if stored and stored.fingerprint == result.fingerprint():
        return _reassessed(stored, result)
    row = Assessment(pk=stored.pk if stored else None, group_id=result.group_id, **_values(result))
    row.save(force_insert=stored is None, force_update=stored is not None)
    _keep_findings(result)
    keep_flags(result)
    return True


def _reassessed(stored: Assessment, result: AssessmentResult) -> bool:
    if stored.assessed_at == result.changed_at:
        return False
    stored.assessed_at = result.changed_at
    stored.save(update_fields=["assessed_at"])
    return True


def _values(result: AssessmentResult) -> dict[str, Any]:
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
        "fingerprint": result.fingerprint(),
        "assessed_at": result.changed_at,
    }


def _keep_findings(result: AssessmentResult) -> None:
    """One row an exception: new ones from today, changed ones with their day kept, the rest gone."""
    wanted = _wanted(result)
    stored = {(row.rule, row.subject_id): row for row in Finding.objects.filter(group_id=result.group_id)}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    for key, row in stored.items():
        if key in wanted and (names := _update(row, wanted[key])):
            row.save(update_fields=names)
    Finding.objects.bulk_create(row for key, row in wanted.items() if key not in stored)


def _wanted(result: AssessmentResult) -> dict[Key, Finding]:
    sequence = {rule.code: place for place, rule in enumerate(result.policy.rules)}
    blockers = set(result.blockers)
    return {
        (exception.rule, exception.subject): Finding(
            group_id=result.group_id,
            rule=exception.rule,
            status=exception.status,
            is_blocker=exception.rule in blockers,
            subject_id=exception.subject,
            args=exception.args,
            sequence=sequence[exception.rule],
            since=result.on,
        )
        for exception in result.exceptions
    }


def _update(row: Finding, wanted: Finding) -> list[str]:
    """Bring the row to what is wanted, except that `since` stays; the names of the fields that differed."""
    names = [name for name in CHANGING if getattr(row, name) != getattr(wanted, name)]
    for name in names:
        setattr(row, name, getattr(wanted, name))
    return names
