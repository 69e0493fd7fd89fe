"""Roles towards a group that come from its members, its chairs and its product manager."""

from datetime import date

from django.db.models import Exists, OuterRef

from accounts.permissions import Role
from groups.models import GroupOfficial
from groups.roles import REGISTERED, declare
from guidance.vocabulary import MembershipKind
from members.models import ChairAppointment, Membership, MembershipQuerySet, Preparation


def declare_roles() -> None:
    """A chair's rights need both: a current appointment, and to serve as an employer member."""
    declare(Role.MEMBER, lambda on: _serving(MembershipKind.EMPLOYER, on))
    declare(Role.ADVISER, lambda on: _serving(MembershipKind.ADVISER, on))
    declare(Role.FACILITATOR, lambda on: _serving(MembershipKind.FACILITATOR, on))
    declare(Role.PREPARER, _preparers)
    declare(Role.CHAIR, lambda on: ChairAppointment.objects.leading(on))
    declare(REGISTERED, lambda on: ChairAppointment.objects.begun(on))
    declare(Role.PRODUCT_MANAGER, lambda on: GroupOfficial.objects.at_hand(on), holder="user", is_covered=True)


def _serving(kind: MembershipKind, on: date) -> MembershipQuerySet:
    return Membership.objects.current(on).filter(kind=kind)


def _preparers(on: date) -> MembershipQuerySet:
    """Facilitators of groups whose chair lets them prepare."""
    allowed = Preparation.objects.current(on).filter(group=OuterRef("group"))
    return _serving(MembershipKind.FACILITATOR, on).filter(Exists(allowed))
