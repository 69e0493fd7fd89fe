"""An official notes up to which moment they have seen a group's membership."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from groups.actions.registering import lock
from groups.models import Group, MembershipLook


@transaction.atomic
def look(*, group: Group, by: User, shown_at: datetime, now: datetime) -> MembershipLook:
    """This official has seen the membership as the page showed it at `shown_at` (at `now`, where that is earlier).

    It is said with a button and never by opening the page: who loads the page again, or comes back to it from a
    member's, still sees the same changes, and a look writes nothing. What changes while the page is open counts as
    new. An earlier look than the one kept changes nothing; each official has their own. Raises Conflict where support
    was withdrawn.
    """
    group = lock(group)
    at = min(shown_at, now)
    kept, is_new = MembershipLook.objects.get_or_create(group=group, looked_by=by, defaults={"looked_at": at})
    if not is_new and at > kept.looked_at:
        kept.looked_at = at
        kept.save(update_fields=["looked_at"])
    return kept
