"""Those who lead a group ask its serving members to confirm what is missing."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.registering import lock
from groups.models import Group
from guidance.assessment import assess
from members import emails
from members.actions.invitations import TooSoon, remind_all
from members.actions.unmet_requirements import all_unmet_requirements
from members.models import Membership
from portal.models import OutgoingMail


class NothingMissing(Exception):
    """The person has confirmed everything, or cannot be asked: the membership ended, or no address is known."""


@transaction.atomic
def ask(*, membership: Membership, by: User, now: datetime) -> None:
    """Write to a serving member what is missing and where to give it.

    Raises TooSoon when the person was asked today, NothingMissing when there is nothing to ask for.
    """
    group, on = lock(membership.group), timezone.localdate(now)
    if membership not in _askable(group, on):
        raise NothingMissing
    if asked_on([membership], on):
        raise TooSoon
    missing = all_unmet_requirements([membership], assess(group.pk, on), on)[membership.pk]
    if not missing:
        raise NothingMissing
    emails.asked(membership, missing=missing, by=by, on=on)


@transaction.atomic
def remind_everyone(*, group: Group, by: User, now: datetime) -> tuple[int, int]:
    """Remind who is invited and ask who serves with something missing, `by` excepted.

    Returns how many were written to and how many had been today already.
    """
    group, on = lock(group), timezone.localdate(now)
    reminded, skipped = remind_all(group=group, by=by, now=now)
    others = [term for term in _askable(group, on) if term.person.user_id != by.pk]
    missing = all_unmet_requirements(others, assess(group.pk, on), on)
    lacking = [term for term in others if missing[term.pk]]
    asked = asked_on(lacking, on)
    for membership in lacking:
        if membership.pk not in asked:
            emails.asked(membership, missing=missing[membership.pk], by=by, on=on)
    return reminded + len(lacking) - len(asked), skipped + len(asked)


def asked_on(memberships: Collection[Membership], on: date) -> set[int]:
    """The keys of those who were asked on that day: the mail itself is the record."""
    keys = {emails.key_of_asking(membership, on): membership.pk for membership in memberships}
    return {keys[key or ""] for key in OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True)}


def _askable(group: Group, on: date) -> list[Membership]:
    serving = Membership.objects.current(on).filter(group=group).exclude(person__email=None)
    return list(serving.select_related("person", "group").order_by("pk"))
