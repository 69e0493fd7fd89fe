"""Where the facts of a group come from: the tables, as parts of one statement, and the bits that stand for names.

In a part's SQL `g` is the group's row, `%(on)s` the day. A part gives its rows joined to the group; a fact is one line
over them (`guidance.facts.Facts`). Parts lean on each other: the interests that are read are those of current chairs.
"""
# ruff: noqa: S608 - the statement is put together from this module's own constants; every value is a parameter

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guidance.documents import DAYS
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


class Line(NamedTuple):
    """How a fact is read: an expression over a part's rows, and what to select of it."""

    part: Part
    expression: str
    selected: str = "{}"


class Part(NamedTuple):
    """Rows joined to each group: `rows` is all from FROM on, `order` that of the facts with an entry a row."""

    name: str
    rows: str
    order: str

    def each(self, what: str) -> Line:
        """An entry for each row, in the part's order; empty where there is none."""
        return Line(self, f"array_agg({what} ORDER BY {self.order})", "coalesce({}, '{{}}')")

    def first(self, what: str, without: str = "") -> Line:
        """That of the first row; NULL, or what is given, where there is none."""
        selected = f"coalesce({{}}, {without})" if without else "{}"
        return Line(self, f"(array_agg({what} ORDER BY {self.order}))[1]", selected)

    def over(self, what: str) -> Line:
        """One value over all rows."""
        return Line(self, what)


# --- expressions -----------------------------------------------------------------------------------------------------
def mask(column: str, values: dict[str, int]) -> str:
    """The bit of the name in a column; 0 for any other."""
    cases = " ".join(f"WHEN '{name}' THEN {bit}" for name, bit in values.items())
    return f"CASE {column} {cases} ELSE 0 END"


def _ledger(table: str, values: dict[str, int]) -> str:
    """What was given by the day and not withdrawn, as one mask."""
    return f"""LATERAL (SELECT coalesce(bit_or({mask("l.code", values)}), 0) AS mask FROM {table} l
        WHERE l.membership_id = m.id AND l.given_on <= %(on)s
        AND (l.withdrawn_on IS NULL OR l.withdrawn_on > %(on)s))"""


def _flags(conditions: dict[str, str], values: dict[str, int]) -> str:
    return " + ".join(f"CASE WHEN {conditions[name]} THEN {bit} ELSE 0 END" for name, bit in values.items())


def _current(row: str) -> str:
    return f"{row}.started_on <= %(on)s AND ({row}.ended_on IS NULL OR {row}.ended_on > %(on)s)"


def has_happened(column: str) -> str:
    """Whether the date of something is set and not later."""
    return f"coalesce({column} <= %(on)s, FALSE)"


def date_if_reached(column: str) -> str:
    """The date where it is not later than the day; else NULL."""
    return f"CASE WHEN {column} <= %(on)s THEN {column} END"


# --- the group's own row, and its occupation's and evidence's --------------------------------------------------------
GROUPS = """FROM groups_group g
JOIN occupations_occupation oc ON oc.id = g.occupation_id
LEFT JOIN proposals_fundingevidence fe ON fe.group_id = g.id"""

MEMBERSHIP_SUBMISSION = """coalesce((SELECT CASE WHEN ms.outcome <> ''
        AND (ms.decided_at AT TIME ZONE 'Europe/London')::date <= %(on)s THEN ms.outcome ELSE 'submitted' END
    FROM groups_membershipsubmission ms
    WHERE ms.group_id = g.id AND (ms.submitted_at AT TIME ZONE 'Europe/London')::date <= %(on)s
    ORDER BY ms.id DESC LIMIT 1), '')"""

