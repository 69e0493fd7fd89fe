"""A message about what facilitators may do; a row in the caller's transaction."""

from accounts.models import User
from members.emails import _send
from members.models import Preparation


def may_prepare(preparation: Preparation, *, to: str, name: str, by: User) -> None:
    """To a facilitator: the chair lets them prepare documents and meetings."""
    group = preparation.group
    _send(
        to,
        f"You may now prepare documents and meetings: {group.name}",
        "may_prepare",
        f"may-prepare-{preparation.pk}-{to}",
        group=group,
        path=group.get_absolute_url(),
        name=name,
        chair=by,
    )
