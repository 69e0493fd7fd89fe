"""A group made by hand, with its officials, and what is due of it on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from guidance.clocks import Clock
from guidance.documents import Documents, SubmissionDates
from guidance.duties import Answer, Assessed, Group, answer
from guidance.duties.answer import Due
from guidance.duties.records import Chair, Official, Submission, User
from guidance.policies import policy_called
from guidance.vocabulary import GateCode

NEW = policy_called("skills-england-2025-06")
START = date(2026, 3, 2)  # a Monday
LONG_AGO = date(2025, 1, 6)
USERS = (
    User("pm", "product_manager", None),
    User("rm", "route_manager", None),
    User("aam", "assurance_manager", None),
    User("admin1", "administrator", None),
)
OFFICIALS = (
    Official("pm", "product_manager", "group", LONG_AGO),
    Official("rm", "route_manager", "route", LONG_AGO),
    Official("aam", "assurance_manager", "route", LONG_AGO),
)
CLOCK = Clock(LONG_AGO, None, (), None)  # without a day by which it is due
CHAIR = Chair("chairs/0", "chair", LONG_AGO)


def day(number: int) -> date:
    """So many days after START."""
    return START + timedelta(days=number)


def group(**changes: Any) -> Group:
    """A group with a chair and its officials, of which nothing else happened, but for `changes`."""
    values: dict[str, Any] = {
        "first_contact_on": LONG_AGO,
        "approved_on": None,
        "support_withdrawn_on": None,
        "details_confirmed_on": None,
        "reachable": frozenset(("chair", "enquirer", "p1", "p2")),
        "users": USERS,
        "officials": OFFICIALS,
        "chairs": (CHAIR,),
    }
    return Group(**values | changes)


def assessed(made: Group, on: date, **changes: Any) -> Assessed:
    """An assessment that finds nothing, but for `changes`."""
    documents = Documents((submission.dates for submission in made.submissions), on)
    values: dict[str, Any] = {
        "stage": "registering",
        "next_gate": GateCode.MEMBERSHIP,
        "blockers": frozenset(),
        "risks": {},
        "missing": {},
        "unconfirmed": frozenset(),
        "lost_since": None,
        "loss_on": None,
        "has_plan": False,
        "documents": documents,
        "proposal": CLOCK if documents.owes_proposal else None,
        "standard": CLOCK if documents.owes_standard else None,
    }
    return Assessed(**values | changes)


def submission(kind: str, place: int = 0, *, by: str | None = None, outcome: str = "", **dates: Any) -> Submission:
    made = SubmissionDates(kind, outcome, **dates)
    return Submission(f"submissions/{place}", made, made.begun_on, None, by)


def answered(made: Group, on: date, **changes: Any) -> Answer:
    return answer(made, assessed(made, on, **changes), NEW, on)


def held(made: Group, on: date, row: Due, **changes: Any) -> str | None:
    """Who answers for that duty."""
    holder = answered(made, on, **changes).holder(row)
    return holder and holder.name


def due(code: str, made: Group, on: date, subject: str | None = None, **changes: Any) -> Due | None:
    """The newest duty of that code, of that subject where one is named."""
    duties = [row for row in answered(made, on, **changes).duties if row.duty.code == code]
    return next((row for row in reversed(duties) if subject is None or row.subject == subject), None)
