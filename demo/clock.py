"""When things happened: moments in office hours, in order, never in the future."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

SATURDAY = 5


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """That time of the day in London."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def on_working_day(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def ago(today: date, days: int, hour: int = 10, minute: int = 0) -> datetime:
    """So many days before today, or the Friday before that."""
    return moment(on_working_day(today - timedelta(days=days)), hour, minute)


@dataclass(frozen=True)
class Span:
    """The time in which a group did its registering: from its first day to its last."""

    first: date
    last: date

    def at(self, share: float, rng: Random) -> datetime:
        """A moment at that share (0 to 1) of the span; a greater share is never on an earlier day."""
        day = self.first + timedelta(days=round((self.last - self.first).days * share))
        return moment(max(self.first, on_working_day(day)), rng.randrange(9, 17), rng.randrange(60))
