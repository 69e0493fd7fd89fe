"""Who leads the regulator’s support for a group."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from accounts.enums import OfficialRole
from accounts.models import User, acts_for
from occupations.models import RouteOfficial
from portal.dated import DatedQuerySet, ends_after_start, key_range, served
from portal.history import HistoricalRecords

IN_ROUTES = [OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER]


class GroupOfficialQuerySet(DatedQuerySet):
    def at_hand(self, on: date) -> GroupOfficialQuerySet:
        """Those who lead a group on that day and can act: accounts that work, of product managers."""
        leading = self.current(on)
        return leading.filter(user__is_active=True, user__official_role=OfficialRole.PRODUCT_MANAGER)

    def acted_for(self, user: User, on: date) -> GroupOfficialQuerySet:
        """Those held on that day by the user, or by somebody whom the user covers."""
        return self.current(on).filter(user__in=acts_for(user, on))


class GroupOfficial(models.Model):
    """The product manager who leads the regulator's support for a group, dated."""

    group = models.ForeignKey("groups.Group", models.PROTECT, related_name="officials")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="groups_led")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=1000, blank=True, default="", db_default="")
    end_note = models.TextField(max_length=1000, blank=True, default="", db_default="")

    objects = GroupOfficialQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            ends_after_start("group_official_ends_on_or_after_start"),
            ExclusionConstraint(
                name="group_official_one_at_a_time",
                index_type="GIST",
                expressions=[key_range("group"), served()],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} leads {self.group_id} from {self.started_on}"

    @property
    def is_at_hand(self) -> bool:
        """Whether the account can act, while the allocation holds: it works, and is a product manager's."""
        return self.user.is_active and self.user.official_role == OfficialRole.PRODUCT_MANAGER


def managing(group: Any, on: date) -> list[User]:
    """The group's product manager on that day, and who covers for them; accounts that work. One statement."""
    rows = GroupOfficial.objects.at_hand(on).filter(group=group)
    users = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)
    return list(users.filter(_by(rows, on)).annotate(is_cover=~_held(rows)).order_by("is_cover", "name", "pk"))


def _held(rows: Any) -> Exists:
    return Exists(rows.filter(user=OuterRef("pk")))


def _by(rows: Any, on: date) -> Exists:
    """Whether a user holds one of these rows, or covers for whoever does."""
    return Exists(rows.filter(user__in=acts_for(OuterRef("pk"), on)))


def leading(group: Any, on: date) -> dict[str, list[User]]:
    """Who acts for the regulator towards a group on that day, by role: its product manager, and the route and the
    assessment and assurance managers of its occupation's route; after them those who cover, with `is_cover`; accounts
    that work, by name. One statement."""
    manages = GroupOfficial.objects.at_hand(on).filter(group=group)
    of_route = RouteOfficial.objects.at_hand(on).filter(route=group.occupation.route_id)
    is_manager, is_of_route = Q(official_role=OfficialRole.PRODUCT_MANAGER), Q(official_role__in=IN_ROUTES)
    users = User.objects.filter(is_manager | is_of_route, is_active=True).filter(
        (is_manager & Q(_by(manages, on))) | (is_of_route & Q(_by(of_route, on)))
    )
    holds = (is_manager & Q(_held(manages))) | (is_of_route & Q(_held(of_route)))
    users = users.annotate(is_cover=ExpressionWrapper(~holds, BooleanField()))
    leads: dict[str, list[User]] = {role: [] for role in OfficialRole.values}
    for user in users.order_by("is_cover", "name", "pk"):
        leads[user.official_role].append(user)
    return leads


def answerable_users(group: Any, on: date) -> list[User]:
    """The group's product manager; where none is at hand, whoever appoints one: the managers of the route, else the
    administrators. So what is sent to the regulator always reaches somebody."""
    leads = leading(group, on)
    users = leads[OfficialRole.PRODUCT_MANAGER] or leads[OfficialRole.ROUTE_MANAGER]
    return users or list(User.objects.administrators())


def answerable(group: Any, on: date) -> dict[str, str]:
    """Name by address of `answerable_users`."""
    return {user.email: user.name for user in answerable_users(group, on)}


def deciding(group: Any, on: date, role: str) -> dict[str, str]:
    """Name by address of the route's officials of that role; where none is at hand, of the administrators, who appoint
    one."""
    return {user.email: user.name for user in leading(group, on)[role] or User.objects.administrators()}
