"""Addresses that take no mail: after three lasting refusals over a week nothing but sign-in mail goes there.

A mail that the server takes clears it.
"""

import smtplib
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from portal import history
from portal.models import MailRefusal, UnreachableAddress

LASTING = 500  # replies from here on say that trying again would not help
MOST, OVER = 3, timedelta(days=7)  # so many refusals, over so long or longer, make an address unreachable
KEPT = timedelta(days=365)  # a refusal counts so long
# What somebody needs to come in, and by which an address is proved: sent whatever was refused before.
SIGN_IN = {"portal.package", "accounts.official_invitation", "groups.confirm_enquiry", "members.invitation"}


def lasting_reply(error: Exception) -> str | None:
    """What the server said, where it refused the address or the message for good; None for anything else."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        replies = list(error.recipients.values())
        if replies and all(code >= LASTING for code, _ in replies):
            return _text(*replies[0])
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= LASTING:
        return _text(error.smtp_code, error.smtp_error)
    return None


def _text(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"[:500]


def is_withheld(address: str, kind: str) -> bool:
    """Whether a message of that kind stays unsent, because the address takes no mail."""
    return bool(withheld([address], kind))


def withheld(addresses: Collection[str], kind: str) -> set[str]:
    """Those to which messages of that kind stay unsent, in lower case. At most one statement."""
    return set() if kind in SIGN_IN else unreachable(addresses)


def unreachable(addresses: Collection[str]) -> set[str]:
    """Those that take no mail, in lower case. One statement."""
    lower = [address.lower() for address in addresses]
    return set(UnreachableAddress.objects.filter(address__in=lower, cleared_at=None).values_list("address", flat=True))


@transaction.atomic
def keep_refusal(address: str, reply: str, *, now: datetime) -> bool:
    """Write a lasting refusal down; whether the address is unreachable by now."""
    address = address.lower()
    MailRefusal.objects.create(address=address, refused_at=now, reply=reply)
    times = list(
        MailRefusal.objects.filter(address=address, refused_at__gt=now - KEPT)
        .order_by("refused_at")
        .values_list("refused_at", flat=True)
    )
    if len(times) < MOST or times[-1] - times[0] < OVER:
        return False
    row, is_new = UnreachableAddress.objects.get_or_create(address=address, cleared_at=None, defaults={"since": now})
    if is_new:
        history.follow_up(row)
    return True


@transaction.atomic
def clear(address: str, *, now: datetime) -> None:
    """The server took a message to it: what was refused before counts no more."""
    address = address.lower()
    MailRefusal.objects.filter(address=address).delete()
    for row in UnreachableAddress.objects.select_for_update().filter(address=address, cleared_at=None):
        row.cleared_at = now
        row.save(update_fields=["cleared_at"])
        history.follow_up(row)