# --- people ----------------------------------------------------------------------------------------------------------
MEMBERS = Part(
    "members",
    f"""FROM members_membership m
    JOIN members_person p ON p.id = m.person_id
    JOIN members_organisation o ON o.id = m.organisation_id
    CROSS JOIN {_ledger("members_statement", STATEMENT_BITS)} s
    CROSS JOIN {_ledger("members_consent", CONSENT_BITS)} c
    CROSS JOIN LATERAL (SELECT max(declared_on) AS newest FROM conflicts_declaration
        WHERE group_id = m.group_id AND person_id = m.person_id AND declared_on <= %(on)s) d
    WHERE m.group_id = g.id AND m.approval <> 'declined' AND {_current("m")}""",
    "m.person_id",
)
EXPERTISE = f"(SELECT coalesce(bit_or({mask('e', EXPERTISE_BITS)}), 0) FROM unnest(m.expertise) e)"
DETAIL_FLAGS = _flags(
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
EMPLOYER_LEFT_ON = """(SELECT max(m.ended_on) FROM members_membership m
    WHERE m.group_id = g.id AND m.kind = 'employer' AND m.approval <> 'declined' AND m.ended_on <= %(on)s)"""
CHAIRS = Part(
    "chairs",
    f"FROM members_chairappointment ch\n    WHERE ch.group_id = g.id AND {_current('ch')}",
    "ch.person_id, ch.id",
)
IS_PUBLISHED = f"""{has_happened("ch.publication_agreed_on")}
            AND (ch.publication_withdrawn_on IS NULL OR ch.publication_withdrawn_on > %(on)s)"""

# --- interests -------------------------------------------------------------------------------------------------------
_INTEREST_ROWS = """FROM conflicts_declaration d
    JOIN conflicts_interest i ON i.declaration_id = d.id"""
_CURRENT_INTEREST = "d.declared_on <= %(on)s\n        AND (i.ended_on IS NULL OR i.ended_on > %(on)s)"
INTERESTS = Part(
    "interests",
    f"""{_INTEREST_ROWS}
    LEFT JOIN members_organisation o ON o.id = i.organisation_id
    WHERE d.group_id = g.id AND d.person_id = ANY(chairs.chairs) AND {_CURRENT_INTEREST}""",
    "d.person_id, i.id",
)
_DELIVERING_KINDS = ", ".join(f"'{kind.value}'" for kind in DELIVERS_BY_KIND)
INTEREST_FLAGS = _flags(
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
UNHANDLED = f"""ARRAY(SELECT DISTINCT d.person_id
    {_INTEREST_ROWS}
    WHERE d.group_id = g.id AND d.person_id = ANY(members.people) AND {_CURRENT_INTEREST}
        AND NOT EXISTS (SELECT FROM conflicts_handling h WHERE h.interest_id = i.id AND h.recorded_on <= %(on)s)
    ORDER BY d.person_id)"""

# --- the occupation and who employs people in it ---------------------------------------------------------------------
POPULATION = Part(
    "population",
    """FROM groups_employerpopulation ep JOIN groups_populationshare sh ON sh.population_id = ep.id
    WHERE ep.group_id = g.id""",
    "sh.dimension, sh.category",
)

IN_UNITS = f"(sh.share * {SHARE_UNITS})::bigint"

# --- work ------------------------------------------------------------------------------------------------------------
JUSTIFIED = (
    "ARRAY(SELECT DISTINCT j.rule FROM groups_justification j WHERE j.group_id = g.id AND j.accepted_on <= %(on)s)"
)
REQUESTED = Part(
    "requested",
    """FROM members_requestedmember r WHERE r.group_id = g.id AND r.requested_on <= %(on)s
        AND (r.struck_on IS NULL OR r.struck_on > %(on)s)""",
    "",
)
ENGAGEMENTS = f"""(SELECT coalesce(bit_or({mask("e.kind", ENGAGEMENT_BITS)}), 0)
    FROM members_engagement e WHERE e.group_id = g.id AND e.held_on <= %(on)s)"""
SUBMISSIONS = Part("submissions", "FROM proposals_submission su WHERE su.group_id = g.id", "su.id")
SUBMISSION_DAYS = f"ARRAY[{', '.join(f'su.{name}' for name in DAYS)}]"
PLAN = Part(
    "plan",
    """FROM groups_workplan w WHERE w.group_id = g.id AND w.agreed_on <= %(on)s
        AND (w.ended_on IS NULL OR w.ended_on > %(on)s)""",
    "w.agreed_on DESC, w.id DESC",
)
PLAN_ENDED_ON = """(SELECT max(w.ended_on) FROM groups_workplan w
    WHERE w.group_id = g.id AND w.agreed_on <= %(on)s AND w.ended_on <= %(on)s)"""
_ASSESSING_KINDS = ", ".join(f"'{kind.value}'" for kind, what in DELIVERS_BY_KIND.items() if what == Delivers.EPA)
QUOTES = f"""(SELECT count(*)::int FROM proposals_epaoquote q
    JOIN members_organisation o ON o.id = q.organisation_id
    WHERE q.evidence_id = fe.id AND q.received_on <= %(on)s
        AND (o.kind IN ({_ASSESSING_KINDS}) OR '{Delivers.EPA.value}' = ANY(o.delivers)))"""
EVIDENCE_FLAGS = _flags({name: f"fe.{name}_on <= %(on)s" for name in EVIDENCE}, EVIDENCE_BITS)
MEETINGS = Part(
    "meetings",
    "FROM meetings_meeting me WHERE me.group_id = g.id AND me.held_on <= %(on)s",
    "me.held_on DESC, me.id DESC",
)
RECENT = f"me.held_on >= %(on)s::date - {MEETINGS_CHECKED_DAYS}"
UNCHECKED = f"FILTER (WHERE {RECENT} AND NOT me.declarations_checked)"
CONCERNS = Part(
    "concerned",
    """FROM (SELECT c.kind, min(c.opened_on) AS opened_on FROM groups_concern c
        WHERE c.group_id = g.id AND c.opened_on <= %(on)s AND (c.closed_on IS NULL OR c.closed_on > %(on)s)
        GROUP BY c.kind) co""",
    "co.kind",
)
MITIGATIONS = Part(
    "mitigated",
    "FROM oversight_mitigation mi WHERE mi.group_id = g.id AND mi.accepted_on <= %(on)s",
    "mi.risk, mi.accepted_on, mi.id",
)

# in this order: interests read the chairs' rows
PARTS = (MEMBERS, CHAIRS, INTERESTS, POPULATION, REQUESTED, SUBMISSIONS, PLAN, MEETINGS, CONCERNS, MITIGATIONS)
