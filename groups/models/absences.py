"""When the product manager of a group is away, as its chairs hear of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import Absence
from groups.models.officials import GroupOfficial
from guidance.policies import policy_for
from portal.calendar import add_days


def announced_absences(group: Any, on: date) -> list[Absence]:
    """Absences of who leads the group that are long enough to matter and current, or begin within the notice that the
    policy names; with who covers. One statement.

    “Advance warning of any significant periods of annual leave”: `significant_leave_working_days` working days or more,
    seen from `notice_days` calendar days before the first one.
    """
    parameters = policy_for(on).parameters
    leads = GroupOfficial.objects.at_hand(on).filter(group=group).values("user")
    rows = Absence.objects.not_over(on).filter(user__in=leads, first_day__lte=add_days(on, parameters.notice_days))
    rows = rows.select_related("user", "cover").order_by("first_day", "pk")
    return [row for row in rows if row.working_days >= parameters.significant_leave_working_days]
