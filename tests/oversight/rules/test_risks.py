from datetime import date, timedelta

import pytest

from oversight.enums import RiskLevel
from tests.oversight.made import assessed, facts

DUE = date(2026, 5, 1)


@pytest.mark.parametrize(
    "on, level",
    [
        (DUE - timedelta(days=29), RiskLevel.NONE),
        (DUE - timedelta(days=28), RiskLevel.WATCH),
        (DUE, RiskLevel.WATCH),  # still kept on the day itself
        (DUE + timedelta(days=1), RiskLevel.AT_RISK),
    ],
)
def test_proposal_late(on, level):
    result = assessed(facts(first_contact_on=date(2025, 11, 1)), on=on)
    (risk,) = result.risks
    assert (risk.risk, risk.level, risk.due_on) == ("risk.proposal_late", level, DUE)
    assert (result.risk_level, risk.args["days_left"]) == (level, (DUE - on).days)


@pytest.mark.parametrize(
    "first_contact_on, due",
    [
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2025, 8, 28), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 8, 28)),
    ],
)
def test_six_calendar_months(first_contact_on, due):
    assert assessed(facts(first_contact_on=first_contact_on)).proposal_due_on == due
