"""The groups of one product manager given to others: ticked, looked at, then done."""

from collections.abc import Sequence
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
from groups.models import Group
from officials import access
from officials.forms.allocating import PortfolioForm
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
    return render(request, "officials/portfolio.html", context, status=422 if form.errors else 200)


def _ticked(request: Request, groups: Sequence[Group]) -> list[Any]:
    """All of them until somebody chose."""
    chosen = set(request.POST.getlist("groups"))
    rows: list[Any] = list(groups)
    for group in rows:
        group.is_ticked = request.method != "POST" or str(group.pk) in chosen
    return rows


def _planned(form: PortfolioForm, former: User) -> list[actions.Move]:
    try:
        return actions.plan(list(form.cleaned_data["groups"]), former=former, to=form.user, on=today())
    except ValidationError as problem:
        form.add_error(None, problem)
        return []


def _preview(former: User, form: PortfolioForm, moves: list[actions.Move]) -> dict[str, Any]:
    counts: dict[User, int] = {}
    for move in moves:
        counts[move.to] = counts.get(move.to, 0) + 1
    return {
        "former": former,
        "form": form,
        "moves": moves,
        "counts": [{"user": user, "count": count} for user, count in counts.items()],
        "seen": actions.digest(moves),
        "data": form.cleaned_data,
    }


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
