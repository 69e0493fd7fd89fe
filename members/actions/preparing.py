"""The chair lets facilitators prepare documents and meetings; what decides stays with the employers."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from groups.actions.registering import lock
from groups.models import Group
from guidance.vocabulary import MembershipKind
from members.emails.preparing import may_prepare
from members.models import Membership, Preparation
from portal import history


@transaction.atomic
def allow(*, group: Group, by: User, now: datetime) -> Preparation:
    """From today on; the facilitators who serve today hear of it. Done once at a time.

    Raises Conflict where support was withdrawn.
    """
    group, on = lock(group), timezone.localdate(now)
    existing = Preparation.objects.filter(group=group, ended_on=None).first()
    if existing is not None:
        return existing
    preparation = Preparation(group=group, started_on=on)
    history.save(preparation, by=by, why="Facilitators may prepare documents and meetings")
    serving = Membership.objects.current(on).filter(group=group, kind=MembershipKind.FACILITATOR)
    for facilitator in serving.exclude(person__email=None).select_related("person"):
        person = facilitator.person
        may_prepare(preparation, to=person.email or "", name=person.name, by=by)
    return preparation


@transaction.atomic
def end(*, group: Group, by: User, now: datetime) -> None:
    """It counts at once. Done once."""
    group, on = lock(group), timezone.localdate(now)
    for preparation in Preparation.objects.filter(group=group, ended_on=None):
        preparation.ended_on = on
        history.save(preparation, by=by, why="Facilitators prepare no longer", fields=["ended_on"])
