"""What is open in a group ends with its support: nothing of it waits for ever, and nobody is asked about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from chairs.models import Mentoring, OverArchingChair, Participation
from groups.enums import PlanEnd
from groups.models import Group, Justification, Query, WorkPlan
from lists.models import MemberUpload
from meetings.actions.motions import end_open
from meetings.actions.planning import cancel_all
from members import emails
from members.actions.hand_overs import end_ahead
from members.models import Invitation
from portal import history

ENDED = "Support ended"  # in the history, which names nobody: the portal does it
REASON = "Support for the group ended."
Ended = dict[str, int]


def end_what_is_open(group: Group, *, by: User, now: datetime) -> Ended:
    """Withdraw, close or revoke everything that waits in the group; returns how much of what, by its name.

    `by` decided that support ends and stands where a row must name somebody. Voters, chairs, readers of a meeting and
    invited people are told of what was theirs; everybody else hears it with the decision. Call it under the group's
    lock, before the group bears the end.
    """
    how: dict[str, Any] = {"group": group, "reason": ENDED, "by": by, "now": now}
    done = {
        "motion": len(end_open(**how)),
        "planned meeting": len(cancel_all(**how)),
        "change of chair": len(end_ahead(**how)),
        "invitation": _invitations(group, by, now),
        "uploaded list": _uploads(group),
        "proposed work plan": _plans(group, by, now),
        "query": _queries(group, by, now),
        "justification": _justifications(group, by, now),
        "request for a mentor": _mentors(group, now),
        "part in a collaboration": _collaborations(group, now),
    }
    return {what: number for what, number in done.items() if number}


def ended_text(ended: Ended) -> str:
    """One sentence for the message about the decision; "" where nothing was open."""
    parts = [f"{what} ({number})" for what, number in ended.items()]
    return f"What was open in the group ended with it: {', '.join(parts)}." if parts else ""


def _save(row: Any, **changed: Any) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    history.save(row, by=None, why=ENDED, fields=[*changed])


def _invitations(group: Group, by: User, now: datetime) -> int:
    """What was typed so far goes with them."""
    rows = list(Invitation.objects.waiting().filter(group=group).select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        row.group = group
        _save(row, revoked_at=now, revoked_by=by, answers={})
        emails.invitation_ended(row)
    return len(rows)


def _uploads(group: Group) -> int:
    """Those that nobody confirmed; one that a worker is writing is refused there."""
    waiting = MemberUpload.objects.waiting().filter(group=group, begun_at=None)
    return len([upload.delete() for upload in waiting])


def _plans(group: Group, by: User, now: datetime) -> int:
    rows = list(WorkPlan.objects.proposed().filter(group=group))
    ended = {"ended_on": timezone.localdate(now), "ended_at": now, "ended_by": by}
    for row in rows:
        _save(row, ended_as=PlanEnd.WITHDRAWN, end_reason=REASON, **ended)
    return len(rows)


def _queries(group: Group, by: User, now: datetime) -> int:
    rows = list(Query.objects.waiting().filter(group=group))
    for row in rows:
        _save(row, closed_at=now, closed_by=by)
    return len(rows)


def _justifications(group: Group, by: User, now: datetime) -> int:
    rows = list(Justification.objects.filter(group=group, accepted_on=None, declined_on=None))
    for row in rows:
        _save(row, declined_on=timezone.localdate(now), decided_by=by, answer=REASON)
    return len(rows)


def _mentors(group: Group, now: datetime) -> int:
    rows = list(Mentoring.objects.asked().filter(appointment__group=group))
    for row in rows:
        _save(row, ended_on=timezone.localdate(now))
    return len(rows)


def _collaborations(group: Group, now: datetime) -> int:
    """The group takes part no longer, so that no over-arching chair who is proposed waits for its word."""
    on = timezone.localdate(now)
    rows = list(Participation.objects.open(on).filter(group=group))
    for row in rows:
        _save(row, ended_on=on)
    for chair in OverArchingChair.objects.proposed().filter(collaboration__in=[row.collaboration_id for row in rows]):
        _save(chair, ended_on=on)
    return len(rows)
