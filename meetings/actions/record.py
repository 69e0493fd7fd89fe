"""What was recorded of a meeting, as data: for its minutes, as page and as file, and frozen once they are agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from conflicts.enums import Measure, Subject
from conflicts.models import Interest
from meetings.actions.attendance import people_of
from meetings.actions.disputes import Dispute, disputes_of
from meetings.enums import Check, Presence, WhyAbsent
from meetings.models import Action, AgendaItem, Attendance, ItemAbsence, Meeting, Motion, Vote
from members.models import Membership

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """What both the facts of a meeting and its gaps read: who came or did not, motions as opened, the agenda."""

    attendances: list[Attendance]
    motions: list[Motion]
    items: list[AgendaItem]


def rows_of(meeting: Meeting) -> Rows:
    """Four statements."""
    return Rows(
        list(meeting.attendances.select_related("person").prefetch_related("declarations")),
        list(meeting.motions.select_related("closed_by").order_by("opened_at", "pk")),
        list(meeting.items.on_agenda().select_related("led_by")),
    )


def facts_of(meeting: Meeting, rows: Rows | None = None) -> Facts:
    """Everything that minutes tell, in plain values (dates as ISO text); a fixed number of statements.

    People come with their key (`person`), name and organisation. Keys: on, hours, place, came, away, also_there,
    competition_statement, declarations_checked, items (with `left` and `motions`), motions (on no item), actions, back.
    `rows`: those of the meeting, where they are read already.
    """
    serving = {person.person_id: person for person in people_of(meeting)}
    rows = rows or rows_of(meeting)
    attendances = rows.attendances
    came = [attendance for attendance in attendances if attendance.presence == Presence.CAME]
    declared = _declared(meeting, came)
    motions = _motions(rows.motions)
    return {
        "on": meeting.day.isoformat(),
        "hours": meeting.hours,
        "place": meeting.place,
        "came": [_who(attendance, serving) | _answer(attendance, declared) for attendance in came],
        "away": [
            _who(attendance, serving) | {"presence": attendance.get_presence_display()}
            for attendance in attendances
            if attendance.presence != Presence.CAME
        ],
        "also_there": meeting.also_there,
        "competition_statement": meeting.competition_statement,
        "declarations_checked": meeting.declarations_checked,
        "items": _items(meeting, rows.items, motions),
        "motions": motions[None],
        "actions": [_action(action) for action in meeting.actions.select_related("owner")],
        "back": [_action(action) for action in Action.objects.back_at(meeting).select_related("owner")],
    }


def _who(attendance: Attendance, serving: dict[int, Membership]) -> Facts:
    membership = serving.get(attendance.person_id)
    return {
        "person": attendance.person_id,
        "name": attendance.person.name,
        "organisation": membership.organisation.name if membership else "",
        "role": membership.get_kind_display() if membership else "",
    }


# --- declarations ----------------------------------------------------------------------------------------------------
def _declared(meeting: Meeting, came: list[Attendance]) -> dict[int, list[str]]:
    """What people declared in the meeting, by person: what the chair wrote down, and what they put in that day."""
    people = [attendance.person_id for attendance in came if attendance.check_answer == Check.DECLARED]
    written = {declaration.pk for attendance in came for declaration in attendance.declarations.all()}
    interests = Interest.objects.filter(declaration__group=meeting.group_id, declaration__person__in=people)
    results: dict[int, list[str]] = defaultdict(list)
    for interest in interests.select_related("declaration", "organisation").order_by("pk"):
        declaration = interest.declaration
        if declaration.pk in written or declaration.declared_on == meeting.held_on:
            results[declaration.person_id].append(_interest_text(interest))
    return results


def _interest_text(interest: Interest) -> str:
    where = f" in {interest.organisation.name}" if interest.organisation else ""
    return f"{interest.get_nature_display()}{where}: {interest.description}"


def _answer(attendance: Attendance, declared: dict[int, list[str]]) -> Facts:
    return {
        "how": attendance.get_mode_display(),
        "check": attendance.get_check_answer_display(),
        "has_declared": attendance.check_answer == Check.DECLARED,
        "declared": declared.get(attendance.person_id, []),
        "contradicted": attendance.is_contradicted,
        "said": attendance.answer_words,
    }


# --- items and motions -----------------------------------------------------------------------------------------------
def _items(meeting: Meeting, items: list[AgendaItem], motions: dict[int | None, list[Facts]]) -> list[Facts]:
    left: dict[int | None, list[Facts]] = defaultdict(list)
    absences = ItemAbsence.objects.filter(item__meeting=meeting, struck_at=None).select_related("person")
    for absence in absences.order_by("recorded_at", "pk"):
        left[absence.item_id].append(_absence(absence))
    return [_item(item) | {"left": left[item.pk], "motions": motions[item.pk]} for item in items]


def _item(item: AgendaItem) -> Facts:
    return {
        "item": item.pk,
        "kind": item.kind,
        "title": item.title,
        "details": item.details,
        "led_by": item.led_by.name if item.led_by else "",
        "leader": item.led_by_id,
    }


def _absence(absence: ItemAbsence) -> Facts:
    person = absence.person
    return {"person": person.pk, "name": person.name, "came_back": absence.returned_at is not None}


def _motions(motions: list[Motion]) -> dict[int | None, list[Facts]]:
    """By the key of their item, None for those on none."""
    results: dict[int | None, list[Facts]] = defaultdict(list)
    disputes = disputes_of([motion for motion in motions if motion.outcome is not None])
    for motion in motions:
        results[motion.item_id].append(_motion(motion, disputes.get(motion.pk)))
    return results


def _recorded(vote: Vote) -> Facts:
    content = {"person": vote.person_id, "name": vote.person.name, "recorded_by": str(vote.recorded_by)}
    return content | {
        "choice": vote.get_choice_display(),
        "contradicted": vote.is_contradicted,
        "said": vote.answer_words,
    }


def _without(motion: Motion, dispute: Dispute) -> Facts:
    """The count without what is contradicted."""
    count = dispute.count
    content = {"for": count.votes_for, "against": count.against, "abstained": count.abstained}
    return content | {"result": dispute.result.label, "turns": dispute.turns}


def _motion(motion: Motion, dispute: Dispute | None) -> Facts:
    content = {"motion": motion.pk, "text": motion.text, "subject": Subject(motion.subject).label, "result": ""}
    if motion.is_withdrawn:
        reason = motion.withdrawn_reason
        return content | {
            "result": motion.get_result_display(),
            "withdrawn_by": str(motion.closed_by),
            "reason": reason,
        }
    if dispute is None:
        return content  # open still
    outcome = motion.outcome
    return content | {
        "result": motion.get_result_display(),
        "threshold": motion.get_threshold_display(),
        "quorum": motion.quorum,
        **{name: outcome[name] for name in ("for", "against", "abstained", "took_part", "denominator", "employers")},
        "quorum_met": outcome["quorum_met"],
        "recorded": [_recorded(vote) for vote in dispute.recorded],
        "without": _without(motion, dispute) if dispute.is_disputed else None,
        "barred": [
            {
                "person": person["person"],
                "name": person["name"],
                "why": Measure(person["measure"]).label,
                "reason": person["reason"],
            }
            for person in outcome["barred"]
        ],
        "absent": [
            {"person": person["person"], "name": person["name"], "why": WhyAbsent(person["away"]).label}
            for person in outcome["absent"]
        ],
    }


def _action(action: Action) -> Facts:
    done = timezone.localdate(action.done_at).isoformat() if action.done_at else ""
    return {
        "action": action.pk,
        "text": action.text,
        "person": action.owner_id,
        "name": action.owner_name,
        "due_on": action.due_on.isoformat(),
        "done_on": done,
        "outcome": action.outcome,
    }
