"""When officials are away: one's own, everybody's, and the pages that record, cover and strike."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OfficialRole
from accounts.http import Request
from accounts.models import Absence, User
from accounts.permissions import Action
from groups.access import require
from officials import access
from officials.actions import absences as actions
from officials.forms.absences import AbsenceForm, CoverForm, OfficialForm
from officials.rules import absences as rules
from officials.views.allocation import tabs
from portal import parameters
from portal.calendar import today
from portal.lists import LAST, paginate

FORM_METHODS = ["GET", "HEAD", "POST"]
COVERED_SHOWN = 25
FOR_OTHERS = {OfficialRole.ADMINISTRATOR, OfficialRole.ROUTE_MANAGER}


@require_GET
def absences(request: Request) -> HttpResponse:
    """One's own, those to come first; and for whom one covers."""
    require(request.user, Action.ABSENCE_LIST)
    rows = Absence.objects.select_related("user", "cover")
    page = paginate(request, rows.filter(user=request.user).order_by("-last_day", "-pk"))
    covered = rows.not_over(today()).filter(cover=request.user).order_by("first_day", "pk")[:COVERED_SHOWN]
    context = {"page": page, "rows": _described(page.object_list), "covered": _described(covered)}
    return render(request, "officials/absences.html", context)


@require_GET
def all_absences(request: Request) -> HttpResponse:
    """Who is away, or will be, for every official to read."""
    require(request.user, Action.ABSENCE_LIST)
    rows = Absence.objects.not_over(today()).select_related("user", "cover").order_by("first_day", "pk")
    page = paginate(request, rows)
    users = rules.recordable(request.user, today())
    context = {
        "tabs": tabs(request, "officials:all_absences"),
        "page": page,
        "rows": _described(page.object_list),
        "form": OfficialForm(users=users) if request.user.official_role in FOR_OTHERS else None,
    }
    return render(request, "officials/all_absences.html", context)


def _described(absences: Any) -> list[Any]:
    """Each with its state today, and what is wrong with its cover."""
    rows: list[Any] = rules.with_warnings(absences)
    for row in rows:
        row.state, row.colour = _state(row)
        row.is_over = row.is_struck or row.last_day < today()
    return rows


def _state(absence: Absence) -> tuple[str, str]:
    if absence.is_struck:
        return "Struck", "grey"
    if absence.last_day < today():
        return "Over", "grey"
    return ("Away now", "yellow") if absence.first_day <= today() else ("To come", "blue")


@require_http_methods(FORM_METHODS)
def record(request: Request) -> HttpResponse:
    """One's own days away, or, with `?user=`, those of somebody whose work one looks after."""
    pk = parameters.number(request, "user", most=LAST)
    user = access.get_absentee(request.user, pk=pk, on=today())
    form = AbsenceForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid() and (absence := _recorded(request, form, user)):
        return redirect(absence)
    context = {"form": form, "person": user, "is_own": user == request.user}
    return render(request, "officials/absence_record.html", context, status=422 if form.is_bound else 200)


def _recorded(request: Request, form: AbsenceForm, user: User) -> Absence | None:
    try:
        absence = actions.record(user=user, by=request.user, now=timezone.now(), **form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    _say(request, absence, f"Recorded: away {absence.days}.")
    return absence


def _say(request: Request, absence: Absence, text: str) -> None:
    """What was done, and why the cover may not be there."""
    messages.success(request, text)
    for warning in rules.with_warnings([absence])[0].warnings:
        messages.warning(request, f"{warning}.")


@require_http_methods(FORM_METHODS)
def absence(request: Request, pk: int) -> HttpResponse:
    """One absence with its history; whoever may names or changes the cover."""
    is_sent = request.method == "POST"
    absence = access.get_absence(
        request.user, Action.ABSENCE_EDIT if is_sent else Action.ABSENCE_LIST, pk=pk, on=today()
    )
    initial = {"cover": absence.cover_id, "seen": absence.cover_id}
    form = CoverForm(request.POST if is_sent else None, user=absence.user, initial=initial)
    if form.is_valid() and _covered(request, form, absence):
        return redirect(absence)
    [row] = _described([absence])
    context = {
        "absence": row,
        "form": form,
        "is_own": absence.user == request.user,
        "history": list(absence.history.select_related("history_user", "cover")),
    }
    return render(request, "officials/absence.html", context, status=422 if form.is_bound else 200)


def _covered(request: Request, form: CoverForm, absence: Absence) -> bool:
    try:
        absence = actions.change_cover(absence=absence, by=request.user, now=timezone.now(), **form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    _say(request, absence, f"{absence.cover.name} covers." if absence.cover else "Nobody covers.")
    return True


@require_http_methods(FORM_METHODS)
def strike(request: Request, pk: int) -> HttpResponse:
    absence = access.get_absence(request.user, Action.ABSENCE_EDIT, pk=pk, on=today())
    if request.method == "POST":
        actions.strike(absence=absence, by=request.user, now=timezone.now())
        messages.success(request, f"The absence {absence.days} is struck.")
        return redirect(absence)
    return render(request, "officials/absence_strike.html", {"absence": absence})
