"""Why an expected rule may be passed: asked for by the group, accepted or declined by its product manager."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups import emails
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group, Justification
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def ask(*, group: Group, rule: str, reason: str, by: User, now: datetime) -> Justification:
    """Ask that the rule be passed. While one is waiting for an answer, its reason is changed instead of doubled."""
    group = lock(group)
    waiting = group.justifications.filter(rule=rule, accepted_on=None, declined_on=None).first()
    justification = waiting or Justification(group=group, rule=rule)
    justification.reason, justification.asked_at, justification.asked_by = reason, now, by
    history.save(justification, by=by, why="Justification asked for")
    mark_changed(group, now)
    return justification


@transaction.atomic
def decide(
    *, justification: Justification, is_accepted: bool, answer: str, title: str, by: User, now: datetime
) -> Justification:
    """Accept or decline; `title` names the rule in the mail. Raises Conflict when it was decided already."""
    group = lock(justification.group)
    justification = group.justifications.select_related("group", "asked_by", "decided_by").get(pk=justification.pk)
    refuse_decided(justification)
    on = timezone.localdate(now)
    justification.accepted_on, justification.declined_on = (on, None) if is_accepted else (None, on)
    justification.answer, justification.decided_by = answer, by
    history.save(justification, by=by, why="Justification accepted" if is_accepted else "Justification declined")
    if justification.asked_by:
        emails.justification_decided(justification, title, justification.asked_by)
    mark_changed(group, now)
    return justification


def refuse_decided(justification: Justification) -> None:
    """Raise Conflict once it is accepted or declined."""
    if not justification.is_open:
        raise Conflict(
            "This justification has been decided already.",
            state="Accepted" if justification.accepted_on else "Declined",
            by=str(justification.decided_by or ""),
            next_href=justification.group.get_absolute_url(),
            next_text="See the group",
        )
