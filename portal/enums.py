"""Words of the portal's own rows."""

from django.db import models


class MailState(models.TextChoices):
    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Given up"
    WITHHELD = "withheld", "Not sent: the address takes no mail"


class LineKind(models.TextChoices):
    """What an import did with one row, or with one cell of it."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    KEPT = "kept", "Left as it was"
    REJECTED = "rejected", "Rejected"
    NOTED = "noted", "Worth knowing"
