"""Changes of policy, published before they apply."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from portal.calendar import add_days


def _notice_publish(case: Case) -> Iterator[Row]:
    for notice in case.group.notices:
        due_on = add_days(notice.in_force_on, -case.parameters.notice_days)
        row = Row(notice.entered_on, due_on, subject=notice.subject)
        yield row.ends(done=[notice.published_on], lapsed=[notice.struck_on])


duty(
    "notice.publish",
    _notice_publish,
    Seat.ADMINISTRATOR,
    Urgency.URGENT,
    "",
    skills_england("publish policy or process changes before asking you to comply"),
    of_group=False,
)
