"""What reading an export of standards gives: rows, remarks, and why a row is refused."""

from dataclasses import dataclass, field
from typing import Any


class Rejected(ValueError):
    """The row cannot be used."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about one cell: `reason` in words, `value` as it stood, `row` as a spreadsheet counts."""

    row: int
    reference: str
    column: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One usable row: `values` are what it says, by field of StandardVersion; `route` is the first route's name, or "".

    `unsaid` are fields whose cell says nothing that can be taken, with the reason; a column that the file lacks is in
    neither. `is_numbered` is false where the file has no versions: the row is of the standard's newest, whichever.
    """

    row: int
    reference: str
    version: str
    route: str
    values: dict[str, Any]
    unsaid: dict[str, str]
    is_numbered: bool = True


@dataclass(slots=True)
class Export:
    """`absent` are columns that the file lacks, `unread` those of the file that the portal does not keep."""

    read: int = 0
    rows: list[StandardRow] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
