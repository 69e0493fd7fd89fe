"""Which fields of Facts move together, and edits that keep them so."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from guidance.facts import Facts
from guidance.rules.forecast import MEMBER_COLUMNS

Edit = Callable[[Facts], Facts]

MEMBERS, CHAIRS, SUBMISSIONS, POPULATION = "members", "chairs", "submissions", "population"
# The first field of a unit whose fields run in parallel is the one that rows are counted by.
PARALLEL: dict[str, tuple[str, ...]] = {
    MEMBERS: MEMBER_COLUMNS,
    CHAIRS: ("chairs", "chairs_confirmed", "chairs_published"),
    "interests": ("interest_people", "interests"),
    POPULATION: ("population_dimensions", "population_categories", "population_shares"),
    SUBMISSIONS: ("submissions", "submission_outcomes", "submission_days"),
    "concerns": ("concerns", "concerns_opened_on"),
    "mitigations": ("mitigations", "mitigations_accepted_on", "mitigations_until"),
}
TOGETHER: dict[str, tuple[str, ...]] = {
    "group": ("group", "changed_at"),
    "membership": ("membership_approved_on", "membership_submission"),
    "requested members": ("requested_members", "requested_members_met"),
    "work plan": ("plan_agreed_on", "plan_due_on", "plan_ended_on"),
    "meetings": (
        *("last_meeting_on", "last_meeting_competition"),
        *("meetings_this_year", "meetings_unchecked", "meeting_unchecked_on"),
    ),
}
ALONE = (
    *("first_contact_on", "support_withdrawn_on", "charges_fee", "capacity_confirmed"),
    *("drafting_responsibility_confirmed", "details_confirmed_on", "apprenticeship_count", "justified_rules"),
    *("employer_left_on", "unhandled", "regulated", "professional_status", "engagements", "quotes", "evidence"),
)
UNITS: dict[str, tuple[str, ...]] = {**PARALLEL, **TOGETHER, **{name: (name,) for name in ALONE}}


def with_values(facts: Facts, **values: Any) -> Facts:
    """The facts with other values of fields that stand alone, or of a whole unit."""
    return facts._replace(**values)


def with_row(facts: Facts, unit: str, place: int, **values: Any) -> Facts:
    """One row of a unit changed; its other rows, and the row's other fields, stay."""
    columns: dict[str, Any] = {name: list(getattr(facts, name)) for name in values if name in PARALLEL[unit]}
    for name, value in values.items():
        columns[name][place] = value
    return facts._replace(**columns)


def with_new_row(facts: Facts, unit: str, *row: Any) -> Facts:
    """One row more at the end of a unit: a value for each of its fields, in their order."""
    names = zip(PARALLEL[unit], row, strict=True)
    columns: dict[str, Any] = {name: [*getattr(facts, name), value] for name, value in names}
    return facts._replace(**columns)


def without_rows(facts: Facts, unit: str, places: Collection[int]) -> Facts:
    """A unit without its rows at these places."""
    kept = [place for place in range(len(getattr(facts, PARALLEL[unit][0]))) if place not in places]
    columns: dict[str, Any] = {name: [getattr(facts, name)[place] for place in kept] for name in PARALLEL[unit]}
    return facts._replace(**columns)
