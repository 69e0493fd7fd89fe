"""A group that stays right: its details, its membership, and why it may differ from what is expected."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.duties.case import Case
from guidance.duties.registry import Seat, Urgency, duty, skills_england
from guidance.duties.row import Row
from guidance.vocabulary import RiskCode, RiskLevel
from portal.calendar import add_days

UNCONFIRMED_DAYS = 28  # from the approval to the first confirmation
LOST = {RiskLevel.AT_RISK, RiskLevel.MITIGATED}
REPRESENTATIVE = skills_england("The role of the chair: membership remains representative")


def _details_confirm(case: Case) -> Iterator[Row]:
    approved_on, confirmed_on = case.group.approved_on, case.group.details_confirmed_on
    if approved_on is None:
        return
    if confirmed_on is None:
        yield Row(approved_on, add_days(approved_on, UNCONFIRMED_DAYS))
    else:
        due_on = add_days(confirmed_on, case.parameters.details_valid_days)
        yield Row(max(approved_on, add_days(due_on, -case.parameters.watch_days)), due_on)


duty(
    "details.confirm",
    _details_confirm,
    Seat.CHAIRS,
    Urgency.LONG,
    "overview:confirm_details",
    skills_england("keep them up to date … after the occupational standard has been approved"),
    dated=False,
)


def _group_represent(case: Case) -> Iterator[Row]:
    risk, since = case.assessed.risks.get(RiskCode.REPRESENTATION_LOST), case.assessed.lost_since
    if risk is not None and risk.level in LOST and since is not None:
        yield Row(since, case.slow(since))


duty(
    "group.represent",
    _group_represent,
    Seat.CHAIRS,
    Urgency.LONG,
    "overview:representation",
    REPRESENTATIVE,
    dated=False,
)


def _group_replace(case: Case) -> Iterator[Row]:
    risk, loss_on = case.assessed.risks.get(RiskCode.REPRESENTATION_LOST), case.assessed.loss_on
    if risk is not None and risk.level == RiskLevel.WATCH and risk.since is not None:
        yield Row(risk.since, loss_on)


duty(
    "group.replace",
    _group_replace,
    Seat.CHAIRS,
    Urgency.LONG,
    "overview:forecast",
    REPRESENTATIVE,
    dated=False,
)


def _justification_decide(case: Case) -> Iterator[Row]:
    for justification in case.group.justifications:
        since = justification.asked_on
        row = Row(since, case.feedback(since), subject=justification.subject)
        yield row.ends(done=[justification.accepted_on, justification.declined_on])


duty(
    "justification.decide",
    _justification_decide,
    Seat.PRODUCT_MANAGER,
    Urgency.NORMAL,
    "overview:justification_decide",
    skills_england("generally requires 10 to 20 members"),
    progress=True,
    advisable=True,
)


def _listed_answer(case: Case) -> Iterator[Row]:
    yield from (Row(backlog.oldest_on) for backlog in case.group.backlogs if backlog.code == "listed.answer")


duty(
    "listed.answer",
    _listed_answer,
    Seat.CHAIRS,
    Urgency.QUIET,
    "lists:list_questions",
    skills_england("Confirming your trailblazer group details"),
    dated=False,
)
