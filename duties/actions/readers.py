"""Whom reminders reach: names in records as people and accounts with an address."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from duties.rules.readers import Reader
from members.models import Person

Key = tuple[int | None, int | None]  # an account, or a person without one


def readers(names: Collection[str]) -> dict[str, Reader]:
    """By the text by which records name them; left out is who has no address, no active account or only an invitation.
    At most two statements."""
    people, accounts = _keys(names, "p"), _keys(names, "u")
    reached = dict[str, Reader]()
    for person in Person.objects.filter(pk__in=people).select_related("user") if people else ():
        account = person.user if person.user and person.user.is_active else None
        address = person.email or (account.email if account else "")
        if address:
            reader = Reader(person.user_id, None if person.user_id else person.pk, address, person.name)
            reached[f"p{person.pk}"] = reader
    if accounts:
        for user in User.objects.filter(pk__in=accounts, is_active=True):
            reached[f"u{user.pk}"] = Reader(user.pk, None, user.email, user.name, user.official_role)
    return reached


def _keys(names: Collection[str], kind: str) -> set[int]:
    return {int(name[1:]) for name in names if name[:1] == kind and name[1:].isdigit()}
