"""How urgent a group is among others: lists say first what matters most."""

from __future__ import annotations

from datetime import date

from django.db import models

from guidance.vocabulary import RiskLevel


class GroupUrgency(models.IntegerChoices):
    """The first that holds, in the order of lists; within one the earliest day comes first."""

    CASE = 1, "Support is in question"
    AT_RISK = 2, "At risk"
    OVERDUE = 3, "A date has passed"
    WATCH = 4, "Watch"
    MITIGATED = 5, "Mitigated"
    DATED = 6, "On the way, the earliest date first"
    UNDATED = 7, "Nothing has a date"
    OVER = 9, "Support withdrawn"


def group_urgency(
    *, is_over: bool, has_case: bool, risk_level: RiskLevel, overdue: int, next_due_on: date | None
) -> GroupUrgency:
    """How urgent a group is: `overdue` counts its open duties past their day, `next_due_on` is the first day of those
    that somebody plans by."""
    if is_over:
        return GroupUrgency.OVER
    if has_case:
        return GroupUrgency.CASE
    if risk_level == RiskLevel.AT_RISK:
        return GroupUrgency.AT_RISK
    if overdue:
        return GroupUrgency.OVERDUE
    if risk_level == RiskLevel.WATCH:
        return GroupUrgency.WATCH
    if risk_level == RiskLevel.MITIGATED:
        return GroupUrgency.MITIGATED
    return GroupUrgency.UNDATED if next_due_on is None else GroupUrgency.DATED
