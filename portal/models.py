"""Outgoing mail, which the database remembers and the worker only carries; and forms that were sent."""

from datetime import datetime, timedelta
from secrets import token_hex

from django.conf import settings
from django.core.mail.utils import DNS_NAME
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.enums import MailState


def new_message_id() -> str:
    """The same on every try, so that a mail program can tell a repeat from a second message."""
    return f"<{token_hex(16)}@{DNS_NAME}>"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: datetime) -> "OutgoingMailQuerySet":
        """Waiting, with its time come, and not handed to a worker within the lease."""
        lease = now - timedelta(seconds=settings.MAIL_QUEUE_LEASE)
        free = Q(queued_at=None) | Q(queued_at__lt=lease)
        return self.filter(free, state=MailState.QUEUED, next_try_at__lte=now)

    def stuck(self, now: datetime) -> "OutgoingMailQuerySet":
        """Claimed by a worker that must have died since."""
        lease = now - timedelta(seconds=settings.MAIL_SENDING_LEASE)
        return self.filter(state=MailState.SENDING, claimed_at__lt=lease)

    def claim(self, pk: int, *, now: datetime) -> bool:
        """Take the message to send it: true for one caller. Each claim counts as a try."""
        return bool(
            self.filter(pk=pk, state=MailState.QUEUED, next_try_at__lte=now).update(
                state=MailState.SENDING, claimed_at=now, attempts=F("attempts") + 1
            )
        )


class OutgoingMail(models.Model):
    """One message to one address. At least once: a worker killed after the server took it sends it again."""

    to = models.EmailField("to", max_length=254)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachment = models.JSONField(null=True, blank=True)  # name, type and text, as portal.mail.Attachment has them
    headers = models.JSONField(null=True, blank=True)  # besides those that every message has
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=255, unique=True, null=True, blank=True)  # what must be said only once
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id, editable=False)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField("handed to a worker at", null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "outgoing mail"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="outgoingmail_state_is_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(
                name="outgoingmail_sent_has_its_time",
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="outgoingmail_sending_has_its_claim",
                condition=Q(state=MailState.SENDING, claimed_at__isnull=False)
                | (~Q(state=MailState.SENDING) & Q(claimed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="outgoingmail_subject_is_one_line",
                condition=~Q(subject__contains="\n") & ~Q(subject__contains="\r"),
            ),
        )
        indexes = (
            models.Index("next_try_at", name="outgoingmail_waiting", condition=Q(state=MailState.QUEUED)),
            models.Index("claimed_at", name="outgoingmail_being_sent", condition=Q(state=MailState.SENDING)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SentForm(models.Model):
    """A form that was sent and saved: sent once more it leads to `result`, and is not saved again.

    Written in the transaction that saves what was typed, so that there are both or neither. Holds no name and no text.
    """

    key = models.CharField(max_length=64, unique=True)  # from its token, who sent it and where: portal.form_tokens
    content = models.CharField(max_length=64)  # a digest of what was typed
    result = models.TextField("where saving it led", blank=True)
    sent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"form {self.pk}"


class MailRefusal(models.Model):
    """A mail server said for good that an address takes no mail."""

    address = models.EmailField(max_length=254, db_index=True)  # in lower case
    refused_at = models.DateTimeField()
    reply = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"refusal {self.pk}"


class UnreachableAddress(models.Model):
    """An address that took no mail over a week or longer, until a message is taken again."""

    address = models.EmailField(max_length=254)  # in lower case
    since = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "unreachable addresses"
        constraints = (
            models.UniqueConstraint(
                name="unreachableaddress_once_at_a_time", fields=["address"], condition=Q(cleared_at=None)
            ),
        )
        indexes = (models.Index("address", name="unreachableaddress_address"),)

    def __str__(self) -> str:
        return f"unreachable address {self.pk}"
