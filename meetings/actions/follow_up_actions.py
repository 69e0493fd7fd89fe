"""Actions: agreed in a meeting, changed, done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from groups.actions.registering import lock
from meetings.actions.locking import lock_meeting, out_of_order, refuse_closed
from meetings.models import Action, Meeting
from portal import history
from portal.exceptions import Conflict

CONTENT = ("text", "owner", "due_on")
MOST = 100  # of one meeting


@transaction.atomic
def agree(*, meeting: Meeting, answers: Mapping[str, Any], by: User) -> Action:
    """Somebody is to do something: `answers` as CONTENT names, `owner` a Person or None for the product manager.

    The same sent twice is kept once. Raises Conflict before the meeting is held and once its minutes are agreed.
    """
    meeting = refuse_unheld(lock_meeting(meeting))
    content = {name: answers[name] for name in CONTENT}
    actions = Action.objects.filter(meeting=meeting)
    if (same := actions.filter(**content).first()) is not None:
        return same
    if actions.count() >= MOST:
        raise out_of_order(meeting, f"A meeting agrees {MOST} actions at most.")
    return history.save(Action(group=meeting.group, meeting=meeting, **content), by=by, why="Action agreed")


@transaction.atomic
def change(*, action: Action, answers: Mapping[str, Any], by: User) -> Action:
    """What is to be done, by whom and until when. Raises Conflict once it is done."""
    action = _lock_open(action)
    for name in CONTENT:
        setattr(action, name, answers[name])
    return history.save(action, by=by, why="Action changed", fields=CONTENT)


@transaction.atomic
def finish(*, action: Action, outcome: str, by: User, now: datetime) -> Action:
    """It is done; `outcome` may say what came of it. Raises Conflict when it was done already."""
    action = _lock_open(action)
    action.outcome, action.done_at, action.done_by = outcome, now, by
    return history.save(action, by=by, why="Action done", fields=["outcome", "done_at", "done_by"])


def _lock_open(action: Action) -> Action:
    lock(action.group)
    rows = Action.objects.select_for_update(of=("self",)).select_related("group", "done_by")
    return refuse_done(rows.get(pk=action.pk))


def refuse_unheld(meeting: Meeting) -> Meeting:
    """The meeting, if actions can be agreed in it. Raises Conflict before it is held and once its record stands."""
    if refuse_closed(meeting).held_on is None:
        raise out_of_order(meeting, "Actions are agreed in a meeting: record first who came.")
    return meeting


def refuse_done(action: Action) -> Action:
    """The action, read with `done_by`, if it is to be done still. Raises Conflict otherwise."""
    if action.done_at is None:
        return action
    raise Conflict(
        "This action is done.",
        state="Done",
        by=str(action.done_by),
        at=action.done_at,
        next_href=action.get_absolute_url(),
        next_text="See the action",
    )
