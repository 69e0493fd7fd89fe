"""An enquiry from its form to its decision."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import sign_in_by_link
from accounts.http import Request
from accounts.permissions import Action, can
from groups import access
from groups.actions import enquiries as actions
from groups.actions import intake
from groups.emails import answer_by
from groups.enums import EnquiryState, EnquiryWish
from groups.forms.enquiries import (
    EnquiryAllocationForm,
    EnquiryDecisionForm,
    EnquiryForm,
    RecordEnquiryForm,
    initial_occupation,
)
from groups.models import Enquiry, Group
from guidance.policies import proposal_due_on
from occupations.enums import OccupationStatus
from occupations.models import Occupation
from portal import parameters
from portal.calendar import today
from portal.links import read
from portal.lists import paginate, sorting
from portal.search import matching

IN_USE = {OccupationStatus.APPROVED, OccupationStatus.PAUSED}
SEARCHED = ("name", "organisation", "occupation__title", "proposed_title")
SORTS = {"received": "received_at", "name": "name", "reference": "reference"}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquire(request: HttpRequest) -> HttpResponse:
    """Anybody asks for a group; who is not signed in confirms the address by mail."""
    user = request.user if request.user.is_authenticated else None
    form = EnquiryForm(request.POST or None, on=today(), user=user, initial=_first_answers(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "groups/enquire.html", {"form": form, "is_off_map": form.is_bound}, status=_status(form))
    answers = form.cleaned_data | ({"email": user.email} if user else {})
    enquiry = actions.send(answers=answers, by=user, now=timezone.now())
    if user is None:
        request.session["enquiry_email"] = enquiry.email
        return redirect("groups:enquiry_sent")
    messages.success(request, f"We have your enquiry. Its reference is {enquiry.reference}.")
    return redirect(enquiry)


def _first_answers(request: HttpRequest) -> dict[str, Any]:
    pk = parameters.number(request, "occupation")
    occupation = None if pk is None else Occupation.objects.filter(pk=pk).first()
    name = request.user.name if request.user.is_authenticated else ""
    return {"name": name, **initial_occupation(occupation)}


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200


@login_not_required
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    email = request.session.get("enquiry_email", "")
    return render(request, "groups/enquiry_sent.html", {"email": email, "days": settings.LINK_VALID_DAYS})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: shows the enquiry, and confirms it on a press of the button (mail scanners only look)."""
    enquiry = _from_token(token)
    if enquiry is None:
        return render(request, "groups/enquiry_link_void.html", status=404)
    if request.method != "POST":
        return render(request, "groups/enquiry_confirm.html", {"enquiry": enquiry})
    enquiry = actions.confirm(enquiry=enquiry, now=timezone.now())
    if enquiry.user is not None and not request.user.is_authenticated:
        sign_in_by_link(request, user=enquiry.user)
    messages.success(request, f"Your enquiry is received. Its reference is {enquiry.reference}.")
    return redirect(enquiry)


def _from_token(token: str) -> Enquiry | None:
    """The enquiry of a link that still holds: confirmed ones say so elsewhere, old ones are void."""
    results = read(actions.CONFIRM, token)
    enquiry = Enquiry.objects.filter(pk=results[0], nonce=results[1]).first() if results else None
    if enquiry is None or enquiry.state != EnquiryState.UNCONFIRMED or timezone.now() > enquiry.link_expires_at():
        return None
    return enquiry


