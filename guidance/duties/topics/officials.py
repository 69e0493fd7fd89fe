"""The regulator's own people: who is appointed, and who covers for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.duties.seats import vacant_since
from portal.calendar import add_days, is_working_day, working_days_between

APPOINTED_BY = {
    Seat.PRODUCT_MANAGER: Seat.ROUTE_MANAGER,
    Seat.ROUTE_MANAGER: Seat.ADMINISTRATOR,
    Seat.ASSURANCE_MANAGER: Seat.ADMINISTRATOR,
}


def _seat_fill(case: Case) -> Iterator[Row]:
    for seat, by in APPOINTED_BY.items():
        needed_on = _needed_on(case, seat)
        if needed_on is None or needed_on > case.on:
            continue
        since = vacant_since(seat, case.group, needed_on, case.on)
        if since is not None:
            yield Row(since, case.feedback(since), subject=seat.value, seat=by)


def _needed_on(case: Case, seat: Seat) -> date | None:
    """From the enquiry on somebody decides on it; from its acceptance on the group has its officials."""
    enquiry = case.group.enquiry
    if enquiry is None:
        return case.group.first_contact_on
    return enquiry.received_on if seat == Seat.ROUTE_MANAGER else enquiry.decided_on


duty(
    "seat.fill",
    _seat_fill,
    Seat.ADMINISTRATOR,
    Urgency.URGENT,
    "officials:allocation",
    skills_england(
        "Our commitment: allocate a product manager; facilitate access to a route manager and an assessment and"
        " assurance manager"
    ),
    dated=False,
)


def _absence_cover(case: Case) -> Iterator[Row]:
    """A leave that is long enough to matter, while nobody is named who covers it."""
    for absence in case.group.absences:
        days = working_days_between(absence.first_day, absence.last_day) + is_working_day(absence.first_day)
        if absence.cover is not None or days < case.parameters.significant_leave_working_days:
            continue
        since = absence.recorded_on or absence.first_day
        row = Row(since, max(since, absence.first_day), subject=absence.subject, account=absence.account)
        yield row.ends(lapsed=[add_days(absence.last_day, 1)])


duty(
    "absence.cover",
    _absence_cover,
    Seat.USER,
    Urgency.URGENT,
    "officials:absence",
    skills_england("advance warning of any significant periods of annual leave, so workarounds can be arranged"),
    of_group=False,
)
