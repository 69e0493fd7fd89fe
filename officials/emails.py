"""Messages about who is away and who covers; each is a row in the caller's transaction."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Absence, User
from portal import mail
from portal.links import absolute


def cover_named(absence: Absence, *, by: User | None, now: datetime) -> None:
    """To who covers; not to who did it."""
    cover = absence.cover
    if cover is not None and cover != by:
        subject = f"You cover for {absence.user.name} {absence.days}"
        key = f"cover-named-{absence.pk}-{now.isoformat()}"
        _send("cover_named", cover, subject, key, absence, by, link=reverse("officials:absences"))


def cover_ended(absence: Absence, former: User, *, by: User, now: datetime) -> None:
    """To who covered until now, or would have."""
    if former != by:
        subject = f"You no longer cover for {absence.user.name}"
        key = f"cover-ended-{absence.pk}-{now.isoformat()}"
        _send("cover_ended", former, subject, key, absence, by, link=reverse("officials:absences"))


def absence_recorded(absence: Absence, *, by: User | None) -> None:
    """To the official, where somebody else recorded it."""
    if absence.user != by:
        subject = f"You are recorded as away {absence.days}"
        _send("absence_recorded", absence.user, subject, f"absence-recorded-{absence.pk}", absence, by)


def absence_struck(absence: Absence, *, by: User) -> None:
    """To the official, where somebody else struck it."""
    if absence.user != by:
        subject = f"You are no longer recorded as away {absence.days}"
        _send("absence_struck", absence.user, subject, f"absence-struck-{absence.pk}", absence, by)


def _send(event: str, to: User, subject: str, key: str, absence: Absence, by: User | None, *, link: str = "") -> None:
    mail.write(
        f"officials.{event}",
        to=to.email,
        subject=subject,
        key=key,
        name=to.name,
        absence=absence,
        who=str(by) if by else settings.REGULATOR_NAME,
        link=absolute(link or absence.get_absolute_url()),
    )
