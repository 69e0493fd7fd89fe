"""What is due of a dossier's group on a day, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from guidance.assessment import UnknownGroup, assessment_of
from guidance.duties import Answer, answer, assessed_of
from guidance.duties.answer import Due, NextDue
from guidance.duties.clocks import ClockOn
from guidance.duties.seats import Holder
from guidance.facts import single_group
from guidance.policies import Policy
from oversight.dossier.loading import load_aside
from oversight.dossier.records import group_of

Row = dict[str, Any]


def duties(dossier: Row, on: date, policy: Policy, *, ended: bool = False) -> Row:
    """The answer about a dossier that was read, with the duties that ended where `ended`; nothing is kept."""
    group = group_of(dossier)
    with transaction.atomic():
        loaded = load_aside(dossier)
        facts = single_group(loaded.group.pk, on)
        transaction.set_rollback(True)
    if facts is None:
        raise UnknownGroup("The group of the dossier was not loaded")
    # the table of submissions of a membership refuses what a dossier may tell
    facts = facts._replace(membership_submission=_last_submission(dossier, on))
    assessed = assessed_of(assessment_of(facts, policy, on), loaded.subjects)
    return plain(answer(group, assessed, policy, on), dossier["group"]["reference"], policy, ended)


def _last_submission(dossier: Row, on: date) -> str:
    """What became of the last submission of the membership by that day, as the facts have it."""
    made = [row for row in dossier["group"].get("membership_submissions") or [] if row["submitted_on"] <= str(on)]
    if not made:
        return ""
    last = made[-1]
    decided = last.get("outcome") and last.get("decided_on") and last["decided_on"] <= str(on)
    return last["outcome"] if decided else "submitted"


def plain(given: Answer, reference: str, policy: Policy, ended: bool) -> Row:
    """The answer as JSON, with the duties that ended where `ended`."""
    return {
        "group": reference,
        "policy": policy.code,
        "as_of": given.on.isoformat(),
        "stage": given.stage,
        "next_gate": given.next_gate,
        "turn": given.turn.value,
        "next_due": _next_due(given.next_due),
        "documents": [
            {
                "subject": document.subject,
                "kind": document.kind,
                "state": document.state.value,
                "since": _day(document.since),
            }
            for document in given.documents
        ],
        "clocks": [_clock(clock) for clock in given.clocks],
        "duties": [_duty(due, given.holder(due)) for due in (given.duties if ended else given.open_duties)],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _next_due(due: NextDue | None) -> Row | None:
    return None if due is None else {"on": _day(due.on), "code": due.code}


def _clock(clock: ClockOn) -> Row:
    return {
        "clock": clock.clock,
        "subject": None,
        "due_on": _day(clock.due_on),
        "status": clock.status.value,
        "events": [{"on": _day(event.on), "event": event.event, "until": _day(event.until)} for event in clock.events],
    }


def _duty(due: Due, holder: Holder | None) -> Row:
    return {
        "code": due.duty.code,
        "subject": due.subject,
        "seat": due.seat.value,
        "holder": holder and holder.name,
        "via": holder and holder.via.value,
        "since": _day(due.since),
        "due_on": _day(due.due_on),
        "overdue": due.overdue,
        "class": due.duty.urgency.value,
        "progress": due.progress,
        "ended_on": _day(due.ended_on),
        "ended_by": due.ended_by,
    }
