"""A duty takes longer: until when and why, told to the other side at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from duties.emails import longer
from duties.models import Duty, Extension
from portal import history
from portal.exceptions import Conflict


@transaction.atomic
def advise_longer(*, duty: Duty, until: date, reason: str, by: User, now: datetime) -> Extension:
    """Until that day, as often as need be; each one is kept, and figures count the first day all the same.

    The same sent twice is said once. Raises Conflict where the duty ended meanwhile, ValueError for a day that is not
    after today and after the day by which it is due now.
    """
    on = timezone.localdate(now)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("group").get(pk=duty.pk)
    refuse_ended(duty)
    same = {"group": duty.group, "code": duty.code, "subject": duty.subject, "until": until, "reason": reason}
    existing = Extension.objects.filter(**same, advised_on=on, advised_by=by).first()
    if existing is not None:
        return existing
    if until <= max(on, duty.due_on or on):
        raise ValueError("It takes longer only until a later day")
    made = Extension(**same, advised_on=on, advised_at=now, advised_by=by)
    history.save(made, by=by, why="Takes longer")
    Duty.objects.filter(pk=duty.pk).update(due_on=until)
    longer(duty, made, on)
    return made


def refuse_ended(duty: Duty) -> None:
    """Raise Conflict where it is done, or is not asked any more."""
    if duty.ended_on is not None:
        raise Conflict(
            "This is done already, or nobody asks for it any more.",
            state=f"Ended on {duty.ended_on:%-d %B %Y}",
            next_href=duty.group.get_absolute_url() if duty.group else "",
            next_text="See the group" if duty.group else "",
        )
