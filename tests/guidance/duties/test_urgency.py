"""How urgent a group is: the first that holds."""

from datetime import date

import pytest

from guidance.duties.urgency import GroupUrgency, group_urgency
from guidance.vocabulary import RiskLevel

NOTHING = {
    **{"is_over": False, "has_case": False, "risk_level": RiskLevel.NONE},
    **{"overdue": 0, "next_due_on": None},
}
IN_TURN = [  # each holds besides all that come after it
    ({"is_over": True}, GroupUrgency.OVER),
    ({"has_case": True}, GroupUrgency.CASE),
    ({"risk_level": RiskLevel.AT_RISK}, GroupUrgency.AT_RISK),
    ({"overdue": 1}, GroupUrgency.OVERDUE),
    ({"risk_level": RiskLevel.WATCH}, GroupUrgency.WATCH),
    ({"risk_level": RiskLevel.MITIGATED}, GroupUrgency.MITIGATED),
    ({"next_due_on": date(2027, 1, 11)}, GroupUrgency.DATED),
    ({}, GroupUrgency.UNDATED),
]


@pytest.mark.parametrize("place", range(len(IN_TURN)))
def test_first_that_holds(place: int) -> None:
    values, expected = IN_TURN[place]
    alone = {**NOTHING, **values}
    together = {name: value for later, _ in reversed(IN_TURN[place:]) for name, value in later.items()}
    assert group_urgency(**alone) == group_urgency(**{**NOTHING, **together}) == expected
