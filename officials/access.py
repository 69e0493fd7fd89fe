"""From a URL to an official's absence: 404 to who is no official, 403 to the official who may not change it."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.enums import OfficialRole
from accounts.models import Absence, User
from accounts.permissions import Action
from groups.access import require
from groups.actions.portfolios import portfolio
from groups.models import Group
from officials.rules import absences as rules
from portal.access import or_404


def get_absence(by: User, action: Action, *, pk: int, on: date) -> Absence:
    """An absence that officials see; with `may_change`, whether this one may name a cover or strike it."""
    require(by, action)
    rows = Absence.objects.select_related("user", "cover", "recorded_by", "struck_by")
    absence = or_404(rows.filter(pk=pk).first())
    absence.may_change = rules.may_change(by, absence, on)
    if action == Action.ABSENCE_EDIT and not absence.may_change:
        raise PermissionDenied("The official, the route manager or an administrator changes it.")
    return absence


def get_portfolio(by: User, *, pk: int, on: date) -> tuple[User, Sequence[Group]]:
    """A product manager, also a former one, with the groups of theirs that `by` may give to others."""
    require(by, Action.GROUP_ALLOCATE)
    if by.official_role not in {OfficialRole.ADMINISTRATOR, OfficialRole.ROUTE_MANAGER}:
        raise PermissionDenied("An administrator, or the manager of the groups’ route, reassigns them.")
    user = or_404(
        User.objects.filter(
            Q(official_role=OfficialRole.PRODUCT_MANAGER) | Q(groups_led__ended_on=None, groups_led__isnull=False),
            pk=pk,
        ).first()
    )
    return user, portfolio(user, by, on)


def get_absentee(by: User, *, pk: int | None, on: date) -> User:
    """Whose absence is to be recorded: without a key one's own."""
    require(by, Action.ABSENCE_EDIT)
    if pk is None or pk == by.pk:
        return by
    user = or_404(User.objects.exclude(official_role="").filter(pk=pk, is_active=True).first())
    if not rules.recordable(by, on).filter(pk=pk).exists():
        raise PermissionDenied("The route manager or an administrator records it for another official.")
    return user
