"""What a group and others ask of each other: to work together, and questions to and from the regulator."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row

TOGETHER = skills_england("work inclusively and collaborate; groups should decide who fulfils this role")


def _collaboration_answer(case: Case) -> Iterator[Row]:
    for part in case.group.participations:
        row = Row(part.asked_on, case.response(part.asked_on), subject=part.subject)
        yield row.ends(done=[part.joined_on], lapsed=[part.ended_on])


duty(
    "collaboration.answer",
    _collaboration_answer,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "overview:collaborations",
    TOGETHER,
)


def _overarching_agree(case: Case) -> Iterator[Row]:
    for part in case.group.participations:
        if part.chair_proposed_on is not None:
            row = Row(part.chair_proposed_on, case.response(part.chair_proposed_on), subject=part.subject)
            yield row.ends(done=[part.chair_agreed_on], lapsed=[part.ended_on, part.chair_ended_on])


duty(
    "overarching.agree",
    _overarching_agree,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "overview:collaborations",
    TOGETHER,
)


def _query_answer(case: Case) -> Iterator[Row]:
    for query in case.group.queries:
        if query.side == "group":
            row = Row(query.asked_on, case.feedback(query.asked_on), subject=query.subject)
            yield row.ends(done=[query.answered_on], lapsed=[query.closed_on])


duty(
    "query.answer",
    _query_answer,
    Seat.PRODUCT_MANAGER,
    Urgency.URGENT,
    "groups:query",
    skills_england("feedback to queries and drafts within 5 working days"),
    advisable=True,
)


def _request_answer(case: Case) -> Iterator[Row]:
    for query in case.group.queries:
        if query.side == "regulator":
            row = Row(query.asked_on, query.due_on or case.response(query.asked_on), subject=query.subject)
            yield row.ends(done=[query.answered_on], lapsed=[query.closed_on])


duty(
    "request.answer",
    _request_answer,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "groups:query",
    skills_england("Groups’ commitments: respond to your product manager in a reasonable time"),
    advisable=True,
)
