"""Assessing many groups: each on its own, so that one that fails keeps none from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

import structlog

from guidance.duties.groups import GroupAnswer, group_inputs
from guidance.policies import policy_for
from oversight.actions.snapshots import take_snapshots
from oversight.actions.storing import store
from oversight.models import Assessment
from portal import jobs

log = structlog.get_logger(__name__)
STORED_TOGETHER = 200  # groups, locked for as long as it takes to write them


class Swept(NamedTuple):
    """How many groups were assessed and had to be written, and the keys of those that could not be assessed."""

    assessed: int
    written: int
    failed: list[int]


def sweep(group_ids: Sequence[int] | range, *, on: date) -> int:
    """Assess these groups and store what differs; the number written. One group that fails keeps none from the rest."""
    return _sweep(group_ids, on).written


def sweep_night(group_ids: range, *, on: date) -> Swept:
    """As `sweep`, then a snapshot of each group that stands otherwise than in its last."""
    swept = _sweep(group_ids, on)
    take_snapshots(group_ids, on=on, leave_out=swept.failed)
    return swept


def _sweep(group_ids: Sequence[int] | range, on: date) -> Swept:
    if not group_ids:
        return Swept(0, 0, [])
    policy, assessed, written, failed = policy_for(on), 0, 0, list[int]()
    stored, waiting = _stored(group_ids), list[GroupAnswer]()
    with jobs.collect_jobs():  # not for each mail that a flag sends
        for facts, records in group_inputs(group_ids, on):
            assessed += 1
            try:
                answer = GroupAnswer(facts, records, policy, on)
                if stored.get(facts.group) != (answer.fingerprint, answer.changed_at):
                    waiting.append(answer)
            except Exception:  # the failure is this group's
                _fail(facts.group, failed)
            if len(waiting) >= STORED_TOGETHER:
                written += _store(waiting, failed)
                waiting = []
        written += _store(waiting, failed)
    return Swept(assessed - len(failed), written, failed)


def _store(answers: list[GroupAnswer], failed: list[int]) -> int:
    """Store them together; where that fails, each on its own, so that one keeps none from the rest."""
    if not answers:
        return 0
    try:
        return store(answers)
    except Exception:
        if len(answers) == 1:
            _fail(answers[0].group_id, failed)
            return 0
    return sum(_store([answer], failed) for answer in answers)


def _fail(group_id: int, failed: list[int]) -> None:
    failed.append(group_id)
    log.exception("assessment failed", group_id=group_id)


def _stored(group_ids: Sequence[int] | range) -> dict[int, tuple[str, datetime]]:
    rows = Assessment.objects.all()
    if isinstance(group_ids, range):
        rows = rows.filter(group_id__gte=group_ids.start, group_id__lt=group_ids.stop)
    else:
        rows = rows.filter(group_id__in=group_ids)
    return {pk: (fingerprint, at) for pk, fingerprint, at in rows.values_list("group_id", "fingerprint", "assessed_at")}
