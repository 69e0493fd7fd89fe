"""The groups of one product manager given to others: ticked, looked at, then done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.models import User
from groups.actions import portfolios as actions
from groups.actions import workload
from groups.models import Group
from officials import access
from officials.forms.allocating import NOTE_LENGTH, PortfolioForm
from portal.calendar import today

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def portfolio(request: Request, pk: int) -> HttpResponse:
    """Choose groups and who leads them; then who would get what; then do it."""
    on = today()
    former, groups = access.get_portfolio(request.user, pk=pk, on=on)
    is_sent = request.method == "POST"
    form = PortfolioForm(request.POST if is_sent else None, groups=groups, former=former, initial={"started_on": on})
    if form.is_valid() and "back" not in request.POST and (moves := _planned(form, former)):
        if "confirmed" not in request.POST:
            return render(request, "officials/portfolio_preview.html", _preview(former, form, moves))
        if _reassigned(request, form, former):
            return redirect("officials:allocation_groups")
    context = {"form": form, "former": former, "groups": _ticked(request, groups), "most": actions.MOST_AT_ONCE}
    context["note_length"] = NOTE_LENGTH
    return render(request, "officials/portfolio.html", context, status=422 if form.errors else 200)


def _ticked(request: Request, groups: Sequence[Group]) -> list[Any]:
    """All of them until somebody chose."""
    chosen = set(request.POST.getlist("groups"))
    rows: list[Any] = list(groups)
    for group in rows:
        group.note = request.POST.get(f"note_{group.pk}", "")
        group.is_ticked = request.method != "POST" or str(group.pk) in chosen
    return rows


def _planned(form: PortfolioForm, former: User) -> list[actions.Move]:
    try:
        return actions.plan(list(form.cleaned_data["groups"]), former=former, to=form.user, on=today())
    except ValidationError as problem:
        form.add_error(None, problem)
        return []


def _preview(former: User, form: PortfolioForm, moves: list[actions.Move]) -> dict[str, Any]:
    notes = form.notes
    return {
        "former": former,
        "form": form,
        "moves": [{"move": move, "note": notes.get(move.group.pk, "")} for move in moves],
        "shares": _shares(moves, today()),
        "seen": actions.digest(moves),
        "data": form.cleaned_data,
    }


def _shares(moves: list[actions.Move], on: date) -> list[dict[str, Any]]:
    """Of each who gets some: how many groups and how much to do, and how much it is together; by name."""
    users = {move.to.pk: move.to for move in moves}
    led, duties = workload.groups_led(users, on), workload.of_managers(users, on)
    shares = []
    for user in sorted(users.values(), key=lambda user: (user.name, user.pk)):
        own = [move for move in moves if move.to == user]
        more = sum(move.duties for move in own)
        share = {"user": user, "groups": len(own), "all_groups": led.get(user.pk, 0) + len(own)}
        shares.append(share | {"duties": more, "all_duties": duties.get(user.pk, 0) + more})
    return shares


def _reassigned(request: Request, form: PortfolioForm, former: User) -> bool:
    data = form.cleaned_data
    try:
        moved = actions.reassign(
            former=former,
            groups=list(data["groups"]),
            to=form.user,
            started_on=data["started_on"],
            reason=data["reason"],
            hand_over=data["hand_over"],
            notes=form.notes,
            seen=request.POST.get("seen", ""),
            by=request.user,
            now=timezone.now(),
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    count = f"{len(moved)} group{'' if len(moved) == 1 else 's'}"
    messages.success(request, f"{count} of {former.name} reassigned. Everybody concerned is told.")
    return True
