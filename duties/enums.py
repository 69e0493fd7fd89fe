"""Words of what is said of duties."""

from django.db import models

from guidance.duties.registry import Urgency


class Step(models.TextChoices):
    """When a duty is spoken of. After the first time that it is overdue each one more has a number, as "overdue 2"."""

    OPENS = "opens", "It begins"
    FAR_AHEAD = "far ahead", "28 days before it is due"
    AHEAD = "ahead", "Soon due"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Overdue for long: the next in line hears"


class Outcome(models.TextChoices):
    WAITING = "", "Waiting"
    MAILED = "mailed", "Sent at once"
    LISTED = "listed", "A line of the next digest"
    ANNOUNCED = "announced", "Said by the mail of what began it"
    QUIET = "quiet", "Nobody to write to, or they want none"
    OVERTAKEN = "overtaken", "A later step went, or it was past when reminders began"
    CANCELLED = "cancelled", "The day moved, or the duty ended"


SENT = (Outcome.MAILED, Outcome.LISTED, Outcome.ANNOUNCED, Outcome.QUIET)


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Daily"
    WEEKLY = "weekly", "Weekly"
    OFF = "off", "Not by email"


USUAL = {  # how somebody hears who chose nothing
    Urgency.URGENT: Frequency.AT_ONCE,
    Urgency.NORMAL: Frequency.DAILY,
    Urgency.LONG: Frequency.DAILY,
    Urgency.QUIET: Frequency.WEEKLY,
}
