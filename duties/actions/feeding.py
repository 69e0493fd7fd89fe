"""Links to calendars: made, made anew and revoked by the person whose they are."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import User
from duties.models import CalendarFeed
from groups.models import Group

BYTES = 32  # of chance


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, user: User, group: Group | None, now: datetime) -> str:
    """The token of a new link, which nobody can read again; the link before it is revoked."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    revoke_feed(user=user, group=group, now=now)
    token = secrets.token_urlsafe(BYTES)
    CalendarFeed.objects.create(user=user, group=group, digest=digest_of(token), made_at=now)
    return token


def revoke_feed(*, user: User, group: Group | None, now: datetime) -> None:
    """The link leads nowhere from now on; nothing where there is none."""
    CalendarFeed.objects.filter(user=user, group=group, revoked_at=None).update(revoked_at=now)
