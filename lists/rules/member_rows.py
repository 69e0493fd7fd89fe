"""Rows of a list of members: what each says, and what is wrong with it, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from guidance.vocabulary import MembershipKind
from lists.rules.cells import cleaned
from lists.rules.columns import COLUMNS, OF_ORGANISATION, TITLES, Key, places
from lists.rules.tables import read_table
from lists.rules.workbooks import NotReadable, Row
from members.rules.activities import section_of
from members.rules.names import same_name

Note = tuple[str, str]  # a column's title, and what is to be said of it


@dataclass(slots=True)
class MemberRow:
    """One row: `answers` by column, of what is not empty, as the portal keeps it; `wrong` where there is anything."""

    number: int
    answers: dict[str, str | bool]
    wrong: list[Note] = field(default_factory=list)

    @property
    def email(self) -> str:
        return str(self.answers.get(Key.EMAIL, ""))

    def refuse(self, key: Key, reason: str) -> None:
        self.wrong.append((TITLES[key], reason))


def read_members(data: bytes) -> list[MemberRow]:
    """The rows of an uploaded list, each judged by itself and against the others. Raises NotReadable."""
    header, *rows = read_table(data)
    columns = places(header[1])
    if not rows:
        raise NotReadable("The list has headings, and nobody below them")
    member_rows = [_row(row, columns) for row in rows]
    _refuse_twice(member_rows)
    return member_rows


def _row(row: Row, columns: Mapping[int, Key]) -> MemberRow:
    number, cells = row
    read = MemberRow(number, {})
    for place, text in enumerate(cells):
        if text and place not in columns:
            read.wrong.append((f"Column {place + 1}", "This cell stands below no heading. Empty it"))
        elif text:
            _take(read, columns[place], text)
    _complete(read)
    return read


def _take(row: MemberRow, key: Key, text: str) -> None:
    try:
        row.answers[key] = cleaned(key, text)
    except ValidationError as error:
        row.refuse(key, " ".join(error.messages))


def _complete(row: MemberRow) -> None:
    """What must be there, and what must fit together."""
    refused = {title for title, _ in row.wrong}
    for column in COLUMNS:
        if column.is_required and column.key not in row.answers and column.title not in refused:
            row.refuse(column.key, "Enter this: it is needed of everybody")
    if row.answers.get(Key.ROLE, MembershipKind.EMPLOYER) != MembershipKind.EMPLOYER and not row.answers.get(
        Key.EMPLOYS
    ):
        row.answers.pop(Key.EMPLOYS, None)  # asked of employer members alone: “No” of others says nothing
    sector, division = row.answers.get(Key.SECTOR), row.answers.get(Key.DIVISION)
    if division and sector and section_of(str(division)) != sector:
        row.refuse(Key.DIVISION, f"Division {division} belongs to section {section_of(str(division))}, not {sector}")
    elif division:
        row.answers[Key.SECTOR] = section_of(str(division))


def _refuse_twice(rows: Iterable[MemberRow]) -> None:
    """One address stands in one row; an organisation is the same wherever it stands."""
    addresses: dict[str, int] = {}
    organisations: dict[str, tuple[int, dict[Key, str | bool]]] = {}
    for row in rows:
        if row.email and addresses.setdefault(row.email, row.number) != row.number:
            row.refuse(Key.EMAIL, f"The same address stands in row {addresses[row.email]}")
        content = {key: row.answers[key] for key in OF_ORGANISATION if key in row.answers}
        name = same_name(str(row.answers.get(Key.ORGANISATION, "")))
        first, before = organisations.setdefault(name, (row.number, content))
        for key in content:
            if name and before.setdefault(key, content[key]) != content[key]:
                row.refuse(key, f"Row {first} or a row after it says something else of the same organisation")
