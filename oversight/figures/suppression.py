"""Small counts are hidden, and so is what would give them away. Pure.

A count of 1 to 4 is hidden. Whoever knows the total can subtract what is shown: so the next smallest count is hidden
too, until what is hidden could be shared out in at least five ways in each of its cells; zeros are shown, so that each
hidden cell is known to be at least 1. Where nothing is left to hide, the total goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHOWN = 5
MARGIN = LEAST_SHOWN - 1  # what hidden cells of a line sum to, above one for each
LEAST_HIDDEN = 2


@dataclass(frozen=True)
class Line:
    """Counts as they may be shown, in the order given; None is hidden."""

    counts: tuple[int | None, ...]
    total: int | None

    @property
    def hides(self) -> bool:
        return None in self.counts

    @property
    def shows_nothing(self) -> bool:
        """Whether a sentence stands better than a table: something is hidden, and nothing above 0 is left."""
        return self.hides and not any(self.counts)

    def share(self, count: int | None) -> float | None:
        """In per cent of the total; hidden where the count or the total is, since it would tell both."""
        return None if count is None or not self.total else 100 * count / self.total


def suppressed(counts: Sequence[int]) -> Line:
    """The counts of a table and their total as they may be shown."""
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST_SHOWN}
    while hidden and not _is_safe([counts[place] for place in hidden]):
        left = [place for place, count in enumerate(counts) if count and place not in hidden]
        if not left:
            return Line(_without(counts, hidden), None)
        hidden.add(min(left, key=lambda place: counts[place]))
    return Line(_without(counts, hidden), sum(counts))


def _is_safe(hidden: Sequence[int]) -> bool:
    """Whether their sum tells none of them: each could be at least five values, the others being at least 1."""
    return len(hidden) >= LEAST_HIDDEN and sum(hidden) - len(hidden) >= MARGIN


def _without(counts: Sequence[int], hidden: set[int]) -> tuple[int | None, ...]:
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
