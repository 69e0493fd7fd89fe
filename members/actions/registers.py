"""The public registers of training providers and of assessment organisations, brought in and asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from members.enums import RegisterKind
from members.models import RegisterEntry
from members.rules.names import spellings
from members.rules.registers import Listed, NotARegister, read
from occupations.actions.runs import keep_run
from occupations.enums import ImportKind
from portal.enums import LineKind
from portal.imports import Line

IMPORT_LOCK = 5_201_602  # any number that no other advisory lock of the portal uses
BATCH = 1000


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file as it came: which register it is, its name or where it is from, and its bytes."""

    register: RegisterKind
    source: str
    content: bytes


@dataclass(slots=True)
class Taken:
    """What one file held, and what became of its entries."""

    register: str
    source: str
    taken_on: date
    rows: int
    entries: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    lines: list[Line] = field(default_factory=list)


def on_registers(names: Iterable[str]) -> dict[str, set[str]]:
    """Which of the names stand on which register (values of RegisterKind), compared by `spellings`; one statement.

    A name that stands on none is left out. A match is a reason to ask, never a fact: two bodies may share a name.
    """
    return {name: {entry.register for entry in entries} for name, entries in entries_of(names).items()}


def entries_of(names: Iterable[str]) -> dict[str, list[RegisterEntry]]:
    """Likewise with the entries themselves: reference, the name as listed, the list and its date."""
    keys = {name: spellings(name) for name in names}
    results = defaultdict(list)
    for entry in RegisterEntry.objects.filter(normalised__in={key for own in keys.values() for key in own}):
        results[entry.normalised].append(entry)
    content = {name: [entry for key in own for entry in results.get(key, ())] for name, own in keys.items()}
    return {name: entries for name, entries in content.items() if entries}


def lists_imported() -> dict[str, date]:
    """The day of the newest list of each register (by value of RegisterKind) that was imported; one statement."""
    return dict(RegisterEntry.objects.order_by().values_list("register").annotate(newest=Max("taken_on")))


@transaction.atomic
def import_registers(
    files: Sequence[RegisterFile], *, now: datetime, taken_on: date | None = None, by: User | None = None
) -> list[Taken]:
    """Bring registers in: all of the files or nothing; a second time changes nothing. One answer, and one run, a file.

    `taken_on` is the date of the lists; where it is not known, the day on which their source was first brought in, or
    the day of `now`. An entry follows the newest list that has it; one that a newer list no longer has keeps its date.
    Raises NotARegister with what is wrong in which row and column.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    readings = [_read(file) for file in files]
    on = timezone.localdate(now)
    done = []
    for file, (rows, entries) in zip(files, readings, strict=True):
        taken = _save(file, rows, entries, taken_on=taken_on or _first_taken(file) or on)
        keep_run(
            kind=ImportKind.REGISTERS,
            source=file.source,
            rows=rows,
            unchanged=taken.unchanged,
            lines=taken.lines,
            by=by,
            now=now,
        )
        done.append(taken)
    return done


def _read(file: RegisterFile) -> tuple[int, list[Listed]]:
    try:
        return read(file.content, file.register)
    except NotARegister as problem:
        raise NotARegister(problem.wrong, file.source) from problem


def _first_taken(file: RegisterFile) -> date | None:
    register_entries = RegisterEntry.objects.filter(register=file.register, source=file.source).order_by("taken_on")
    return register_entries.values_list("taken_on", flat=True).first()


def _save(file: RegisterFile, rows: int, entries: list[Listed], *, taken_on: date) -> Taken:
    stored = {(row.reference, row.normalised): row for row in RegisterEntry.objects.filter(register=file.register)}
    create, change, lines = [], [], list[Line]()
    for entry in entries:
        row = stored.get((entry.reference, entry.normalised))
        if row is None:
            create.append(_new(file, entry, taken_on))
            lines.append(Line(LineKind.NEW, entry.row, f"{entry.reference} {entry.name}"))
        elif renewed := _renew(row, file, entry, taken_on):
            change.append(row)
            lines += renewed
    why = {"batch_size": BATCH, "default_change_reason": f"Imported from {file.source}"[:100]}
    bulk_create_with_history(create, RegisterEntry, **why)
    bulk_update_with_history(change, RegisterEntry, ["name", "source", "taken_on"], **why)
    taken = Taken(file.register, file.source, taken_on, rows, len(entries), len(create), len(change))
    taken.unchanged = taken.entries - taken.created - taken.changed
    taken.lines = lines
    return taken


def _new(file: RegisterFile, listed: Listed, taken_on: date) -> RegisterEntry:
    return RegisterEntry(
        register=file.register,
        reference=listed.reference,
        name=listed.name,
        normalised=listed.normalised,
        source=file.source,
        taken_on=taken_on,
    )


def _renew(row: RegisterEntry, file: RegisterFile, listed: Listed, taken_on: date) -> list[Line]:
    """Let the row follow this list if it is the newer one; what differed."""
    is_newer = taken_on > row.taken_on or (row.source == file.source and taken_on == row.taken_on)
    if not is_newer or (row.name, row.source, row.taken_on) == (listed.name, file.source, taken_on):
        return []
    before = {"name": row.name, "list": f"{row.source}, {row.taken_on.isoformat()}"}
    row.name, row.source, row.taken_on = listed.name, file.source, taken_on
    after = {"name": row.name, "list": f"{row.source}, {row.taken_on.isoformat()}"}
    subject = f"{listed.reference} {listed.name}"
    return [
        Line(LineKind.CHANGED, listed.row, subject, column, before[column], after[column])
        for column in before
        if before[column] != after[column]
    ]
