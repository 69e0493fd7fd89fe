"""Claims for travelling to meetings, under a policy that pays for it; elsewhere these pages say that it does not."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action, can
from groups.access import get_group
from groups.emails import feedback_aim
from groups.models import Group
from meetings.access import claims_of, get_claim, get_meeting, get_payment, get_receipt
from meetings.actions import travel as actions
from meetings.enums import ClaimOutcome, ClaimState
from meetings.forms.travel import ClaimForm, DecisionForm
from meetings.models import Meeting, TravelClaim, TravelPayment
from meetings.rules.travel import latest_on, needs_reason, refusals
from members.forms import typed
from portal.calendar import today
from portal.documents import handed_out
from portal.exports import csv_download
from portal.lists import paginate, sorting

FORM_METHODS = ["GET", "HEAD", "POST"]
SORTS = {"claimed": "claimed_at", "meeting": "meeting__held_on", "amount": "amount"}
COLOURS = {
    ClaimState.WAITING: "blue",
    ClaimState.APPROVED: "teal",
    ClaimState.REFUSED: "red",
    ClaimState.EXPORTED: "purple",
    ClaimState.PAID: "green",
}
NEXT = {  # what whoever claimed can expect
    ClaimState.WAITING: "The product manager decides on your claim, and we write to you when they have.",
    ClaimState.APPROVED: "Your claim goes into the next file for payment.",
    ClaimState.EXPORTED: "Your claim is on its way to be paid.",
}
HEADER = ("Claim", "Name", "E-mail", "Employer", "Group", "Meeting", "Amount in pounds", "Approved by", "Approved on")


def is_offered(group: Group, meeting: Meeting) -> bool:
    """Whether the page of a held meeting leads to a claim for it; no statement."""
    may = can(group.roles, Action.TRAVEL_CLAIM)
    return may and meeting.held_on is not None and actions.fund_on(today()) is not None


def is_there(user: User, group: Group) -> bool:
    """Whether the list of claims has something to say to the user: travel is paid for today, or was claimed before."""
    return actions.fund_on(today()) is not None or claims_of(user, group).exists()


@require_http_methods(FORM_METHODS)
def claim(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """A member claims, or reads why nothing can be claimed; the claim that was made is shown in its place."""
    group, on = get_group(request.user, Action.TRAVEL_CLAIM, pk=pk, on=today()), today()
    meeting, fund = get_meeting(group, pk=meeting_pk), actions.require_fund(group, on)
    person = request.user.person
    journey, _ = actions.journey_of(meeting, person)
    reason_needed = needs_reason(fund, meeting.day, on=on)
    form = ClaimForm(typed(request), request.FILES or None, reason_needed=reason_needed, usual_days=fund.usual_days)
    refused, existing = refusals(fund, journey, on=on), actions.own_claim(meeting, person)
    if request.method == "POST" and (form.is_valid() or refused):
        made = actions.claim(meeting=meeting, **form.answers(), by=request.user, now=timezone.now())
        messages.success(request, f"Your claim is sent to the product manager. {feedback_aim()}")
        return redirect(made)
    if existing is not None:
        return redirect(existing)
    context = {"group": group, "meeting": meeting, "form": form, "refusals": refused, "fund": fund}
    context["latest_on"] = latest_on(fund, meeting.day)
    return render(request, "meetings/travel_new.html", context, status=422 if form.is_bound else 200)


@require_GET
def listing(request: Request, pk: int) -> HttpResponse:
    """A member's own claims, or all of the group's for its product manager."""
    group = get_group(request.user, Action.TRAVEL_VIEW, pk=pk, on=today())
    claims = claims_of(request.user, group)
    if not claims.exists():
        actions.require_fund(group, today())
    page = paginate(request, claims.order_by(*sorting(request, SORTS, "-claimed")))
    for claim in page.object_list:
        claim.colour = COLOURS[claim.state]
    context = {"group": group, "page": page, "may_decide": can(group.roles, Action.TRAVEL_DECIDE)}
    return render(request, "meetings/travel.html", context | (_payments(group) if context["may_decide"] else {}))


def _payments(group: Group) -> dict[str, Any]:
    to_pay = TravelClaim.objects.to_pay().filter(group=group)
    payments = TravelPayment.objects.filter(group=group).annotate(total=Sum("claims__amount"))
    return {"to_pay": to_pay.count(), "payments": payments.select_related("made_by", "paid_by")}


@require_GET
def detail(request: Request, pk: int, claim_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.TRAVEL_VIEW, pk=pk, on=today())
    claim = get_claim(request.user, group, pk=claim_pk)
    return render(request, "meetings/travel_claim.html", _shown(group, claim))


def _shown(group: Group, claim: TravelClaim) -> dict[str, Any]:
    rows = [
        ("Meeting", ", ".join(filter(None, [claim.meeting.title, f"{claim.meeting.day:%-d %B %Y}"]))),
        ("Claimed by", f"{claim.person.name}, {claim.organisation.name}"),
        ("Employer’s size", claim.organisation.get_size_display()),
        ("Claimed on", _claimed_on(claim)),
        ("Critical to", claim.get_critical_to_display()),
        ("Why not remotely", claim.why_in_person),
        ("How they travelled", claim.journey),
        ("Amount", f"£{claim.amount}"),
        ("Why it comes late", claim.late_reason),
        ("Decided", _decided(claim)),
        ("Reasons", claim.reasons),
    ]
    return {
        "group": group,
        "claim": claim,
        "colour": COLOURS[claim.state],
        "rows": [{"key": key, "value": value} for key, value in rows if value],
        "receipts": list(claim.receipts.all()),
        "may_decide": can(group.roles, Action.TRAVEL_DECIDE),
        "next": NEXT.get(claim.state, ""),
        "may_claim_again": claim.state == ClaimState.REFUSED and is_offered(group, claim.meeting),
    }


def _claimed_on(claim: TravelClaim) -> str:
    """With what the fund's days are counted by."""
    on = timezone.localdate(claim.claimed_at)
    days = (on - claim.meeting.day).days
    return f"{on:%-d %B %Y}, {days} day{'' if days == 1 else 's'} after the meeting"


