"""Doubts that an official raises about a group, what the group says to them, and what came of them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Concern, Group
from guidance.vocabulary import ConcernKind
from oversight.emails import support
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def raise_concern(*, group: Group, kind: ConcernKind, reason: str, by: User, now: datetime) -> Concern:
    """Open a concern of this kind; the group is told. Raises Conflict while one of the kind is open."""
    group, on = lock(group), timezone.localdate(now)
    if same := Concern.objects.current(on).filter(group=group, kind=kind).select_related("opened_by").first():
        raise Conflict(
            "A concern of this kind is open already.",
            state=f"{ConcernKind(kind).label}, since {same.opened_on:%-d %B %Y}",
            by=str(same.opened_by or ""),
            next_href=support.page(group),
            next_text="See the concern",
        )
    concern = Concern(group=group, kind=kind, reason=reason, opened_on=on, opened_by=by)
    history.save(concern, by=by, why="Concern raised")
    support.concern_raised(concern, by=by, on=on)
    mark_changed(group, now)
    return concern


@transaction.atomic
def respond(*, concern: Concern, response: str, by: User, now: datetime) -> Concern:
    """What the group says to it, until it is closed; said again, it replaces what was said before."""
    group, concern = lock(concern.group), _lock(concern)
    concern.response, concern.responded_at, concern.responded_by = response, now, by
    history.save(
        concern, by=by, why="Concern answered by the group", fields=["response", "responded_at", "responded_by"]
    )
    support.concern_answered(concern, by=by, on=timezone.localdate(now))
    mark_changed(group, now)
    return concern


@transaction.atomic
def close(*, concern: Concern, answer: str, by: User, now: datetime) -> Concern:
    """The concern does not stand any more from today; `answer` says what came of it."""
    group, concern = lock(concern.group), _lock(concern)
    concern.closed_on, concern.closed_by, concern.answer = timezone.localdate(now), by, answer
    history.save(concern, by=by, why="Concern closed", fields=["closed_on", "closed_by", "answer"])
    support.concern_closed(concern, by=by, on=timezone.localdate(now))
    mark_changed(group, now)
    return concern


def _lock(concern: Concern) -> Concern:
    concern = Concern.objects.select_for_update(of=("self",)).select_related("group", "closed_by").get(pk=concern.pk)
    refuse_closed(concern)
    return concern


def refuse_closed(concern: Concern) -> None:
    """Raise Conflict once it is closed."""
    if concern.closed_on:
        raise Conflict(
            "This concern has been closed already.",
            state=f"Closed on {concern.closed_on:%-d %B %Y}",
            by=str(concern.closed_by or ""),
            next_href=support.page(concern.group),
            next_text="See the concerns",
        )
