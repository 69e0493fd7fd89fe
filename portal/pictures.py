"""Numbers to shapes: what the pictures of a page are made of. Pure; `{% load pictures %}` draws them.

A kind is the word that colours a shape by its class: a level of risk, or one of those of a bar or a lane. No shape
carries a text: the words stand beside it, where they wrap, zoom and can be read out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# always in this order, the worst first
RISK_KINDS = ("at_risk", "watch", "mitigated", "none")
WIDTH = 100.0  # of whatever is as wide as its place
BAR_HEIGHT = 16.0
WEEK, WEEK_GAP = 8.0, 2.0
RIBBON_HEIGHT, RIBBON_CUT = 24.0, 6
COLUMNS_HEIGHT, COLUMN_SHARE = 100.0, 0.88  # a column leaves the rest of its place free
EVEN_POINTS = 2.0  # shares that differ by less than this count as even


@dataclass(frozen=True)
class Bar:
    """A rectangle: from the left and from the top, in the units of its picture."""

    kind: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 2)

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Picture:
    """Shapes and how wide and high the units are in which they are drawn."""

    bars: tuple[Bar, ...]
    width: float = WIDTH
    height: float = BAR_HEIGHT


@dataclass(frozen=True)
class Mark:
    """A part of a lane, in per cent of its window; a point where it ends as it begins."""

    kind: str
    start: float
    end: float


@dataclass(frozen=True)
class Tile:
    """A region: its share here beside that of the whole, in per cent, and whether it has `more`, `less` or is `even`.
    `share` and `beside` are empty where they are not shown."""

    code: str
    name: str
    share: float | None
    beside: float | None

    @property
    def kind(self) -> str:
        if self.share is None or self.beside is None or abs(self.share - self.beside) < EVEN_POINTS:
            return "even"
        return "more" if self.share > self.beside else "less"


def meter(value: float, whole: float) -> Picture:
    """A bar of `value` on a track of `whole`; an empty track where there is no whole."""
    share = min(max(value / whole, 0.0), 1.0) if whole > 0 else 0.0
    return Picture((_bar("track", 0, 0, WIDTH, BAR_HEIGHT), _bar("fill", 0, 0, WIDTH * share, BAR_HEIGHT)))


def stacked_row(counts: Sequence[tuple[str, float]], longest: float) -> Picture:
    """Counts of each kind beside one another; a row of `longest` is as wide as its place."""
    bars, x = [], 0.0
    for kind, count in counts:
        width = WIDTH * count / longest if longest > 0 else 0.0
        if width > 0:
            bars.append(_bar(kind, x, 0, width, BAR_HEIGHT))
        x += width
    return Picture(tuple(bars))


def ribbon(weeks: Sequence[tuple[int, str] | None]) -> Picture:
    """A column a week, the oldest first: blockers as its height, cut at six, and the level of risk as its kind.
    A week of which nothing is known (None) is a gap; one without blockers a line at the foot."""
    bars = []
    for number, week in enumerate(weeks):
        if week is not None:
            blockers, kind = week
            height = max(1.0, RIBBON_HEIGHT * min(blockers, RIBBON_CUT) / RIBBON_CUT)
            bars.append(_bar(kind, number * WEEK, RIBBON_HEIGHT - height, WEEK - WEEK_GAP, height))
    return Picture(tuple(bars), max(len(weeks), 1) * WEEK, RIBBON_HEIGHT)


def columns(stacks: Sequence[Sequence[tuple[str, float]] | None]) -> Picture:
    """A column a time, the first kind at the foot; the highest is as high as its place. None is a gap."""
    highest = max((sum(count for _, count in stack) for stack in stacks if stack), default=0)
    place = WIDTH / max(len(stacks), 1)
    bars = []
    for number, stack in enumerate(stacks):
        top = COLUMNS_HEIGHT
        for kind, count in stack or ():
            height = COLUMNS_HEIGHT * count / highest if highest else 0.0
            if height > 0:
                top -= height
                bars.append(_bar(kind, number * place, top, place * COLUMN_SHARE, height))
    return Picture(tuple(bars), WIDTH, COLUMNS_HEIGHT)


def lane(started_on: date, due_on: date, today: date, window: tuple[date, date]) -> tuple[Mark, ...]:
    """A time that runs, within the window: the time `gone`, what is `left`, the time `over`, and the days `due` and
    `now`. What lies outside the window is left out."""
    parts = [
        ("gone", started_on, min(today, due_on)),
        ("left", max(today, started_on), due_on),
        ("over", due_on, today),
        ("due", due_on, due_on),
        ("now", today, today),
    ]
    return tuple(mark for kind, first, last in parts for mark in _marks(kind, first, last, window))


def _marks(kind: str, first: date, last: date, window: tuple[date, date]) -> Iterable[Mark]:
    opens, closes = window
    is_point = kind in ("due", "now")
    seen_first, seen_last = max(first, opens), min(last, closes)
    if seen_first < seen_last or (is_point and seen_first == seen_last):
        days = max((closes - opens).days, 1)
        yield Mark(kind, *(round(WIDTH * (day - opens).days / days, 2) for day in (seen_first, seen_last)))


def _bar(kind: str, x: float, y: float, width: float, height: float) -> Bar:
    return Bar(kind, *(round(number, 2) for number in (x, y, width, height)))
