"""What an administrator sees to for the portal itself."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case
from guidance.duties.registry import OWN, Seat, Urgency, duty
from guidance.duties.row import Row
from portal.calendar import add_working_days


def _judge(case: Case) -> Iterator[Row]:
    yield from (Row(backlog.oldest_on) for backlog in case.group.backlogs if backlog.code == "double.judge")


duty(
    "double.judge",
    _judge,
    Seat.ADMINISTRATOR,
    Urgency.QUIET,
    "duplicates:duplicates",
    OWN,
    dated=False,
    of_group=False,
)


def _mail(case: Case) -> Iterator[Row]:
    for backlog in case.group.backlogs:
        if backlog.code == "mail.failed":
            yield Row(backlog.oldest_on, add_working_days(backlog.oldest_on, 1))


duty("mail.failed", _mail, Seat.ADMINISTRATOR, Urgency.NORMAL, "", OWN, dated=False, of_group=False)
