"""Whoever owes something says that it takes longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from duties import actions
from duties.access import holds
from duties.actions.extending import refuse_ended
from duties.forms import LongerForm
from duties.models import Duty, Extension
from duties.views.rows import rows
from portal.calendar import today


@require_http_methods(["GET", "HEAD", "POST"])
def longer(request: Request, pk: int) -> HttpResponse:
    """Until when, and why; unseen by anybody but who answers for it."""
    on = today()
    duty = Duty.objects.with_escalation().select_related("group").filter(pk=pk).first()
    if duty is None or not duty.declared.advisable or duty.due_on is None:
        raise Http404
    if duty.ended_on is None and not holds(request.user, duty, on):
        raise Http404
    refuse_ended(duty)
    form = LongerForm(request.POST if request.method == "POST" else None, due_on=duty.due_on, on=on)
    [row] = rows([duty], on)
    if form.is_valid():
        actions.advise_longer(duty=duty, **form.cleaned_data, by=request.user, now=timezone.now())
        until = form.cleaned_data["until"]
        messages.success(request, f"It takes longer, until {until:%-d %B %Y}. The other side is told.")
        return redirect(_back(request, duty))
    context = {"form": form, "row": row, "earlier": _earlier(duty), "back": _back(request, duty)}
    return render(request, "duties/longer.html", context, status=422 if form.is_bound else 200)


def _earlier(duty: Duty) -> list[Extension]:
    rows = Extension.objects.filter(group=duty.group, code=duty.code, subject=duty.subject)
    return list(rows.select_related("advised_by").order_by("-advised_at", "-pk")[:10])


def _back(request: Request, duty: Duty) -> str:
    if request.user.is_official:
        return reverse("duties:work")
    return reverse("duties:group", args=[duty.group_id]) if duty.group_id else reverse("home")
