"""The chair confirms the group's details once a year."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.policies import policy_for
from portal import history
from portal.calendar import add_days
from portal.edits import form_digest
from portal.exceptions import StaleForm

CONFIRMED = "Details confirmed"
FIRST_DAYS = 28  # from the approval of the membership to the first confirmation


def seen(group: Group) -> str:
    """A stamp of the group as the page of confirmation shows it."""
    return form_digest({"changed_at": group.changed_at.isoformat()})


@transaction.atomic
def confirm_details(*, group: Group, seen_as: str, by: User, now: datetime) -> Group:
    """The group's details and members are right as they stand (“Confirming your trailblazer group details”).

    Confirming twice on a day changes nothing. Raises StaleForm where something about the group changed since the page,
    whose stamp is `seen_as`, was shown.
    """
    group = lock(group)
    on = timezone.localdate(now)
    if group.details_confirmed_on == on:
        return group
    if seen_as != seen(group):
        raise StaleForm(
            "Something about the group has changed since you opened the page. Nothing is confirmed yet.",
            state="Changed since you opened the page",
            at=group.changed_at,
            next_href=reverse("overview:confirm_details", args=[group.pk]),
            next_text="Look at the details again",
        )
    group.details_confirmed_on = on
    history.save(group, by=by, why=CONFIRMED, fields=["details_confirmed_on"])
    mark_changed(group, now)
    return group


def due_on(group: Group, on: date) -> date | None:
    """The last day on which the newest confirmation still holds, or by which the first one is expected.

    None before the membership is approved. The guidance in force on the day says how long a confirmation holds.
    """
    if group.details_confirmed_on:
        return add_days(group.details_confirmed_on, policy_for(on).parameters.details_valid_days)
    return group.membership_approved_on and add_days(group.membership_approved_on, FIRST_DAYS)
