"""Calendar files (RFC 5545) of an event or of many, right also where clocks change between now and then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

NAME = "meeting.ics"
TYPE = "text/calendar"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """`uid` never changes; `sequence` grows with each change. Times are aware, in the zone in which they are meant;
    without `starts` it lasts the whole `day`, without `ends` an hour."""

    uid: str
    sequence: int
    title: str
    day: date
    starts: datetime | None
    ends: datetime | None
    place: str
    text: str
    link: str
    is_cancelled: bool = False


def file_of(occasion: Occasion, *, now: datetime) -> str:
    """What a calendar program takes in: a new event, a change of the one with that uid, or its end."""
    calendar = Calendar()
    calendar.add("prodid", "-//Trailblazer portal//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if occasion.is_cancelled else "PUBLISH")
    calendar.add_component(_event(occasion, now))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def calendar_of(occasions: Iterable[Occasion], *, name: str, now: datetime) -> str:
    """All of these in one calendar, which a program reads again and again; `now` is the same each time for the same
    text."""
    calendar = Calendar()
    calendar.add("prodid", "-//Trailblazer portal//Calendars//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for occasion in occasions:
        calendar.add_component(_event(occasion, now))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _event(occasion: Occasion, now: datetime) -> Event:
    event = Event()
    event.add("uid", occasion.uid)
    event.add("sequence", occasion.sequence)
    event.add("dtstamp", now)
    event.add("summary", occasion.title)
    event.add("description", f"{occasion.text}\n\n{occasion.link}")
    event.add("url", occasion.link)
    event.add("status", "CANCELLED" if occasion.is_cancelled else "CONFIRMED")
    if occasion.place:
        event.add("location", occasion.place)
    if occasion.starts:
        event.add("dtstart", occasion.starts)
        event.add("dtend", occasion.ends or _an_hour_after(occasion.starts))
    else:
        event.add("dtstart", occasion.day)
        if occasion.day < date.max:  # without an end it lasts the day
            event.add("dtend", occasion.day + timedelta(days=1))
    return event


def _an_hour_after(starts: datetime) -> datetime:
    """Or the last moment that there is."""
    last = datetime.max.replace(tzinfo=starts.tzinfo)
    return starts + HOUR if starts < last - HOUR else last
