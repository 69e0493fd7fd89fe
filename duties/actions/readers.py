"""Whom reminders reach: names in records as people and accounts with an address."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from duties.rules.readers import Reader
from members.models import Person


def readers(names: Collection[str]) -> dict[str, Reader]:
    """By the text by which records name them; left out is who has no address, no active account or only an invitation.
    At most two statements."""
    people, accounts = _keys(names, "p"), _keys(names, "u")
    with_address = Person.objects.filter(pk__in=people).exclude(email=None) if people else Person.objects.none()
    reached = {
        f"p{person.pk}": Reader(person.user_id, None if person.user_id else person.pk, person.email or "", person.name)
        for person in with_address
    }
    if accounts:
        for user in User.objects.filter(pk__in=accounts, is_active=True):
            reached[f"u{user.pk}"] = Reader(user.pk, None, user.email, user.name)
    return reached


def _keys(names: Collection[str], kind: str) -> set[int]:
    return {int(name[1:]) for name in names if name[:1] == kind and name[1:].isdigit()}