def _decided(claim: TravelClaim) -> str:
    return f"{timezone.localtime(claim.decided_at):%-d %B %Y}, by {claim.decided_by}" if claim.decided_at else ""


@require_http_methods(FORM_METHODS)
def decide(request: Request, pk: int, claim_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.TRAVEL_DECIDE, pk=pk, on=today())
    claim = get_claim(request.user, group, pk=claim_pk)
    form = DecisionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        outcome, reasons = ClaimOutcome(form.cleaned_data["outcome"]), form.cleaned_data["reasons"]
        actions.decide(claim=claim, outcome=outcome, reasons=reasons, by=request.user, now=timezone.now())
        messages.success(request, f"The claim is {outcome.label.lower()}.")
        return redirect(claim)
    context = _shown(group, claim) | {"form": form}
    return render(request, "meetings/travel_decide.html", context, status=422 if form.is_bound else 200)


@require_GET
def receipt(request: Request, pk: int, claim_pk: int, receipt_pk: int) -> FileResponse:
    """The file to save: never shown in the browser as a page of the portal."""
    group = get_group(request.user, Action.TRAVEL_VIEW, pk=pk, on=today())
    travel_receipt = get_receipt(get_claim(request.user, group, pk=claim_pk), pk=receipt_pk)
    return handed_out(travel_receipt.file, travel_receipt.name)


# --- payment ---------------------------------------------------------------------------------------------------------
@require_POST
def export(request: Request, pk: int) -> HttpResponse:
    """Approved claims go into a file for payment, each into one alone."""
    group = get_group(request.user, Action.TRAVEL_DECIDE, pk=pk, on=today())
    actions.export(group=group, by=request.user, now=timezone.now())
    messages.success(request, "The approved claims are in a file for payment. Download it below.")
    return redirect("meetings:travel", pk=pk)


@require_GET
def payment(request: Request, pk: int, payment_pk: int) -> StreamingHttpResponse:
    group = get_group(request.user, Action.TRAVEL_DECIDE, pk=pk, on=today())
    travel_payment = get_payment(group, pk=payment_pk)
    name = f"travel-{group.reference}-{timezone.localdate(travel_payment.made_at):%Y-%m-%d}-{travel_payment.pk}"
    return csv_download(name, HEADER, _lines(travel_payment))


def _lines(travel_payment: TravelPayment) -> Iterator[list[object]]:
    for claim in travel_payment.claims.select_related(
        "person", "organisation", "group", "meeting", "decided_by"
    ).order_by("pk"):
        who = [
            claim.reference,
            claim.person.name,
            claim.person.email or "",
            claim.organisation.name,
            claim.group.reference,
        ]
        decided_on = timezone.localdate(claim.decided_at).isoformat()
        yield [*who, claim.meeting.day.isoformat(), claim.amount, str(claim.decided_by), decided_on]


@require_POST
def paid(request: Request, pk: int, payment_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.TRAVEL_DECIDE, pk=pk, on=today())
    actions.mark_paid(payment=get_payment(group, pk=payment_pk), by=request.user, now=timezone.now())
    messages.success(request, "The claims are marked as paid.")
    return redirect("meetings:travel", pk=pk)
