"""What is known of a group on a day: one set-based statement, one flat record a group.

The same statement serves one group and a hundred thousand. People come as parallel arrays in the order of their keys,
ledgers of statements and consents as one bit mask a membership, shares as whole numbers, so that a record is light to
carry and exact to count with. A fact dated after the day has not happened yet; an end or withdrawal on that day has.
"""
# ruff: noqa: S608 - the statement is put together from this module's own constants; every value is a parameter

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import connection, transaction

from guidance.vocabulary import DELIVERS_BY_KIND, ConsentCode, Delivers, EngagementKind, Expertise, StatementCode

SHARE_UNITS = 10**8  # a share of 1, as population shares keep eight decimals
DETAILS = ("email", "name", "job_title", "organisation", "kind", "sector", "size", "region")
EVIDENCE = ("delivery_methods", "consumable_costs", "qualification_fees", "epao_in_principle")
MEETINGS_CHECKED_DAYS = 365  # how far back meetings must have checked for declarations
INTEREST = ("financial", "directorship", "by_employment", "organisation", "delivers", "may_profit", "employs")


def bits(names: Sequence[str]) -> dict[str, int]:
    """One bit for each name, in the order given."""
    return {str(name): 1 << place for place, name in enumerate(names)}


STATEMENT_BITS = bits(list(StatementCode))
CONSENT_BITS = bits(list(ConsentCode))
EXPERTISE_BITS = bits(list(Expertise))
DETAIL_BITS = bits(DETAILS)
INTEREST_BITS = bits(INTEREST)
ENGAGEMENT_BITS = bits(list(EngagementKind))
EVIDENCE_BITS = bits(EVIDENCE)


class Facts(NamedTuple):
    """One group as at a day. `people` and the other tuples in plural run in parallel, one entry a current member."""

    group: int
    changed_at: datetime
    first_contact_on: date
    membership_approved: bool
    charges_fee: bool | None
    capacity_confirmed: bool
    drafting_responsibility_confirmed: bool
    details_confirmed_on: date | None
    apprenticeship_count: int
    justified_rules: list[str]
    population_dimensions: list[str]
    population_categories: list[str]
    population_shares: list[int]  # in SHARE_UNITS
    people: list[int]
    kinds: list[str]
    started_on: list[date]
    plans_to_serve_until: list[date | None]
    ended_on: list[date | None]
    approvals: list[str]
    experience: list[str]
    expertise: list[int]
    statements: list[int]
    consents: list[int]
    details: list[int]
    declared_on: list[date | None]
    organisations: list[int]
    sizes: list[str]
    sectors: list[str]
    regions: list[str]
    chairs: list[int]
    chairs_confirmed: list[bool]
    chairs_published: list[bool]
    interest_people: list[int]  # current interests of current chairs
    interests: list[int]
    unhandled: list[int]  # people with a current interest without a recorded handling, once each
    regulated: bool
    professional_status: bool
    requested_members: int
    requested_members_met: int
    engagements: int  # ENGAGEMENT_BITS
    submissions: list[str]  # kinds, in the order in which they were made; the next four run in parallel
    submissions_agreed_by_employers: list[bool]
    submissions_submitted: list[bool]
    submissions_agreed_on: list[date | None]
    plan_due_on: date | None  # the standard's day in the work plan in force; None: no work plan is agreed
    quotes: int  # of organisations that assess
    evidence: int  # EVIDENCE_BITS
    last_meeting_on: date | None
    last_meeting_competition: bool
    meetings_this_year: int  # held in the last 365 days
    meetings_unchecked: int  # of these, without the check for declarations
    concerns: list[str]  # kinds of open ones, once each
    mitigations: list[str]  # risks with a mitigation that holds, once each


def facts_of(group_id: int, on: date) -> Facts | None:
    """The group as at the day, in one statement; None where there is no such group."""
    with connection.cursor() as cursor:
        cursor.execute(_statement("g.id = %(ids)s"), {"ids": group_id, "on": on})
        row = cursor.fetchone()
    return Facts._make(row) if row else None


def facts(group_ids: Sequence[int] | range | None = None, *, on: date) -> Iterator[Facts]:
    """Every group named (a range of keys, single keys, or None for all) as at the day, in the order of their keys.

    Read through a cursor on the server, so that memory stays the same whatever the number; the cursor outlives its
    transaction, so that what is found may be stored, a group at a time, while reading goes on.
    """
    text, parameters = statement(group_ids, on=on)
    connection.ensure_connection()
    with closing(connection.connection.cursor(f"facts_{uuid4().hex}", withhold=True)) as cursor:
        cursor.itersize = 500
        with transaction.atomic():
            _favour_the_whole_result()
            cursor.execute(text, parameters)
        for row in cursor:
            yield Facts._make(row)


