"""An uploaded list is confirmed by a person, and written all at once or not at all: a long one by a worker."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import InterfaceError, OperationalError, transaction

from accounts.models import User
from groups.actions.registering import lock, refuse_while_submitted
from lists.actions.uploading import lock as lock_upload
from lists.actions.writing import refuse_unready, write_all
from lists.models import MemberUpload, UploadRow
from lists.rules.columns import Key
from members.enums import RowOutcome
from portal import jobs
from portal.exceptions import Conflict

log = structlog.get_logger(__name__)
AT_ONCE = 100  # rows to write while the person waits: about a second
TASK = "lists.tasks.confirm_uploads"
MOVED = "The group’s people have changed since the list was checked, so that rows come out otherwise. Look at it again."
BROKEN = "Something went wrong on our side. You can confirm the list again."
Employers = tuple[str, str]  # the one so far, and the one that the list names


@transaction.atomic
def confirm(
    *, upload: MemberUpload, by: User, now: datetime, employers: Mapping[Employers, str] | None = None
) -> MemberUpload:
    """Invite who is new and write what changed, all of it, and forget the rows; a worker does so for a long list.

    `employers`: an EmployerChange for each change of employer that the list brings for members. The upload comes back
    with `confirmed_at` where it is written, with `begun_at` alone where a worker will, and with neither, newly judged,
    where something happened since that makes a row come out otherwise. Done once. Raises Conflict while any row is
    wrong or such an answer is missing, and while the membership is submitted.
    """
    upload = lock_upload(upload)
    if upload.confirmed_at or upload.begun_at:
        return upload
    _answer(upload, employers or {})
    to_write = sum(upload.counts.get(outcome, 0) for outcome in (RowOutcome.NEW, RowOutcome.CHANGED))
    if to_write <= AT_ONCE:
        return write_all(upload, by=by, now=now)
    refuse_while_submitted(lock(upload.group))
    refuse_unready(upload)
    upload.begun_at, upload.begun_by, upload.failure = now, by, ""
    upload.save(update_fields=["begun_at", "begun_by", "failure"])
    jobs.run_after_commit(TASK)
    return upload


def write_begun(*, now: datetime) -> int:
    """Write every list that was confirmed for a worker and that no other one writes now; returns how many are done.

    What cannot be written is given back with the reason, and nothing of it is saved. A worker that dies leaves the list
    to the next.
    """
    return sum(_write_upload(pk, now) for pk in MemberUpload.objects.begun().values_list("pk", flat=True))


def _write_upload(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            free = MemberUpload.objects.begun().select_for_update(skip_locked=True, of=("self",))
            upload = free.select_related("group", "begun_by").filter(pk=pk).first()
            if upload is None or upload.begun_by is None:
                return False
            done = write_all(upload, by=upload.begun_by, now=now)
            return done.confirmed_at is not None or _give_back(pk, MOVED)
    except Conflict as error:
        return _give_back(pk, error.message)
    except (OperationalError, InterfaceError):
        raise  # the connection, a deadlock, a lock that somebody holds: it stays begun, and is tried again
    except Exception as error:
        log.exception("upload not written", upload_id=pk, error=type(error).__name__)
        return _give_back(pk, BROKEN)


def _give_back(pk: int, why_not: str) -> bool:
    """To the person who confirmed it, to look at again."""
    MemberUpload.objects.begun().filter(pk=pk).update(begun_at=None, begun_by=None, failure=why_not)
    return False


def changes_of_employer(upload: MemberUpload) -> dict[Employers, list[str]]:
    """What somebody has to say what it means, with the names of the members concerned."""
    results: dict[Employers, list[str]] = {}
    for row in upload.rows.exclude(employer_before=""):
        results.setdefault(_employers(row), []).append(str(row.answers[Key.NAME]))
    return results


def _employers(row: UploadRow) -> Employers:
    return row.employer_before, str(row.answers[Key.ORGANISATION])


def _answer(upload: MemberUpload, employers: Mapping[Employers, str]) -> None:
    rows = [row for row in upload.rows.exclude(employer_before="") if _employers(row) in employers]
    for row in rows:
        row.employer_change = employers[_employers(row)]
    UploadRow.objects.bulk_update(rows, ["employer_change"], batch_size=200)
