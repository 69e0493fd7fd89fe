"""Who hears on each side of a group: address and name."""

from datetime import date

from accounts.enums import OfficialRole
from accounts.models import User
from accounts.permissions import Role
from groups.enums import Side
from groups.models import Group
from groups.roles import REGISTERED, holders, is_held


def of_side(group: Group, side: Side, on: date) -> dict[str, str]:
    return leaders(group, on) if side == Side.GROUP else managers(group, on)


def leaders(group: Group, on: date) -> dict[str, str]:
    """The chairs; until the first one begins, whoever raised the enquiry."""
    return holders(Role.CHAIR if is_held(REGISTERED, group, on) else Role.LEAD, group, on)


def managers(group: Group, on: date) -> dict[str, str]:
    """The group's product manager; where none is at hand, every product manager."""
    everyone = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)
    return holders(Role.PRODUCT_MANAGER, group, on) or dict(everyone.values_list("email", "name"))
