"""Where history keeps each unit of the facts, and in which words it is told.

A field that holds a day tells what happened on it; one without, what it is called. `{who}` is the person, `{what}` what
the row is about. Of interests nobody is named: the register alone tells whose they are.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from conflicts.models import Handling, Interest
from groups.models import (
    Concern,
    EmployerPopulation,
    Group,
    Justification,
    MembershipSubmission,
    PopulationShare,
    WorkPlan,
)
from meetings.models import Meeting
from members.models import (
    Consent,
    Engagement,
    Organisation,
    Person,
    RequestedMember,
    Statement,
)
from occupations.models import Occupation
from oversight.foresight.differences import GROUP
from oversight.foresight.units import CHAIRS, MEMBERS, POPULATION, SUBMISSIONS
from oversight.models import Mitigation
from oversight.views.trail import Trail
from oversight.views.trails_of_people import DELIVERS, OF_PEOPLE
from proposals.models import EpaoQuote, FundingEvidence, Submission

# How a history row finds its group; of the others, records.py says which rows are the group's or its people's.
PATHS: dict[Any, str] = {
    Group: "id",
    EmployerPopulation: "group_id",
    PopulationShare: "population__group_id",
    Statement: "membership__group_id",
    Consent: "membership__group_id",
    Interest: "declaration__group_id",
    Handling: "interest__declaration__group_id",
    EpaoQuote: "evidence__group_id",
}
OF_ITS_PEOPLE = (Person, Organisation, Occupation)


def _of_group(*fields: str, **plain: str) -> tuple[Trail, ...]:
    return (Trail(Group, days={name: DAYS_OF_GROUP[name] for name in fields}, plain=plain),)


DAYS_OF_GROUP = {
    "membership_approved_on": "The membership was approved",
    "support_withdrawn_on": "Support was withdrawn",
    "capacity_confirmed_on": "The group confirmed that it can do the work",
    "drafting_responsibility_confirmed_on": "The group confirmed that it writes its documents itself",
    "details_confirmed_on": "The group confirmed its details",
}
TRAILS: dict[str, tuple[Trail, ...]] = {
    GROUP: _of_group(),
    "first_contact_on": _of_group(first_contact_on="First contact"),
    "support_withdrawn_on": _of_group("support_withdrawn_on"),
    "charges_fee": _of_group(charges_fee="Whether the group charges a fee"),
    "capacity_confirmed": _of_group("capacity_confirmed_on"),
    "drafting_responsibility_confirmed": _of_group("drafting_responsibility_confirmed_on"),
    "details_confirmed_on": _of_group("details_confirmed_on"),
    "apprenticeship_count": _of_group(apprenticeship_count="Apprenticeships of the group"),
    "membership": (
        *_of_group("membership_approved_on"),
        Trail(
            MembershipSubmission,
            days={"submitted_at": "The membership was submitted", "decided_at": "The membership was decided"},
        ),
    ),
    "justified_rules": (
        Trail(Justification, days={"accepted_on": "A reason was accepted for: “{what}”"}, about="rule"),
    ),
    POPULATION: (
        Trail(EmployerPopulation, plain={"source": "Source of the figures of the occupation’s employers"}),
        Trail(PopulationShare, plain={"share": "Figures of the occupation’s employers"}),
    ),
    **OF_PEOPLE,
    "regulated": (Trail(Occupation, plain={"regulated": "Whether the occupation is regulated"}),),
    "professional_status": (
        Trail(Occupation, plain={"professional_status": "Whether a body awards professional status"}),
    ),
    "requested members": (
        Trail(
            RequestedMember,
            days={
                "requested_on": "A member was asked for",
                "met_on": "A member who was asked for was added",
                "struck_on": "A member is no longer asked for",
            },
        ),
    ),
    "engagements": (Trail(Engagement, days={"held_on": "Advice was sought: “{what}”"}, about="kind"),),
    SUBMISSIONS: (
        Trail(
            Submission,
            days={
                "begun_on": "{what} begun",
                "frozen_on": "{what}: a version was fixed",
                "agreed_by_employers_on": "{what} agreed by the employers",
                "submitted_on": "{what} submitted",
                "recommended_on": "{what} reviewed",
                "condition_on": "{what} agreed on a condition",
                "decided_on": "{what} decided",
                "withdrawn_on": "{what} withdrawn",
            },
            about="kind",
        ),
    ),
    "work plan": (
        Trail(
            WorkPlan,
            days={"agreed_on": "A work plan was agreed", "ended_on": "A work plan ended"},
            plain={"standard_due_on": "Day of the standard in the work plan"},
        ),
    ),
    "quotes": (
        Trail(EpaoQuote, days={"received_on": "A quote came in"}),
        Trail(Organisation, plain=DELIVERS, about="name"),
    ),
    "evidence": (
        Trail(
            FundingEvidence,
            days={
                "delivery_methods_on": "Typical delivery methods were recorded",
                "consumable_costs_on": "Consumable costs were recorded",
                "qualification_fees_on": "Mandatory qualification fees were recorded",
                "epao_in_principle_on": "An assessment organisation committed in principle",
            },
        ),
    ),
    "meetings": (
        Trail(
            Meeting,
            days={"held_on": "A meeting was held"},
            plain={
                "declarations_checked": "Whether a meeting checked for declarations",
                "competition_statement": "Whether a meeting read the statement on competition",
            },
        ),
    ),
    "concerns": (
        Trail(
            Concern,
            days={"opened_on": "A concern was opened: “{what}”", "closed_on": "A concern was closed: “{what}”"},
            about="kind",
        ),
    ),
    "mitigations": (
        Trail(
            Mitigation,
            days={"accepted_on": "Circumstances were accepted: “{what}”"},
            plain={"until": "Until when circumstances hold: “{what}”"},
            about="risk",
        ),
    ),
}


@cache
def trail_of(model: Any) -> Trail:
    """All that the trails of a model say, as one; of a field that several have, the first says what it is called."""
    trails = [trail for unit in TRAILS.values() for trail in unit if trail.model is model]
    first = trails[0]
    merged = Trail(model, is_private=all(trail.is_private for trail in trails))
    for trail in reversed(trails):
        merged = merged._replace(
            days=merged.days | trail.days,
            plain=merged.plain | trail.plain,
            person=trail.person or merged.person,
            about=trail.about or merged.about,
        )
    return merged if len(trails) > 1 else first


def trails_of(unit: str, field: str = "") -> list[Trail]:
    """Of a unit; of a field of members or chairs those that it has, and of whoever came or went the row's.

    Of a day of a submission what is said of that day.
    """
    if unit == SUBMISSIONS and field:
        [trail] = TRAILS[unit]
        return [trail._replace(days={field: trail.days[field]})]
    if unit not in {MEMBERS, CHAIRS}:
        return list(TRAILS[unit])
    return [trail for trail in TRAILS[unit] if (field in trail.columns if field else not trail.columns)]


def models() -> list[Any]:
    return list(dict.fromkeys(trail.model for unit in TRAILS.values() for trail in unit))


def has_days(model: Any) -> bool:
    """Whether rows of it are read by a day of their own: then a new row is told by that day."""
    return bool(trail_of(model).days) or model in OF_ITS_PEOPLE
