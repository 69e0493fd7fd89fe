"""Who chairs the group, and the chair's own confirmations."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, Role, can
from chairs.actions.confirmation_check import CheckedInterest, CheckedInterests, checked_interests
from chairs.forms.chairs import ChairConfirmForm
from conflicts.access import sees_register
from groups.access import get_group
from groups.models import Group
from guidance import messages as guidance_messages
from guidance.assessment import AssessmentResult, assess
from guidance.policies import statements_for
from guidance.vocabulary import Status
from members.access import get_own_appointment
from members.actions import chairs as actions
from members.actions.ledger import Reconfirmation, chair_reconfirmation_due
from members.models import ChairAppointment, HandOver, Membership
from members.rules.confirmations import CHAIR_CONFIRMATIONS, Confirmation
from portal.calendar import today
from portal.saved_input import keep_input, saved_or_empty

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_GET
def chairs(request: Request, pk: int) -> HttpResponse:
    """Everyone of the group sees who chairs, who is proposed and how far that is; those who may, propose."""
    on = today()
    group = get_group(request.user, Action.MEMBER_LIST, pk=pk, on=on)
    chairing = ChairAppointment.objects.current(on).filter(group=group).select_related("person")
    current = list(chairing.order_by("started_on", "pk").prefetch_related("briefings__given_by", "mentorings__mentor"))
    result = assess(pk, on)
    interests: dict[int, CheckedInterests] = {}
    if sees_register(group):
        interests = checked_interests(group, [chair.person for chair in current], on)
    may_propose = can(group.roles, Action.CHAIR_PROPOSE)
    context = {
        "group": group,
        "appointments": [_shown(chair, result, request, group, interests) for chair in current],
        "may_support": can(group.roles, Action.CHAIR_CONFIRM),
        "ahead": _ahead(request, group, on),
        "may_propose": may_propose,
        "has_members": may_propose and Membership.objects.current(on).employers().filter(group=group).exists(),
        "is_lead": Role.LEAD in group.roles,
        "guidance": result.policy.rule("chair.no_disqualifying_interest").source,
    }
    return render(request, "chairs/chairs.html", context)


def _ahead(request: Request, group: Group, on: date) -> list[HandOver]:
    """The changes that are proposed or confirmed for a later day; with `is_seen` and `is_asked` of this user."""
    rows = HandOver.objects.ahead(on).filter(group=group)
    hand_overs = list(rows.select_related("leaving__person", "successor", "arranged_by", "confirmed_by").order_by("pk"))
    for hand_over in hand_overs:
        hand_over.is_asked = bool(
            hand_over.successor and hand_over.successor.user_id == request.user.pk and hand_over.waits_for_acceptance
        )
        hand_over.is_seen = _sees(request, group, hand_over)
    return hand_overs


def _sees(request: Request, group: Group, ahead: HandOver) -> bool:
    people = (ahead.successor, ahead.leaving.person if ahead.leaving else None)
    is_own = request.user.pk in {person.user_id for person in people if person}
    return is_own or can(group.roles, Action.HAND_OVER_VIEW)


def _shown(
    chair: ChairAppointment,
    result: AssessmentResult,
    request: Request,
    group: Group,
    interests: Mapping[int, list[CheckedInterest]],
) -> dict[str, object]:
    """A chair with what the rules find, in words and in the guidance's; these and interests where they may be seen."""
    is_own = chair.person.user_id == request.user.pk
    sees_missing = is_own or can(group.roles, Action.MISSING_VIEW)
    return {
        "pk": chair.pk,
        "person": chair.person,
        "briefings": chair.briefings.all(),
        "mentoring": next((mentoring for mentoring in chair.mentorings.all() if mentoring.ended_on is None), None),
        "started_on": chair.started_on,
        "ended_on": chair.ended_on,
        "is_own": is_own,
        "checked_interests": interests.get(chair.person_id),
        "confirmed_on": chair.confirmed_no_interest_on,
        "again": chair_reconfirmation_due(chair, result.on) if sees_missing else {},
        "findings": _findings(result, chair.person_id) if sees_missing else [],
    }


def _findings(result: AssessmentResult, person_id: int) -> list[dict[str, object]]:
    return [
        {
            "rule": finding.rule,
            "title": guidance_messages.title(finding.rule, finding.status, finding.args),
            "detail": guidance_messages.detail(finding.rule, finding.status, finding.args),
            "next": guidance_messages.next_step(finding.rule),
            "is_met": finding.status != Status.NOT_MET,
            "source": result.policy.rule(finding.rule).source,
        }
        for finding in result.of_person(person_id)
        if finding.rule.startswith("chair.")
    ]


@keep_input
@require_http_methods(FORM_METHODS)
def confirm(request: Request, pk: int) -> HttpResponse:
    """The chair confirms having no disqualifying interest, and agrees to be published; taking back is another page."""
    on = today()
    appointment = get_own_appointment(request.user, pk=pk, on=on)
    wording = statements_for(on)
    again = chair_reconfirmation_due(appointment, on)
    confirmations = [confirmation for confirmation in CHAIR_CONFIRMATIONS if confirmation.given_on(appointment)]
    form = ChairConfirmForm(
        saved_or_empty(request),
        wording=wording,
        agreed_codes={confirmation.code for confirmation in confirmations} - set(again),
    )
    if request.method == "POST" and form.is_valid():
        given = form.given()
        actions.confirm(appointment=appointment, wording=wording, by=request.user, now=timezone.now(), **given)
        is_new = any(given.values())
        messages.success(request, "Saved. It counts from now on." if is_new else "Nothing was changed.")
        return redirect("chairs:chairs", pk=pk)
    interests = checked_interests(appointment.group, [appointment.person], on)[appointment.person_id]
    context = {
        "group": appointment.group,
        "form": form,
        "wording": wording,
        "appointment": appointment,
        "again": again,
        "parts": {confirmation.code: _part(confirmation, appointment, again) for confirmation in CHAIR_CONFIRMATIONS},
        "is_to_come": appointment.started_on > on,
        "checked_interests": interests,
        "is_crossed": any(interest.is_against for interest in interests),
    }
    return render(request, "chairs/chair_confirm.html", context, status=422 if form.errors else 200)


def _part(
    confirmation: Confirmation, appointment: ChairAppointment, again: dict[str, Reconfirmation]
) -> dict[str, object]:
    """Since when it stands (None: it does not), under which words where they changed, and where to withdraw it."""
    before = again.get(confirmation.code)
    return {
        "given_on": confirmation.given_on(appointment),
        "before": before.before if before else "",
        "href": reverse("members:chair_withdraw", args=[appointment.group_id, confirmation.code]),
    }
