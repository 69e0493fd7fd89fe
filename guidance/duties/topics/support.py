"""Cases for withdrawing support: talked over with the group, then decided."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case
from guidance.duties.records import WithdrawalCase
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row

DISCUSS = skills_england("Withdrawing support: will discuss any issues with you before any decision")
MAP = skills_england("Withdrawing support: consider whether it should remain on the maps")


def _talk(case: Case) -> Iterator[Row]:
    """Both sides see to it that they talk before anything is decided."""
    for withdrawal in case.group.cases:
        row = Row(withdrawal.raised_on, case.response(withdrawal.raised_on), subject=withdrawal.subject)
        yield row.ends(done=[withdrawal.discussed_on], lapsed=[withdrawal.decided_on])


duty("case.talk", _talk, Seat.CHAIRS, Urgency.URGENT, "oversight:support", DISCUSS, progress=True)
duty(
    "case.discuss",
    _talk,
    Seat.PRODUCT_MANAGER,
    Urgency.URGENT,
    "oversight:case_discuss",
    DISCUSS,
    progress=True,
    advisable=True,
)


def _case_decide(case: Case) -> Iterator[Row]:
    for withdrawal in case.group.cases:
        since = withdrawal.discussed_on
        if since is not None:
            row = Row(since, case.response(since), subject=withdrawal.subject, barred=_barred(withdrawal))
            yield row.ends(done=[withdrawal.decided_on])


def _barred(withdrawal: WithdrawalCase) -> frozenset[str]:
    """Whoever raised it does not decide on it."""
    return frozenset() if withdrawal.raised_by is None else frozenset((withdrawal.raised_by,))


duty(
    "case.decide",
    _case_decide,
    Seat.ROUTE_MANAGER,
    Urgency.URGENT,
    "oversight:case_decide",
    skills_england("Withdrawing support"),
    progress=True,
    advisable=True,
)


def _case_map(case: Case) -> Iterator[Row]:
    for withdrawal in case.group.cases:
        if withdrawal.decided_on is not None and withdrawal.outcome == "withdraw":
            row = Row(withdrawal.decided_on, case.response(withdrawal.decided_on), subject=withdrawal.subject)
            yield row.ends(done=[withdrawal.map_decided_on])


duty(
    "case.map",
    _case_map,
    Seat.ROUTE_MANAGER,
    Urgency.NORMAL,
    "oversight:case_map",
    MAP,
    advisable=True,
    of_group=False,
)
