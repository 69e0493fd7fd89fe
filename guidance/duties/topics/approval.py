"""From an enquiry to the approved membership of a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row

FEEDBACK = skills_england("Product managers: feedback within 5 working days, or advise where this may take longer")
APPROVES = skills_england("The role of members: approves trailblazer group membership")


def _enquiry_decide(case: Case) -> Iterator[Row]:
    enquiry = case.group.enquiry
    if enquiry is not None:
        since = enquiry.received_on
        row = Row(since, case.feedback(since), subject=enquiry.subject, account=enquiry.official)
        yield row.ends(done=[enquiry.decided_on])


duty(
    "enquiry.decide",
    _enquiry_decide,
    Seat.INTAKE,
    Urgency.URGENT,
    "groups:enquiry_decide",
    FEEDBACK,
    progress=True,
    advisable=True,
    of_group=False,
)


def accepted_on(case: Case) -> date | None:
    """The day on which the group was taken on."""
    enquiry = case.group.enquiry
    return case.group.first_contact_on if enquiry is None else enquiry.decided_on


def _membership_submit(case: Case) -> Iterator[Row]:
    """Asked from the start, and again after each return."""
    clock, since = case.assessed.proposal, accepted_on(case)
    if case.group.membership_submissions:
        last = case.group.membership_submissions[-1]
        since = last.decided_on if last.outcome == "returned" else None
    if since is not None and case.group.approved_on is None:
        yield Row(since, clock and clock.due_on)


duty(
    "membership.submit",
    _membership_submit,
    Seat.CHAIRS,
    Urgency.LONG,
    "overview:check",
    skills_england("Confirming your trailblazer group details"),
    progress=True,
    dated=False,
)


def _membership_decide(case: Case) -> Iterator[Row]:
    approved_on = case.group.approved_on
    for submission in case.group.membership_submissions:
        since = submission.submitted_on
        approved_since = approved_on if approved_on is not None and approved_on >= since else None
        row = Row(since, case.feedback(since), subject=submission.subject)
        yield row.ends(done=[(submission.outcome and submission.decided_on) or None, approved_since])


duty(
    "membership.decide",
    _membership_decide,
    Seat.PRODUCT_MANAGER,
    Urgency.URGENT,
    "overview:decide",
    APPROVES,
    progress=True,
    advisable=True,
)
