"""Reasonable mitigating circumstances of a risk: asked for, then accepted until a day or declined."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.vocabulary import RiskCode
from oversight.emails import support
from oversight.models import Mitigation
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def ask(*, group: Group, risk: RiskCode, reason: str, until: date, by: User, now: datetime) -> Mitigation:
    """Ask that the risk be mitigated to the end of `until`; while one waits for an answer, it is changed instead."""
    group = lock(group)
    waiting = group.mitigations.filter(risk=risk, accepted_on=None, declined_on=None).first()
    mitigation = waiting or Mitigation(group=group, risk=risk)
    mitigation.reason, mitigation.until, mitigation.asked_at, mitigation.asked_by = reason, until, now, by
    history.save(mitigation, by=by, why="Mitigating circumstances put forward")
    support.mitigation_asked(mitigation, by=by, on=timezone.localdate(now))
    mark_changed(group, now)
    return mitigation


@transaction.atomic
def decide(*, mitigation: Mitigation, is_accepted: bool, answer: str, by: User, now: datetime) -> Mitigation:
    """Accept it until its day or decline it with an answer.

    Raises PermissionDenied for whoever asked for it, Conflict when it was decided or its day has passed.
    """
    group, on = lock(mitigation.group), timezone.localdate(now)
    locked = Mitigation.objects.select_for_update(of=("self",)).select_related("group", "decided_by")
    mitigation = locked.get(pk=mitigation.pk)
    refuse_to_decide(mitigation, by)
    _refuse_past(mitigation, is_accepted, on)
    mitigation.accepted_on, mitigation.declined_on = (on, None) if is_accepted else (None, on)
    mitigation.answer, mitigation.decided_by = answer, by
    why = "Mitigating circumstances accepted" if is_accepted else "Mitigating circumstances declined"
    history.save(mitigation, by=by, why=why)
    support.mitigation_decided(mitigation, by=by, on=on)
    mark_changed(group, now)
    return mitigation


def refuse_to_decide(mitigation: Mitigation, by: User) -> None:
    """Raise PermissionDenied for whoever asked for it, Conflict once it is accepted or declined."""
    if mitigation.asked_by_id == by.pk:
        raise PermissionDenied("Somebody other than the person who put them forward decides.")
    if mitigation.accepted_on or mitigation.declined_on:
        raise Conflict(
            "This has been decided already.",
            state="Accepted" if mitigation.accepted_on else "Declined",
            by=str(mitigation.decided_by or ""),
            next_href=support.page(mitigation.group),
            next_text="See the group’s support",
        )


def _refuse_past(mitigation: Mitigation, is_accepted: bool, on: date) -> None:
    if is_accepted and mitigation.until < on:
        raise Conflict(
            "The day until which it was to hold has passed: it can only be declined.",
            state=f"Asked for until {mitigation.until:%-d %B %Y}",
            next_href=support.page(mitigation.group),
            next_text="See the group’s support",
        )
