"""Messages about who manages a group for the regulator."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.emails import _send
from groups.models import Group, GroupOfficial
from portal.links import absolute


def allocation_page(group: Group) -> str:
    """Where officials see who leads the group, and change it."""
    return reverse("officials:allocate", args=[group.pk])


def allocated(row: GroupOfficial, *, former: User | None, leaders: dict[str, str], by: User, now: datetime) -> None:
    """To the new product manager, the former one and whoever leads the group; not to who did it."""
    group = row.group
    hearers = {**leaders, **{user.email: user.name for user in (former, row.user) if user}}
    hearers.pop(by.email, None)
    for address, name in hearers.items():
        is_theirs = address == row.user.email
        _send(
            address,
            f"{group.reference}: {'you are' if is_theirs else row.user.name + ' is'} the product manager",
            "allocated",
            f"allocated-{row.pk}-{address}",
            row=row,
            group=group,
            former=former,
            name=name,
            who=by,
            is_theirs=is_theirs,
            was_theirs=former is not None and address == former.email,
            has_begun=row.started_on <= timezone.localdate(now),
            link=absolute(group.get_absolute_url()),
        )


def leads_new_group(row: GroupOfficial, *, by: User) -> None:
    """To the product manager to whom somebody else allocated a group on accepting an enquiry."""
    if row.user != by:
        allocated(row, former=None, leaders={}, by=by, now=timezone.now())


def no_longer_leads(row: GroupOfficial, *, leaders: dict[str, str], by: User, now: datetime) -> None:
    """To whoever led and whoever leads the group: from that day on nobody is allocated."""
    hearers = {**leaders, row.user.email: row.user.name}
    hearers.pop(by.email, None)
    for address, name in hearers.items():
        _send(
            address,
            f"{row.group.reference}: no product manager from {row.ended_on:%-d %B %Y}",
            "no_longer_leads",
            f"no-longer-leads-{row.pk}-{row.ended_on}-{address}",
            row=row,
            group=row.group,
            name=name,
            who=by,
            was_theirs=address == row.user.email,
            link=absolute(row.group.get_absolute_url()),
        )
