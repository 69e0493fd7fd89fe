"""The chair confirms the group's details once a year, and is reminded of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups import emails
from groups.actions import mark_changed, recipients
from groups.actions.registering import lock
from groups.models import Group, GroupQuerySet
from guidance.policies import policy_for
from portal import history
from portal.calendar import add_days
from portal.edits import form_digest
from portal.exceptions import StaleForm

CONFIRMED = "Details confirmed"
REMIND_DAYS = 28  # before the confirmation is too old
FIRST_DAYS = 28  # from the approval of the membership to the first confirmation
BATCH = 200  # groups told of in one transaction


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


def remind(*, now: datetime) -> int:
    """Tell leaders of confirmations that end within REMIND_DAYS, and of those that ended; each once a confirmation.

    Returns how many groups were told of, at most BATCH of each sort: call it until it returns 0.
    """
    on = timezone.localdate(now)
    valid = timedelta(days=policy_for(on).parameters.details_valid_days)
    ended = Group.objects.details_ended(confirmed_before=on - valid, approved_before=on - timedelta(days=FIRST_DAYS))
    ending = Group.objects.details_ending(confirmed_by=on - valid + timedelta(days=REMIND_DAYS))
    overdue_count = _tell(ended, on, emails.details_overdue, "details_overdue_told_on", "details_reminded_on")
    return overdue_count + _tell(ending, on, emails.details_due, "details_reminded_on")


@transaction.atomic
def _tell(rows: GroupQuerySet, on: date, message: Callable[..., None], *fields: str) -> int:
    """These columns have no history, so a plain update loses none."""
    claimed = list(rows.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    for group in claimed:
        for address, name in recipients.leaders(group, on).items():
            message(group, due_on(group, on), to=address, name=name)
    Group.objects.filter(pk__in=[group.pk for group in claimed]).update(**dict.fromkeys(fields, on))
    return len(claimed)
