"""A list of members that was uploaded: judged and shown first, and written all at once or not at all."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from groups.actions import touch
from groups.actions.registering import lock, refuse_while_submitted
from groups.models import Group
from members.actions import invitations, memberships, organisations
from members.actions.judging import Judged, judge
from members.enums import MembershipKind, RowOutcome
from members.models import Invitation, Membership, MemberUpload, UploadRow
from members.rules.columns import OF_ORGANISATION, Key
from members.rules.member_rows import MemberRow
from portal.exceptions import Conflict

OWN_KEYS = (Key.EMAIL, Key.NAME, Key.JOB_TITLE, Key.ADVISER_KIND, Key.PHONE, Key.JOB_DESCRIPTION)


@transaction.atomic
def stage(*, group: Group, name: str, rows: Iterable[MemberRow], by: User, now: datetime) -> MemberUpload:
    """Keep what the rows say and what would become of each, for somebody to look at. Nothing else is written.

    `rows` as `members.rules.member_rows.read_members` gives them. Raises Conflict while the membership is submitted.
    """
    group = lock(group)
    refuse_while_submitted(group)
    forget(now=now)
    upload = MemberUpload.objects.create(group=group, name=name, uploaded_at=now, uploaded_by=by)
    judged = judge(group, list(rows), now)
    UploadRow.objects.bulk_create(
        UploadRow(
            upload=upload,
            number=one.row.number,
            answers=one.row.answers,
            is_misread=bool(one.row.wrong),
            outcome=one.outcome,
            notes=one.notes,
        )
        for one in judged
    )
    return _count(upload, judged)


def _count(upload: MemberUpload, judged: Iterable[Judged]) -> MemberUpload:
    upload.counts = Counter(str(one.outcome) for one in judged)
    upload.save(update_fields=["counts"])
    return upload


@transaction.atomic
def confirm(*, upload: MemberUpload, by: User, now: datetime) -> MemberUpload:
    """Invite who is new and write what changed, all of it, and forget the rows. Done once.

    Where something happened since the list was judged, so that a row would come out otherwise, nothing is written but
    the new judgement: the upload comes back without `confirmed_at`, to be looked at again. Raises Conflict while any
    row is wrong, and while the membership is submitted.
    """
    group = lock(upload.group)
    upload = MemberUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.confirmed_at:
        return upload
    refuse_while_submitted(group)
    rows = list(upload.rows.all())
    judged = judge(group, [_read_again(row) for row in rows], now)
    if _has_moved(rows, judged):
        return _count(upload, judged)
    if any(one.outcome == RowOutcome.WRONG for one in judged):
        raise Conflict(
            "Some rows are wrong, so nothing was saved. Correct them in your list and upload it again.",
            next_href=upload.get_absolute_url(),
            next_text="See what is wrong",
        )
    _write(group, judged, by=by, now=now)
    touch(group, now)
    return _close(upload, by=by, now=now)


def _read_again(row: UploadRow) -> MemberRow:
    """What was wrong with the row itself stays wrong; what was found beside it is judged anew."""
    wrong = [(title, text) for title, text in row.notes] if row.is_misread else []
    return MemberRow(row.number, {Key(key): value for key, value in row.answers.items()}, wrong)


def _has_moved(rows: list[UploadRow], judged: list[Judged]) -> bool:
    """Whether anything comes out otherwise than it was shown; then the rows say so from now on."""
    moved = []
    for row, one in zip(rows, judged, strict=True):
        notes = [list(note) for note in one.notes]
        if (row.outcome, row.notes) != (one.outcome, notes):
            row.outcome, row.notes = one.outcome, notes
            moved.append(row)
    UploadRow.objects.bulk_update(moved, ["outcome", "notes"], batch_size=200)
    return bool(moved)


def _write(group: Group, judged: Iterable[Judged], *, by: User, now: datetime) -> None:
    """Changes first: an organisation that they bring is then known to the new invitations, too."""
    for one in judged:
        if one.outcome == RowOutcome.CHANGED and isinstance(one.there, Invitation):
            invitations.correct(invitation=one.there, answers=_answers(one), by=by, now=now)
        elif one.outcome == RowOutcome.CHANGED and isinstance(one.there, Membership):
            memberships.correct(membership=one.there, answers=_answers(one), by=by, now=now)
    known = organisations.known_by_name(group)
    for one in judged:
        if one.outcome == RowOutcome.NEW:
            kind = str(one.row.answers.get(Key.ROLE, MembershipKind.EMPLOYER))
            invitations.write(group=group, kind=kind, answers=_answers(one), by=by, now=now, known=known)


def _answers(one: Judged) -> dict[str, object]:
    """The row as the actions take it; what it leaves empty stays as it is."""
    said = one.row.answers
    before = {str(key): getattr(one.there, key) for key in OWN_KEYS if hasattr(one.there, key)}
    own = {str(key): said[key] for key in OWN_KEYS if key in said}
    details = {"kind" if key == Key.TYPE else str(key): said[key] for key in OF_ORGANISATION if key in said}
    return {**before, **own, "organisation": {"name": said[Key.ORGANISATION], **details}}


def _close(upload: MemberUpload, *, by: User, now: datetime) -> MemberUpload:
    upload.confirmed_at, upload.confirmed_by = now, by
    upload.save(update_fields=["confirmed_at", "confirmed_by"])
    upload.rows.all().delete()
    return upload


@transaction.atomic
def discard(*, upload: MemberUpload) -> None:
    """Give the list up before it is confirmed; nothing of it stays. Raises Conflict where it was confirmed."""
    locked = MemberUpload.objects.select_for_update(of=("self",)).select_related("confirmed_by").get(pk=upload.pk)
    if locked.confirmed_at:
        raise Conflict(
            "This list was confirmed already.",
            state="Confirmed",
            by=str(locked.confirmed_by),
            at=locked.confirmed_at,
            next_href=locked.get_absolute_url(),
            next_text="See what was done",
        )
    locked.delete()


def forget(*, now: datetime) -> None:
    """Drop lists that nobody confirmed in time."""
    MemberUpload.objects.forgotten(now).delete()
