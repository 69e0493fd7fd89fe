"""What several tests of members need: a group with its lead, answers as forms and actions take them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse

from accounts.models import User
from groups.models import Group
from guidance import policies
from guidance.policies import statements_for
from guidance.statements import Wording
from guidance.vocabulary import ConsentCode
from portal.calendar import add_months, today
from tests.factories import EnquiryFactory, GroupFactory

ORGANISATION = {
    "name": "Sample Works Ltd",
    "kind": "employer",
    "sector": "C",
    "size": "small",
    "region": "london",
    "employs_in_occupation": True,
}
INVITED = {"name": "Ann Example", "email": "ann@example.org", "job_title": "Director", "organisation": ORGANISATION}
WORDING = statements_for(today())
EMPLOYER_STATEMENTS = [item.code for item in WORDING.statements("employer")]
EMPLOYER_CONSENTS = [
    ConsentCode.DETAILS_HELD,
    ConsentCode.EMPLOYER_AGREES_MEMBERSHIP,
    ConsentCode.EMPLOYER_NAME_PUBLISHED,
]


def led_group() -> tuple[Group, User]:
    """A group that registers, and the person who leads it until it has a chair."""
    group = GroupFactory()
    return group, EnquiryFactory(accepted=True, group=group).user


def details(**changed: Any) -> dict[str, Any]:
    """Answers to the first page, as the invitation keeps them."""
    return {
        "name": "Ann Example",
        "job_title": "Director",
        "phone": "020 7946 0000",
        "plans_to_serve_until": two_years().isoformat(),
        "occupation_experience": "current",
        "expertise": ["competence"],
        "organisation": ORGANISATION,
        **changed,
    }


def answered(**changed: Any) -> dict[str, Any]:
    """Answers to the first two pages."""
    ticked = {"statements": EMPLOYER_STATEMENTS, "consents": [str(code) for code in EMPLOYER_CONSENTS]}
    return {"details": details(), "statements": ticked, **changed}


def typed_organisation(**changed: str) -> dict[str, str]:
    own = {f"organisation_{name}": str(value) for name, value in ORGANISATION.items() if value is not True}
    return {**own, "organisation_employs_in_occupation": "True", "organisation_is_same": "on", **changed}


def typed_invitation(**changed: str) -> dict[str, str]:
    own = {"name": "Ann Example", "email": "Ann@Example.org", "job_title": "Director"}
    return {**own, **typed_organisation(), **changed}


def typed_details(**changed: Any) -> dict[str, Any]:
    own = {name: details()[name] for name in ("name", "job_title", "phone", "occupation_experience", "expertise")}
    return {**own, **typed_date("plans_to_serve_until", two_years()), **typed_organisation(), **changed}


def typed_date(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def typed_interests(*interests: dict[str, Any], has_interests: str = "some") -> dict[str, Any]:
    """A declaration as the page sends it; one empty interest where none is given."""
    rows = interests or ({},)
    data = {"has_interests": has_interests, "interests-TOTAL_FORMS": str(len(rows)), "interests-INITIAL_FORMS": "0"}
    return data | {f"interests-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


INTEREST = {
    "nature": "financial",
    "organisation": "Sample College",
    "concerns": ["training", "employs"],
    "perception": "actual",
    "description": "Owns shares in the college.",
}


def bring_into_force(monkeypatch: pytest.MonkeyPatch, wording: Wording) -> Wording:
    """A version of the guidance from the day of these statements on, which is else as that of today."""
    policy = policies.policy_for(today())
    newer = replace(policy, code=wording.version, in_force_from=wording.in_force_from, statements=wording)
    every = (*policies.every_policy(), newer)
    monkeypatch.setattr(policies, "every_policy", lambda: every)
    return wording


def two_years() -> date:
    return add_months(today(), 24)


def text_of(response: HttpResponse) -> str:
    """The page's words in one line, as a reader sees them."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())
