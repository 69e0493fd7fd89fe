"""Who chairs the group, and the chair's own confirmations."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import Action, Role, can
from conflicts.access import sees_register
from groups.access import get_group
from groups.models import Group
from members.access import get_own_appointment
from members.actions import chairs as actions
from members.actions.crossing import Crossed, crossed
from members.actions.ledger import AskedAgain, chair_asked_again
from members.forms import typed
from members.forms.leading import ChairConfirmForm, ChairsForm
from members.models import ChairAppointment, HandOver, Membership
from members.rules import CHAIR_CONFIRMATIONS, wording_for
from members.rules.confirmations import Confirmation
from members.views.keeping import keeps_what_was_typed, typed_or_kept
from oversight import wording
from oversight.assessment import AssessmentResult, assess
from oversight.enums import Status
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
    chairing = ChairAppointment.objects.current(on).filter(group=group).select_related("person")
    current = list(chairing.prefetch_related("briefings__given_by", "mentorings__mentor"))
    form = ChairsForm(typed(request), members=members, initial={"chairs": [chair.person_id for chair in current]})
    if request.method == "POST" and form.is_valid():
        return _appointed(request, group, form)
    result = assess(pk, on)
    ahead = HandOver.objects.ahead(on).filter(group=group).select_related("leaving__person", "successor").first()
    may_propose = can(group.roles, Action.CHAIR_PROPOSE)
    is_seen = sees_register(group)
    interests = crossed(group, [chair.person for chair in current], on) if is_seen else {}
    context = {
        "group": group,
        "form": form,
        "members": members,
        "appointments": [_shown(chair, result, request, interests) for chair in current],
        "may_support": can(group.roles, Action.CHAIR_CONFIRM),
        "ahead": ahead,
        "sees_ahead": ahead is not None and _sees(request, group, ahead),
        "may_arrange": may_propose and ahead is None and (current or group.membership_approved_on),
        "may_choose": may_propose and ahead is None and _may_choose(request, group),
        "is_chair": Role.CHAIR in group.roles,
        "is_lead": Role.LEAD in group.roles and Role.CHAIR not in group.roles,
        "guidance": result.policy.rule("chair.no_disqualifying_interest").source,
    }
    return render(request, "members/chairs.html", context, status=422 if form.is_bound else 200)


def _may_choose(request: HttpRequest, group: Group) -> bool:
    """From the approval on a change is arranged, and confirmed; until then, and by the regulator, chairs are chosen."""
    return group.membership_approved_on is None or request.user.is_official


def _sees(request: HttpRequest, group: Group, ahead: HandOver) -> bool:
    people = (ahead.successor, ahead.leaving.person if ahead.leaving else None)
    is_own = request.user.pk in {person.user_id for person in people if person}
    return is_own or can(group.roles, Action.HAND_OVER_VIEW)


def _appointed(request: HttpRequest, group: Group, form: ChairsForm) -> HttpResponse:
    people = form.chosen()
    actions.appoint_chairs(group=group, people=people, by=request.user, now=timezone.now())
    names = " and ".join(person.name for person in people)
    messages.success(request, f"Chosen: {names}. Each chair is asked to confirm the requirements.")
    is_chosen = request.user.pk in {person.user_id for person in people}
    keeps_rights = is_chosen or group.roles - {Role.LEAD, Role.CHAIR}
    return redirect("members:chairs", pk=group.pk) if keeps_rights else redirect(settings.LOGIN_REDIRECT_URL)


def _shown(
    chair: ChairAppointment, result: AssessmentResult, request: HttpRequest, interests: dict[int, list[Crossed]]
) -> dict[str, object]:
    """A chair with what the rules find, in words and in the guidance's; interests where they may be seen."""
    return {
        "pk": chair.pk,
        "person": chair.person,
        "briefings": chair.briefings.all(),
        "mentoring": next((one for one in chair.mentorings.all() if one.ended_on is None), None),
        "started_on": chair.started_on,
        "ended_on": chair.ended_on,
        "is_own": chair.person.user_id == request.user.pk,
        "crossed": interests.get(chair.person_id),
        "confirmed_on": chair.confirmed_no_interest_on,
        "again": chair_asked_again(chair, result.on),
        "findings": _findings(result, chair.person_id),
    }


def _findings(result: AssessmentResult, person_id: int) -> list[dict[str, object]]:
    return [
        {
            "rule": one.rule,
            "title": wording.title(one.rule, one.status, one.args),
            "detail": wording.detail(one.rule, one.status, one.args),
            "next": wording.next_step(one.rule),
            "is_met": one.status != Status.NOT_MET,
            "source": result.policy.rule(one.rule).source,
        }
        for one in result.of_person(person_id)
        if one.rule.startswith("chair.")
    ]


@keeps_what_was_typed
@require_http_methods(FORM_METHODS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair confirms having no disqualifying interest, and agrees to be published; taking back is another page."""
    on = today()
    appointment = get_own_appointment(request.user, pk=pk, on=on)
    words = wording_for(on)
    again = chair_asked_again(appointment, on)
    standing = [one for one in CHAIR_CONFIRMATIONS if one.given_on(appointment)]
    form = ChairConfirmForm(typed_or_kept(request), wording=words, standing={one.code for one in standing} - set(again))
    if request.method == "POST" and form.is_valid():
        given = form.given()
        actions.confirm(appointment=appointment, wording=words, by=request.user, now=timezone.now(), **given)
        is_new = any(given.values())
        messages.success(request, "Saved. It counts from now on." if is_new else "Nothing was changed.")
        return redirect("members:chairs", pk=pk)
    interests = crossed(appointment.group, [appointment.person], on)[appointment.person_id]
    context = {
        "group": appointment.group,
        "form": form,
        "wording": words,
        "appointment": appointment,
        "again": again,
        "parts": {one.code: _part(one, appointment, again) for one in CHAIR_CONFIRMATIONS},
        "is_to_come": appointment.started_on > on,
        "crossed": interests,
        "is_crossed": any(one.is_against for one in interests),
    }
    return render(request, "members/chair_confirm.html", context, status=422 if form.errors else 200)


def _part(confirmation: Confirmation, appointment: ChairAppointment, again: dict[str, AskedAgain]) -> dict[str, object]:
    """Since when it stands (None: it does not), under which words where they changed since, and where to withdraw it."""
    before = again.get(confirmation.code)
    return {
        "given_on": confirmation.given_on(appointment),
        "before": before.before if before else "",
        "href": reverse("members:chair_withdraw", args=[appointment.group_id, confirmation.code]),
    }
