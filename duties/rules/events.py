"""What a digest tells beside what is due: counted by group; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from duties.rules.digests import is_first_of_week

LOOKED_BACK = timedelta(days=14)  # how old what is told for the first time is at most


class Event(NamedTuple):
    """Something that happened on a day: in words of one, and of several that are counted."""

    on: date
    reference: str  # of the group
    single: str
    plural: str = ""  # "people joined"; empty where each is told by itself


class Hearer(NamedTuple):
    """An account, or a person without one, who serves the group in that place from a day on."""

    user: int | None
    person: int | None
    since: date


def unread(
    events: Collection[Event], *, hearer_since: date, digests: Collection[date], began_on: date, on: date, weekly: bool
) -> list[Event]:
    """What the digest of the day `on` tells for the first time: of the days since the last digest, its own day
    included, until yesterday, which are whole days; of LOOKED_BACK at most, and of none before `began_on`, or before
    they came. `digests` are the days of earlier ones; who reads once a week hears on the first working day of it."""
    if weekly and not is_first_of_week(on):
        return []
    last = max((day for day in digests if day < on and (not weekly or is_first_of_week(day))), default=began_on)
    first_day = max(last, began_on, on - LOOKED_BACK, hearer_since)
    return [row for row in events if first_day <= row.on < on]


def sentences(events: Sequence[Event]) -> list[str]:
    """One a group and kind: "TB0003: 11 people joined"."""
    counted = Counter((row.reference, row.plural) for row in events if row.plural)
    lines = dict[tuple[str, str], str]()
    for row in sorted(events, key=lambda row: (row.reference, row.plural, row.on)):
        number = counted[row.reference, row.plural]
        text = f"{number} {row.plural}" if number > 1 else row.single
        lines.setdefault((row.reference, row.plural or row.single), f"{row.reference}: {text}")
    return list(lines.values())
