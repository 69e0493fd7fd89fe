"""Claims for travel to meetings."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case
from guidance.duties.registry import Seat, Urgency, duty, institute
from guidance.duties.row import Row

FUND = institute("Travel fund")


def _travel_decide(case: Case) -> Iterator[Row]:
    for claim in case.group.travel_claims:
        row = Row(claim.claimed_on, case.feedback(claim.claimed_on), subject=claim.subject)
        yield row.ends(done=[claim.decided_on])


duty(
    "travel.decide",
    _travel_decide,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "meetings:travel_decide",
    FUND,
    advisable=True,
    of_group=False,
)


def _travel_pay(case: Case) -> Iterator[Row]:
    for claim in case.group.travel_claims:
        if claim.decided_on is not None and claim.outcome == "approved":
            row = Row(claim.decided_on, case.slow(claim.decided_on), subject=claim.subject)
            yield row.ends(done=[claim.paid_on])


duty(
    "travel.pay",
    _travel_pay,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "meetings:travel",
    FUND,
    of_group=False,
)
