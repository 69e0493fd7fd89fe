"""Who hears on each side of a group: address and name."""

from datetime import date

from accounts.enums import OfficialRole
from accounts.models import User
from groups.enums import EnquiryState, Side
from groups.models import Enquiry, Group
from members.models import ChairAppointment, GroupOfficial


def of_side(group: Group, side: Side, on: date) -> dict[str, str]:
    return leaders(group, on) if side == Side.GROUP else managers(group, on)


def leaders(group: Group, on: date) -> dict[str, str]:
    """The chairs; until there is one, whoever raised the enquiry."""
    chairs = ChairAppointment.objects.current(on).filter(group=group).exclude(person__email=None)
    named = dict(chairs.values_list("person__email", "person__name"))
    enquirers = Enquiry.objects.filter(group=group, state=EnquiryState.ACCEPTED)
    return named or dict(enquirers.values_list("user__email", "user__name"))


def managers(group: Group, on: date) -> dict[str, str]:
    """The group's product manager; where none is at hand, every product manager."""
    leading = GroupOfficial.objects.at_hand(on).filter(group=group)
    everyone = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)
    return dict(leading.values_list("user__email", "user__name")) or dict(everyone.values_list("email", "name"))
