"""Outgoing mail: rows written with the business's own, delivered by the worker after the commit.

Every message goes at least once, always with the same Message-ID: a worker killed between the server's "taken" and our
commit cannot know, and sends again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from portal import jobs, refusals
from portal.enums import MailState
from portal.models import OutgoingMail, OutgoingMailQuerySet

BATCH = 500  # rows handed to workers in one go
LONGEST_WAIT = timedelta(hours=4)
SWEEP = "portal.tasks.send_due_mail"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text that goes with a message, such as a calendar file. Pages are linked to, not attached."""

    name: str
    type: str  # as "text/calendar"
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One of many messages of a template: `key` as for `queue`, `context` for its words."""

    to: str
    subject: str
    key: str
    context: Mapping[str, object] = field(default_factory=dict)


class Headers(dict[str, str]):
    """Of a message, besides those that every one has."""


# --- writing ---------------------------------------------------------------------------------------------------------
def queue(
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    key: str | None = None,
    html: str = "",
    attachment: Attachment | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutgoingMail:
    """Write one message in the caller's transaction; the worker sends it after the commit.

    `kind` says what it is about, as `app.event`. With a `key` the message exists once: a second call returns the first
    row, whatever its state, and sends nothing. To an address that takes no mail goes nothing but what one signs in by.
    """
    fields: dict[str, Any] = {"to": to, "text": text, "html": html, "kind": kind}
    fields |= {"subject": _single_line(subject), "attachment": asdict(attachment) if attachment else None}
    fields |= {"headers": dict(headers) if headers else None}
    if refusals.is_withheld(to, kind):
        fields["state"] = MailState.WITHHELD
    if key is None:
        message, is_new = OutgoingMail.objects.create(**fields), True
    else:
        message, is_new = OutgoingMail.objects.get_or_create(key=key, defaults=fields)
    if is_new and message.state == MailState.QUEUED:
        jobs.run_after_commit(SWEEP)
    return message


def write(template: str, *, to: str, subject: str, key: str | None, **context: object) -> OutgoingMail:
    """Queue the text of `app.event`: the template `app/mail/event.txt` with `context`, names of service and regulator.

    `key` as for `queue`, of which `app.event` is the kind; an Attachment among the context goes along as `attachment`,
    and so do Headers as `headers`.
    """
    text = render_to_string(_file_of(template), context | _names())
    file = context.get("attachment")
    attachment = file if isinstance(file, Attachment) else None
    given = context.get("headers")
    headers = given if isinstance(given, Headers) else None
    return queue(to=to, subject=subject, text=text, kind=template, key=key, attachment=attachment, headers=headers)


def write_many(template: str, drafts: Sequence[Draft]) -> None:
    """As `write` for each of them, in two statements however many there are."""
    if not drafts:
        return
    text, names = get_template(_file_of(template)), _names()
    withheld = refusals.withheld([draft.to for draft in drafts], template)
    OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(
                to=draft.to,
                subject=_single_line(draft.subject),
                text=text.render({**draft.context, **names}),
                kind=template,
                key=draft.key,
                state=MailState.WITHHELD if draft.to.lower() in withheld else MailState.QUEUED,
            )
            for draft in drafts
        ],
        ignore_conflicts=True,
    )
    jobs.run_after_commit(SWEEP)


def _single_line(subject: str) -> str:
    return " ".join(subject.split())[:255]


def _file_of(template: str) -> str:
    app, event = template.split(".")
    return f"{app}/mail/{event}.txt"


def _names() -> dict[str, object]:
    return {"service": settings.SERVICE_NAME, "regulator": settings.REGULATOR_NAME}


def addresses(rows: QuerySet[Any, Any], of: str) -> dict[str, str]:
    """Name by address of whom the rows point at by `of` (a person or a user); those without an address are left out."""
    return dict(rows.exclude(**{f"{of}__email": None}).values_list(f"{of}__email", f"{of}__name"))


class OutboxBackend(BaseEmailBackend):
    """Turns every mail that Django or a package sends into a row, one an address."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            return sum(self._write(message) for message in email_messages)

    def _write(self, message: EmailMessage) -> int:
        if message.attachments:
            raise ValueError("Outgoing mail has no attachments: link to the page instead")
        html = next((part[0] for part in getattr(message, "alternatives", []) if part[1] == "text/html"), "")
        for address in message.recipients():
            queue(to=address, subject=str(message.subject), text=str(message.body), html=html, kind="portal.package")
        return 1


# --- carrying --------------------------------------------------------------------------------------------------------
def lease_due(*, now: datetime) -> list[int]:
    """Mark up to BATCH due messages as handed to a worker and return their ids; two callers never get the same one."""
    with transaction.atomic():
        rows = OutgoingMail.objects.due(now).order_by("next_try_at").select_for_update(skip_locked=True)
        due = list(rows.values_list("pk", flat=True)[:BATCH])
        OutgoingMail.objects.filter(pk__in=due).update(queued_at=now)
    return due


def return_stuck(*, now: datetime) -> int:
    """Put what a dead worker left half sent back in the queue, or give it up after the last try; returns how many."""
    stuck = OutgoingMail.objects.stuck(now)
    why = "The worker ended while it was sending"
    given_up = stuck.filter(attempts__gte=settings.MAIL_TRIES).update(
        state=MailState.FAILED, claimed_at=None, last_error=why
    )
    return given_up + _requeue(stuck, at=now, why=why)


def _requeue(rows: OutgoingMailQuerySet, *, at: datetime, why: str) -> int:
    return rows.update(state=MailState.QUEUED, claimed_at=None, queued_at=None, next_try_at=at, last_error=why[:500])


def deliver(message: OutgoingMail) -> None:
    """Hand one message to the mail server. Raises OSError (smtplib's errors are such) when it is not taken."""
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"} | (message.headers or {}),
        connection=EmailBackend(**settings.SMTP),
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    if message.attachment:
        file = Attachment(**message.attachment)
        mail.attach(file.name, file.text, file.type)
    mail.send()


def mark_sent(message: OutgoingMail) -> None:
    rows = OutgoingMail.objects.filter(pk=message.pk).exclude(state=MailState.SENT)
    rows.update(state=MailState.SENT, sent_at=timezone.now(), claimed_at=None, last_error="")
    refusals.clear(message.to, now=timezone.now())


def postpone(message: OutgoingMail, *, why: str, is_final: bool = False) -> None:
    """Try again later, each time twice as long after; after the last try, or when `is_final`, give up and show why.

    Does nothing where another worker has taken the message since.
    """
    mine = OutgoingMail.objects.filter(pk=message.pk, state=MailState.SENDING, claimed_at=message.claimed_at)
    if is_final or message.attempts >= settings.MAIL_TRIES:
        mine.update(state=MailState.FAILED, claimed_at=None, last_error=why[:500])
    else:
        wait = timedelta(seconds=settings.MAIL_FIRST_WAIT) * 2 ** (message.attempts - 1)
        _requeue(mine, at=timezone.now() + min(wait, LONGEST_WAIT), why=why)


def queue_again(rows: OutgoingMailQuerySet) -> int:
    """Give messages that were given up a fresh set of tries; returns how many there were."""
    again = rows.filter(state=MailState.FAILED).update(
        state=MailState.QUEUED, attempts=0, queued_at=None, next_try_at=timezone.now()
    )
    if again:
        jobs.run_after_commit(SWEEP)
    return again
