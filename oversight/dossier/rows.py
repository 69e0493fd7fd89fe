"""The dossier's rows as rows of the models, and back: which fields, and what absent ones are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

Row = dict[str, Any]
NO_ROUTE = "Not decided"  # a dossier names a route, an occupation may have none yet

# by part: the fields that stand under the same name in dossier and model, with what an absent one is
ORGANISATION = {
    "name": "",
    "kind": "",
    "employs_in_occupation": None,
    "delivers": [],
    "may_profit": False,
    "size": "",
    "sector": "",
    "region": "",
}
GROUP = {
    "name": "",
    "origin": "self_formed",
    "first_contact_on": None,
    "charges_fee": None,
    "capacity_confirmed_on": None,
    "drafting_responsibility_confirmed_on": None,
    "details_confirmed_on": None,
    "apprenticeship_count": 1,
    "membership_approved_on": None,
    "support_withdrawn_on": None,
}
OCCUPATION = {"title": "", "level": None, "regulated": None, "professional_status": None}
SAID_OR_NOT = ("regulated", "professional_status")  # of an occupation: a dossier that does not know leaves them out
LEFT_OUT_UNSAID = (*SAID_OR_NOT, "employs_in_occupation", "competition_statement")  # a dossier has no null for these
PLAN = {"agreed_on": None, "standard_due_on": None}  # the group's first, where it was agreed and did not end
ANY_PLAN = {**PLAN, "ended_on": None}
JUSTIFICATION = {"rule": "", "reason": "", "accepted_on": None}
MITIGATION = {"risk": "", "reason": "", "until": None, "accepted_on": None}
CONCERN = {"kind": "", "reason": "", "opened_on": None, "closed_on": None}
MEMBERSHIP = {
    "kind": "",
    "adviser_kind": "",
    "job_title": "",
    "job_description": "",
    "started_on": None,
    "plans_to_serve_until": None,
    "ended_on": None,
    "approval": "draft",
    "occupation_experience": "",
    "expertise": [],
}
LEDGER = {"code": "", "given_on": None, "withdrawn_on": None}
CHAIR = {
    "started_on": None,
    "ended_on": None,
    "confirmed_no_interest_on": None,
    "publication_agreed_on": None,
    "publication_withdrawn_on": None,
}
INTEREST = {"nature": "", "perception": "actual", "description": "", "by_employment": False, "ended_on": None}
HANDLING = {"measure": "", "recorded_on": None, "reason": ""}
ENGAGEMENT = {"kind": "", "held_on": None, "summary": ""}
MEETING = {"held_on": None, "declarations_checked": False, "competition_statement": None}
REQUESTED = {"description": "", "requested_on": None, "due_on": None, "met_on": None, "struck_on": None}
SUBMISSION = {
    "kind": "",
    "begun_on": None,
    "frozen_on": None,
    "agreed_by_employers_on": None,
    "submitted_on": None,
    "recommended_on": None,
    "condition_on": None,
    "decided_on": None,
    "outcome": "",
    "resubmit_by": None,
    "withdrawn_on": None,
    "published_on": None,
}
EVIDENCE = {
    "delivery_methods_on": None,
    "consumable_costs_on": None,
    "qualification_fees_on": None,
    "epao_in_principle_on": None,
}


def fields(row: Row, part: dict[str, Any]) -> Row:
    """The part's fields for a model; null and absent are the same."""
    content = {name: row.get(name) for name in part}
    return {name: part[name] if value is None else _whole(value) for name, value in content.items()}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def exported(instance: Any, part: dict[str, Any]) -> Row:
    """The part's fields for a dossier; what is not known is null."""
    return {name: _plain(getattr(instance, name)) for name in part}


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return None if value == "" else value


def exact(value: float) -> Decimal:
    """A number with the digits that it has in the file."""
    return Decimal(str(value))


def number(value: Decimal | None) -> float | None:
    """Back again: as a float where that says it all, else as a whole number of any length."""
    if value is None or exact(float(value)) == value:
        return value if value is None else float(value)
    return int(value)
