"""Rules about how the group develops its documents: advice, agreement, evidence, meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from guidance.facts import ENGAGEMENT_BITS, EVIDENCE_BITS
from guidance.rules.case import NOT_APPLICABLE, UNMET, Args, Case
from guidance.rules.submissions import is_developing, newest_agreed_by_employers, owes_standard
from guidance.vocabulary import EngagementKind, SubmissionKind

DELIVERY = ("delivery_methods", "consumable_costs", "qualification_fees")

Check = Callable[[Case], Args | None]


def _requested_members(case: Case) -> Args | None:
    asked, met = case.facts.requested_members, case.facts.requested_members_met
    if not asked:
        return NOT_APPLICABLE
    return None if met >= asked else {"asked": asked, "met": met}


def _agreed_by_employers(kinds: tuple[SubmissionKind, ...], case: Case) -> Args | None:
    """Met when the employers agreed the exact version of the newest one of each kind."""
    missing = [str(kind.value) for kind in kinds if not newest_agreed_by_employers(case.facts, kind)]
    return {"kinds": missing} if missing else None


def _advice(kinds: tuple[EngagementKind, ...], case: Case) -> Args | None:
    """Met when one of the kinds was engaged at least once."""
    return None if any(case.facts.engagements & ENGAGEMENT_BITS[kind] for kind in kinds) else UNMET


def _advice_regulators(case: Case) -> Args | None:
    return _advice((EngagementKind.REGULATOR,), case) if case.facts.regulated else NOT_APPLICABLE


def _advice_professional_bodies(case: Case) -> Args | None:
    return _advice((EngagementKind.PROFESSIONAL_BODY,), case) if case.facts.professional_status else NOT_APPLICABLE


def _epao_quote(case: Case) -> Args | None:
    quotes, required = case.facts.quotes, case.parameters.epao_quotes_min
    return None if quotes >= required else {"quotes": quotes, "required": required}


def _training_delivery_evidence(case: Case) -> Args | None:
    missing = [name for name in DELIVERY if not case.facts.evidence & EVIDENCE_BITS[name]]
    return {"missing": missing} if missing else None


def _epao_in_principle(case: Case) -> Args | None:
    return None if case.facts.evidence & EVIDENCE_BITS["epao_in_principle"] else UNMET


def _conflicts_checked(case: Case) -> Args | None:
    held, unchecked = case.facts.meetings_this_year, case.facts.meetings_unchecked
    if not held:
        return NOT_APPLICABLE
    return {"unchecked": unchecked} if unchecked else None


def _work_plan(case: Case) -> Args | None:
    if not owes_standard(case.facts):
        return NOT_APPLICABLE
    return UNMET if case.facts.plan_due_on is None else None


def _meets_regularly(case: Case) -> Args | None:
    """The newest meeting, or the first contact where there was none, is recent enough while the group develops."""
    if not is_developing(case.facts):
        return NOT_APPLICABLE
    last_on, days = case.facts.last_meeting_on, case.parameters.meeting_gap_days
    if (last_on or case.facts.first_contact_on) >= case.on - timedelta(days=days):
        return None
    return {"last_on": last_on and last_on.isoformat(), "days": days}


def _competition_statement(case: Case) -> Args | None:
    last_on = case.facts.last_meeting_on
    if last_on is None:
        return NOT_APPLICABLE
    return None if case.facts.last_meeting_competition else {"last_on": last_on.isoformat()}


DEVELOPMENT_RULES: dict[str, Check] = {
    "group.requested_members": _requested_members,
    "group.proposal_agreed_by_employers": partial(_agreed_by_employers, (SubmissionKind.PROPOSAL,)),
    "group.standard_agreed_by_employers": partial(
        _agreed_by_employers, (SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN)
    ),
    "group.revision_agreed_by_employers": partial(_agreed_by_employers, (SubmissionKind.REVISION,)),
    "group.advice_training_providers": partial(_advice, (EngagementKind.TRAINING_PROVIDER,)),
    "group.advice_epaos": partial(_advice, (EngagementKind.EPAO,)),
    "group.advice_sector_bodies": partial(_advice, (EngagementKind.SECTOR_BODY,)),
    "group.advice_regulators": _advice_regulators,
    "group.advice_professional_bodies": _advice_professional_bodies,
    "group.advice_local_and_regional": partial(_advice, (EngagementKind.LOCAL_AUTHORITY, EngagementKind.REGIONAL_BODY)),
    "group.advice_apprentices": partial(_advice, (EngagementKind.APPRENTICES,)),
    "group.epao_quote": _epao_quote,
    "group.training_delivery_evidence": _training_delivery_evidence,
    "group.epao_in_principle": _epao_in_principle,
    "group.conflicts_checked": _conflicts_checked,
    "group.work_plan": _work_plan,
    "group.meets_regularly": _meets_regularly,
    "group.competition_statement": _competition_statement,
}
