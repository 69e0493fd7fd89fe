"""Who hears on each side of a group: address and name."""

from datetime import date

from accounts.enums import OfficialRole
from accounts.models import User
from groups.enums import EnquiryState, Side
from groups.models import Enquiry, Group
from members.models import ChairAppointment, GroupOfficial
from portal.mail import addresses


def of_side(group: Group, side: Side, on: date) -> dict[str, str]:
    return leaders(group, on) if side == Side.GROUP else managers(group, on)


def leaders(group: Group, on: date) -> dict[str, str]:
    """The chairs; until the first one begins, whoever raised the enquiry."""
    chairs = ChairAppointment.objects.filter(group=group)
    if chairs.begun(on).exists():
        return addresses(chairs.leading(on), "person")
    return addresses(Enquiry.objects.filter(group=group, state=EnquiryState.ACCEPTED), "user")


def managers(group: Group, on: date) -> dict[str, str]:
    """The group's product manager; where none is at hand, every product manager."""
    leading = GroupOfficial.objects.at_hand(on).filter(group=group)
    everyone = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)
    return addresses(leading, "user") or dict(everyone.values_list("email", "name"))
