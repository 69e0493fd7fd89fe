"""What is due of no group: enquiries, absences of officials, and the portal's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from guidance.duties.answer import Due, dues
from guidance.duties.assessed import not_assessed
from guidance.duties.case import Case
from guidance.duties.officials import Officials
from guidance.duties.records import Backlog, Enquiry, Extension, Group
from guidance.duties.registry import DUTIES
from guidance.policies import Policy
from portal.calendar import add_days

ENQUIRY, ABSENCE, BACKLOGS = "enquiry.decide", "absence.cover", ("double.judge", "mail.failed")
GENERAL = (ENQUIRY, ABSENCE, *BACKLOGS)
KEPT_DAYS = 60  # for which a decided enquiry is answered still; what is stored of it stays
# Those that wait, those that were decided not long ago, and those named.
ENQUIRIES = """SELECT 'enquiry/' || e.id, 'u' || e.allocated_to_id,
        coalesce('p' || p.id, 'u' || e.user_id),
        (e.received_at AT TIME ZONE 'Europe/London')::date, (e.decided_at AT TIME ZONE 'Europe/London')::date,
        coalesce(oc.route_id, e.route_id)
    FROM groups_enquiry e LEFT JOIN members_person p ON p.user_id = e.user_id
        LEFT JOIN occupations_occupation oc ON oc.id = e.occupation_id
    WHERE e.received_at IS NOT NULL
        AND (e.decided_at IS NULL OR (e.decided_at AT TIME ZONE 'Europe/London')::date > %(decided_after)s
            OR 'enquiry/' || e.id = ANY(%(named)s))
    ORDER BY e.id"""
# The oldest of what waits to be gone through, by the code of its duty.
OLDEST = """SELECT code, oldest_on FROM (
        SELECT 'double.judge' AS code, (min(found_at) AT TIME ZONE 'Europe/London')::date AS oldest_on FROM (
            SELECT found_at FROM duplicates_likelydouble WHERE judgement = 'open'
            UNION ALL SELECT found_at FROM duplicates_persondouble WHERE judgement = 'open') d
        UNION ALL
        SELECT 'mail.failed', (min(created_at) AT TIME ZONE 'Europe/London')::date
        FROM portal_outgoingmail WHERE state = 'failed') b
    WHERE oldest_on IS NOT NULL"""


EXTENSIONS = """SELECT code, nullif(subject, ''), until, advised_on FROM duties_extension
    WHERE group_id IS NULL ORDER BY advised_on, id"""


class General(NamedTuple):
    """A duty of no group, with the key of the route whose officials see to it."""

    due: Due
    route: int | None


def general_duties(officials: Officials, policy: Policy, on: date, named: Sequence[str] = ()) -> list[General]:
    """What is due on the day of enquiries, absences and the portal itself, ended ones among them; three statements.

    Enquiries that were decided by `decided_after` are left out, but for the `named` ones (subjects).
    """
    nothing = Group(date.min, None, None, None, frozenset(), extensions=_extensions())
    made = list(_enquiries(nothing, policy, on, named))
    absences = tuple(absence for rows in officials.absences.values() for absence in rows)
    group = nothing._replace(users=tuple(officials.users.values()), absences=absences, backlogs=_backlogs())
    case = Case(group, not_assessed(on), policy.parameters, on)
    made += [General(due, None) for code in (ABSENCE, *BACKLOGS) for due in dues(DUTIES[code], case)]
    return made


def decided_after(on: date) -> date:
    """Enquiries that were decided by that day are not answered any more."""
    return add_days(on, -KEPT_DAYS)


def _enquiries(nothing: Group, policy: Policy, on: date, named: Sequence[str]) -> Iterator[General]:
    with connection.cursor() as cursor:
        cursor.execute(ENQUIRIES, {"decided_after": decided_after(on), "named": list(named)})
        rows = cursor.fetchall()
    for *values, route in rows:
        case = Case(nothing._replace(enquiry=Enquiry._make(values)), not_assessed(on), policy.parameters, on)
        yield from (General(due, route) for due in dues(DUTIES[ENQUIRY], case))


def _backlogs() -> tuple[Backlog, ...]:
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        return tuple(Backlog._make(row) for row in cursor.fetchall())


def _extensions() -> tuple[Extension, ...]:
    with connection.cursor() as cursor:
        cursor.execute(EXTENSIONS)
        return tuple(Extension._make(row) for row in cursor.fetchall())
