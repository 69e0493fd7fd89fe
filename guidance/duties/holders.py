"""Groups with what says who answers for a seat, and no more: for work that goes through many duties."""
# ruff: noqa: S608 - the statement is put together from constants of `tables`; every value is a parameter

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from guidance.duties.officials import Officials
from guidance.duties.reading import reached
from guidance.duties.records import Group, Official, as_of
from guidance.duties.tables import ENQUIRY, REACHABLE, TABLES

PARTS = ("officials", "chairs", "invitations")
_PARTS = ", ".join(TABLES[name].select for name in PARTS)
STATEMENT = f"""SELECT g.id, g.first_contact_on, g.support_withdrawn_on, {REACHABLE}, {ENQUIRY.select}, {_PARTS}
FROM groups_group g JOIN occupations_occupation oc ON oc.id = g.occupation_id WHERE g.id = ANY(%(ids)s)"""
ROUTE_OFFICIALS = """SELECT o.route_id, 'u' || u.id, u.official_role, 'route', o.started_on, o.ended_on
    FROM occupations_routeofficial o JOIN accounts_user u ON u.id = o.user_id
    WHERE o.route_id = ANY(%s) ORDER BY o.started_on, o.id"""


def groups_with_seats(group_ids: Collection[int], officials: Officials, on: date) -> dict[int, Group]:
    """By key, as at the day: `seats.holder` and its like answer of these as of a group with all its records. One
    statement."""
    valid = timedelta(days=settings.LINK_VALID_DAYS)
    parameters: dict[str, Any] = {"ids": list(group_ids), "link_valid": valid}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, parameters)
        rows = cursor.fetchall()
    return {row[0]: as_of(officials.joined(_group(*row[1:])), on) for row in rows}


def _group(first_contact_on: date, withdrawn_on: date | None, reachable: Any, enquiries: Any, *parts: Any) -> Group:
    records = {name: TABLES[name].decode(rows) for name, rows in zip(PARTS, parts, strict=True)}
    enquiry = ENQUIRY.decode(enquiries)
    return Group(
        first_contact_on,
        None,
        withdrawn_on,
        None,
        reached(reachable, records["invitations"], enquiry),
        enquiry=enquiry[-1] if enquiry else None,
        **records,
    )


def routes_with_seats(route_ids: Collection[int], officials: Officials, on: date) -> dict[int | None, Group]:
    """As `groups_with_seats`, of what is due of no group: by the key of the route whose officials see to it, and None
    for what has no route. At most one statement."""
    absences = tuple(absence for rows in officials.absences.values() for absence in rows)
    users = tuple(officials.users.values())
    nobody = Group(date.min, None, None, None, frozenset(), users=users, absences=absences)
    groups: dict[int | None, Group] = {None: nobody}
    if route_ids:
        with connection.cursor() as cursor:
            cursor.execute(ROUTE_OFFICIALS, [list(route_ids)])
            rows = cursor.fetchall()
        for route in route_ids:
            of_route = tuple(Official._make(row[1:]) for row in rows if row[0] == route)
            groups[route] = as_of(nobody._replace(officials=of_route), on)
    return groups
