"""What a duty is about, in a few words: the rows that duties name, looked up together in one statement."""
# ruff: noqa: S608 - the statement is put together from this module's own constants; every value is a parameter

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection


def _short(text: str) -> str:
    return f"CASE WHEN length({text}) > 60 THEN left({text}, 58) || '…' ELSE {text} END"


_PERSON = "JOIN members_person p ON p.id ="
_CHAIR = f"JOIN members_chairappointment c ON c.id = {{}} {_PERSON} c.person_id"
# By kind of subject: what it is called, the key of the row that its page is of where that is another, and its rows.
NAMES = {
    "membership": ("p.name", "NULL", f"members_membership r {_PERSON} r.person_id"),
    "invitation": ("r.name", "NULL", "members_invitation r"),
    "interest": (
        "p.name",
        "NULL",
        f"conflicts_interest r JOIN conflicts_declaration d ON d.id = r.declaration_id {_PERSON} d.person_id",
    ),
    "chairappointment": ("p.name", "NULL", f"members_chairappointment r {_PERSON} r.person_id"),
    "handover": ("p.name", "NULL", f"members_handover r {_PERSON} r.successor_id"),
    "mentoring": ("p.name", "NULL", f"chairs_mentoring r {_CHAIR.format('r.appointment_id')}"),
    "participation": (
        "c.name",
        "NULL",
        "chairs_participation r JOIN chairs_collaboration c ON c.id = r.collaboration_id",
    ),
    "query": ("r.subject", "NULL", "groups_query r"),
    "enquiry": (
        "coalesce(o.title, r.proposed_title)",
        "NULL",
        "groups_enquiry r LEFT JOIN occupations_occupation o ON o.id = r.occupation_id",
    ),
    "submission": ("r.kind", "NULL", "proposals_submission r"),
    "handin": ("s.kind", "s.id", "proposals_handin r JOIN proposals_submission s ON s.id = r.submission_id"),
    "requestedmember": (_short("r.description"), "NULL", "members_requestedmember r"),
    "milestone": ("r.title", "NULL", "groups_milestone r"),
    "meeting": ("to_char(coalesce(r.held_on, r.planned_on), 'FMDD FMMonth YYYY')", "NULL", "meetings_meeting r"),
    "motion": (_short("r.text"), "NULL", "meetings_motion r"),
    "action": (_short("r.text"), "NULL", "meetings_action r"),
    "travelclaim": ("p.name", "NULL", f"meetings_travelclaim r {_PERSON} r.person_id"),
    "absence": (
        "to_char(r.first_day, 'FMDD FMMonth') || ' to ' || to_char(r.last_day, 'FMDD FMMonth YYYY')",
        "NULL",
        "accounts_absence r",
    ),
}


class Subject(NamedTuple):
    """What a row is called, and the key of the one that its page belongs to; None where that is the group."""

    name: str
    parent: int | None


def kind_and_key(subject: str) -> tuple[str, int | None]:
    """The first row that a subject names; no key where it names none, as a seat or a risk."""
    kind, _, key = subject.partition(",")[0].partition("/")
    return kind, int(key) if key.isdigit() else None


def named(subjects: Iterable[str]) -> dict[str, Subject]:
    """By subject; those without a name of their own are left out. One statement, none where nothing is to be named."""
    keys: dict[str, set[int]] = defaultdict(set)
    by_row: dict[tuple[str, int], list[str]] = defaultdict(list)
    for subject in subjects:
        kind, key = kind_and_key(subject)
        if kind in NAMES and key is not None:
            keys[kind].add(key)
            by_row[kind, key].append(subject)
    if not keys:
        return {}
    parts = [
        f"SELECT '{kind}', r.id, {NAMES[kind][0]}, {NAMES[kind][1]}::bigint FROM {NAMES[kind][2]} WHERE r.id = ANY(%s)"
        for kind in sorted(keys)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [list(keys[kind]) for kind in sorted(keys)])
        rows = cursor.fetchall()
    return {subject: Subject(name or "", parent) for kind, key, name, parent in rows for subject in by_row[kind, key]}
