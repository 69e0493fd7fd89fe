"""Withdrawing support from a group: raised, discussed with the group, decided by somebody else, then the map."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock, lock_any
from groups.models import Concern, Group
from guidance.vocabulary import RiskCode
from occupations.enums import OccupationStatus
from oversight.actions.ending import end_what_is_open, ended_text
from oversight.emails import support
from oversight.enums import CaseOutcome, MapOutcome
from oversight.models import Mitigation, WithdrawalCase
from portal import history
from portal.exceptions import Conflict

DISCUSSION = ("discussed_on", "discussed_with", "discussion", "discussed_by")
DECISION = ("decided_at", "decided_by", "outcome", "decision", "mitigation")
MOST = 4000  # characters of an answer
MAP = ("map_decided_at", "map_decided_by", "map_outcome", "map_reason")


@transaction.atomic
def raise_case(*, group: Group, reason: RiskCode, evidence: str, by: User, now: datetime) -> WithdrawalCase:
    """Open a case for one of the guidance's reasons; the group is told.

    Raises Conflict while one is open, and while mitigating circumstances of that reason hold (their last day included).
    """
    group = lock(group)
    refuse_second(group)
    refuse_mitigated(group, reason, timezone.localdate(now))
    case = WithdrawalCase(group=group, reason=reason, evidence=evidence, raised_at=now, raised_by=by)
    history.save(case, by=by, why="Withdrawal of support considered")
    support.case_raised(case, by=by, on=timezone.localdate(now))
    return case


def refuse_second(group: Group) -> None:
    """Raise Conflict while a case about the group is open."""
    if withdrawal_case := group.withdrawal_cases.filter(decided_at=None).select_related("raised_by").first():
        raise Conflict(
            "A case about this group is open already.",
            state=withdrawal_case.get_reason_display(),
            by=str(withdrawal_case.raised_by),
            at=withdrawal_case.raised_at,
            next_href=support.page(group),
            next_text="See the case",
        )


def refuse_mitigated(group: Group, reason: RiskCode, on: date) -> None:
    """Raise Conflict while accepted circumstances excuse the reason: the regulator keeps to its word."""
    if mitigation := holding(group, on).get(reason):
        raise Conflict(
            "Mitigating circumstances were accepted for this reason. Support is not withdrawn for it while they hold.",
            state=f"{mitigation.get_risk_display()}: mitigated until {mitigation.until:%-d %B %Y}, that day included",
            by=str(mitigation.decided_by or ""),
            next_href=support.page(group),
            next_text="See the group’s support",
        )


def holding(group: Group, on: date) -> dict[str, Mitigation]:
    """By reason, the accepted mitigation that holds on that day; of several the one that holds longest."""
    return {
        mitigation.risk: mitigation
        for mitigation in group.mitigations.holding(on).select_related("decided_by").order_by("until", "pk")
    }


@transaction.atomic
def discuss(
    *, case: WithdrawalCase, discussed_on: date, discussed_with: str, discussion: str, by: User, now: datetime
) -> WithdrawalCase:
    """Record the talk with the group: its day, who took part and what was said. A later talk replaces it on the row.

    Raises Conflict once the case is decided, ValueError for a day before the case was raised or after today.
    """
    lock(case.group)
    case = _lock(case)
    refuse_decided(case)
    if not timezone.localdate(case.raised_at) <= discussed_on <= timezone.localdate(now):
        raise ValueError("The talk lies between the day on which the case was raised and today")
    case.discussed_on, case.discussed_with = discussed_on, discussed_with
    case.discussion, case.discussed_by = discussion, by
    history.save(case, by=by, why="Discussed with the group", fields=[*DISCUSSION])
    support.case_discussed(case, by=by, on=timezone.localdate(now))
    return case


@transaction.atomic
def decide(
    *, case: WithdrawalCase, outcome: CaseOutcome, decision: str, until: date | None, by: User, now: datetime
) -> WithdrawalCase:
    """Support goes on, goes on with mitigating circumstances to the end of `until`, or is withdrawn from today.

    Withdrawal closes the group's concerns and declines circumstances that wait, with the reasons of the decision, and
    ends what else is open in the group.

    Raises PermissionDenied for whoever raised the case, Conflict before the talk with the group and once decided, and
    for a withdrawal while circumstances that were accepted since excuse the reason.
    """
    group, case = lock(case.group), _lock(case)
    refuse_decision(case, by)
    if outcome == CaseOutcome.WITHDRAW:
        refuse_mitigated(group, RiskCode(case.reason), timezone.localdate(now))
    case.outcome, case.decision, case.decided_at, case.decided_by = outcome, decision, now, by
    if outcome == CaseOutcome.MITIGATE:
        case.mitigation = _mitigate(case, until, by, now)
    history.save(case, by=by, why=CaseOutcome(outcome).label, fields=[*DECISION])
    ended = ""
    if outcome == CaseOutcome.WITHDRAW:
        ended = ended_text(end_what_is_open(group, by=by, now=now))
        _withdraw(group, case, on=timezone.localdate(now))
    support.case_decided(case, by=by, on=timezone.localdate(now), ended=ended)
    mark_changed(group, now)
    return case


def refuse_decision(case: WithdrawalCase, by: User) -> None:
    """Raise Conflict once it is decided and before the talk, PermissionDenied for whoever raised it."""
    refuse_decided(case)
    if case.raised_by_id == by.pk:
        raise PermissionDenied("Somebody other than the person who raised the case decides it.")
    if case.discussed_on is None:
        raise Conflict(
            "The product manager discusses the case with the group before anybody decides.",
            state="Not yet discussed with the group",
            next_href=support.page(case.group),
            next_text="See the case",
        )


def _withdraw(group: Group, case: WithdrawalCase, on: date) -> None:
    """Support ends, and with it what was still open about it: concerns, and circumstances that waited for an answer."""
    by, ended = case.decided_by, f"Support was withdrawn. {case.decision}"[:MOST]
    group.support_withdrawn_on = on
    history.save(group, by=by, why="", fields=["support_withdrawn_on"])
    for concern in Concern.objects.filter(group=group, closed_on=None):
        concern.closed_on, concern.closed_by, concern.answer = on, by, ended
        history.save(concern, by=by, why="Support withdrawn", fields=["closed_on", "closed_by", "answer"])
    for mitigation in group.mitigations.filter(accepted_on=None, declined_on=None):
        mitigation.declined_on, mitigation.decided_by, mitigation.answer = on, by, ended
        history.save(mitigation, by=by, why="Support withdrawn", fields=["declined_on", "decided_by", "answer"])


def _mitigate(case: WithdrawalCase, until: date | None, by: User, now: datetime) -> Mitigation:
    on = timezone.localdate(now)
    if until is None or until < on:
        raise ValueError("Mitigating circumstances hold to a day that has not passed")
    mitigation = Mitigation(
        group_id=case.group_id,
        risk=case.reason,
        reason=case.decision,
        until=until,
        asked_at=case.raised_at,
        asked_by=case.raised_by,
        accepted_on=on,
        decided_by=by,
    )
    history.save(mitigation, by=by, why="")
    return mitigation


@transaction.atomic
def decide_map(*, case: WithdrawalCase, outcome: MapOutcome, reason: str, by: User, now: datetime) -> WithdrawalCase:
    """After withdrawal: the occupation stays on the map or is taken off it.

    Raises Conflict before support is withdrawn and once this is decided.
    """
    group = lock_any(case.group)
    case = _lock(case)
    refuse_map(case)
    case.map_outcome, case.map_reason, case.map_decided_at, case.map_decided_by = outcome, reason, now, by
    history.save(case, by=by, why=MapOutcome(outcome).label, fields=[*MAP])
    if outcome == MapOutcome.REMOVED:
        occupation = group.occupation
        occupation.status, occupation.taken_off_on = OccupationStatus.WITHDRAWN, timezone.localdate(now)
        why = "Support for the group was withdrawn"
        history.save(occupation, by=by, why=why, fields=["status", "taken_off_on"])
    support.map_decided(case, by=by, on=timezone.localdate(now))
    return case


def refuse_map(case: WithdrawalCase) -> None:
    """Raise Conflict before support is withdrawn, and once the place on the map is decided."""
    if case.outcome != CaseOutcome.WITHDRAW or case.map_decided_at:
        raise Conflict(
            "The place on the map is decided once, after support is withdrawn.",
            state=case.get_map_outcome_display() or case.get_outcome_display() or "The case is open",
            by=str(case.map_decided_by or ""),
            at=case.map_decided_at,
            next_href=support.page(case.group),
            next_text="See the case",
        )


def _lock(case: WithdrawalCase) -> WithdrawalCase:
    people = ("group", "raised_by", "decided_by", "map_decided_by")
    return WithdrawalCase.objects.select_for_update(of=("self",)).select_related(*people).get(pk=case.pk)


def refuse_decided(case: WithdrawalCase) -> None:
    """Raise Conflict once the case is decided."""
    if case.decided_at:
        raise Conflict(
            "This case has been decided already.",
            state=case.get_outcome_display(),
            by=str(case.decided_by),
            at=case.decided_at,
            next_href=support.page(case.group),
            next_text="See the case",
        )
