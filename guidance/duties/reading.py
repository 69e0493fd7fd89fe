"""The records of duties as the database has them: one statement, for one group or for many in the order of keys."""
# ruff: noqa: S608 - the statement is put together from constants of `tables`; every value is a parameter

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from guidance.duties import wordings
from guidance.duties.officials import ABSENCES, USERS, Officials, officials_of
from guidance.duties.records import Group
from guidance.duties.tables import ENQUIRY, REACHABLE, TABLES
from portal.streams import ids_in_sql, stream

FIELDS = ("first_contact_on", "approved_on", "support_withdrawn_on", "details_confirmed_on")
_OWN = "g.first_contact_on, g.membership_approved_on, g.support_withdrawn_on, g.details_confirmed_on"
_PARTS = ",\n    ".join(table.select for table in (ENQUIRY, *TABLES.values()))
STATEMENT = f"""SELECT g.id, g.changed_at, oc.route_id, {_OWN},
    {REACHABLE},
    {_PARTS}
FROM groups_group g JOIN occupations_occupation oc ON oc.id = g.occupation_id"""


class Records(NamedTuple):
    """A group's records, and as of which state of it they were read; `route` is the key of the occupation's."""

    group_id: int
    changed_at: datetime
    route: int | None
    group: Group


def single_records(group_id: int, on: date) -> Records | None:
    """The records of a group, in one statement; None where there is no such group.

    Whatever is to come is among them: `records.as_of` leaves it out. `on` is the day as at which people are barred from
    votes.
    """
    columns, rows = STATEMENT.split("\nFROM groups_group g", 1)
    statement = f"{columns},\n    {USERS.select}, {ABSENCES.select}\nFROM groups_group g{rows} WHERE g.id = %(ids)s"
    with connection.cursor() as cursor:
        cursor.execute(statement, _parameters(group_id, on))
        row = cursor.fetchone()
    return _records(row[:-2], officials_of(*row[-2:])) if row else None


def every_records(group_ids: Sequence[int] | range | None, on: date, officials: Officials) -> Iterator[Records]:
    """As `single_records`, of each group named (keys, a range of keys, None for all) in the order of their keys."""
    for row in stream("records", *statement(group_ids, on)):
        yield _records(row, officials)


def statement(group_ids: Sequence[int] | range | None, on: date) -> tuple[str, dict[str, Any]]:
    """The statement that `every_records` reads, with its parameters."""
    where, ids = ids_in_sql(group_ids)
    return f"{STATEMENT} WHERE {where} ORDER BY g.id", _parameters(ids, on)


def _parameters(ids: object, on: date) -> dict[str, Any]:
    link_valid = timedelta(days=settings.LINK_VALID_DAYS)
    return {"ids": ids, "on": on, "link_valid": link_valid, **wordings.parameters(on)}


def _records(row: Sequence[Any], officials: Officials) -> Records:
    group_id, changed_at, route, *rest = row
    own, (reachable, enquiries, *parts) = rest[: len(FIELDS)], rest[len(FIELDS) :]
    fields: dict[str, Any] = dict(zip(FIELDS, own, strict=True))
    fields |= {name: table.decode(rows) for (name, table), rows in zip(TABLES.items(), parts, strict=True)}
    enquiry = ENQUIRY.decode(enquiries)
    group = Group(
        **fields,
        reachable=reached(reachable, fields["invitations"], enquiry),
        enquiry=enquiry[-1] if enquiry else None,
    )
    return Records(group_id, changed_at, route, officials.joined(group))


def reached(people: Iterable[str] | None, invitations: Iterable[Any], enquiries: Iterable[Any]) -> frozenset[str]:
    """Who can be written to: people with an address; who is invited, at that of the invitation; and who sent the
    enquiry, with an account and so an address."""
    invited = {invitation.person for invitation in invitations}
    enquirers = {enquiry.enquirer for enquiry in enquiries if enquiry.enquirer is not None}
    return frozenset(people or ()) | invited | enquirers
