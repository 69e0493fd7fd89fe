"""The door from a URL to an interest."""

from django.http import Http404

from conflicts.models import Interest
from members.models import Membership


def get_own_interest(membership: Membership, *, pk: int) -> Interest:
    """An interest that this person declared to this group; 404 for every other."""
    interests = Interest.objects.select_related("declaration__group", "organisation")
    own = interests.filter(pk=pk, declaration__group=membership.group, declaration__person=membership.person)
    interest = own.first()
    if interest is None:
        raise Http404
    return interest
