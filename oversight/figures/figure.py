"""What every figure of the programme is: a message, and one table for the page, for CSV and for the spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | None


@dataclass(frozen=True)
class Row:
    """`cells` as the header names them; `shapes` is what the picture draws of the row."""

    cells: tuple[Cell, ...]
    shapes: Any = ()


@dataclass(frozen=True)
class Figure:
    """`title` is what it is of, `message` what it says; `most` the scale of its pictures."""

    title: str
    message: str
    header: tuple[str, ...]
    rows: Sequence[Row] = field(default_factory=list)
    most: int = 0
