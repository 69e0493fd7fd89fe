"""Previews of a policy: asked for once, compared part by part by the workers, kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from accounts.models import User
from groups.models import Group
from guidance.policies import Policy, policy_called, policy_for
from oversight.models import PolicyPreview, PreviewChange, PreviewPart
from oversight.preview import Change, Counts, added, changes, counts_of
from portal import jobs
from portal.calendar import today

PART = 5_000  # keys of groups: seconds of work
STEP = 250  # groups after which a worker says how far it is
HANDED_OUT = 100  # parts in one go
KEPT = timedelta(days=30)
TASK = "oversight.tasks.preview_due"


def ask_preview(*, policy: Policy, on: date, by: User, again: bool = False) -> PolicyPreview:
    """The preview of that policy on that date: the one that is being made, or was today; else, or with `again`, a new
    one, which the workers are woken to make.

    Raises NoPolicy for a date before the first policy.
    """
    against, newest = policy_for(on), PolicyPreview.objects.newest(policy.code, on)
    if newest and not again and timezone.localdate(newest.asked_at) == today():
        return newest
    with transaction.atomic():
        preview, is_new = PolicyPreview.objects.get_or_create(
            policy=policy.code,
            on=on,
            finished_at=None,
            defaults={"against": against.code, "asked_by": by, "groups": Group.objects.count()},
        )
        if is_new:
            _split(preview)
            jobs.run_after_commit(TASK)
    return preview


def _split(preview: PolicyPreview) -> None:
    keys = Group.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if keys["last"] is None:
        _finish(preview)
        return
    starts = range(keys["first"], keys["last"] + 1, PART)
    PreviewPart.objects.bulk_create(PreviewPart(preview=preview, first=at, end=at + PART) for at in starts)


@transaction.atomic
def lease_parts(*, now: datetime) -> list[int]:
    """Mark up to HANDED_OUT parts as handed to a worker and return their keys; two callers never get the same one."""
    rows = PreviewPart.objects.due(now).order_by("pk").select_for_update(skip_locked=True)
    due = list(rows.values_list("pk", flat=True)[:HANDED_OUT])
    PreviewPart.objects.filter(pk__in=due).update(leased_at=now)
    return due


def compare_part(part_id: int) -> bool:
    """Compare the groups of one part and keep what changes; false where that was done already.

    Nothing is kept before the part is whole, so doing it twice, or in two workers, doubles nothing.
    """
    part = PreviewPart.objects.select_related("preview").filter(pk=part_id, finished_at=None).first()
    if part is None:
        return False
    rows, counts = _compared(part)
    return _keep(part, rows, counts)


def _compared(part: PreviewPart) -> tuple[list[PreviewChange], Counts]:
    rows: list[PreviewChange] = []
    counts = counts_of([])
    for step in _steps(part):
        rows += [_row(part.preview_id, change) for change in step if change and change.has_change]
        counts = added(counts, counts_of(step))
        PreviewPart.objects.filter(pk=part.pk, finished_at=None).update(done=counts["groups"])
    return rows, counts


def _steps(part: PreviewPart) -> Iterator[list[Change | None]]:
    preview = part.preview
    policy, against = policy_called(preview.policy), policy_called(preview.against)
    results = changes(range(part.first, part.end), preview.on, policy=policy, against=against)
    step: list[Change | None] = []
    for change in results:
        step.append(change)
        if len(step) == STEP:
            yield step
            step = []
    yield step


def _row(preview_id: int, change: Change) -> PreviewChange:
    """What the page lists; `details` holds what its words need: by rule what was found or of how many people."""
    return PreviewChange(
        preview_id=preview_id,
        group_id=change.group_id,
        blocked=change.blocked,
        ready=change.ready,
        unmet=list(dict.fromkeys(difference.rule for difference in change.unmet)),
        met=list(dict.fromkeys(difference.rule for difference in change.met)),
        risk_before=change.risk_before,
        risk_after=change.risk_after,
        details={
            "args": {
                difference.rule: difference.after.args
                for difference in change.unmet
                if difference.after and difference.subject is None
            },
            "unmet_people": Counter(difference.rule for difference in change.unmet if difference.subject is not None),
            "met_people": Counter(difference.rule for difference in change.met if difference.subject is not None),
            "risks": [list(move) for move in change.risks],
        },
    )


@transaction.atomic
def _keep(part: PreviewPart, rows: list[PreviewChange], counts: Counts) -> bool:
    """The part's lock lets one worker keep it, the preview's lock adds its counts once and lets the last one finish."""
    locked = PreviewPart.objects.select_for_update().filter(pk=part.pk, finished_at=None).first()
    if locked is None:
        return False
    PreviewChange.objects.bulk_create(rows, batch_size=STEP)
    locked.finished_at, locked.done = timezone.now(), counts["groups"]
    locked.save(update_fields=["finished_at", "done"])
    preview = PolicyPreview.objects.select_for_update().get(pk=part.preview_id)
    preview.counts = added(preview.counts, counts)
    preview.save(update_fields=["counts"])
    if not preview.parts.filter(finished_at=None).exists():
        _finish(preview)
    return True


def _finish(preview: PolicyPreview) -> None:
    """It takes the place of earlier ones of the same policy and date; old ones of any go."""
    preview.finished_at = timezone.now()
    preview.counts = preview.counts or counts_of([])
    preview.save(update_fields=["finished_at", "counts"])
    same = Q(policy=preview.policy, on=preview.on)
    earlier = PolicyPreview.objects.filter(same | Q(asked_at__lt=preview.finished_at - KEPT)).exclude(pk=preview.pk)
    earlier.exclude(finished_at=None).delete()
