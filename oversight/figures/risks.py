"""How many groups stand at which level of risk: by route, and week by week."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from guidance.vocabulary import RiskLevel
from oversight.figures.figure import Figure, Row

LEVELS = tuple(RiskLevel)[::-1]  # the worst first
LABELS = tuple(level.label for level in LEVELS)
Counts = Mapping[str, int]


def by_route(counted: Iterable[tuple[str, str, int]]) -> Figure:
    """From triples of route, level of risk and groups; the route that stands worst comes first."""
    routes: dict[str, Counter[str]] = {}
    for route, level, groups in counted:
        routes.setdefault(route, Counter())[level] += groups
    in_order = sorted(routes.items(), key=lambda item: ([-item[1][level] for level in LEVELS[:-1]], item[0]))
    rows = [Row((name, *_numbers(counts), counts.total()), _shapes(counts)) for name, counts in in_order]
    worrying = [_worrying(counts) for counts in routes.values()]
    message = (
        f"At risk or watch: {sum(worrying)} of {sum(counts.total() for counts in routes.values())} groups, "
        f"in {sum(map(bool, worrying))} of {len(routes)} routes"
    )
    most = max((counts.total() for counts in routes.values()), default=0)
    return Figure("Risk by route", message, ("Route", *LABELS, "Groups"), rows, most)


def by_week(weeks: Sequence[tuple[date, Counts | None]]) -> Figure:
    """From days a week apart, the oldest first; None where a day was not counted, which is a gap."""
    rows = [
        Row((day.isoformat(), *_numbers(counts), sum(counts.values())), _shapes(counts))
        if counts is not None
        else Row((day.isoformat(), *[None] * (len(LEVELS) + 1)), None)
        for day, counts in weeks
    ]
    seen = [counts for _, counts in weeks if counts is not None]
    message = "No week was counted"
    if seen:
        first = next(day for day, counts in weeks if counts is not None)
        now, then = seen[-1], seen[0]
        message = (
            f"At risk or watch: {_worrying(now)} of {sum(now.values())} groups now, "
            f"{_worrying(then)} on {first:%-d %B %Y}"
        )
    return Figure("Risk by week", message, ("Day", *LABELS, "Groups"), rows)


def _numbers(counts: Counts) -> list[int]:
    return [counts.get(level, 0) for level in LEVELS]


def _shapes(counts: Counts) -> list[tuple[str, int]]:
    return [(level.value, counts.get(level, 0)) for level in LEVELS]


def _worrying(counts: Counts) -> int:
    return counts.get(RiskLevel.AT_RISK, 0) + counts.get(RiskLevel.WATCH, 0)