def statement(group_ids: Sequence[int] | range | None, *, on: date) -> tuple[str, dict[str, Any]]:
    """The statement that `facts` reads, with its parameters."""
    where, ids = _narrowed(group_ids)
    return f"{_statement(where)} ORDER BY g.id", {"ids": ids, "on": on}


def _favour_the_whole_result() -> None:
    """For this one statement: plan for all its rows, and allow it the time that a sweep takes."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off; SET LOCAL statement_timeout = '280s'")


def _narrowed(group_ids: Sequence[int] | range | None) -> tuple[str, object]:
    if group_ids is None:
        return "TRUE", None
    if isinstance(group_ids, range):
        return "g.id >= (%(ids)s::bigint[])[1] AND g.id < (%(ids)s::bigint[])[2]", [group_ids.start, group_ids.stop]
    return "g.id = ANY(%(ids)s)", list(group_ids)


# --- the statement ---------------------------------------------------------------------------------------------------
def _statement(where: str) -> str:
    return f"{_GROUPS} WHERE {where}"


def _mask(column: str, values: dict[str, int]) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {bit}" for name, bit in values.items())
    return f"CASE {column} {cases} ELSE 0 END"


def _ledger(table: str, values: dict[str, int]) -> str:
    """What stands on the day, given and not withdrawn, as one mask."""
    return f"""LATERAL (SELECT coalesce(bit_or({_mask("l.code", values)}), 0) AS mask FROM {table} l
        WHERE l.membership_id = m.id AND l.given_on <= %(on)s
        AND (l.withdrawn_on IS NULL OR l.withdrawn_on > %(on)s))"""


def _flags(conditions: dict[str, str], values: dict[str, int]) -> str:
    return " + ".join(f"CASE WHEN {conditions[name]} THEN {bit} ELSE 0 END" for name, bit in values.items())


def _current(row: str) -> str:
    return f"{row}.started_on <= %(on)s AND ({row}.ended_on IS NULL OR {row}.ended_on > %(on)s)"


_DETAIL_FLAGS = _flags(
    {
        "email": "coalesce(p.email, '') <> ''",
        "name": "p.name <> ''",
        "job_title": "m.job_title <> ''",
        "organisation": "o.name <> ''",
        "kind": "o.kind <> ''",
        "sector": "o.sector <> ''",
        "size": "o.size <> ''",
        "region": "o.region <> ''",
    },
    DETAIL_BITS,
)
_DELIVERING_KINDS = ", ".join(f"'{kind.value}'" for kind in DELIVERS_BY_KIND)
_INTEREST_FLAGS = _flags(
    {
        "financial": "i.nature = 'financial'",
        "directorship": "i.nature = 'directorship'",
        "by_employment": "i.by_employment",
        "organisation": "o.id IS NOT NULL",
        "delivers": f"(cardinality(o.delivers) > 0 OR o.kind IN ({_DELIVERING_KINDS}))",
        "may_profit": "o.may_profit",
        "employs": "o.employs_in_occupation",
    },
    INTEREST_BITS,
)
# what is gathered of each current member, in the order of Facts
_MEMBER = {
    "people": "m.person_id",
    "kinds": "m.kind",
    "started_on": "m.started_on",
    "plans": "m.plans_to_serve_until",
    "ended_on": "m.ended_on",
    "approvals": "m.approval",
    "experience": "m.occupation_experience",
    "expertise": f"(SELECT coalesce(bit_or({_mask('e', EXPERTISE_BITS)}), 0) FROM unnest(m.expertise) e)",
    "statements": "s.mask",
    "consents": "c.mask",
    "details": _DETAIL_FLAGS,
    "declared_on": "d.newest",
    "organisations": "m.organisation_id",
    "sizes": "o.size",
    "sectors": "o.sector",
    "regions": "o.region",
}
_MEMBER_COLUMNS = ", ".join(f"array_agg({what} ORDER BY m.person_id) AS {name}" for name, what in _MEMBER.items())
_MEMBERS = f"""
    SELECT {_MEMBER_COLUMNS}
    FROM members_membership m
    JOIN members_person p ON p.id = m.person_id
    JOIN members_organisation o ON o.id = m.organisation_id
    CROSS JOIN {_ledger("members_statement", STATEMENT_BITS)} s
    CROSS JOIN {_ledger("members_consent", CONSENT_BITS)} c
    CROSS JOIN LATERAL (SELECT max(declared_on) AS newest FROM conflicts_declaration
        WHERE group_id = m.group_id AND person_id = m.person_id AND declared_on <= %(on)s) d
    WHERE m.group_id = g.id AND m.approval <> 'declined' AND {_current("m")}"""
_CHAIRS = f"""
    SELECT array_agg(ch.person_id ORDER BY ch.person_id, ch.id) AS chairs,
        array_agg(coalesce(ch.confirmed_no_interest_on <= %(on)s, FALSE) ORDER BY ch.person_id, ch.id) AS confirmed,
        array_agg(coalesce(ch.publication_agreed_on <= %(on)s, FALSE)
            AND (ch.publication_withdrawn_on IS NULL OR ch.publication_withdrawn_on > %(on)s)
            ORDER BY ch.person_id, ch.id) AS published
    FROM members_chairappointment ch
    WHERE ch.group_id = g.id AND {_current("ch")}"""
_INTERESTS = f"""
    SELECT array_agg(d.person_id ORDER BY d.person_id, i.id) AS people,
        array_agg({_INTEREST_FLAGS} ORDER BY d.person_id, i.id) AS flags
    FROM conflicts_declaration d
    JOIN conflicts_interest i ON i.declaration_id = d.id
    LEFT JOIN members_organisation o ON o.id = i.organisation_id
    WHERE d.group_id = g.id AND d.person_id = ANY(chairs.chairs) AND d.declared_on <= %(on)s
        AND (i.ended_on IS NULL OR i.ended_on > %(on)s)"""
_POPULATION = f"""
    SELECT array_agg(sh.dimension ORDER BY sh.dimension, sh.category) AS dimensions,
        array_agg(sh.category ORDER BY sh.dimension, sh.category) AS categories,
        array_agg((sh.share * {SHARE_UNITS})::bigint ORDER BY sh.dimension, sh.category) AS shares
    FROM groups_employerpopulation ep JOIN groups_populationshare sh ON sh.population_id = ep.id
    WHERE ep.group_id = g.id"""
_UNHANDLED = """
    SELECT DISTINCT d.person_id
    FROM conflicts_declaration d
    JOIN conflicts_interest i ON i.declaration_id = d.id
    WHERE d.group_id = g.id AND d.person_id = ANY(members.people) AND d.declared_on <= %(on)s
        AND (i.ended_on IS NULL OR i.ended_on > %(on)s)
        AND NOT EXISTS (SELECT FROM conflicts_handling h WHERE h.interest_id = i.id AND h.recorded_on <= %(on)s)
    ORDER BY d.person_id"""
_REQUESTED = """
    SELECT count(*)::int AS asked, count(*) FILTER (WHERE r.met_on <= %(on)s)::int AS met
    FROM members_requestedmember r WHERE r.group_id = g.id AND r.requested_on <= %(on)s"""
_ENGAGEMENTS = f"""
    SELECT coalesce(bit_or({_mask("e.kind", ENGAGEMENT_BITS)}), 0)
    FROM members_engagement e WHERE e.group_id = g.id AND e.held_on <= %(on)s"""
_SUBMISSIONS = """
    SELECT array_agg(su.kind ORDER BY su.id) AS kinds,
        array_agg(coalesce(su.agreed_by_employers_on <= %(on)s, FALSE) ORDER BY su.id) AS by_employers,
        array_agg(coalesce(su.submitted_on <= %(on)s, FALSE) ORDER BY su.id) AS submitted,
        array_agg(CASE WHEN su.outcome = 'agreed' AND su.decided_on <= %(on)s THEN su.decided_on END
            ORDER BY su.id) AS agreed_on
    FROM proposals_submission su WHERE su.group_id = g.id"""
_PLAN = """
    SELECT w.standard_due_on FROM groups_workplan w
    WHERE w.group_id = g.id AND w.agreed_on <= %(on)s ORDER BY w.agreed_on DESC, w.id DESC LIMIT 1"""
_ASSESSING_KINDS = ", ".join(f"'{kind.value}'" for kind, what in DELIVERS_BY_KIND.items() if what == Delivers.EPA)
_QUOTES = f"""
    SELECT count(*)::int FROM proposals_epaoquote q
    JOIN members_organisation o ON o.id = q.organisation_id
    WHERE q.evidence_id = fe.id AND q.received_on <= %(on)s
        AND (o.kind IN ({_ASSESSING_KINDS}) OR '{Delivers.EPA.value}' = ANY(o.delivers))"""
_EVIDENCE_FLAGS = _flags({name: f"fe.{name}_on <= %(on)s" for name in EVIDENCE}, EVIDENCE_BITS)
_RECENT = f"me.held_on >= %(on)s::date - {MEETINGS_CHECKED_DAYS}"
_MEETINGS = f"""
    SELECT (array_agg(me.held_on ORDER BY me.held_on DESC, me.id DESC))[1] AS newest,
        (array_agg(me.competition_statement ORDER BY me.held_on DESC, me.id DESC))[1] AS competition,
        count(*) FILTER (WHERE {_RECENT})::int AS recent,
        count(*) FILTER (WHERE {_RECENT} AND NOT me.declarations_checked)::int AS unchecked
    FROM meetings_meeting me WHERE me.group_id = g.id AND me.held_on <= %(on)s"""
_CONCERNS = """
    SELECT DISTINCT co.kind FROM groups_concern co
    WHERE co.group_id = g.id AND co.opened_on <= %(on)s AND (co.closed_on IS NULL OR co.closed_on > %(on)s)
    ORDER BY co.kind"""
_MITIGATIONS = """
    SELECT DISTINCT mi.risk FROM oversight_mitigation mi
    WHERE mi.group_id = g.id AND mi.accepted_on <= %(on)s AND mi.until >= %(on)s ORDER BY mi.risk"""
_COALESCED = ", ".join(f"coalesce(members.{name}, '{{}}')" for name in _MEMBER)
_GROUPS = f"""SELECT g.id, g.changed_at, g.first_contact_on,
    coalesce(g.membership_approved_on <= %(on)s, FALSE),
    g.charges_fee,
    coalesce(g.capacity_confirmed_on <= %(on)s, FALSE),
    coalesce(g.drafting_responsibility_confirmed_on <= %(on)s, FALSE),
    CASE WHEN g.details_confirmed_on <= %(on)s THEN g.details_confirmed_on END,
    g.apprenticeship_count,
    ARRAY(SELECT DISTINCT j.rule FROM groups_justification j WHERE j.group_id = g.id AND j.accepted_on <= %(on)s),
    coalesce(population.dimensions, '{{}}'), coalesce(population.categories, '{{}}'),
    coalesce(population.shares, '{{}}'),
    {_COALESCED},
    coalesce(chairs.chairs, '{{}}'), coalesce(chairs.confirmed, '{{}}'), coalesce(chairs.published, '{{}}'),
    coalesce(interests.people, '{{}}'), coalesce(interests.flags, '{{}}'),
    ARRAY({_UNHANDLED}),
    coalesce(oc.regulated, FALSE), coalesce(oc.professional_status, FALSE),
    requested.asked, requested.met, ({_ENGAGEMENTS}),
    coalesce(submissions.kinds, '{{}}'), coalesce(submissions.by_employers, '{{}}'),
    coalesce(submissions.submitted, '{{}}'), coalesce(submissions.agreed_on, '{{}}'),
    ({_PLAN}), ({_QUOTES}), {_EVIDENCE_FLAGS},
    meetings.newest, coalesce(meetings.competition, FALSE), meetings.recent, meetings.unchecked,
    ARRAY({_CONCERNS}), ARRAY({_MITIGATIONS})
FROM groups_group g
JOIN occupations_occupation oc ON oc.id = g.occupation_id
LEFT JOIN proposals_fundingevidence fe ON fe.group_id = g.id
LEFT JOIN LATERAL ({_MEMBERS}) members ON TRUE
LEFT JOIN LATERAL ({_CHAIRS}) chairs ON TRUE
LEFT JOIN LATERAL ({_INTERESTS}) interests ON TRUE
LEFT JOIN LATERAL ({_POPULATION}) population ON TRUE
LEFT JOIN LATERAL ({_REQUESTED}) requested ON TRUE
LEFT JOIN LATERAL ({_SUBMISSIONS}) submissions ON TRUE
LEFT JOIN LATERAL ({_MEETINGS}) meetings ON TRUE"""
