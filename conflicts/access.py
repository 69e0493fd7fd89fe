"""Access functions from a URL to a register and to an interest: 404 for what must stay unseen, 403 where barred."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from accounts.permissions import Action, Role, can
from conflicts.models import Interest, Register
from conflicts.rules import handlers
from groups.access import get_group
from groups.models import Group
from members.models import Membership
from portal.access import or_404

INTERESTS = Interest.objects.select_related("declaration__group", "declaration__person", "organisation")


def sees_register(group: Group) -> bool:
    """Whether who may see the group sees everybody's interests: by role, or because the chair shares them."""
    if can(group.roles, Action.REGISTER_VIEW):
        return True
    is_beside = not {Role.ADVISER, Role.FACILITATOR}.isdisjoint(group.roles)
    return is_beside and Register.objects.filter(group=group, is_shared=True).exists()


def get_register_interest(user: User, *, pk: int, interest_pk: int, on: date) -> Interest:
    """An interest declared to group `pk` that the user sees on the register; its group has `roles`."""
    group = get_group(user, Action.REGISTER_OPEN, pk=pk, on=on)
    interest = INTERESTS.with_handlings(on).filter(pk=interest_pk, declaration__group=group).first()
    if interest is None or not (interest.declaration.person.user_id == user.pk or sees_register(group)):
        raise Http404
    interest.declaration.group = group
    return interest


def get_interest_to_handle(user: User, *, pk: int, interest_pk: int, on: date) -> Interest:
    """An interest that the user handles; 403 with the reason for everybody else who sees it. The action asks again."""
    interest = get_register_interest(user, pk=pk, interest_pk=interest_pk, on=on)
    person, group = interest.declaration.person, interest.declaration.group
    who = handlers(group, on)
    refusal = who.refusal(person, user)
    is_managers = who.is_chair(person) or not who.chairs
    needed = Action.CHAIR_INTEREST_HANDLE if is_managers else Action.INTEREST_HANDLE
    if refusal or not can(group.roles, needed):
        raise PermissionDenied(refusal or "You do not handle this interest.")
    return interest


def get_own_interest(membership: Membership, *, pk: int) -> Interest:
    """An interest that this person declared to this group; 404 for every other."""
    own = INTERESTS.filter(pk=pk, declaration__group=membership.group, declaration__person=membership.person)
    return or_404(own.first())
