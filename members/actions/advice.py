"""Advice that a group sought from bodies outside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from groups.actions import mark_changed
from groups.actions.registering import lock
from groups.models import Group
from guidance.vocabulary import EngagementKind, OrganisationKind
from members.actions import organisations
from members.models import Engagement, Organisation
from portal import history


@transaction.atomic
def record(*, group: Group, answers: Mapping[str, Any], by: User, now: datetime) -> Engagement:
    """Keep advice sought. `answers`: kind, held_on, summary, and `organisation`, its name or empty."""
    group = lock(group)
    return _save(Engagement(group=group), answers, by=by, now=now, why="Advice recorded")


@transaction.atomic
def correct(*, engagement: Engagement, answers: Mapping[str, Any], by: User, now: datetime) -> Engagement:
    lock(engagement.group)
    engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
    return _save(engagement, answers, by=by, now=now, why="Advice corrected")


def _save(engagement: Engagement, answers: Mapping[str, Any], *, by: User, now: datetime, why: str) -> Engagement:
    for field in ("kind", "held_on", "summary"):
        setattr(engagement, field, answers[field])
    engagement.organisation = _organisation(engagement, answers["organisation"], by)
    history.save(engagement, by=by, why=why)
    mark_changed(engagement.group, now)
    return engagement


def _organisation(engagement: Engagement, name: str, by: User) -> Organisation | None:
    """What is known of an organisation already stays; a new one is of the kind that advised."""
    if not name:
        return None
    group = engagement.group
    organisation = organisations.find(group, name)
    if organisation is not None:
        return organisation
    kind = engagement.kind if engagement.kind in OrganisationKind.values else OrganisationKind.OTHER
    details = {"kind": OrganisationKind.EMPLOYER if kind == EngagementKind.APPRENTICES else kind}
    return organisations.keep(group=group, name=name, details=details, by=by, why="Advised the group")
