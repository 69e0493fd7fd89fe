"""Messages about duties; each is a row in the caller's transaction."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from duties.enums import Step
from duties.models import Duty, Extension, Reminder
from duties.rules.digests import Content
from duties.rules.places import own_list, page_beside, page_for
from duties.rules.readers import Reader
from duties.rules.steps import is_overdue
from duties.rules.texts import what
from groups.actions.recipients import leaders, managers
from guidance.duties.registry import GROUP_SEATS, Seat
from guidance.duties.subjects import Subject, named
from guidance.messages.duties import duty_message
from portal import mail
from portal.calendar import working_days_between
from portal.links import absolute, sign
from portal.text import plain_name

LONGER = "duties.longer"
UNSUBSCRIBE = "duties.unsubscribe"


def reminder(duty: Duty, step: Reminder, reader: Reader, subject: Subject | None, *, on: date) -> None:
    """A step of a duty to somebody who answers for it, or comes after them in line; once, however often asked for.

    `subject` is what it is about, where that has a name.
    """
    text, group = what(duty), duty.group
    about = f"{group.reference}: {text}" if group else text
    is_past = is_overdue(step.step) or step.step == Step.ESCALATED
    mail.write(
        "duties.reminder",
        to=reader.address,
        subject=f"Overdue: {about}" if is_past else f"{about}{_by(duty)}",
        key=f"duty-{duty.pk}-{step.step}-{step.due_on}-{reader.address}",
        name=plain_name(reader.name),
        what=text,
        group_name=plain_name(group.name) if group else "",
        reference=group.reference if group else "",
        due_on=step.due_on,
        is_past=is_past,
        overdue_days=working_days_between(step.due_on, on) if step.due_on else 0,
        is_escalated=step.step == Step.ESCALATED,
        link=absolute(page_for(reader, duty, subject)),
    )


def _by(duty: Duty) -> str:
    return f", by {duty.due_on:%-d %B %Y}" if duty.due_on else ""


def longer(duty: Duty, extension: Extension, on: date) -> None:
    """The other side hears at once that something takes longer, until when and why."""
    group = duty.group
    if group is None:
        return
    is_groups = Seat(duty.seat) in GROUP_SEATS and duty.code != "condition.meet"  # which the regulator's official moves
    readers = managers(group, on) if is_groups else leaders(group, on)
    link = absolute(page_beside(duty, named([duty.subject]).get(duty.subject)))
    for address, name in readers.items():
        mail.write(
            LONGER,
            to=address,
            subject=f"{group.reference}: takes longer, until {extension.until:%-d %B %Y}",
            key=f"longer-{extension.pk}-{address}",
            name=name,
            group=group,
            what=duty_message(duty.code).what,
            until=extension.until,
            reason=extension.reason,
            by=extension.advised_by,
            link=link,
        )


def digest(content: Content, reader: Reader, *, key: str) -> None:
    """What came due of somebody since the last digest; once for each key. Their mail program can unsubscribe by itself
    (RFC 8058)."""
    signed = sign(UNSUBSCRIBE, reader.user or reader.person or 0, "user" if reader.user else "person")
    stop = absolute(reverse("duties:unsubscribe", args=[signed]))
    count, overdue = content.duty_count, len(content.overdue)
    subject = f"{count} thing{'' if count == 1 else 's'} to do" if count else content.only_subject
    mail.write(
        "duties.digest",
        to=reader.address,
        subject=f"{subject}, {overdue} of them overdue" if 0 < overdue < count else subject,
        key=key,
        headers=mail.Headers({"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}),
        name=plain_name(reader.name),
        content=content,
        link=absolute(own_list(reader.role)),
        stop=stop,
    )
