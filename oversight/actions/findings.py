"""Findings as rows: one an exception, as long as it stays so."""

from __future__ import annotations

from collections.abc import Sequence

from guidance.assessment import AssessmentResult
from oversight.models import Finding

CHANGING = ("status", "is_blocker", "args", "sequence")  # what may change in a finding that stays
Key = tuple[int, str, int | None]  # a finding's group, rule and subject


def keep_findings(results: Sequence[AssessmentResult]) -> None:
    """New ones from today, changed ones with their day kept, the rest gone; for `store` alone, under its locks."""
    wanted = {_key(row): row for result in results for row in _wanted(result)}
    rows = Finding.objects.filter(group_id__in=[result.group_id for result in results])
    stored = {_key(row): row for row in rows}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    changed = [row for key, row in stored.items() if key in wanted and _takes_over(row, wanted[key])]
    if changed:
        Finding.objects.bulk_update(changed, CHANGING)
    Finding.objects.bulk_create(row for key, row in wanted.items() if key not in stored)


def _key(row: Finding) -> Key:
    return row.group_id, row.rule, row.subject_id


def _wanted(result: AssessmentResult) -> list[Finding]:
    sequence = {rule.code: place for place, rule in enumerate(result.policy.rules)}
    blockers = set(result.blockers)
    return [
        Finding(
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
    ]


def _takes_over(row: Finding, wanted: Finding) -> bool:
    """Bring the row to what is wanted, except that `since` stays; whether anything differed."""
    names = [name for name in CHANGING if getattr(row, name) != getattr(wanted, name)]
    for name in names:
        setattr(row, name, getattr(wanted, name))
    return bool(names)