@require_GET
def enquiry_list(request: Request) -> HttpResponse:
    access.require(request.user, Action.ENQUIRY_LIST)
    state = parameters.choice(request, "state", EnquiryState.values)
    enquiries = Enquiry.objects.exclude(state=EnquiryState.UNCONFIRMED).select_related(
        "occupation", "group", "allocated_to"
    )
    text = parameters.text(request, "q")
    if state:
        enquiries = enquiries.filter(state=state)
    enquiries = enquiries.filter(matching(text, *SEARCHED, exactly=("reference", "occupation__reference")))
    page = paginate(request, enquiries.order_by(*sorting(request, SORTS, "-received")))
    states = [choice for choice in EnquiryState.choices if choice[0] != EnquiryState.UNCONFIRMED]
    may_record = can(access.official_roles(request.user), Action.ENQUIRY_RECORD)
    context = {"page": page, "state": state, "text": text, "states": states, "may_record": may_record}
    return render(request, "groups/enquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request) -> HttpResponse:
    access.require(request.user, Action.ENQUIRY_RECORD)
    form = RecordEnquiryForm(request.POST or None, on=today())
    if request.method != "POST" or not form.is_valid():
        return render(request, "groups/enquiry_record.html", {"form": form}, status=_status(form))
    enquiry = actions.record(answers=form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, f"Recorded as {enquiry.reference}.")
    return redirect(enquiry)


@require_GET
def enquiry(request: Request, pk: int) -> HttpResponse:
    """Where an enquiry stands; for its sender and for officials."""
    enquiry = access.get_enquiry(request.user, Action.ENQUIRY_VIEW, pk=pk)
    may_decide = enquiry.state == EnquiryState.RECEIVED and can(
        access.official_roles(request.user), Action.ENQUIRY_DECIDE
    )
    received = timezone.localdate(enquiry.received_at)
    context = {
        "enquiry": enquiry,
        "may_decide": may_decide,
        "may_allocate": enquiry.state == EnquiryState.RECEIVED
        and can(access.official_roles(request.user), Action.ENQUIRY_ALLOCATE),
        "answer_by": answer_by(enquiry.received_at),
        "proposal_due_on": proposal_due_on(received, today()),
    }
    return render(request, "groups/enquiry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def allocate(request: Request, pk: int) -> HttpResponse:
    """A product manager takes it on, or any official hands it to one."""
    enquiry = access.get_enquiry(request.user, Action.ENQUIRY_ALLOCATE, pk=pk)
    intake.refuse_decided(enquiry)
    form = EnquiryAllocationForm(
        request.POST if request.method == "POST" else None, by=request.user, holder=enquiry.allocated_to
    )
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["user"]
        intake.allocate(enquiry=enquiry, user=user, by=request.user, now=timezone.now())
        messages.success(request, f"{'You answer' if user == request.user else f'{user} answers'} for this enquiry.")
        return redirect(enquiry)
    context = {"enquiry": enquiry, "form": form}
    return render(request, "groups/enquiry_allocate.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    enquiry = access.get_enquiry(request.user, Action.ENQUIRY_DECIDE, pk=pk)
    if enquiry.state != EnquiryState.RECEIVED:
        raise actions.decided_already(enquiry)
    form = EnquiryDecisionForm(request.POST or None, user=request.user, initial=_wished(enquiry))
    if request.method == "POST" and form.is_valid():
        return _decided(request, enquiry, form)
    same = Group.objects.filter(occupation=enquiry.occupation) if enquiry.occupation else Group.objects.none()
    is_in_use = enquiry.occupation is not None and enquiry.occupation.status in IN_USE
    context = {"enquiry": enquiry, "form": form, "same": same[:10], "is_in_use": is_in_use}
    return render(request, "groups/enquiry_decide.html", context, status=_status(form))


def _wished(enquiry: Enquiry) -> dict[str, str]:
    """The decision that the enquirer asked for, with the group where there is just one to join."""
    if enquiry.wish != EnquiryWish.JOIN:
        return {}
    groups = Group.objects.supported(today()).filter(occupation=enquiry.occupation).values_list("reference", flat=True)
    references = list(groups[:2])
    return {"decision": EnquiryDecisionForm.JOIN, "group": references[0] if len(references) == 1 else ""}


def _decided(request: Request, enquiry: Enquiry, form: EnquiryDecisionForm) -> HttpResponse:
    answers, by, now = form.cleaned_data, request.user, timezone.now()
    if answers["decision"] == form.ACCEPT:
        group = actions.accept(enquiry=enquiry, product_manager=answers["product_manager"], by=by, now=now)
        messages.success(request, f"Accepted. The new group is {group.reference}.")
        return redirect(group)
    if answers["decision"] == form.JOIN:
        actions.join(enquiry=enquiry, group=answers["group"], reason=answers["join_reason"], by=by, now=now)
        messages.success(request, f"Joined to {answers['group'].reference}. The enquirer is told.")
    else:
        actions.decline(enquiry=enquiry, reason=answers["reason"], by=by, now=now)
        messages.success(request, "Declined. The enquirer is told.")
    return redirect(enquiry)
