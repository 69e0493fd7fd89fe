"""What is known of a group on a day: one set-based statement, one flat record a group.

The same statement serves one group and a hundred thousand. People come as parallel arrays in the order of their keys,
ledgers of statements and consents as one bit mask a membership, shares as whole numbers, so that a record is light to
carry and exact to count with. A fact dated after the day has not happened yet; an end or withdrawal on that day has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, Any, NamedTuple, get_type_hints

from django.db import connection

from guidance.documents import Documents, SubmissionDates
from guidance.sources import (
    CHAIRS,
    CONCERNS,
    CONSENT_BITS,
    DETAIL_BITS,
    DETAIL_FLAGS,
    EMPLOYER_LEFT_ON,
    ENGAGEMENT_BITS,
    ENGAGEMENTS,
    EVIDENCE,
    EVIDENCE_BITS,
    EVIDENCE_FLAGS,
    EXPERTISE,
    EXPERTISE_BITS,
    GROUPS,
    IN_UNITS,
    INTEREST_BITS,
    INTEREST_FLAGS,
    INTERESTS,
    IS_PUBLISHED,
    JUSTIFIED,
    MEETINGS,
    MEMBERS,
    MEMBERSHIP_SUBMISSION,
    MITIGATIONS,
    PARTS,
    PLAN,
    PLAN_ENDED_ON,
    POPULATION,
    QUOTES,
    RECENT,
    REQUESTED,
    SHARE_UNITS,
    STATEMENT_BITS,
    SUBMISSION_DAYS,
    SUBMISSIONS,
    UNCHECKED,
    UNHANDLED,
    Line,
    Part,
    date_if_reached,
    has_happened,
)
from portal.streams import ids_in_sql, stream

__all__ = [
    "CONSENT_BITS",
    "DETAIL_BITS",
    "ENGAGEMENT_BITS",
    "EVIDENCE",
    "EVIDENCE_BITS",
    "EXPERTISE_BITS",
    "INTEREST_BITS",
    "SHARE_UNITS",
    "STATEMENT_BITS",
    "Facts",
    "every_group",
    "single_group",
    "statement",
]


class Facts(NamedTuple):
    """One group as at a day, each fact with how it is read: an expression over the group's row (`g`), its occupation's
    (`oc`) and its funding evidence's (`fe`), or over the rows of a part.

    `people` and the other facts of MEMBERS run in parallel, one entry a current member.
    """

    group: Annotated[int, "g.id"]
    changed_at: Annotated[datetime, "g.changed_at"]
    first_contact_on: Annotated[date, "g.first_contact_on"]
    support_withdrawn_on: Annotated[date | None, date_if_reached("g.support_withdrawn_on")]
    membership_approved_on: Annotated[date | None, date_if_reached("g.membership_approved_on")]
    membership_submission: Annotated[str, MEMBERSHIP_SUBMISSION]  # what became of the last: "submitted", or an outcome
    charges_fee: Annotated[bool | None, "g.charges_fee"]
    capacity_confirmed: Annotated[bool, has_happened("g.capacity_confirmed_on")]
    drafting_responsibility_confirmed: Annotated[bool, has_happened("g.drafting_responsibility_confirmed_on")]
    details_confirmed_on: Annotated[date | None, date_if_reached("g.details_confirmed_on")]
    apprenticeship_count: Annotated[int, "g.apprenticeship_count"]
    justified_rules: Annotated[list[str], JUSTIFIED]
    population_dimensions: Annotated[list[str], POPULATION.each("sh.dimension")]
    population_categories: Annotated[list[str], POPULATION.each("sh.category")]
    population_shares: Annotated[list[int], POPULATION.each(IN_UNITS)]  # in SHARE_UNITS
    people: Annotated[list[int], MEMBERS.each("m.person_id")]
    kinds: Annotated[list[str], MEMBERS.each("m.kind")]
    started_on: Annotated[list[date], MEMBERS.each("m.started_on")]
    plans_to_serve_until: Annotated[list[date | None], MEMBERS.each("m.plans_to_serve_until")]
    ended_on: Annotated[list[date | None], MEMBERS.each("m.ended_on")]
    approvals: Annotated[list[str], MEMBERS.each("m.approval")]
    experience: Annotated[list[str], MEMBERS.each("m.occupation_experience")]
    expertise: Annotated[list[int], MEMBERS.each(EXPERTISE)]  # EXPERTISE_BITS
    statements: Annotated[list[int], MEMBERS.each("s.mask")]  # STATEMENT_BITS
    consents: Annotated[list[int], MEMBERS.each("c.mask")]  # CONSENT_BITS
    details: Annotated[list[int], MEMBERS.each(DETAIL_FLAGS)]  # DETAIL_BITS
    declared_on: Annotated[list[date | None], MEMBERS.each("d.newest")]
    organisations: Annotated[list[int], MEMBERS.each("m.organisation_id")]
    sizes: Annotated[list[str], MEMBERS.each("o.size")]
    sectors: Annotated[list[str], MEMBERS.each("o.sector")]
    regions: Annotated[list[str], MEMBERS.each("o.region")]
    employer_left_on: Annotated[date | None, EMPLOYER_LEFT_ON]  # the last day on which an employer's membership ended
    chairs: Annotated[list[int], CHAIRS.each("ch.person_id")]
    chairs_confirmed: Annotated[list[bool], CHAIRS.each(has_happened("ch.confirmed_no_interest_on"))]
    chairs_published: Annotated[list[bool], CHAIRS.each(IS_PUBLISHED)]
    interest_people: Annotated[list[int], INTERESTS.each("d.person_id")]  # current interests of current chairs
    interests: Annotated[list[int], INTERESTS.each(INTEREST_FLAGS)]  # INTEREST_BITS
    unhandled: Annotated[list[int], UNHANDLED]  # people with a current interest without a recorded handling, once each
    regulated: Annotated[bool, "coalesce(oc.regulated, FALSE)"]
    professional_status: Annotated[bool, "coalesce(oc.professional_status, FALSE)"]
    requested_members: Annotated[int, REQUESTED.over("count(*)::int")]
    requested_members_met: Annotated[int, REQUESTED.over("count(*) FILTER (WHERE r.met_on <= %(on)s)::int")]
    engagements: Annotated[int, ENGAGEMENTS]  # ENGAGEMENT_BITS
    submissions: Annotated[list[str], SUBMISSIONS.each("su.kind")]  # in the order in which they were made
    submission_outcomes: Annotated[list[str], SUBMISSIONS.each("su.outcome")]
    submission_days: Annotated[
        list[list[date | None]], SUBMISSIONS.each(SUBMISSION_DAYS)
    ]  # DAYS of each; later ones too
    plan_agreed_on: Annotated[date | None, PLAN.first("w.agreed_on")]  # the work plan in force; None: no plan is
    plan_due_on: Annotated[date | None, PLAN.first("w.standard_due_on")]  # the standard's day in it
    plan_ended_on: Annotated[date | None, PLAN_ENDED_ON]  # the last one that was in force and ended
    quotes: Annotated[int, QUOTES]  # of organisations that assess
    evidence: Annotated[int, EVIDENCE_FLAGS]  # EVIDENCE_BITS
    last_meeting_on: Annotated[date | None, MEETINGS.first("me.held_on")]
    last_meeting_competition: Annotated[bool, MEETINGS.first("me.competition_statement", without="FALSE")]
    meetings_this_year: Annotated[int, MEETINGS.over(f"count(*) FILTER (WHERE {RECENT})::int")]  # in the last 365 days
    meetings_unchecked: Annotated[
        int, MEETINGS.over(f"count(*) {UNCHECKED}::int")
    ]  # of these, without the check for declarations
    meeting_unchecked_on: Annotated[date | None, MEETINGS.over(f"min(me.held_on) {UNCHECKED}")]  # the first of those
    concerns: Annotated[list[str], CONCERNS.each("co.kind")]  # kinds of open ones, once each
    concerns_opened_on: Annotated[list[date], CONCERNS.each("co.opened_on")]  # the oldest open one of that kind
    mitigations: Annotated[list[str], MITIGATIONS.each("mi.risk")]  # risks; each accepted one, ended or not
    mitigations_accepted_on: Annotated[list[date], MITIGATIONS.each("mi.accepted_on")]
    mitigations_until: Annotated[list[date], MITIGATIONS.each("mi.until")]

    def documents(self, on: date) -> Documents:
        """What is submitted, as it is on that day."""
        rows = zip(self.submissions, self.submission_outcomes, self.submission_days, strict=True)
        return Documents((SubmissionDates(kind, outcome, *days) for kind, outcome, days in rows), on)


def single_group(group_id: int, on: date) -> Facts | None:
    """The group as at the day, in one statement; None where there is no such group."""
    with connection.cursor() as cursor:
        cursor.execute(_statement("g.id = %(ids)s"), {"ids": group_id, "on": on})
        row = cursor.fetchone()
    return Facts._make(row) if row else None


def every_group(group_ids: Sequence[int] | range | None = None, *, on: date) -> Iterator[Facts]:
    """Every group named (a range of keys, single keys, or None for all) as at the day, in the order of their keys.

    Read through a cursor on the server, so that memory stays the same whatever the number; the cursor outlives its
    transaction, so that what is found may be stored, a group at a time, while reading goes on.
    """
    text, parameters = statement(group_ids, on=on)
    for row in stream("facts", text, parameters):
        yield Facts._make(row)


def statement(group_ids: Sequence[int] | range | None, *, on: date) -> tuple[str, dict[str, Any]]:
    """The statement that `every_group` reads, with its parameters."""
    where, ids = ids_in_sql(group_ids)
    return f"{_statement(where)} ORDER BY g.id", {"ids": ids, "on": on}


# --- the statement ---------------------------------------------------------------------------------------------------
def _statement(where: str) -> str:
    return f"{_GROUPS} WHERE {where}"


def _build_statement() -> str:
    """The statement for every group, from the lines of Facts: each fact in its order, each part joined once."""
    selected, columns = [], dict[Part, list[str]]()
    for name, hint in get_type_hints(Facts, include_extras=True).items():
        [line] = hint.__metadata__
        if isinstance(line, Line):
            columns.setdefault(line.part, []).append(f"{line.expression} AS {name}")
            selected.append(line.selected.format(f"{line.part.name}.{name}"))
        else:
            selected.append(line)
    joins = [
        f"LEFT JOIN LATERAL (\n    SELECT {', '.join(columns[part])}\n    {part.rows}) {part.name} ON TRUE"
        for part in PARTS
    ]
    return "\n".join((f"SELECT {', '.join(selected)}", GROUPS, *joins))


_GROUPS = _build_statement()
