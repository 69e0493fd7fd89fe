"""What is due of one group: of its own people, and of the regulator."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import LEADERS, Action, Role
from duties.access import of_official, of_person
from duties.models import Duty
from duties.views.rows import rows
from groups.access import get_group
from guidance.duties.registry import GROUP_SEATS
from portal.calendar import today
from portal.lists import paginate

PER_PAGE = 50


@require_GET
def group_duties(request: Request, pk: int) -> HttpResponse:
    """Chairs and officials see everything, a member what is asked of them; a fixed number of statements."""
    on = today()
    group = get_group(request.user, Action.GROUP_VIEW, pk=pk, on=on)
    mine = (of_official if request.user.is_official else of_person)(request.user, on).filter(group=group)
    sees_all = bool(group.roles & (LEADERS | {Role.OFFICIAL}))
    duties = (Duty.objects.open(on).filter(group=group) if sees_all else mine).in_order(on).with_escalation()
    is_groups = Q(seat__in=GROUP_SEATS)
    page = paginate(request, duties.filter(is_groups).select_related("group"), PER_PAGE)
    regulators = list(duties.exclude(is_groups).select_related("group")[:PER_PAGE]) if sees_all else []
    context = {
        "group": group,
        "page": page,
        "groups_rows": rows(page.object_list, on),
        "regulators_rows": rows(regulators, on),
        "mine": set(mine.values_list("pk", flat=True)),
        "sees_all": sees_all,
        "today": on,
    }
    return render(request, "duties/group.html", context)
