"""Risks: looked at when they rise, answered where somebody raised one, excused for a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guidance.duties.case import Case
from guidance.duties.records import Concern, Mitigation
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.rules.risks import Risk
from guidance.vocabulary import RiskLevel
from portal.calendar import add_days

LOOKED_AT = {RiskLevel.WATCH, RiskLevel.AT_RISK}
EXCUSABLE = {RiskLevel.AT_RISK, RiskLevel.MITIGATED}
NO_PLAN = ["group.work_plan"]
HELP = skills_england("help you to work through any issues")
DISCUSS = skills_england("Withdrawing support: will discuss any issues with you before any decision")
CIRCUMSTANCES = skills_england("except when … reasonable mitigating circumstances")


def _risk_look(case: Case) -> Iterator[Row]:
    for code, risk in case.assessed.risks.items():
        since = risk.since
        if since is None or risk.level not in LOOKED_AT or _only_a_plan(risk):
            continue
        if not any(note.risk == code and note.noted_on >= since for note in case.group.risk_notes):
            due_on = case.feedback(since) if risk.level == RiskLevel.AT_RISK else case.response(since)
            yield Row(since, due_on, subject=code)


def _only_a_plan(risk: Risk) -> bool:
    """It is watched for want of a work plan alone, which `plan.propose` asks for."""
    return bool(risk.args.get("no_plan")) or (risk.level == RiskLevel.WATCH and risk.args.get("rules") == NO_PLAN)


duty(
    "risk.look",
    _risk_look,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "oversight:support",
    HELP,
    dated=False,
)


def _concern_answer(case: Case) -> Iterator[Row]:
    for concern in case.group.concerns:
        row = Row(concern.opened_on, case.response(concern.opened_on), subject=concern.subject)
        yield row.ends(done=[concern.answered_on], lapsed=[concern.closed_on])


duty(
    "concern.answer",
    _concern_answer,
    Seat.CHAIRS,
    Urgency.URGENT,
    "oversight:concern_answer",
    DISCUSS,
    progress=True,
    advisable=True,
)


def _concern_judge(case: Case) -> Iterator[Row]:
    """Once it was answered, or the time for an answer is over."""
    for concern in case.group.concerns:
        over_on = add_days(_answer_due_on(case, concern), 1)
        since = max(concern.opened_on, min(over_on, concern.answered_on or over_on))
        raised = [other.raised_on for other in case.group.cases if other.raised_on >= concern.opened_on]
        yield Row(since, case.feedback(since), subject=concern.subject).ends(done=[concern.closed_on, *raised])


def _answer_due_on(case: Case, concern: Concern) -> date:
    """With what was advised in time."""
    due_on = case.response(concern.opened_on)
    for extension in sorted(case.group.extensions, key=lambda row: row.advised_on):
        if (extension.code, extension.subject) == ("concern.answer", concern.subject):
            due_on = max(due_on, extension.until) if extension.advised_on <= due_on else due_on
    return due_on


duty(
    "concern.judge",
    _concern_judge,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "oversight:concern_close",
    DISCUSS,
    progress=True,
    advisable=True,
)


def _mitigation_decide(case: Case) -> Iterator[Row]:
    for mitigation in case.group.mitigations:
        since = mitigation.asked_on
        if since is not None:
            barred = frozenset(() if mitigation.asked_by is None else (mitigation.asked_by,))
            row = Row(since, case.feedback(since), subject=mitigation.subject, barred=barred)
            yield row.ends(done=[mitigation.accepted_on, mitigation.declined_on])


duty(
    "mitigation.decide",
    _mitigation_decide,
    Seat.ROUTE_MANAGER,
    Urgency.URGENT,
    "oversight:mitigation_decide",
    CIRCUMSTANCES,
    progress=True,
    advisable=True,
)


def _mitigation_review(case: Case) -> Iterator[Row]:
    """What was accepted ends soon, or has ended, and the risk is still there."""
    for place, mitigation in enumerate(case.group.mitigations):
        accepted_on, risk = mitigation.accepted_on, case.assessed.risks.get(mitigation.risk)
        if accepted_on is None or risk is None or risk.level not in EXCUSABLE or _renewed(case, place):
            continue
        since = max(accepted_on, add_days(mitigation.until, -case.parameters.watch_days))
        if not any(withdrawal.raised_on >= since for withdrawal in case.group.cases):
            yield Row(since, case.feedback(mitigation.until), subject=mitigation.subject)


def _renewed(case: Case, place: int) -> bool:
    mine = case.group.mitigations[place]
    return any(_follows(other, other_place, mine, place) for other_place, other in enumerate(case.group.mitigations))


def _follows(other: Mitigation, other_place: int, mine: Mitigation, place: int) -> bool:
    if other.risk != mine.risk or other.accepted_on is None or mine.accepted_on is None:
        return False
    return (other.accepted_on, other_place) > (mine.accepted_on, place)


duty(
    "mitigation.review",
    _mitigation_review,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "oversight:support",
    CIRCUMSTANCES,
    progress=True,
    dated=False,
)
