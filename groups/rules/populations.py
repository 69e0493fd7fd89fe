"""A table of who employs people in an occupation, as a CSV file: what its rows say. Pure.

One row a category: `dimension` (size, sector or region), `category` (its name or code), and either `percent` (of the
occupation's employers) or `employers` (how many there are). A table of several occupations has the column `occupation`
(a reference like ST0001); only the rows of the one asked for count. A file with a wrong row is refused whole, with row
and column.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from guidance.vocabulary import CATEGORIES, Dimension
from portal.imports import NotText, csv_rows, decode
from portal.text import has_controls, single_line

COLUMNS = ("dimension", "category", "percent")  # of the template
MOST_ROWS = 50_000
MOST_EMPLOYERS = 100_000_000
TOLERANCE = Decimal(1)  # percentage points by which a list may miss 100
PLACES = Decimal("0.00000001")  # of a share, as the database keeps them
SHOWN = 10  # what is wrong, on a page
Shares = dict[Dimension, dict[str, Decimal]]


class NotATable(ValueError):
    """The file is refused; `problems` are sentences that name row and column."""

    def __init__(self, problems: list[str]) -> None:
        more = len(problems) - SHOWN
        self.problems = problems[:SHOWN] + ([f"And {more} more"] if more > 0 else [])
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: dict[str, str]


def read(content: bytes, *, occupation: str) -> Shares:
    """The shares (of 1) by dimension and category of the occupation with that reference. Raises NotATable."""
    rows, measure = _rows(content)
    if rows and "occupation" in rows[0].cells:
        rows = [row for row in rows if row.cells["occupation"].upper() == occupation.upper()]
        if not rows:
            raise NotATable([f"The column “occupation” has no row for {occupation or 'this occupation'}"])
    problems: list[str] = []
    results: dict[Dimension, dict[str, Decimal]] = {}
    for row in rows:
        problem = _take(row, measure, results)
        problems += [problem] if problem else []
    if problems:
        raise NotATable(problems)
    return _shares(results, measure)


def template() -> list[tuple[str, str, str]]:
    """Every category with an empty cell for its figure."""
    return [
        (dimension.value, str(category.label), "")
        for dimension, categories in CATEGORIES.items()
        for category in categories
    ]


def _rows(content: bytes) -> tuple[list[Row], str]:
    """The rows that hold anything, and the name of the column with their figures."""
    lines = _lines(content)
    number, first = next(lines, (1, []))
    header = [single_line(cell).casefold() for cell in first]
    missing = [name for name in ("dimension", "category") if name not in header]
    measures = [name for name in ("percent", "employers") if name in header]
    if missing:
        raise NotATable([f"Row {number} must name the columns: {' and '.join(missing)} missing"])
    if len(measures) != 1:
        raise NotATable([f"Row {number} must name one of the columns percent and employers"])
    rows = [_row(number, header, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not rows:
        raise NotATable(["The file has a header but no rows"])
    if len(rows) > MOST_ROWS:
        raise NotATable([f"The file has more than {MOST_ROWS:,} rows"])
    return rows, measures[0]


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from csv_rows(decode(content))
    except NotText as problem:
        raise NotATable([str(problem)]) from problem
    except csv.Error as error:
        raise NotATable([f"The file is not CSV ({error})"]) from error


def _row(number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise NotATable([f"Row {number} has {len(cells)} cells, the header {len(header)}"])
    padded = [*cells, *[""] * (len(header) - len(cells))]
    row = Row(number, {name: single_line(cell) for name, cell in zip(header, padded, strict=False)})
    for name, cell in row.cells.items():
        if has_controls(cell):
            raise NotATable([f"Row {number}, {name}: holds characters that cannot be printed"])
    return row


def _take(row: Row, measure: str, shares: Shares) -> str:
    """Add the row's figure; what is wrong with it otherwise."""
    named = row.cells["dimension"].casefold()
    dimension = next((part for part in Dimension if named in (part.value, part.label.casefold())), None)
    if dimension is None:
        return f"Row {row.number}, dimension: “{row.cells['dimension'][:40]}” is not size, sector or region"
    category = category_called(dimension, row.cells["category"])
    if not category:
        return f"Row {row.number}, category: “{row.cells['category'][:40]}” is not a {dimension.value}"
    if category in shares.get(dimension, {}):
        return f"Row {row.number}, category: “{row.cells['category'][:40]}” stands in an earlier row already"
    if not row.cells[measure]:
        return ""  # left out, as nobody's
    figure = _figure(row.cells[measure], measure)
    if figure is None:
        most = "100" if measure == "percent" else "100 million, without decimals"
        return f"Row {row.number}, {measure}: “{row.cells[measure][:40]}” is not a number from 0 to {most}"
    shares.setdefault(dimension, {})[category] = figure
    return ""


def category_called(dimension: Dimension, name: str) -> str:
    """The category of that name: "small", "Small", "10 to 49" and the whole label mean the same; "" for none."""
    plain = _plain(name)
    for category in CATEGORIES[dimension]:
        label = _plain(str(category.label))
        band = re.sub(r" employees$", "", label.partition(" ")[2]) if dimension == Dimension.SIZE else label
        if plain and plain in {_plain(str(category.value)), label, band, band.removesuffix(" or more")}:
            return str(category.value)
    return ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _figure(text: str, measure: str) -> Decimal | None:
    try:
        figure = Decimal(text.removesuffix("%").strip() if measure == "percent" else re.sub("[, ]", "", text))
    except InvalidOperation:
        return None
    if not figure.is_finite() or figure < 0:
        return None
    if measure == "percent":
        return figure if figure <= 100 else None
    return figure if figure <= MOST_EMPLOYERS and figure == figure.to_integral_value() else None


def _shares(given: Shares, measure: str) -> Shares:
    """Figures as shares of 1; each list of percentages must make a whole."""
    problems, shares = [], {}
    for dimension, figures in given.items():
        total = sum(figures.values(), Decimal(0))
        if measure == "percent" and abs(total - 100) > TOLERANCE:
            problems.append(
                f"The figures by {dimension.value} add up to {total.normalize():f}%; they must add up to 100%"
            )
        elif not total:
            problems.append(f"The figures by {dimension.value} are all 0")
        else:
            whole = Decimal(100) if measure == "percent" else total
            shares[dimension] = {name: (figure / whole).quantize(PLACES) for name, figure in figures.items()}
    if problems or not shares:
        raise NotATable(problems or ["No row has a figure"])
    return shares
