"""A new chair's briefing, and an experienced chair as mentor: asked for, arranged, ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from chairs.actions import chair_support as actions
from chairs.forms.chair_support import BriefingForm, MentorForm
from groups.access import get_group
from members.access import get_appointment, get_own_appointment
from members.forms import typed
from portal.calendar import today

FORM_METHODS = ["GET", "HEAD", "POST"]
OFFERED = 100  # experienced chairs of the route


@require_http_methods(FORM_METHODS)
def briefing(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.CHAIR_CONFIRM, pk=pk, on=today())
    appointment = get_appointment(group, pk=appointment_pk)
    form = BriefingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.record_briefing(appointment=appointment, by=request.user, **form.cleaned_data)
        messages.success(request, f"The briefing of {appointment.person.name} is recorded.")
        return redirect("chairs:chairs", pk=pk)
    context = {"group": group, "appointment": appointment, "form": form}
    return render(request, "chairs/chair_briefing.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def mentor(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.CHAIR_CONFIRM, pk=pk, on=on)
    appointment = get_appointment(group, pk=appointment_pk)
    appointments = actions.experienced(group, on).filter(group__occupation__route=group.occupation.route)
    offered = appointments.select_related("person", "group").order_by("person__name", "pk")[:OFFERED]
    form = MentorForm(typed(request), experienced=list(offered))
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            actions.arrange_mentor(appointment=appointment, mentor=person, by=request.user, now=timezone.now())
        except actions.NotExperienced:
            form.add_error("email", "This person has not chaired another group for a year or more")
        else:
            messages.success(request, f"{person.name} and {appointment.person.name} are put in touch.")
            return redirect("chairs:chairs", pk=pk)
    context = {"group": group, "appointment": appointment, "form": form}
    return render(request, "chairs/chair_mentor.html", context, status=422 if form.is_bound else 200)


@require_POST
def ask_for_mentor(request: Request, pk: int) -> HttpResponse:
    appointment = get_own_appointment(request.user, pk=pk, on=today())
    actions.ask_for_mentor(appointment=appointment, by=request.user, now=timezone.now())
    messages.success(request, "Your product manager is asked to find an experienced chair for you.")
    return redirect("chairs:chairs", pk=pk)


@require_POST
def end_mentoring(request: Request, pk: int, appointment_pk: int) -> HttpResponse:
    """By the chair who is guided, or the product manager."""
    group = get_group(request.user, Action.GROUP_VIEW, pk=pk, on=today())
    appointment = get_appointment(group, pk=appointment_pk)
    if appointment.person.user_id != request.user.pk and not can(group.roles, Action.CHAIR_CONFIRM):
        raise PermissionDenied("Only the chair and the product manager end this.")
    for mentoring in appointment.mentorings.filter(ended_on=None):
        actions.end_mentoring(mentoring=mentoring, by=request.user, now=timezone.now())
        messages.success(request, "The mentoring is ended.")
    return redirect("chairs:chairs", pk=pk)
