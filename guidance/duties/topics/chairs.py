"""Chairs: selected, confirmed, briefed and guided, and one who follows another."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case, earlier
from guidance.duties.registry import OWN, Seat, Urgency, duty, institute, skills_england
from guidance.duties.row import Row
from portal.calendar import add_days

MOST_CHAIRS = 2  # two are co-chairs
ROLE = skills_england("The role of the chair")


def _chair_confirm(case: Case) -> Iterator[Row]:
    for chair in case.group.chairs:
        if chair.ended_on is None and chair.person in case.assessed.unconfirmed:
            since = max(chair.started_on, chair.publication_withdrawn_on or chair.started_on)
            yield Row(since, case.response(since), subject=chair.subject, person=chair.person)


duty("chair.confirm", _chair_confirm, Seat.PERSON, Urgency.URGENT, "chairs:chair_confirm", ROLE, dated=False)


def _chair_select(case: Case) -> Iterator[Row]:
    current = [chair for chair in case.group.chairs if chair.ended_on is None]
    if not current:
        ends = [chair.ended_on for chair in case.group.chairs if chair.ended_on]
        since = max(ends, default=case.group.first_contact_on)
        yield Row(since, case.response(since))
    elif len(current) > MOST_CHAIRS:
        since = max(chair.started_on for chair in current)
        yield Row(since, case.response(since))


duty(
    "chair.select",
    _chair_select,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "chairs:chairs",
    skills_england("select a trailblazer chair or co-chairs"),
    progress=True,
    dated=False,
)


def _chair_accept(case: Case) -> Iterator[Row]:
    for change in case.group.hand_overs:
        if change.successor is not None:
            since = change.arranged_on
            due_on = earlier(case.response(since), change.takes_place_on, since=since)
            row = Row(since, due_on, subject=change.subject, person=change.successor)
            yield row.ends(done=[change.accepted_on], lapsed=[change.cancelled_on])


duty("chair.accept", _chair_accept, Seat.PERSON, Urgency.URGENT, "chairs:hand_over", ROLE)


def _handover_confirm(case: Case) -> Iterator[Row]:
    for change in case.group.hand_overs:
        since = change.arranged_on if change.successor is None else change.accepted_on
        if since is not None:
            due_on = earlier(case.feedback(since), change.takes_place_on, since=since)
            row = Row(since, due_on, subject=change.subject)
            yield row.ends(done=[change.confirmed_on], lapsed=[change.cancelled_on])


duty(
    "handover.confirm",
    _handover_confirm,
    Seat.PRODUCT_MANAGER,
    Urgency.URGENT,
    "chairs:hand_over",
    skills_england("confirmation that the chair … meet the … requirements"),
)


def _handover_prepare(case: Case) -> Iterator[Row]:
    for change in case.group.hand_overs:
        if change.confirmed_on is not None:
            seat = Seat.CHAIRS if change.leaving is None else Seat.PERSON
            row = Row(
                change.confirmed_on, change.takes_place_on, subject=change.subject, seat=seat, person=change.leaving
            )
            yield row.ends(lapsed=[add_days(change.takes_place_on, 1), change.cancelled_on])


duty("handover.prepare", _handover_prepare, Seat.PERSON, Urgency.NORMAL, "chairs:hand_over", OWN)


def _chair_brief(case: Case) -> Iterator[Row]:
    for chair in case.group.chairs:
        since = chair.started_on
        briefings = [
            briefing.held_on
            for briefing in case.group.briefings
            if briefing.person == chair.person and briefing.held_on >= since
        ]
        row = Row(since, case.slow(since), subject=chair.subject)
        yield row.ends(done=briefings, lapsed=[chair.ended_on])


duty(
    "chair.brief",
    _chair_brief,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "chairs:chair_briefing",
    skills_england("provide a briefing for new trailblazer chairs"),
    advisable=True,
)


def _mentor_find(case: Case) -> Iterator[Row]:
    for mentoring in case.group.mentorings:
        since = mentoring.asked_on
        row = Row(since, case.feedback(since), subject=mentoring.subject)
        yield row.ends(done=[mentoring.started_on], lapsed=[mentoring.ended_on])


duty(
    "mentor.find",
    _mentor_find,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "chairs:chairs",
    institute("facilitate contact with an experienced trailblazer group chair"),
    advisable=True,
)


def _mentor_guide(case: Case) -> Iterator[Row]:
    for mentoring in case.group.mentorings:
        if mentoring.started_on is not None:
            row = Row(mentoring.started_on, subject=mentoring.subject, person=mentoring.mentor)
            yield row.ends(lapsed=[mentoring.ended_on])


duty(
    "mentor.guide",
    _mentor_guide,
    Seat.PERSON,
    Urgency.QUIET,
    "",
    skills_england("provide guidance to new chairs or groups, if requested"),
)
