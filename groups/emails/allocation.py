"""Messages about who manages a group for the regulator."""

from collections.abc import Mapping, Sequence
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


def allocated(
    row: GroupOfficial,
    *,
    former: User | None,
    leaders: dict[str, str],
    by: User,
    now: datetime,
    to_managers: bool = True,
) -> None:
    """To the new product manager and the former one (unless `to_managers` says otherwise), and whoever leads the
    group; not to who did it."""
    group = row.group
    managers = (former, row.user) if to_managers else ()
    hearers = {**leaders, **{user.email: user.name for user in managers if user}}
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


def portfolio_moved(
    moved: Sequence[GroupOfficial],
    *,
    former: User,
    reason: str,
    hand_over: str,
    notes: Mapping[int, str],
    by: User,
    now: datetime,
) -> None:
    """One message to whoever led the groups until then, and one to each who leads some of them; not to who did it."""
    to: dict[User, list[GroupOfficial]] = {former: list(moved)}
    for row in moved:
        to.setdefault(row.user, []).append(row)
    for user, rows in to.items():
        if user == by:
            continue
        count = f"{len(rows)} group{'' if len(rows) == 1 else 's'}"
        _send(
            user.email,
            f"{count} of yours change hands" if user == former else f"You are the product manager of {count} more",
            "portfolio_moved",
            f"portfolio-moved-{former.pk}-{user.pk}-{now.isoformat()}",
            name=user.name,
            lines=[_moved_line(row, notes.get(row.group_id, "")) for row in rows],
            former=former,
            was_theirs=user == former,
            started_on=rows[0].started_on,
            reason=reason,
            hand_over=hand_over,
            who=by,
            link=absolute(reverse("oversight:dashboard")),
        )


def _moved_line(row: GroupOfficial, note: str) -> str:
    line = f"{row.group.reference}, {row.group.name}: {row.user.name}"
    return f"{line}\n  To hand over: {note}" if note else line


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
