"""A list of members that was uploaded: judged and shown first, and nothing saved of it (`confirming` does that)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from groups.actions import registering
from groups.actions.registering import refuse_while_submitted
from groups.models import Group
from lists.actions.checking import CheckedRow, check_rows
from lists.models import MemberUpload, UploadRow
from lists.rules.member_rows import MemberRow
from portal.exceptions import Conflict
from portal.locking import lock_or_conflict


@transaction.atomic
def stage(*, group: Group, name: str, rows: Iterable[MemberRow], by: User, now: datetime) -> MemberUpload:
    """Keep what the rows say and what would become of each, for somebody to look at. Nothing else is written.

    `rows` as `lists.rules.member_rows.read_members` gives them. Raises Conflict while the membership is submitted.
    """
    group = registering.lock(group)
    refuse_while_submitted(group)
    forget(now=now)
    upload = MemberUpload.objects.create(group=group, name=name, uploaded_at=now, uploaded_by=by)
    checked_rows = check_rows(group, list(rows), now)
    UploadRow.objects.bulk_create(
        UploadRow(
            upload=upload,
            number=checked.row.number,
            answers=checked.row.answers,
            is_misread=bool(checked.row.wrong),
            outcome=checked.outcome,
            notes=checked.notes,
            employer_before=checked.employer_before,
        )
        for checked in checked_rows
    )
    return count(upload, checked_rows)


def count(upload: MemberUpload, checked_rows: Iterable[CheckedRow]) -> MemberUpload:
    upload.counts = Counter(str(checked.outcome) for checked in checked_rows)
    upload.save(update_fields=["counts"])
    return upload


@transaction.atomic
def discard(*, upload: MemberUpload) -> None:
    """Give the list up before it is confirmed; nothing of it stays. Raises Conflict where it was confirmed."""
    _refuse_confirmed(upload)  # without waiting for a worker that writes it
    locked = lock(upload)
    _refuse_confirmed(locked)
    locked.delete()


def lock(upload: MemberUpload) -> MemberUpload:
    """The list as it stands, nobody else changing it; Conflict where somebody removed it meanwhile."""
    rows = MemberUpload.objects.select_related("confirmed_by", "begun_by")
    href = reverse("lists:upload_begin", args=[upload.group_id])
    return lock_or_conflict(rows, upload.pk, next_href=href, next_text="Upload a list")


def _refuse_confirmed(upload: MemberUpload) -> None:
    if upload.confirmed_at or upload.begun_at:
        raise Conflict(
            "This list was confirmed already.",
            state="Confirmed",
            by=str(upload.confirmed_by or upload.begun_by),
            at=upload.confirmed_at or upload.begun_at,
            next_href=upload.get_absolute_url(),
            next_text="See what was done",
        )


def forget(*, now: datetime) -> None:
    """Drop lists that nobody confirmed in time."""
    MemberUpload.objects.forgotten(now).delete()
