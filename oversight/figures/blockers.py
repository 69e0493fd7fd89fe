"""How many rules blocked a group, week by week."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """A group stood so from the day `on` until the day before `until`; `blockers` is empty where it was not kept."""

    on: date
    until: date | None
    blockers: int | None
    risk_level: str


def by_week(periods: Iterable[Period], days: Sequence[date]) -> list[tuple[int, str] | None]:
    """Blockers and level of risk on each of those days; None where nothing is known of it."""
    periods = list(periods)
    return [next((_values(period) for period in periods if _is_in(day, period)), None) for day in days]


def _is_in(day: date, period: Period) -> bool:
    return period.on <= day and (period.until is None or day < period.until)


def _values(period: Period) -> tuple[int, str] | None:
    return None if period.blockers is None else (period.blockers, period.risk_level)
