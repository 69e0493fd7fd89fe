"""Messages about members whom the regulator asked for."""

from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group, answerable, deciding
from members.models import ChairAppointment, RequestedMember
from portal import mail
from portal.links import absolute


def met(requested: RequestedMember, *, by: User) -> None:
    """A member who was asked for is added: who, how many are left, and who does what next.

    To the chairs, the product manager and, after the last one, the route managers, who decide; not to `by`.
    """
    group = requested.group
    left = RequestedMember.objects.filter(group=group, met_on=None).count()
    deciders = {} if left else _route_managers(group)
    hearers = _leaders(group) | deciders
    hearers.pop(by.email, None)
    event = f"{left} more to add" if left else "the condition is met"
    for address, name in hearers.items():
        mail.write(
            "members.requested_met",
            to=address,
            subject=f"{group.reference}: a member who was asked for is added, {event}",
            key=f"requested-met-{requested.pk}-{address}",
            group=group,
            requested=requested,
            left=left,
            name=name,
            decides=address in deciders,
            link=absolute(reverse("proposals:list", args=[group.pk])),
        )


def _leaders(group: Group) -> dict[str, str]:
    """The chairs and the product manager of today."""
    on = timezone.localdate()
    chairs = ChairAppointment.objects.leading(on).filter(group=group)
    return mail.addresses(chairs, "person") | answerable(group, on)


def _route_managers(group: Group) -> dict[str, str]:
    return deciding(group, timezone.localdate(), OfficialRole.ROUTE_MANAGER)
