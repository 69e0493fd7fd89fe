"""Who chairs the group, and the chair's own confirmations."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import Action, Role, can
from groups.access import get_group
from groups.models import Group
from members.access import get_own_appointment
from members.actions import chairs as actions
from members.forms import typed
from members.forms.leading import ChairConfirmForm, ChairsForm
from members.models import ChairAppointment, Membership
from members.rules import wording_of
from oversight import wording
from oversight.assessment import AssessmentResult, assess
from oversight.enums import Status
from oversight.policies import policy_for
from portal.calendar import today

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def chairs(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone of the group sees who chairs; those who may, choose."""
    on = today()
    action = Action.CHAIR_PROPOSE if request.method == "POST" else Action.MEMBER_LIST
    group = get_group(request.user, action, pk=pk, on=on)
    memberships = Membership.objects.current(on).employers().filter(group=group)
    members = list(memberships.select_related("person", "organisation").order_by("person__name", "pk"))
    current = list(ChairAppointment.objects.current(on).filter(group=group).select_related("person"))
    form = ChairsForm(typed(request), members=members, initial={"chairs": [chair.person_id for chair in current]})
    if request.method == "POST" and form.is_valid():
        return _appointed(request, group, form)
    result = assess(pk, on)
    context = {
        "group": group,
        "form": form,
        "members": members,
        "appointments": [_shown(chair, result, request) for chair in current],
        "may_choose": can(group.roles, Action.CHAIR_PROPOSE),
        "is_chair": Role.CHAIR in group.roles,
        "is_lead": Role.LEAD in group.roles and Role.CHAIR not in group.roles,
        "guidance": result.policy.rule("chair.no_disqualifying_interest").source,
    }
    return render(request, "members/chairs.html", context, status=422 if form.is_bound else 200)


def _appointed(request: HttpRequest, group: Group, form: ChairsForm) -> HttpResponse:
    people = form.chosen()
    actions.appoint_chairs(group=group, people=people, by=request.user, now=timezone.now())
    names = " and ".join(person.name for person in people)
    messages.success(request, f"Chosen: {names}. Each chair is asked to confirm the requirements.")
    is_chosen = request.user.pk in {person.user_id for person in people}
    keeps_rights = is_chosen or group.roles - {Role.LEAD, Role.CHAIR}
    return redirect("members:chairs", pk=group.pk) if keeps_rights else redirect(settings.LOGIN_REDIRECT_URL)


def _shown(chair: ChairAppointment, result: AssessmentResult, request: HttpRequest) -> dict[str, object]:
    """A chair with what the rules find, in words and in the guidance's."""
    return {
        "person": chair.person,
        "started_on": chair.started_on,
        "is_own": chair.person.user_id == request.user.pk,
        "findings": _findings(result, chair.person_id),
    }


def _findings(result: AssessmentResult, person_id: int) -> list[dict[str, object]]:
    return [
        {
            "rule": one.rule,
            "title": wording.title(one.rule),
            "detail": wording.detail(one.rule, one.status, one.args),
            "next": wording.next_step(one.rule),
            "is_met": one.status != Status.NOT_MET,
            "source": result.policy.rule(one.rule).source,
        }
        for one in result.of_person(person_id)
        if one.rule.startswith("chair.")
    ]


@require_http_methods(FORM_METHODS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair confirms having no disqualifying interest, and agrees to be published or withdraws that."""
    on = today()
    appointment = get_own_appointment(request.user, pk=pk, on=on)
    agrees = appointment.publication_agreed_on is not None and appointment.publication_withdrawn_on is None
    words = wording_of(policy_for(on).code)
    shown = {"has_no_interest": appointment.confirmed_no_interest_on is not None, "agrees_to_publication": agrees}
    form = ChairConfirmForm(typed(request), wording=words, initial=shown)
    if request.method == "POST" and form.is_valid():
        actions.confirm(appointment=appointment, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Saved. It counts from now on.")
        return redirect("members:chairs", pk=pk)
    findings = _findings(assess(pk, on), appointment.person_id)
    crossed = next((one for one in findings if one["rule"] == "chair.no_disqualifying_interest"), None)
    context = {"group": appointment.group, "form": form, "wording": words, "crossed": crossed}
    return render(request, "members/chair_confirm.html", context, status=422 if form.errors else 200)
