"""The regulator's people: who they are and when they are away. Few, and the same for every group, so read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection

from guidance.duties.records import Absence, Group, User
from guidance.duties.tables.table import Table, account, subject

# The last day of an account that is closed is the one before it was; history says when.
_LAST_DAY = """CASE WHEN NOT u.is_active THEN coalesce((
        SELECT (min(h.history_date) AT TIME ZONE 'Europe/London')::date - 1 FROM accounts_historicaluser h
        WHERE h.id = u.id AND NOT h.is_active AND h.history_date > coalesce((
            SELECT max(a.history_date) FROM accounts_historicaluser a WHERE a.id = u.id AND a.is_active), '-infinity')
    ), '1900-01-01') END"""
USERS = Table(
    User,
    (account("u.id"), "u.official_role", _LAST_DAY),
    "FROM accounts_user u WHERE u.official_role <> ''",
    "u.created_at, u.id",
)
ABSENCES = Table(
    Absence,
    (
        subject("absence", "a.id"),
        account("a.user_id"),
        "a.first_day",
        "a.last_day",
        account("a.cover_id"),
        "a.recorded_on",
    ),
    "FROM accounts_absence a WHERE a.struck_at IS NULL",
    "a.id",
)


class Officials:
    """Every official by the account, in the order in which accounts were made, and each one's absences."""

    def __init__(self, users: Iterable[User], absences: Iterable[Absence]) -> None:
        self.users = {user.account: user for user in users}
        self.absences: dict[str, list[Absence]] = defaultdict(list)
        for absence in absences:
            self.absences[absence.account].append(absence)
        self._place = {account: place for place, account in enumerate(self.users)}
        self._administrators = [user.account for user in self.users.values() if user.role == "administrator"]

    def joined(self, group: Group) -> Group:
        """The group with the officials that its duties may concern: its own and the route's, who covers for them, and
        the administrators."""
        enquiry = group.enquiry
        accounts = [official.account for official in group.officials]
        accounts += [enquiry.official] if enquiry is not None and enquiry.official is not None else []
        named = sorted(self._with_covers([*accounts, *self._administrators]), key=self._place.__getitem__)
        return group._replace(
            users=tuple(self.users[account] for account in named),
            absences=tuple(absence for account in named for absence in self.absences.get(account, ())),
        )

    def _with_covers(self, accounts: Iterable[str]) -> set[str]:
        named: set[str] = set()
        waiting = list(accounts)
        while waiting:
            account = waiting.pop()
            if account not in named and account in self.users:
                named.add(account)
                waiting += [absence.cover for absence in self.absences.get(account, ()) if absence.cover is not None]
        return named


def read_officials() -> Officials:
    """All officials, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {USERS.select}, {ABSENCES.select}")
        return officials_of(*cursor.fetchone())


def officials_of(users: list[Any] | None, absences: list[Any] | None) -> Officials:
    """From what the two tables gave."""
    return Officials(USERS.decode(users), ABSENCES.decode(absences))
