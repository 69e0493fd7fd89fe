"""Findings as rows: one an exception, as long as it stays so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guidance.assessment import AssessmentResult
from guidance.rules.rule_input import Args
from oversight.models import Finding
from portal.copying import copy_in

CHANGING = ("status", "is_blocker", "args", "sequence")  # what may change in a finding that stays
Key = tuple[int, str, int | None]  # a finding's group, rule and subject


@dataclass(slots=True)
class FindingValues:
    """What stands in a `Finding` that is not stored yet, by the same names."""

    group_id: int
    rule: str
    status: str
    is_blocker: bool
    subject_id: int | None
    args: Args
    sequence: int
    since: date


def keep_findings(results: Sequence[AssessmentResult]) -> None:
    """New ones from today, changed ones with their day kept, the rest gone; for `store` alone, under its locks."""
    policies = {result.policy.code: result.policy for result in results}
    places = {code: {rule.code: at for at, rule in enumerate(policy.rules)} for code, policy in policies.items()}
    wanted = {_key(row): row for result in results for row in _wanted(result, places[result.policy.code])}
    rows = Finding.objects.filter(group_id__in=[result.group_id for result in results])
    stored = {_key(row): row for row in rows}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    changed = [row for key, row in stored.items() if key in wanted and _takes_over(row, wanted[key])]
    if changed:
        Finding.objects.bulk_update(changed, CHANGING)
    copy_in(Finding, [row for key, row in wanted.items() if key not in stored])


def _key(row: Finding | FindingValues) -> Key:
    return row.group_id, row.rule, row.subject_id


def _wanted(result: AssessmentResult, places: Mapping[str, int]) -> list[FindingValues]:
    blockers = set(result.blockers)
    return [
        FindingValues(
            group_id=result.group_id,
            rule=exception.rule,
            status=exception.status.value,
            is_blocker=exception.rule in blockers,
            subject_id=exception.subject,
            args=exception.args,
            sequence=places[exception.rule],
            since=result.on,
        )
        for exception in result.exceptions
    ]


def _takes_over(row: Finding, wanted: FindingValues) -> bool:
    """Bring the row to what is wanted, except that `since` stays; whether anything differed."""
    names = [name for name in CHANGING if getattr(row, name) != getattr(wanted, name)]
    for name in names:
        setattr(row, name, getattr(wanted, name))
    return bool(names)
