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
    """A member who was asked for is added: who, how many are left, and who does what next."""
    _write(requested, "requested_met", "a member who was asked for is added", by=by)


def struck(requested: RequestedMember, *, by: User) -> None:
    """Nobody is asked for any more: why, how many are left, and who does what next."""
    _write(requested, "requested_struck", "a member is asked for no more", by=by)


def _write(requested: RequestedMember, event: str, subject: str, *, by: User) -> None:
    """To the chairs, the product manager and, after the last one, the route managers, who decide; not to `by`."""
    group = requested.group
    left = RequestedMember.objects.open(timezone.localdate()).filter(group=group).count()
    deciders = {} if left else _route_managers(group)
    hearers = _leaders(group) | deciders
    hearers.pop(by.email, None)
    state = f"{left} more to add" if left else "the condition is met"
    for address, name in hearers.items():
        mail.write(
            f"members.{event}",
            to=address,
            subject=f"{group.reference}: {subject}, {state}",
            key=f"{event.replace('_', '-')}-{requested.pk}-{address}",
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
