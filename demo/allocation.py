"""Who leads, as it changes: a group that changed hands, one that nobody leads yet, and an official who is invited."""

from datetime import datetime

from accounts.enums import OfficialRole
from accounts.models import OfficialInvitation, User
from demo.dated import dated
from demo.draft import Draft
from demo.names import DOMAIN
from demo.scene import Scene
from groups.actions import allocating
from groups.models import Group, GroupOfficial
from guidance.assessment import assess_many
from guidance.stage import Stage
from officials.actions import invitations
from portal.calendar import today

CHANGED, LEFT, INVITED = 5, 3, 2  # days ago


def change_hands(drafts: list[Draft], scene: Scene) -> None:
    """By the portal's own actions, of the administrator: nothing here that a page cannot do."""
    by, ago = scene.accounts["administrator"], drafts[0].ago
    moved, vacant = _registering(scene)[-2:]
    with dated(ago(CHANGED), GroupOfficial) as at:
        _hand_on(moved, scene.accounts["product_manager_2"], by, at)
    with dated(ago(LEFT), GroupOfficial) as at:
        last = GroupOfficial.objects.get(group=vacant)
        note = "Moves to another team. Who follows is decided this week."
        allocating.end(appointment=last, ended_on=at.date(), note=note, by=by, now=at)
    with dated(ago(INVITED), User, OfficialInvitation, is_notified=True) as at:
        invitations.invite(
            email=f"route.manager.2@{DOMAIN}",
            name="Rowan Sample-Fairweather",
            role=OfficialRole.ROUTE_MANAGER,
            by=by,
            reason="Looks after the routes that have no manager",
            now=at,
        )


def _registering(scene: Scene) -> list[Group]:
    """Groups that have submitted nothing yet, but those of the accounts to try."""
    tried = Group.objects.filter(memberships__person__user__in=list(scene.accounts.values()))
    others = Group.objects.exclude(pk__in=tried.values("pk")).in_bulk()
    results = assess_many(sorted(others), today())
    return [others[result.group_id] for result in results if result.stage == Stage.REGISTERING]


def _hand_on(group: Group, user: User, by: User, at: datetime) -> None:
    held = GroupOfficial.objects.get(group=group)
    new = user if held.user != user else User.objects.get(email=f"product.manager.3@{DOMAIN}")
    note = "Portfolios are even again after the summer."
    allocating.allocate(group=group, user=new, started_on=at.date(), note=note, seen=held.pk, by=by, now=at)
