"""The rows of a confirmed list are written, all of them or none; a worker shows how far it is."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock, refuse_while_submitted
from groups.models import Group
from guidance.vocabulary import MembershipKind
from lists.actions.checking import CheckedRow, check_rows
from lists.actions.uploading import count
from lists.models import MemberUpload, UploadRow
from lists.rules.columns import OF_ORGANISATION, Key
from lists.rules.member_rows import MemberRow
from members import emails
from members.actions import invitations, memberships, organisations
from members.enums import EmployerChange, RowOutcome
from members.models import Invitation, Membership
from portal.exceptions import Conflict

OWN_KEYS = (Key.EMAIL, Key.NAME, Key.JOB_TITLE, Key.ADVISER_KIND, Key.PHONE, Key.JOB_DESCRIPTION)
ASKED = "asked"  # in an upload's counts: members who are asked whether they have a new job
STEP = 20  # rows from one sign of progress to the next
KEPT = 600  # seconds that the last one is kept


def progress(upload: MemberUpload) -> int:
    """How many rows the worker has written; all of them are saved together at the end."""
    with suppress(RedisError, OSError):
        return int(cache.get(_key(upload), 0))
    return 0


def _note(upload: MemberUpload, number: int) -> None:
    """A sign of progress is worth no failure."""
    with suppress(RedisError, OSError):
        cache.set(_key(upload), number, KEPT)


def _key(upload: MemberUpload) -> str:
    return f"upload-{upload.pk}-written"


def refuse_unready(upload: MemberUpload) -> None:
    if upload.rows.filter(outcome=RowOutcome.WRONG).exists():
        why_not = "Some rows are wrong, so nothing was saved. Correct them in your list and upload it again."
    elif upload.rows.exclude(employer_before="").filter(employer_change="").exists():
        why_not = "The list names other employers for members. Say for each what that means; nothing was saved yet."
    else:
        return
    raise Conflict(why_not, next_href=upload.get_absolute_url(), next_text="See the list")


def write_all(upload: MemberUpload, *, by: User, now: datetime) -> MemberUpload:
    """Call it under the upload's lock. Where a row comes out otherwise than it was shown nothing is written but the new
    judgement. Raises Conflict as `confirming.confirm` does."""
    group = lock(upload.group)
    refuse_while_submitted(group)
    rows = list(upload.rows.all())
    checked_rows = check_rows(group, [_read_again(row) for row in rows], now)
    if _has_moved(rows, checked_rows):
        return count(upload, checked_rows)
    refuse_unready(upload)
    _write(upload, group, rows, checked_rows, by=by, now=now)
    mark_changed(group, now)
    return _close(upload, rows, by=by, now=now)


def _read_again(row: UploadRow) -> MemberRow:
    """What was wrong with the row itself stays wrong; what was found beside it is judged anew."""
    wrong = [(title, text) for title, text in row.notes] if row.is_misread else []
    return MemberRow(row.number, {Key(key): value for key, value in row.answers.items()}, wrong)


def _has_moved(rows: list[UploadRow], checked_rows: list[CheckedRow]) -> bool:
    """Whether anything comes out otherwise than it was shown; then the rows say so from now on."""
    moved = []
    for row, checked in zip(rows, checked_rows, strict=True):
        notes = [list(note) for note in checked.notes]
        if (row.outcome, row.notes, row.employer_before) != (checked.outcome, notes, checked.employer_before):
            row.outcome, row.notes, row.employer_before, row.employer_change = (
                checked.outcome,
                notes,
                checked.employer_before,
                "",
            )
            moved.append(row)
    fields = ["outcome", "notes", "employer_before", "employer_change"]
    UploadRow.objects.bulk_update(moved, fields, batch_size=200)
    return bool(moved)


def _write(
    upload: MemberUpload,
    group: Group,
    rows: list[UploadRow],
    checked_rows: list[CheckedRow],
    *,
    by: User,
    now: datetime,
) -> None:
    """Changes first: an organisation that they bring is then known to the new invitations, too."""
    existing = organisations.keys_by_name(group)
    pairs = [
        (row, checked) for row, checked in zip(rows, checked_rows, strict=True) if checked.outcome != RowOutcome.THERE
    ]
    pairs.sort(key=lambda pair: pair[1].outcome == RowOutcome.NEW)
    for number, (row, checked) in enumerate(pairs):
        _write_row(group, row, checked, by=by, now=now, existing=existing)
        if number % STEP == 0:
            _note(upload, number)


def _write_row(
    group: Group,
    row: UploadRow,
    checked: CheckedRow,
    *,
    by: User,
    now: datetime,
    existing: organisations.OrganisationKeys,
) -> None:
    answers, there = _answers(row, checked), checked.there
    if row.employer_change == EmployerChange.NEW_JOB and isinstance(there, Membership):
        emails.employer_asked(
            there, employer=str(checked.row.answers[Key.ORGANISATION]), by=by, on=timezone.localdate(now)
        )
    elif isinstance(there, Invitation):
        invitations.correct(invitation=there, answers=answers, by=by, now=now, existing=existing)
    elif isinstance(there, Membership):
        memberships.correct(membership=there, answers=answers, by=by, now=now, existing=existing)
    else:
        kind = str(checked.row.answers.get(Key.ROLE, MembershipKind.EMPLOYER))
        invitations.write(group=group, kind=kind, answers=answers, by=by, now=now, existing=existing)


def _answers(row: UploadRow, checked: CheckedRow) -> dict[str, Any]:
    """The row as the actions take it; what it leaves empty stays as it is."""
    said = checked.row.answers
    before = {str(key): getattr(checked.there, key) for key in OWN_KEYS if hasattr(checked.there, key)}
    own = {str(key): said[key] for key in OWN_KEYS if key in said}
    details = {_field(key): said[key] for key in OF_ORGANISATION if key in said}
    if row.employer_change == EmployerChange.RENAMED and checked.there is not None:
        same = {_field(key): getattr(checked.there.organisation, _field(key)) for key in OF_ORGANISATION}
        details = {name: value for name, value in same.items() if value != ""} | details
    return {**before, **own, "organisation": {"name": said[Key.ORGANISATION], **details}}


def _field(key: Key) -> str:
    return "kind" if key == Key.TYPE else str(key)


def _close(upload: MemberUpload, rows: Iterable[UploadRow], *, by: User, now: datetime) -> MemberUpload:
    asked = sum(row.employer_change == EmployerChange.NEW_JOB for row in rows)
    if asked:
        upload.counts = {**upload.counts, ASKED: asked, RowOutcome.CHANGED: upload.counts[RowOutcome.CHANGED] - asked}
    upload.confirmed_at, upload.confirmed_by, upload.failure = now, by, ""
    upload.save(update_fields=["confirmed_at", "confirmed_by", "failure", "counts"])
    upload.rows.all().delete()
    return upload
