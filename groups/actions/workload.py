"""How much is due from product managers: open duties that are urgent or normal, as they are stored, and groups led.

What is due is kept by an app above (duties.models.Duty); groups and accounts know it by the relation.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from accounts.models import User
from groups.models import Group, GroupOfficial
from guidance.duties.registry import Seat, Urgency

COUNTED = [Urgency.URGENT, Urgency.NORMAL]


def _open(on: date, path: str) -> Q:
    names = {"ended_on": None, "since__lte": on, "urgency__in": COUNTED}
    return Q(**{f"{path}__{name}": value for name, value in names.items()})


def of_groups(group_ids: Collection[int], on: date) -> dict[int, int]:
    """Of each group, what is due from its product manager; one statement."""
    is_theirs = _open(on, "duties") & Q(duties__seat=Seat.PRODUCT_MANAGER)
    rows = Group.objects.filter(pk__in=group_ids).order_by()
    return dict(rows.annotate(count=Count("duties", filter=is_theirs)).values_list("pk", "count"))


def of_managers(user_ids: Collection[int], on: date) -> dict[int, int]:
    """Of each product manager, what is due from them in the groups that they lead, and by name; two statements."""
    in_groups = _open(on, "group__duties") & Q(group__duties__seat=Seat.PRODUCT_MANAGER)
    led = GroupOfficial.objects.current(on).filter(user__in=user_ids).order_by().values("user")
    counts = dict(led.annotate(count=Count("group__duties", filter=in_groups)).values_list("user", "count"))
    own = User.objects.filter(pk__in=user_ids).order_by().annotate(count=Count("duties", filter=_open(on, "duties")))
    return {key: count + counts.get(key, 0) for key, count in own.values_list("pk", "count")}


def groups_led(user_ids: Collection[int], on: date) -> dict[int, int]:
    """How many groups each of those leads who lead any; one statement."""
    led = GroupOfficial.objects.current(on).filter(user__in=user_ids).order_by().values("user")
    return dict(led.annotate(count=Count("pk")).values_list("user", "count"))
