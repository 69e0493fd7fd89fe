"""What was recorded of a meeting, as data: for its minutes, as page and as file, and frozen once they are agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from conflicts.enums import Measure, Subject
from conflicts.models import Interest
from meetings.actions.disputes import Dispute, disputes_of
from meetings.actions.holding import people_of
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
        list(meeting.items.standing().select_related("led_by")),
    )


def facts_of(meeting: Meeting, rows: Rows | None = None) -> Facts:
    """Everything that minutes tell, in plain values (dates as ISO text); a fixed number of statements.

    People come with their key (`person`), name and organisation. Keys: on, hours, place, came, away, also_there,
    competition_statement, declarations_checked, items (with `left` and `motions`), motions (on no item), actions, back.
    `rows`: those of the meeting, where they are read already.
    """
    serving = {one.person_id: one for one in people_of(meeting)}
    rows = rows or rows_of(meeting)
    attendances = rows.attendances
    came = [one for one in attendances if one.presence == Presence.CAME]
    declared = _declared(meeting, came)
    motions = _motions(rows.motions)
    return {
        "on": meeting.day.isoformat(),
        "hours": meeting.hours,
        "place": meeting.place,
        "came": [_who(one, serving) | _answer(one, declared) for one in came],
        "away": [
            _who(one, serving) | {"presence": one.get_presence_display()}
            for one in attendances
            if one.presence != Presence.CAME
        ],
        "also_there": meeting.also_there,
        "competition_statement": meeting.competition_statement,
        "declarations_checked": meeting.declarations_checked,
        "items": _items(meeting, rows.items, motions),
        "motions": motions[None],
        "actions": [_action(one) for one in meeting.actions.select_related("owner")],
        "back": [_action(one) for one in Action.objects.back_at(meeting).select_related("owner")],
    }


def _who(one: Attendance, serving: dict[int, Membership]) -> Facts:
    membership = serving.get(one.person_id)
    return {
        "person": one.person_id,
        "name": one.person.name,
        "organisation": membership.organisation.name if membership else "",
        "role": membership.get_kind_display() if membership else "",
    }


# --- declarations ----------------------------------------------------------------------------------------------------
def _declared(meeting: Meeting, came: list[Attendance]) -> dict[int, list[str]]:
    """What people declared in the meeting, by person: what the chair wrote down, and what they put in that day."""
    people = [one.person_id for one in came if one.check_answer == Check.DECLARED]
    written = {declaration.pk for one in came for declaration in one.declarations.all()}
    interests = Interest.objects.filter(declaration__group=meeting.group_id, declaration__person__in=people)
    found: dict[int, list[str]] = defaultdict(list)
    for interest in interests.select_related("declaration", "organisation").order_by("pk"):
        declaration = interest.declaration
        if declaration.pk in written or declaration.declared_on == meeting.held_on:
            found[declaration.person_id].append(_told(interest))
    return found


def _told(interest: Interest) -> str:
    where = f" in {interest.organisation.name}" if interest.organisation else ""
    return f"{interest.get_nature_display()}{where}: {interest.description}"


def _answer(one: Attendance, declared: dict[int, list[str]]) -> Facts:
    return {
        "how": one.get_mode_display(),
        "check": one.get_check_answer_display(),
        "has_declared": one.check_answer == Check.DECLARED,
        "declared": declared.get(one.person_id, []),
        "contradicted": one.is_contradicted,
        "said": one.answer_words,
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
    found: dict[int | None, list[Facts]] = defaultdict(list)
    disputes = disputes_of([motion for motion in motions if motion.outcome is not None])
    for motion in motions:
        found[motion.item_id].append(_motion(motion, disputes.get(motion.pk)))
    return found


def _recorded(vote: Vote) -> Facts:
    told = {"person": vote.person_id, "name": vote.person.name, "recorded_by": str(vote.recorded_by)}
    return told | {"choice": vote.get_choice_display(), "contradicted": vote.is_contradicted, "said": vote.answer_words}


def _without(motion: Motion, dispute: Dispute) -> Facts:
    """The count without what is contradicted."""
    count = dispute.count
    told = {"for": count.votes_for, "against": count.against, "abstained": count.abstained}
    return told | {"result": dispute.result.label, "turns": dispute.turns}


def _motion(motion: Motion, dispute: Dispute | None) -> Facts:
    told = {"motion": motion.pk, "text": motion.text, "subject": Subject(motion.subject).label, "result": ""}
    if motion.is_withdrawn:
        reason = motion.withdrawn_reason
        return told | {"result": motion.get_result_display(), "withdrawn_by": str(motion.closed_by), "reason": reason}
    if dispute is None:
        return told  # open still
    outcome = motion.outcome
    return told | {
        "result": motion.get_result_display(),
        "threshold": motion.get_threshold_display(),
        "quorum": motion.quorum,
        **{name: outcome[name] for name in ("for", "against", "abstained", "took_part", "denominator", "employers")},
        "quorum_met": outcome["quorum_met"],
        "recorded": [_recorded(vote) for vote in dispute.recorded],
        "without": _without(motion, dispute) if dispute.is_disputed else None,
        "barred": [
            {
                "person": one["person"],
                "name": one["name"],
                "why": Measure(one["measure"]).label,
                "reason": one["reason"],
            }
            for one in outcome["barred"]
        ],
        "absent": [
            {"person": one["person"], "name": one["name"], "why": WhyAbsent(one["away"]).label}
            for one in outcome["absent"]
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
