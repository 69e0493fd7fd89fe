from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from accounts.permissions import Action, Role, can
from chairs.models import Collaboration, OverArchingChair, Participation
from groups.access import get_group, official_roles
from members.models import ChairAppointment, HandOver
from portal.access import or_404


def get_hand_over(user: User, *, pk: int, hand_over_pk: int, on: date) -> HandOver:
    """A change of chair of group `pk`, for those who lead it, officials, and who hands over or follows.

    403 for others who see the group; its group has `roles`, as by `get_group`.
    """
    group = get_group(user, Action.GROUP_VIEW, pk=pk, on=on)
    rows = HandOver.objects.select_related(
        "leaving__person", "successor", "appointment", "arranged_by", "confirmed_by", "called_off_by"
    )
    hand_over = or_404(rows.filter(group=group, pk=hand_over_pk).first())
    people = [hand_over.successor, hand_over.leaving.person if hand_over.leaving else None]
    is_own = user.pk in {person.user_id for person in people if person}
    if not is_own and not can(group.roles, Action.HAND_OVER_VIEW):
        raise PermissionDenied("Only those who hand over the chair and those who lead the group see this.")
    hand_over.group = group
    return hand_over


def get_collaboration(user: User, action: Action, *, pk: int, on: date) -> Collaboration:
    """Groups that work together, with what the user is towards them.

    `roles`; `chaired`: the user's own groups that take part; `asked`: those asked to; `sees_states`: whether how far
    each group is may be seen, which who is only asked does not. 404 for everybody else, 403 where barred.
    """
    collaboration = or_404(Collaboration.objects.filter(pk=pk).first())
    chairing = ChairAppointment.objects.leading(on).filter(person__user=user).values("group")
    own = Participation.objects.open(on).filter(collaboration=collaboration, group__in=chairing).select_related("group")
    collaboration.chaired = [row.group for row in own if row.joined_on]
    collaboration.asked = [row.group for row in own if not row.joined_on]
    is_coordinator = (
        OverArchingChair.objects.current(on).filter(collaboration=collaboration, person__user=user).exists()
    )
    held = {Role.CHAIR: bool(collaboration.chaired), Role.OVER_ARCHING_CHAIR: is_coordinator}
    collaboration.roles = official_roles(user) | {role for role, holds in held.items() if holds}
    collaboration.sees_states = can(collaboration.roles, Action.COLLABORATION_VIEW)
    if not collaboration.sees_states and not collaboration.asked:
        raise Http404
    if action != Action.COLLABORATION_VIEW and not can(collaboration.roles, action):
        raise PermissionDenied("Only the chairs of the groups that take part do this.")
    return collaboration


def get_participation(user: User, *, pk: int, participation_pk: int, on: date) -> Participation:
    """The part of one of the user's own groups in a collaboration, for its chair; 403 for others who see it."""
    collaboration = get_collaboration(user, Action.COLLABORATION_VIEW, pk=pk, on=on)
    rows = Participation.objects.select_related("group", "collaboration").filter(collaboration=collaboration)
    participation = or_404(rows.filter(pk=participation_pk).first())
    if participation.group not in (*collaboration.chaired, *collaboration.asked):
        raise PermissionDenied("Only the group’s own chair does this.")
    return participation
