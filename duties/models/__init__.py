"""What is due, as lists read it; derived, so only what people advise of it keeps a history."""

from duties.models.digest import Digest
from duties.models.duty import Duty, DutyQuerySet
from duties.models.extension import Extension
from duties.models.feed import CalendarFeed
from duties.models.preference import Preference
from duties.models.reminder import DigestLine, Reminder, ReminderQuerySet, ReminderStart

__all__ = [
    "CalendarFeed",
    "Digest",
    "DigestLine",
    "Duty",
    "DutyQuerySet",
    "Extension",
    "Preference",
    "Reminder",
    "ReminderQuerySet",
    "ReminderStart",
]
