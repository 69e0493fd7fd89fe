"""What facilitators may do in a group: everybody of it reads it, its chair changes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from guidance.policies import policy_for
from members.actions import preparing as actions
from members.models import Preparation
from portal.calendar import today


@require_http_methods(["GET", "HEAD", "POST"])
def facilitators(request: Request, pk: int) -> HttpResponse:
    """A POST with `prepare` lets them; without it, no longer."""
    on = today()
    action = Action.FACILITATOR_ALLOW if request.method == "POST" else Action.MEMBER_LIST
    group = get_group(request.user, action, pk=pk, on=on)
    if request.method == "POST":
        is_allowed = "prepare" in request.POST
        (actions.allow if is_allowed else actions.end)(group=group, by=request.user, now=timezone.now())
        does = "may prepare" if is_allowed else "no longer prepare"
        messages.success(request, f"Facilitators {does} documents and meetings.")
        return redirect("members:facilitators", pk=pk)
    context = {
        "group": group,
        "preparation": Preparation.objects.current(on).filter(group=group).first(),
        "guidance": policy_for(on).rule("group.adviser_undertakings").source,
        "may_allow": can(group.roles, Action.FACILITATOR_ALLOW),
    }
    return render(request, "members/facilitators.html", context)
