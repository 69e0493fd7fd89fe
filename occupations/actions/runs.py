"""What an import did, or why it was refused, kept for officials to read."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from occupations.enums import ImportKind
from occupations.models import ImportLine, ImportRun
from portal.imports import Line

BATCH = 2000
LONGEST_REASON = 4000  # characters


def keep_run(
    *,
    kind: ImportKind,
    source: str,
    rows: int,
    unchanged: int,
    lines: Sequence[Line],
    remarks: Sequence[str] = (),
    by: User | None,
    now: datetime,
) -> ImportRun:
    """Keep a run with its lines in the order given, in the transaction of what it wrote; `rows` are those read.

    `by` is None where the command was not told who runs it; `remarks` are sentences about the file as a whole.
    """
    counts = {**Counter(str(line.kind) for line in lines), "unchanged": unchanged}
    run = ImportRun.objects.create(
        kind=kind, source=source, ran_at=now, ran_by=by, row_count=rows, counts=counts, remarks=list(remarks)
    )
    ImportLine.objects.bulk_create(
        (
            ImportLine(
                run=run,
                number=number,
                kind=line.kind,
                row=line.row,
                subject=line.subject,
                column=line.column,
                before=line.before,
                after=line.after,
                reason=line.reason,
            )
            for number, line in enumerate(lines, 1)
        ),
        batch_size=BATCH,
    )
    return run


def keep_refused(*, kind: ImportKind, source: str, why: Exception, by: User | None, now: datetime) -> ImportRun:
    """Keep that a file was refused, once what its import had begun to write is undone; `why` is what it raised."""
    reason = " ".join(str(why).split())[:LONGEST_REASON]
    return ImportRun.objects.create(
        kind=kind, source=source, ran_at=now, ran_by=by, row_count=0, refused_because=reason
    )
