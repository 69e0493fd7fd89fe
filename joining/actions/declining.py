"""An invited person says no."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions import ensure_user
from groups.actions.registering import lock
from joining.actions.joining import refuse_closed, who_hears
from members import emails
from members.models import Invitation
from portal import history


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime) -> Invitation:
    """The invitation is closed by the invited person, who is reminded no more; whoever leads the group hears of it.

    Done once. Raises Conflict for an invitation that was accepted, was revoked by somebody else or has expired.
    """
    lock(invitation.group)
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("group", "organisation", "invited_by")
    invitation = locked.get(pk=invitation.pk)
    if is_declined(invitation):
        return invitation
    refuse_closed(invitation=invitation, now=now)
    person, _ = ensure_user(email=invitation.email, name=invitation.name)
    invitation.revoked_at, invitation.revoked_by, invitation.answers = now, person, {}
    history.save(invitation, by=person, why="Declined", fields=["revoked_at", "revoked_by", "answers"])
    for address, name in who_hears(invitation, timezone.localdate(now)).items():
        emails.declined(invitation, to=address, name=name)
    return invitation


def is_declined(invitation: Invitation) -> bool:
    """Closed by the invited person, not by those who lead the group."""
    return invitation.revoked_by is not None and invitation.revoked_by.email == invitation.email
