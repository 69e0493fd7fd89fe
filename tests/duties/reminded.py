"""Groups that are assessed and reminded as on days gone by."""

from datetime import date, timedelta

from django.utils import timezone

from duties.actions import reminding
from duties.models import Reminder, ReminderStart
from groups.models import Group
from oversight.actions import sweep
from portal.models import OutgoingMail

ON = date(2026, 3, 2)  # a Monday
DAY = timedelta(days=1)


def at(on, hour=12):
    return timezone.make_aware(timezone.datetime(on.year, on.month, on.day, hour))


def begin(on, hour=0):
    """Reminders began at that hour of the day; what came due before is history."""
    ReminderStart.objects.all().delete()
    ReminderStart.objects.create(began_at=at(on, hour))


def assess(group, on):
    Group.objects.filter(pk=group.pk).update(changed_at=timezone.now())
    sweep([group.pk], on=on)


def remind(on, hour=9):
    """Whatever is due is sent; how many rows were looked at."""
    count = 0
    while some := reminding.remind(now=at(on, hour)):
        count += some
    return count


def outcomes(code):
    """Of that duty: each step with what became of it, in the order of their times."""
    rows = Reminder.objects.filter(duty__code=code).order_by("due_at", "pk")
    return [(row.step, row.outcome) for row in rows]


def mails(code=None):
    """Subject and address of each reminder, in order."""
    rows = OutgoingMail.objects.filter(kind="duties.reminder").order_by("pk")
    return [(row.subject, row.to) for row in rows]
