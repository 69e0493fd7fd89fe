"""What the group submits: its proposal, the standard and EPA plan, revisions, and members who were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.documents import GIVEN_BACK, PACKAGE, PROPOSAL, REVISION, SubmissionState
from guidance.duties.case import Case, Document
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from portal.calendar import add_days


def given_back_on(case: Case, *kinds: str) -> list[date]:
    """The days on which documents of those kinds were returned, withdrawn or declined."""
    back = (other for other in case.submissions if other.kind in kinds and other.state in GIVEN_BACK)
    return [document.since for document in back if document.since is not None]


def _proposal_submit(case: Case) -> Iterator[Row]:
    clock, approved_on = case.assessed.proposal, case.group.approved_on
    if approved_on is not None and case.documents.owes_proposal:
        yield Row(max([approved_on, *given_back_on(case, PROPOSAL)]), clock and clock.due_on)


duty(
    "proposal.submit",
    _proposal_submit,
    Seat.CHAIRS,
    Urgency.LONG,
    "proposals:list",
    skills_england("Withdrawing support: within 6 months of contacting us"),
    progress=True,
    dated=False,
)


def _condition_meet(case: Case) -> Iterator[Row]:
    for request in case.group.requested_members:
        since = request.requested_on
        due_on = request.due_on or add_days(since, case.parameters.condition_days)
        yield Row(since, due_on, subject=request.subject).ends(done=[request.met_on], lapsed=[request.struck_on])


duty(
    "condition.meet",
    _condition_meet,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "overview:members",
    skills_england("may request that you add specific new members as a condition"),
    progress=True,
    advisable=True,
)


def _standard_submit(case: Case) -> Iterator[Row]:
    clock, agreed_on = case.assessed.standard, case.documents.proposal_agreed_on
    if agreed_on is not None and case.documents.owes_standard:
        owed = [kind for kind in case.documents.owed if kind in PACKAGE]
        yield Row(max([agreed_on, *given_back_on(case, *owed)]), clock and clock.due_on)


duty(
    "standard.submit",
    _standard_submit,
    Seat.CHAIRS,
    Urgency.LONG,
    "proposals:list",
    skills_england("Withdrawing support: within the agreed timescales"),
    progress=True,
    dated=False,
)


def _revision_submit(case: Case) -> Iterator[Row]:
    """A revision that was begun; one that was returned, until the next one is begun."""
    for document in case.submissions:
        began_on = case.began_on(document)
        if document.kind != REVISION or began_on is None:
            continue
        dates, subject = document.record.dates, document.subject
        decided_on = dates.decided_on if dates.outcome else None
        submitted_on = case.reached(dates.submitted_on)
        row = Row(began_on, subject=subject)
        yield row.ends(done=[submitted_on, case.reached(decided_on)], lapsed=[case.reached(dates.withdrawn_on)])
        if document.state == SubmissionState.RETURNED and document.since is not None:
            yield Row(document.since, subject=subject).ends(done=[followed_on(case, document)])


def followed_on(case: Case, document: Document) -> date | None:
    """The day on which the next of its kind was begun; one begun before it came back follows on that very day."""
    following = case.next_of_kind(document)
    began_on = following and case.began_on(following)
    return max(began_on, document.since) if began_on and document.since else None


duty(
    "revision.submit",
    _revision_submit,
    Seat.CHAIRS,
    Urgency.LONG,
    "proposals:detail",
    skills_england("revise the occupational standard or EPA plan as needed"),
    progress=True,
)
