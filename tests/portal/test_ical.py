"""Calendar files: one event each, its changes and its end, and the hours in which clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from portal.ical import Occasion, file_of

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
MEETING = Occasion(
    uid="meeting-1@portal.example.org",
    sequence=0,
    title="Kick-off, Bakers; all",
    day=date(2026, 10, 20),
    starts=datetime(2026, 10, 20, 14, 30, tzinfo=LONDON),
    ends=datetime(2026, 10, 20, 16, 0, tzinfo=LONDON),
    place="Leeds, Sample Hall\nRoom 2",
    text="Agenda and papers are in the portal.",
    link="https://portal.example.org/groups/1/meetings/1/",
)


def event_of(occasion):
    calendar = Calendar.from_ical(file_of(occasion, now=NOW))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_file_holds_one_event_with_what_a_calendar_needs():
    calendar, event = event_of(MEETING)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (MEETING.uid, MEETING.title, MEETING.place)
    assert MEETING.link in event["DESCRIPTION"] and event["URL"] == MEETING.link
    assert calendar.walk("VTIMEZONE")


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 10, 24), 13),  # summer time's last day
        (date(2026, 10, 25), 14),  # clocks went back in its first hours
        (date(2026, 3, 28), 14),
        (date(2026, 3, 29), 13),
    ],
)
def test_hour_is_london_s_on_both_sides_of_a_change_of_clocks(day, hour_in_utc):
    starts = datetime(day.year, day.month, day.day, 14, 0, tzinfo=LONDON)
    _, event = event_of(replace(MEETING, day=day, starts=starts, ends=None))
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert (event["DTSTART"].dt.hour, event["DTSTART"].dt.astimezone(UTC).hour) == (14, hour_in_utc)
    assert event["DTEND"].dt.hour == 15


def test_change_has_the_same_uid_and_a_higher_number_and_the_end_cancels_it():
    _, changed = event_of(replace(MEETING, sequence=1))
    calendar, ended = event_of(replace(MEETING, sequence=2, is_cancelled=True))
    assert (changed["UID"], changed["SEQUENCE"], ended["UID"], ended["SEQUENCE"]) == (MEETING.uid, 1, MEETING.uid, 2)
    assert (calendar["METHOD"], ended["STATUS"]) == ("CANCEL", "CANCELLED")


def test_meeting_without_an_hour_lasts_its_day():
    _, event = event_of(replace(MEETING, starts=None, ends=None, place=""))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 10, 20), date(2026, 10, 21))
    assert "LOCATION" not in event


def test_an_event_on_the_last_day_that_there_is_has_a_file():
    _, event = event_of(replace(MEETING, day=date.max, starts=None, ends=None))
    assert (event["DTSTART"].dt, "DTEND" in event) == (date.max, False)
    _, late = event_of(replace(MEETING, day=date.max, starts=datetime(9999, 12, 31, 23, 30, tzinfo=LONDON), ends=None))
    assert late["DTEND"].dt > late["DTSTART"].dt
