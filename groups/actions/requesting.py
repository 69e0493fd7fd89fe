"""The row of a member whom the regulator asks for: written with an approval, or by itself."""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from groups.models import Group
from members.models import RequestedMember
from portal import history


def add(*, group: Group, description: str, by: User, now: datetime) -> RequestedMember:
    """Keep the request, for the group that the caller has locked; who hears of it is the caller's to say."""
    requested = RequestedMember(group=group, description=description, requested_on=timezone.localdate(now))
    requested.requested_by = by
    return history.save(requested, by=by, why="Member asked for")
