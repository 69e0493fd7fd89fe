"""What the regulator does with a document: feedback on drafts, review, decision, and what follows a decline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.documents import SubmissionDates, SubmissionState
from guidance.duties.case import Case, Document
from guidance.duties.records import RequestedMember
from guidance.duties.registry import Seat, Urgency, duty, institute, skills_england
from guidance.duties.row import Row
from guidance.duties.topics.documents import followed_on
from guidance.vocabulary import SubmissionKind
from portal.calendar import add_working_days

FEEDBACK = skills_england("feedback to queries and drafts within 5 working days")
DECIDES = institute(
    "Our commitment: a route manager at the proposal development stage and an assessment and assurance manager when"
    " developing the EPA plan"
)


def _draft_feedback(case: Case) -> Iterator[Row]:
    for document in case.submissions:
        for hand_in in document.record.hand_ins:
            row = Row(hand_in.handed_in_on, case.feedback(hand_in.handed_in_on), subject=hand_in.subject)
            yield row.ends(done=[hand_in.answered_on])


duty(
    "draft.feedback",
    _draft_feedback,
    Seat.PRODUCT_MANAGER,
    Urgency.URGENT,
    "proposals:hand_in_answer",
    FEEDBACK,
    progress=True,
    advisable=True,
)


def _document_review(case: Case) -> Iterator[Row]:
    for document in case.submissions:
        dates = document.record.dates
        since = case.reached(dates.submitted_on)
        if since is not None:
            row = Row(since, case.feedback(since), subject=document.subject)
            yield row.ends(
                done=[case.reached(dates.recommended_on), *_decided(case, dates)],
                lapsed=[case.reached(dates.withdrawn_on)],
            )


def _decided(case: Case, dates: SubmissionDates) -> tuple[date | None, ...]:
    """The day on which it was agreed on a condition, and that of the decision."""
    return case.reached(dates.condition_on), case.reached(dates.decided_on) if dates.outcome else None


duty(
    "document.review",
    _document_review,
    Seat.PRODUCT_MANAGER,
    Urgency.URGENT,
    "proposals:recommend",
    FEEDBACK,
    progress=True,
    advisable=True,
)


def _document_decide(case: Case) -> Iterator[Row]:
    for document in case.submissions:
        dates = document.record.dates
        submitted_on, recommended_on = case.reached(dates.submitted_on), case.reached(dates.recommended_on)
        if submitted_on is None or recommended_on is None:
            continue
        since = max(submitted_on, recommended_on)
        due_on = max(add_working_days(submitted_on, case.parameters.decision_working_days), case.feedback(since))
        row = _deciding(document, since, due_on)
        yield row.ends(done=_decided(case, dates), lapsed=[case.reached(dates.withdrawn_on)])


def _deciding(document: Document, since: date, due_on: date) -> Row:
    """Whoever recommended it does not decide on it."""
    is_plan = document.kind == SubmissionKind.EPA_PLAN
    by = document.record.recommended_by
    return Row(
        since,
        due_on,
        subject=document.subject,
        seat=Seat.ASSURANCE_MANAGER if is_plan else Seat.ROUTE_MANAGER,
        barred=frozenset() if by is None else frozenset((by,)),
    )


duty(
    "document.decide",
    _document_decide,
    Seat.ROUTE_MANAGER,
    Urgency.URGENT,
    "proposals:decide",
    DECIDES,
    progress=True,
    advisable=True,
)


def _condition_decide(case: Case) -> Iterator[Row]:
    """Every member who was asked for is added, or no longer asked for."""
    ends = [_answered_on(request) for request in case.group.requested_members]
    if None in ends:
        return
    answered = [day for day in ends if day is not None]
    for document in case.submissions:
        if document.state == SubmissionState.ON_CONDITION and document.since and document.record.dates.submitted_on:
            since = max([document.since, document.record.dates.submitted_on, *answered])
            yield _deciding(document, since, case.feedback(since))


def _answered_on(request: RequestedMember) -> date | None:
    return min((day for day in (request.met_on, request.struck_on) if day is not None), default=None)


duty(
    "condition.decide",
    _condition_decide,
    Seat.ROUTE_MANAGER,
    Urgency.URGENT,
    "proposals:decide",
    DECIDES,
    progress=True,
    advisable=True,
    dated=False,
)


def _declined_follow(case: Case) -> Iterator[Row]:
    for document in case.submissions:
        if document.state == SubmissionState.DECLINED and document.since is not None:
            since = document.since
            raised = [withdrawal.raised_on for withdrawal in case.group.cases if withdrawal.raised_on >= since]
            row = Row(since, case.response(since), subject=document.subject)
            yield row.ends(done=[followed_on(case, document), *raised])


duty(
    "declined.follow",
    _declined_follow,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "oversight:support",
    skills_england("Product managers: help you to work through any issues"),
    advisable=True,
)
