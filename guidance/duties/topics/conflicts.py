"""Interests: declared, handled, and looked through each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case, earlier
from guidance.duties.records import Interest
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.vocabulary import Approval
from portal.calendar import add_days

HANDLED = "group.conflicts_managed"
CHECK_DAYS = 365  # between two checks of the register


def _interests_declare(case: Case) -> Iterator[Row]:
    declared: dict[str, date] = {}
    for declaration in case.group.declarations:
        declared[declaration.person] = max(declaration.declared_on, declared.get(declaration.person, date.min))
    valid, watch = case.parameters.declaration_valid_days, case.parameters.watch_days
    for member in case.members:
        newest_on = declared.get(member.person)
        if newest_on is None:
            since = member.started_on
            yield Row(since, case.response(since), subject=member.subject, person=member.person)
        else:
            due_on = add_days(newest_on, valid)
            since = max(member.started_on, add_days(due_on, -watch))
            yield Row(since, due_on, subject=member.subject, person=member.person)


duty(
    "interests.declare",
    _interests_declare,
    Seat.PERSON,
    Urgency.NORMAL,
    "conflicts:declare",
    skills_england("Conflicts of interest: members, or individuals who support the group, must declare"),
    dated=False,
)


def _interest_handle(case: Case) -> Iterator[Row]:
    blocks = HANDLED in case.assessed.blockers
    left = _left(case)
    for interest in case.group.interests:
        if interest.person not in left:
            continue
        for since, handled_on in _to_handle(interest):
            row = Row(
                since,
                earlier(case.response(since), case.next_meeting(since), since=since),
                subject=interest.subject,
                barred=_barred(case, interest),
            ).ends(done=[handled_on], lapsed=[interest.ended_on, left[interest.person]])
            yield row._replace(progress=blocks and row.ended_on is None)


def _to_handle(interest: Interest) -> Iterator[tuple[date, date | None]]:
    """Since when, and when it was: once, and again where it changed after that."""
    yield interest.declared_on, interest.handled_on
    if interest.revised_on is not None and interest.handled_on is not None:
        yield interest.revised_on, interest.handled_again_on


def _left(case: Case) -> dict[str, date | None]:
    """Of each who was a member, the day on which the last membership ended; None while they still are."""
    ends: dict[str, list[date | None]] = defaultdict(list)
    for member in case.group.memberships:
        if member.approval != Approval.DECLINED:
            ends[member.person].append(member.ended_on)
    return {
        person: None if None in days else max(day for day in days if day is not None) for person, days in ends.items()
    }


def _barred(case: Case, interest: Interest) -> frozenset[str]:
    """Nobody handles an own interest; the enquirer handles none in the place of a chair."""
    enquiry = case.group.enquiry
    if not case.group.chairs and enquiry is not None and enquiry.enquirer is not None:
        return frozenset((interest.person, enquiry.enquirer))
    return frozenset((interest.person,))


duty(
    "interest.handle",
    _interest_handle,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "conflicts:handle",
    skills_england("Conflicts of interest: declare … to allow the group to take action"),
    progress=True,
)


def _register_check(case: Case) -> Iterator[Row]:
    checks = [meeting.held_on for meeting in case.group.meetings if meeting.held_on and meeting.checked]
    last_on = max(checks, default=case.group.approved_on)
    if last_on is not None:
        due_on = add_days(last_on, CHECK_DAYS)
        yield Row(add_days(due_on, -case.parameters.watch_days), due_on)


duty(
    "register.check",
    _register_check,
    Seat.CHAIRS,
    Urgency.NORMAL,
    "conflicts:register",
    skills_england("The role of the chair: keep an active record"),
    dated=False,
)
