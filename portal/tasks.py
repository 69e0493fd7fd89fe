"""The worker's part in outgoing mail and sent forms. Safe to run twice, late, or in two workers at once."""

import smtplib
from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from portal import jobs, mail, refusals
from portal.models import OutgoingMail, SentForm

log = structlog.get_logger(__name__)
SENT_FORMS_KEPT = timedelta(days=7)  # nobody who was signed in then still is


@shared_task(name="portal.tasks.send_mail", time_limit=60)
def send_mail(pk: int) -> None:
    """Send one message, if no other worker has it; no transaction is open meanwhile."""
    if not OutgoingMail.objects.claim(pk, now=timezone.now()):
        return
    message = OutgoingMail.objects.get(pk=pk)
    try:
        mail.deliver(message)
    except Exception as error:  # whatever it was, the row must say so and not wait for its lease to end
        log.warning("mail not sent", mail_id=pk, attempts=message.attempts, error=type(error).__name__)
        mail.postpone(message, why=f"{type(error).__name__}: {error}", is_final=_is_final(error))
        if reply := refusals.lasting_reply(error):
            refusals.keep_refusal(message.to, reply, now=timezone.now())
    else:
        mail.mark_sent(message)


def _is_final(error: Exception) -> bool:
    """The server knows no such address, or ours cannot be one; trying again would not help."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, ValueError)


@shared_task(name=mail.SWEEP)
def send_due_mail() -> None:
    """Hand every due message to the workers, and put back what a dead worker left."""
    now = timezone.now()
    mail.return_stuck(now=now)
    while due := mail.lease_due(now=now):
        for pk in due:
            jobs.send("portal.tasks.send_mail", (pk,))


@shared_task(name="portal.tasks.forget_sent_forms")
def forget_sent_forms() -> None:
    """Drop the tokens of forms that were sent too long ago to be sent again."""
    SentForm.objects.filter(sent_at__lt=timezone.now() - SENT_FORMS_KEPT).delete()
