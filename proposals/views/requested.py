"""Members whom the regulator asked for: the product manager says who came."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from members.actions import requesting
from members.models import Membership
from portal.calendar import today
from proposals import access
from proposals.forms.deciding import MeetForm, StrikeForm


@require_http_methods(["GET", "HEAD", "POST"])
def meet(request: Request, pk: int, requested_pk: int) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.REQUESTED_MEMBER_MEET, pk=pk, on=on)
    requested = access.get_requested(group, pk=requested_pk)
    requesting.refuse_met(requested)
    serving = Membership.objects.current(on).employers().filter(group=group).select_related("person", "organisation")
    members = list(serving.order_by("-started_on", "person__name"))
    form = MeetForm(request.POST or None, members=members)
    if request.method == "POST" and form.is_valid():
        chosen = next(member for member in members if member.pk == form.cleaned_data["membership"])
        requesting.meet(requested=requested, membership=chosen, by=request.user, now=timezone.now())
        messages.success(request, f"{chosen.person.name} is recorded as the member who was asked for.")
        return redirect("proposals:list", pk=pk)
    context = {"group": group, "requested": requested, "form": form}
    return render(request, "proposals/requested_meet.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: Request, pk: int, requested_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.REQUESTED_MEMBER_MEET, pk=pk, on=today())
    requested = access.get_requested(group, pk=requested_pk)
    requesting.refuse_met(requested)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        requesting.strike(requested=requested, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, "This member is asked for no more.")
        return redirect("proposals:list", pk=pk)
    context = {"group": group, "requested": requested, "form": form}
    return render(request, "proposals/requested_strike.html", context, status=422 if form.is_bound else 200)
