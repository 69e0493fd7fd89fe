"""Which groups' duties follow from an official."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Absence, User
from groups.models import Enquiry, Group, GroupOfficial
from occupations.models import RouteOfficial
from portal import jobs

ASSESS_OF_OFFICIAL = "oversight.tasks.assess_of_official"


def groups_of_official(user_id: int) -> list[int]:
    """The keys of the groups that the account leads or led, and of those on the routes that it sees to or saw to, and
    of those of whom it covers for."""
    accounts = Q(user=user_id) | Q(user__absences__cover=user_id)
    led = GroupOfficial.objects.filter(accounts).values("group")
    routes = RouteOfficial.objects.filter(accounts).values("route")
    groups = Group.objects.filter(Q(pk__in=led) | Q(occupation__route__in=routes), support_withdrawn_on=None)
    return list(groups.order_by("pk").values_list("pk", flat=True))


def follow_officials(row: models.Model) -> None:
    """After an official's row was written, the duties of their seats are assessed by a worker; for `history`."""
    if isinstance(row, User) and row.official_role:
        jobs.run_after_commit(ASSESS_OF_OFFICIAL, row.pk)
    elif isinstance(row, (Absence, RouteOfficial)):
        jobs.run_after_commit(ASSESS_OF_OFFICIAL, row.user_id)
    elif isinstance(row, Enquiry):
        jobs.run_after_commit(settings.ASSESS_GENERAL)
