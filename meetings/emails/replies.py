"""Messages about who comes to a meeting."""

from datetime import datetime

from django.urls import reverse

from accounts.models import User
from meetings.models import Meeting, Reply
from portal import mail
from portal.links import absolute


def reply_recorded(reply: Reply, meeting: Meeting, *, by: User) -> None:
    """To the person for whom somebody else recorded it; nothing without an address."""
    person = reply.person
    if person is None or not person.email:
        return
    link = absolute(reverse("meetings:reply", args=[meeting.group_id, meeting.pk]))
    subject = f"Recorded: whether you come on {meeting.day:%-d %B %Y}, {meeting.group.name}"
    _about(reply, meeting, subject, "reply_recorded", to=person.email, name=person.name, by=by, link=link)


def official_replied(reply: Reply, meeting: Meeting, *, to: str, name: str) -> None:
    """To a chair: whether the product manager comes."""
    subject = f"{reply.user} {'comes' if reply.comes else 'does not come'} on {meeting.day:%-d %B %Y}"
    link = absolute(meeting.get_absolute_url())
    _about(reply, meeting, subject, "official_replied", to=to, name=name, official=reply.user, link=link)


def _about(reply: Reply, meeting: Meeting, subject: str, template: str, *, to: str, **more: object) -> None:
    moment: datetime = reply.changed_at or reply.replied_at
    mail.write(
        f"meetings.{template}",
        to=to,
        subject=subject,
        key=f"{template.replace('_', '-')}-{reply.pk}-{moment.timestamp()}-{to}",
        reply=reply,
        meeting=meeting,
        group=meeting.group,
        **more,
    )
